//! Stores of a federated database instance.

use atlas_gen::types::DataLakeStoreSettingsInput;

use crate::model::FederatedStoreRegion;

/// A store of a federated database instance: a bucket, a container, a cluster or web addresses.
///
/// Its name is that of the bucket, the container or the cluster, unless [another](Self::named) is set. For a property without a setter here,
/// convert from the type of the request body, [`DataLakeStoreSettingsInput`](crate::model::DataLakeStoreSettingsInput).
///
/// ```
/// use atlas_api::specs::FederatedStore;
///
/// let store = FederatedStore::s3("my-bucket").region("US_EAST_1").prefix("events/");
/// # let _ = store;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a store is used only as part of a spec"]
pub struct FederatedStore {
    body: DataLakeStoreSettingsInput,
}

impl FederatedStore {
    /// Returns a store of the files in an S3 bucket, which the [AWS role](super::FederatedDatabaseSpec::aws_role) can read.
    pub fn s3(bucket: impl Into<String>) -> Self {
        let bucket = bucket.into();
        Self::new("s3", &bucket, |body| body.bucket(&*bucket))
    }

    /// Returns a store of the files in a Google Cloud Storage bucket.
    pub fn google_cloud(bucket: impl Into<String>) -> Self {
        let bucket = bucket.into();
        Self::new("gcs", &bucket, |body| body.bucket(&*bucket))
    }

    /// Returns a store of the files in a container of Azure Blob Storage. `url` is the address of the service, such as
    /// `https://account.blob.core.windows.net/`.
    pub fn azure(url: impl Into<String>, container: impl Into<String>) -> Self {
        let (url, container) = (url.into(), container.into());
        Self::new("azure", &container, |body| body.service_url(url).container_name(&*container))
    }

    /// Returns a store of the collections of a cluster in the same project.
    pub fn cluster(cluster: impl Into<String>) -> Self {
        let cluster = cluster.into();
        Self::new("atlas", &cluster, |body| body.cluster_name(&*cluster))
    }

    /// Returns a store of the files at web addresses, of which at least one is required.
    #[doc(alias = "http")]
    pub fn web<S: Into<String>>(name: impl Into<String>, urls: impl IntoIterator<Item = S>) -> Self {
        let urls: Vec<String> = urls.into_iter().map(Into::into).collect();
        Self::new("http", &name.into(), |body| body.urls(urls))
    }

    fn new(
        provider: &str,
        name: &str,
        set: impl FnOnce(DataLakeStoreSettingsInput) -> DataLakeStoreSettingsInput,
    ) -> Self {
        Self { body: set(DataLakeStoreSettingsInput::new().provider(provider).name(name)) }
    }

    /// Sets the name, by which data sources refer to the store.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.body = self.body.name(name.into());
        self
    }

    /// Sets the region of the bucket or the container. Clusters and web addresses do not have it.
    pub fn region(mut self, region: impl Into<FederatedStoreRegion>) -> Self {
        self.body = self.body.region(region.into());
        self
    }

    /// Sets a prefix, to which the paths of data sources are relative. Clusters and web addresses do not have it.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.body = self.body.prefix(prefix.into());
        self
    }

    /// Sets whether everyone can read the bucket or the container. If so, it needs no role. Default: no.
    /// Clusters and web addresses do not have it.
    #[inline]
    pub fn public(mut self, public: bool) -> Self {
        self.body = self.body.public(public);
        self
    }

    #[inline]
    pub(super) fn into_body(self) -> DataLakeStoreSettingsInput {
        self.body
    }
}

/// Converts the part of the request body, which is sent unchanged.
impl From<DataLakeStoreSettingsInput> for FederatedStore {
    fn from(body: DataLakeStoreSettingsInput) -> Self {
        Self { body }
    }
}
