//! The help text.

pub(super) const HELP: &str = "\
atlas-fake serves a fake of the MongoDB Atlas Administration API until it is stopped.

usage: atlas-fake [OPTIONS]

Once it serves requests, it writes the settings for a client to standard output, as lines NAME=value, and nothing else:

  atlas-fake > atlas.env &
  until [ -s atlas.env ]; do sleep 0.1; done
  set -a; . ./atlas.env; set +a

In a browser on this machine, its base URL shows a page with its state. Below /-/, programs on this machine can advance
its clock, set faults and read its journal; see the README.

network
  --port N               port to listen on; default: a free port
  --host ADDRESS         IP address to listen on; default: 127.0.0.1. Any address except a loopback address gives other
                         machines access

authentication and limits
  --public-key KEY       public key of the API key; default: $ATLAS_FAKE_PUBLIC_KEY, or a built-in key
  --private-key KEY      private key of the API key; default: $ATLAS_FAKE_PRIVATE_KEY, or a built-in key
  --role NAME            role of the API key, such as GROUP_READ_ONLY; repeat for more roles. Default: roles are not
                         enforced
  --rate-limits[=N/S]    rate limit of N requests in S seconds; 100/60 without a value. Default: no rate limit

state
  --seed FILE            initial resources, in JSON: {\"databaseUsers\": [BODY…], \"clusters\": [BODY…], …}
  --state FILE           file that keeps the state across restarts; the seed is used only if it has no changes yet
  --document FILE        API document to serve, in JSON or YAML; default: the built-in document

times
  --cluster-time TIME    time in which a cluster is CREATING, UPDATING or DELETING, such as 500ms or 10m; default: 0
  --backup-time TIME     time for each step of a snapshot or a restore; default: 0

faults
  --latency TIME         delay of every response, such as 20ms or 1.5s
  --fault OPERATION:KIND[,OPTION]…
                         injected fault, such as getGroupCluster:status=503,times=2; repeat for more faults
                         OPERATION  an operationId of the API document, or * for any operation
                         KIND       status=N latency=TIME reset=before reset=after cut html[=N] empty=N stale-nonce
                                    rate-limit[=SECONDS]
                         OPTION     times=N after=N probability=P seed=N method=NAME code=CODE challenges

output
  --log                  prints a line for each request on standard error, without secrets
  --journal FILE         appends each exchange to a file, without secrets, in the format of `cargo xtask conform`

  --help, --version
";
