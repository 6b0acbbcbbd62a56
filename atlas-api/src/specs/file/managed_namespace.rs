//! Files of managed namespaces of global clusters.

use atlas_gen::types::ManagedNamespaces;

use super::body::{apply, optional, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{not_empty, range};
use crate::specs::ManagedNamespaceSpec;

spec_from_body! {
    ManagedNamespaceSpec, ManagedNamespaces,
    |body| {
        let spec = ManagedNamespaceSpec::new(text(body.db), text(body.collection), text(body.custom_shard_key));
        Ok(apply!(spec;
            body.is_custom_shard_key_hashed => hashed,
            body.is_shard_key_unique => unique,
            optional("initial chunks", body.num_initial_chunks)? => initial_chunks,
            body.presplit_hashed_zones => presplit_zones))
    },
    |spec| spec.into_body(),
    {
        "required": ["db", "collection", "customShardKey"],
        "properties": {
            "db": not_empty(),
            "collection": not_empty(),
            "customShardKey": not_empty(),
            "numInitialChunks": range(0, 8192),
        },
        "not": {
            "required": ["isCustomShardKeyHashed", "isShardKeyUnique"],
            "properties": { "isCustomShardKeyHashed": { "const": true }, "isShardKeyUnique": { "const": true } },
        },
    },
}
