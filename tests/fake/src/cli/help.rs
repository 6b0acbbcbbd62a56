//! What the program says of itself.

pub(super) const HELP: &str = "\
atlas-fake serves a fake of the MongoDB Atlas Administration API until it is stopped.

usage: atlas-fake [OPTIONS]

Once it serves, it writes the settings of a client to standard output, as lines NAME=value, and nothing after:

  atlas-fake > atlas.env &
  until [ -s atlas.env ]; do sleep 0.1; done
  set -a; . ./atlas.env; set +a

Its address shows a page with what it holds to browsers on this machine. Below /-/ programs on this machine put its clock
forward, set faults and read its journal; the README says how.

where it listens
  --port N               the port; a free one unless it is given
  --host ADDRESS         the IP address; 127.0.0.1 unless it is given. Others let other machines in

who may ask
  --public-key KEY       the API key's public half; ATLAS_FAKE_PUBLIC_KEY if it is not given
  --private-key KEY      its private half; ATLAS_FAKE_PRIVATE_KEY if it is not given
  --role NAME            a role of the key, such as GROUP_READ_ONLY; again for each further one. All unless it is given
  --rate-limits[=N/S]    mind rate limits: N requests in S seconds, 100/60 unless they are given

what it holds
  --seed FILE            create what a JSON file holds: {\"databaseUsers\": [BODY…], \"clusters\": [BODY…], …}
  --state FILE           keep the state in a file across restarts; a seed is used only to begin it
  --document FILE        serve another API document, in JSON or YAML, than the one that it comes with

how long things take
  --cluster-time TIME    how long a cluster is CREATING, UPDATING or DELETING, such as 500ms, 1.5s or 10m; no time unless
                         it is given
  --backup-time TIME     how long each step of a snapshot or a restore takes; no time unless it is given

what goes wrong
  --latency TIME         response scheduled, by 20ms or 1.5s
  --fault OPERATION:KIND[,OPTION]…
                         go wrong, such as getGroupCluster:status=503,times=2; again for each further fault
                         OPERATION  an operationId of the API document, or * for any
                         KIND       status=N latency=TIME reset=before reset=after cut html[=N] empty=N stale-nonce
                                    rate-limit[=SECONDS]
                         OPTION     times=N after=N probability=P seed=N method=NAME code=CODE challenges

what it tells
  --log                  a line for each request on standard error, without secrets
  --journal FILE         add each exchange to a file, without secrets, as `cargo xtask conform` reads it

  --help, --version
";
