//! A reference to a shard of a cluster.

use std::fmt;

use serde_json::Value;

use crate::{Error, object_id};

/// A shard of an existing cluster, by its position or its id.
///
/// Positions count from 0, in the order of the [shards](crate::clusters::ReadLayout::shards) of the cluster. An id has 24
/// hexadecimal digits, and remains the same if other shards are removed.
///
/// ```
/// use atlas_api::specs::{ClusterChange, NodesChange};
///
/// let larger = || NodesChange::new().instance_size("M50");
/// let change = ClusterChange::new().shard(0, larger()).shard("5f1a2b3c4d5e6f7a8b9c0d1f", larger());
/// # let _ = change;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShardRef(Reference);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Reference {
    Position(usize),
    Id(String),
}

/// Refers to a shard by its position, counted from 0.
impl From<usize> for ShardRef {
    #[inline]
    fn from(position: usize) -> Self {
        Self(Reference::Position(position))
    }
}

/// Refers to a shard by its id.
impl From<&str> for ShardRef {
    #[inline]
    fn from(id: &str) -> Self {
        Self::from(id.to_owned())
    }
}

/// Refers to a shard by its id.
impl From<String> for ShardRef {
    #[inline]
    fn from(id: String) -> Self {
        Self(Reference::Id(id))
    }
}

/// Refers to a shard by its id.
impl From<&String> for ShardRef {
    #[inline]
    fn from(id: &String) -> Self {
        Self::from(id.clone())
    }
}

/// Writes the position, or the id in quotes.
impl fmt::Display for ShardRef {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reference::Position(position) => write!(f, "{position}"),
            Reference::Id(id) => write!(f, "{id:?}"),
        }
    }
}

impl ShardRef {
    /// Rejects a text that is not an id.
    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.0 {
            Reference::Position(_) => Ok(()),
            Reference::Id(id) => object_id::parse("shard", id).map(drop),
        }
    }

    /// Returns the position of the shard among those of a cluster. A shard that was removed is `null`.
    #[inline]
    pub(super) fn position(&self, shards: &[Value]) -> Option<usize> {
        match &self.0 {
            Reference::Position(position) => shards.get(*position).filter(|shard| shard.is_object()).map(|_| *position),
            Reference::Id(id) => {
                shards.iter().position(|shard| shard["id"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(id)))
            }
        }
    }
}
