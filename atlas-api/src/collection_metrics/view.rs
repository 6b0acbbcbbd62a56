//! The processes of a cluster in a query.

use crate::open_enum::open_enum;

/// The processes of a cluster whose metrics are requested.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClusterView {
    /// `PRIMARY`: the primary of each shard.
    Primary,
    /// `SECONDARY`: the secondaries of each shard.
    Secondary,
    /// `INDIVIDUAL_PROCESS`: each process.
    IndividualProcess,
    /// Another view.
    #[non_exhaustive]
    Unknown(String),
}

open_enum! {
    ClusterView {
        Primary => "PRIMARY",
        Secondary => "SECONDARY",
        IndividualProcess => "INDIVIDUAL_PROCESS",
    }
}
