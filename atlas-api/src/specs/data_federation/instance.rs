//! Specs of federated database instances.

use atlas_gen::types::{
    DataFederationAzureCloudProviderConfigInput, DataFederationGcpCloudProviderConfigInput,
    DataLakeAwsCloudProviderConfigInput, DataLakeDatabaseCollection, DataLakeDatabaseInstance, DataLakeStorageInput,
    DataLakeStoreSettingsInput, DataLakeTenantInput,
};

use super::{DataSource, FederatedStore};
use crate::{
    Error,
    model::{DataFederationProvider, DataFederationRegion, DataLakeDataProcessRegion, FederatedDatabase},
    object_id,
    specs::{check_length, check_not_empty},
};

/// A federated database instance to [create](crate::data_federation::DataFederation::create).
///
/// Only properties that are set are sent. For a property without a setter here, convert from the type of the request
/// body, [`DataLakeTenantInput`](crate::model::DataLakeTenantInput).
///
/// ```
/// use atlas_api::specs::{DataSource, FederatedDatabaseSpec, FederatedStore};
///
/// // The files of one bucket, as the collection `data` of the database `my-bucket`.
/// let simple = FederatedDatabaseSpec::s3_bucket("events", "5f1a2b3c4d5e6f7a8b9c0db0", "my-bucket");
///
/// // A collection with the documents of a cluster and of a bucket.
/// let combined = FederatedDatabaseSpec::new("sales")
///     .aws_role("5f1a2b3c4d5e6f7a8b9c0db0", "my-bucket")
///     .store(FederatedStore::cluster("orders"))
///     .store(FederatedStore::s3("my-bucket").region("US_EAST_1"))
///     .collection("sales", "orders", DataSource::collection("orders", "sales", "orders"))
///     .collection("sales", "orders", DataSource::files("my-bucket", "/orders/*"));
/// # let _ = (simple, combined);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct FederatedDatabaseSpec {
    body: DataLakeTenantInput,
    skip_role_validation: Option<bool>,
}

/// An [update](crate::data_federation::DataFederation::update) of a federated database instance.
///
/// Only properties that are set are sent, and the others keep their values. Stores and collections replace all stores and
/// collections of the instance; [`keeping_storage`](Self::keeping_storage) begins with the current ones.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct FederatedDatabaseUpdate {
    body: DataLakeTenantInput,
    skip_role_validation: Option<bool>,
}

impl FederatedDatabaseSpec {
    /// Returns a spec of an instance without stores.
    pub fn new(name: impl Into<String>) -> Self {
        Self::from(DataLakeTenantInput::new().name(name.into()))
    }

    /// Returns a spec of an instance with the files of one S3 bucket: the collection `data` of a database with the name of
    /// the bucket. `role` is the id of the AWS role with which Atlas reads the bucket.
    pub fn s3_bucket(name: impl Into<String>, role: impl Into<String>, bucket: impl Into<String>) -> Self {
        let bucket = bucket.into();
        let spec = Self::new(name).aws_role(role, &*bucket).store(FederatedStore::s3(&*bucket));
        spec.collection(&*bucket, "data", DataSource::files(&*bucket, "/*"))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<(DataLakeTenantInput, Option<bool>), Error> {
        let name = self.body.name.as_deref().unwrap_or_default();
        check_length("federated database instance", name, 1..=usize::MAX)?;
        check(&self.body)?;
        Ok((self.body, self.skip_role_validation))
    }
}

impl FederatedDatabaseUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns an update with the current stores and collections of an instance, to which others can be added.
    pub fn keeping_storage(current: &FederatedDatabase) -> Self {
        let storage = current.storage.as_ref().map(DataLakeStorageInput::from).unwrap_or_default();
        Self { body: DataLakeTenantInput::new().storage(storage), skip_role_validation: None }
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<(DataLakeTenantInput, Option<bool>), Error> {
        check_not_empty("federated database instance", &self.body)?;
        check(&self.body)?;
        Ok((self.body, self.skip_role_validation))
    }
}

/// Setters of both specs.
macro_rules! setters {
    ($name:ident) => {
        impl $name {
            /// Adds a store.
            pub fn store(mut self, store: impl Into<FederatedStore>) -> Self {
                let mut storage = self.body.storage.take().unwrap_or_default();
                let mut stores = storage.stores.take().unwrap_or_default();
                stores.push(store.into().into_body());
                self.body = self.body.storage(storage.stores(stores));
                self
            }

            /// Adds a data source to a collection of a database, and the collection if the spec does not have it yet. A
            /// collection has the documents of all of its data sources.
            pub fn collection(
                mut self,
                database: impl Into<String>,
                collection: impl Into<String>,
                source: impl Into<DataSource>,
            ) -> Self {
                let storage = self.body.storage.take().unwrap_or_default();
                self.body = self.body.storage(add(storage, database.into(), collection.into(), source.into()));
                self
            }

            /// Sets the id of the AWS role with which Atlas reads S3 buckets. Atlas tests its access to `bucket`.
            pub fn aws_role(mut self, role: impl Into<String>, bucket: impl Into<String>) -> Self {
                let aws = DataLakeAwsCloudProviderConfigInput::new().role_id(role.into()).test_s3_bucket(bucket.into());
                let config = self.body.cloud_provider_config.take().unwrap_or_default();
                self.body = self.body.cloud_provider_config(config.aws(aws));
                self
            }

            /// Sets the id of the Azure service principal with which Atlas reads containers.
            pub fn azure_role(mut self, role: impl Into<String>) -> Self {
                let azure = DataFederationAzureCloudProviderConfigInput::new().role_id(role.into());
                let config = self.body.cloud_provider_config.take().unwrap_or_default();
                self.body = self.body.cloud_provider_config(config.azure(azure));
                self
            }

            /// Sets the id of the Google Cloud service account with which Atlas reads buckets.
            pub fn google_cloud_role(mut self, role: impl Into<String>) -> Self {
                let google = DataFederationGcpCloudProviderConfigInput::new().role_id(role.into());
                let config = self.body.cloud_provider_config.take().unwrap_or_default();
                self.body = self.body.cloud_provider_config(config.gcp(google));
                self
            }

            /// Sets the cloud provider and the region that process queries, such as `AWS` and `VIRGINIA_USA`. Default: the
            /// region that is closest to the client.
            #[doc(alias = "dataProcessRegion")]
            pub fn process_region(
                mut self,
                provider: impl Into<DataFederationProvider>,
                region: impl Into<DataFederationRegion>,
            ) -> Self {
                let region = DataLakeDataProcessRegion::new().cloud_provider(provider.into()).region(region.into());
                self.body = self.body.data_process_region(region);
                self
            }

            /// Sets whether Atlas accepts roles that cannot read the stores. Default: no.
            #[inline]
            pub fn skip_role_validation(mut self, skip: bool) -> Self {
                self.skip_role_validation = Some(skip);
                self
            }
        }

        /// Converts the request body, which is sent unchanged apart from properties that are set afterwards.
        impl From<DataLakeTenantInput> for $name {
            fn from(body: DataLakeTenantInput) -> Self {
                Self { body, skip_role_validation: None }
            }
        }
    };
}
setters!(FederatedDatabaseSpec);
setters!(FederatedDatabaseUpdate);

/// Adds a data source to a collection.
#[inline]
fn add(
    mut storage: DataLakeStorageInput,
    database: String,
    collection: String,
    source: DataSource,
) -> DataLakeStorageInput {
    let mut databases = storage.databases.take().unwrap_or_default();
    let found = databases.iter().position(|other| other.name.as_deref() == Some(&*database));
    let mut of_name = found.map_or_else(|| DataLakeDatabaseInstance::new().name(database), |at| databases.remove(at));
    let mut collections = of_name.collections.take().unwrap_or_default();
    match collections.iter_mut().find(|other| other.name.as_deref() == Some(&*collection)) {
        Some(known) => known.data_sources.get_or_insert_default().push(source.into_body()),
        None => {
            let sources = vec![source.into_body()];
            collections.push(DataLakeDatabaseCollection::new().name(collection).data_sources(sources));
        }
    }
    databases.insert(found.unwrap_or(databases.len()), of_name.collections(collections));
    storage.databases(databases)
}

/// Checks that clusters and web addresses have no properties of buckets.
#[inline]
fn check_store(store: &DataLakeStoreSettingsInput) -> Result<(), Error> {
    let provider = store.provider.as_deref().unwrap_or_default();
    if !matches!(provider, "atlas" | "http") {
        return Ok(());
    }
    let misplaced = [
        ("a region", store.region.is_some()),
        ("a prefix", store.prefix.is_some()),
        ("public access", store.public.is_some()),
    ];
    if let Some((what, _)) = misplaced.iter().find(|(_, is_set)| *is_set) {
        return Err(Error::invalid_argument("store", format!("type {provider} does not have {what}; leave it out")));
    }
    let Some(urls) = store.urls.as_deref().filter(|_| provider == "http") else { return Ok(()) };
    if urls.is_empty() {
        return Err(Error::invalid_argument("web addresses", "the list is empty; pass at least one"));
    }
    urls.iter().try_for_each(|url| check_length("web address", url, 1..=usize::MAX))
}

/// Checks the roles, and that each data source is in a store of its own spec.
#[inline]
fn check(body: &DataLakeTenantInput) -> Result<(), Error> {
    if let Some(config) = &body.cloud_provider_config {
        let aws = config.aws.as_ref().map(|aws| &aws.role_id);
        let azure = config.azure.as_ref().map(|azure| &azure.role_id);
        let google = config.gcp.as_ref().map(|google| &google.role_id);
        for role in [aws, azure, google].into_iter().flatten() {
            object_id::parse("cloud provider role id", role.as_deref().unwrap_or_default())?;
        }
    }
    let Some(storage) = &body.storage else { return Ok(()) };
    let mut names: Vec<&str> = Vec::new();
    for store in storage.stores.iter().flatten() {
        let name = store.name.as_deref().unwrap_or_default();
        check_length("store", name, 1..=usize::MAX)?;
        check_store(store)?;
        if names.contains(&name) {
            return Err(Error::invalid_argument("store", format!("{name:?} is there twice; give one another name")));
        }
        names.push(name);
    }
    for database in storage.databases.iter().flatten() {
        check_length("database", database.name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        for collection in database.collections.iter().flatten() {
            check_length("collection", collection.name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
            for source in collection.data_sources.iter().flatten() {
                let store = source.store_name.as_deref().unwrap_or_default();
                if !names.contains(&store) {
                    let rule = format!("{store:?} is not in the spec; add a store with this name");
                    return Err(Error::invalid_argument("store of a data source", rule));
                }
            }
        }
    }
    Ok(())
}
