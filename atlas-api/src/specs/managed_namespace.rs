//! Managed namespaces of global clusters.

use crate::{Error, model::ManagedNamespace, specs::check_length};

/// A managed namespace to [add](crate::global_clusters::GlobalCluster::add_namespace): a collection that Atlas shards by
/// location.
///
/// ```
/// use atlas_api::specs::ManagedNamespaceSpec;
///
/// // Sharded by `location` and `email`.
/// let spec = ManagedNamespaceSpec::new("sales", "customers", "email").unique(true);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec adds nothing by itself; pass it to `add_namespace`"]
pub struct ManagedNamespaceSpec {
    body: ManagedNamespace,
    chunks: Option<u32>,
}

impl ManagedNamespaceSpec {
    /// Returns a spec for a collection of a database. Its shard key is `location` and the property `shard_key`.
    pub fn new(database: impl Into<String>, collection: impl Into<String>, shard_key: impl Into<String>) -> Self {
        let body = ManagedNamespace::new().db(database.into()).collection(collection.into());
        Self { body: body.custom_shard_key(shard_key.into()), chunks: None }
    }

    /// Sets whether values of the shard key are hashed. Default: no.
    #[doc(alias = "isCustomShardKeyHashed")]
    #[inline]
    pub fn hashed(mut self, hashed: bool) -> Self {
        self.body = self.body.is_custom_shard_key_hashed(hashed);
        self
    }

    /// Sets whether the shard key is unique. Not possible for a hashed key. Default: no.
    #[doc(alias = "isShardKeyUnique")]
    #[inline]
    pub fn unique(mut self, unique: bool) -> Self {
        self.body = self.body.is_shard_key_unique(unique);
        self
    }

    /// Sets the number of initial chunks of a hashed key, at most 8192.
    #[doc(alias = "numInitialChunks")]
    #[inline]
    pub fn initial_chunks(mut self, chunks: u32) -> Self {
        self.chunks = Some(chunks);
        self
    }

    /// Sets whether the initial chunks of a hashed key are distributed to zones at once. Default: no.
    #[doc(alias = "presplitHashedZones")]
    #[inline]
    pub fn presplit_zones(mut self, presplit: bool) -> Self {
        self.body = self.body.presplit_hashed_zones(presplit);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<ManagedNamespace, Error> {
        let mut body = self.body;
        for (argument, name) in
            [("database", &body.db), ("collection", &body.collection), ("shard key", &body.custom_shard_key)]
        {
            check_length(argument, name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        }
        if body.is_custom_shard_key_hashed == Some(true) && body.is_shard_key_unique == Some(true) {
            return Err(Error::invalid_argument("shard key", "hashed and unique; choose one of them"));
        }
        if let Some(chunks) = self.chunks {
            if chunks > 8192 {
                let rule = format!("{chunks} is out of range; expected at most 8192");
                return Err(Error::invalid_argument("initial chunks", rule));
            }
            body = body.num_initial_chunks(i64::from(chunks));
        }
        Ok(body)
    }
}
