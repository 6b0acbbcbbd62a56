//! A snapshot of the state, which replaces the changes that led to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::change::redact_passwords;
use crate::credentials;
use crate::resources::database_users;
use crate::state::State;
use crate::store::Resource;

/// The state as a line of the log. It contains neither passwords nor secrets that the fake generated.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    /// The number of IDs issued so far.
    ids: u64,
    /// The amount by which the clock was advanced.
    pub(super) advanced_ms: i64,
    /// The resources of each collection, in order of creation.
    collections: BTreeMap<String, Vec<Resource>>,
    /// The database users of each project, in order of creation, in a file of a version that had no collection of them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    database_users: BTreeMap<String, Vec<Map<String, Value>>>,
}

impl Snapshot {
    pub(super) fn of(state: &State, advanced_ms: i64) -> Self {
        let resource = |resource: &Resource| {
            let mut resource = resource.clone();
            redact(&mut resource.body);
            resource
        };
        let collections = state.store.collections();
        Self {
            ids: state.store.ids(),
            advanced_ms,
            collections: collections
                .map(|(name, resources)| (name.to_owned(), resources.map(resource).collect()))
                .collect(),
            database_users: BTreeMap::new(),
        }
    }

    /// Replaces all of a state with the snapshot.
    pub(super) fn restore(self, state: &mut State) {
        state.store.clear();
        state.store.set_ids(self.ids);
        for (name, resources) in self.collections {
            for mut resource in resources {
                credentials::restore_secrets(&mut resource.body);
                state.store.put(&name, resource);
            }
        }
        for (project, bodies) in self.database_users {
            for body in bodies {
                database_users::restore(&mut state.store, &project, body);
            }
        }
    }
}

fn redact(body: &mut Map<String, Value>) {
    for (_, value) in body.iter_mut() {
        redact_passwords(value);
    }
    credentials::remove_secrets(body);
}
