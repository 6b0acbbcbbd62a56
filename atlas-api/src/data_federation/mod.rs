//! Data federation: databases of documents in S3 buckets, clusters and other stores, which clients query like those of a
//! cluster.

mod limits;
mod private_endpoints;

use atlas_gen::OperationBuilder;

pub use self::{limits::QueryLimits, private_endpoints::DataFederationEndpoints};
#[doc(inline)]
pub use crate::specs::{
    DataFederationEndpointSpec, DataSource, FederatedDatabaseSpec, FederatedDatabaseUpdate, FederatedStore,
    QueryLimitSpec,
};
use crate::{
    Atlas, Impact, Request, Unconfirmed, logs::LogDownload, model::FederatedDatabase, operation_doc,
    segment::check_segment,
};

/// The federated database instances of a project; returned by [`Atlas::data_federation`].
///
/// An instance maps its databases and collections to data in stores, such as the files in a bucket or the collections of
/// a cluster.
#[derive(Clone, Debug)]
pub struct DataFederation {
    pub(crate) atlas: Atlas,
}

impl DataFederation {
    /// Returns a handle for the query limits of an instance.
    #[must_use]
    pub fn limits(&self, instance: impl Into<String>) -> QueryLimits {
        QueryLimits { atlas: self.atlas.clone(), instance: instance.into() }
    }

    /// Returns a handle for the private endpoints to the project's instances.
    #[must_use]
    pub fn private_endpoints(&self) -> DataFederationEndpoints {
        DataFederationEndpoints { atlas: self.atlas.clone() }
    }

    /// Lists the project's instances, except those that belong to online archives.
    #[doc = operation_doc!("listGroupDataFederation")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for instance in atlas.data_federation().list().await?.iter() {
    ///     println!("{:?}: {:?}", instance.name, instance.hostnames);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<FederatedDatabase>> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().list_data_federation().group_id(project))
        })
    }

    /// Lists the instances through which clients query the project's online archives.
    #[doc = operation_doc!("listGroupDataFederation")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let instances = atlas.data_federation().list_for_online_archives().await?;
    /// println!("{}", instances.len());
    /// # });
    /// ```
    #[inline]
    pub fn list_for_online_archives(&self) -> Request<Vec<FederatedDatabase>> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().list_data_federation().group_id(project).type_("ONLINE_ARCHIVE"))
        })
    }

    /// Fetches an instance.
    #[doc = operation_doc!("getGroupDataFederation")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME`) if it does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let instance = atlas.data_federation().get("lake").await?;
    /// assert_eq!(instance.name.as_deref(), Some("lake"));
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<FederatedDatabase> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().get_data_federation().group_id(project).tenant_name(checked(&name)?))
        })
    }

    /// Creates an instance.
    #[doc = operation_doc!("createGroupDataFederation")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_conflict`](crate::Error::is_conflict) if the name exists.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::data_federation::FederatedDatabaseSpec;
    ///
    /// let spec = FederatedDatabaseSpec::s3_bucket("events", "5f1a2b3c4d5e6f7a8b9c0db0", "my-bucket");
    /// let instance = atlas.data_federation().create(spec).await?;
    /// println!("{:?}", instance.hostnames);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: FederatedDatabaseSpec) -> Request<FederatedDatabase> {
        Request::in_project(&self.atlas, |api, project| {
            let (body, skip) = spec.into_body()?;
            let create = api.data_federation().create_data_federation().group_id(project).body(body);
            Ok(create.maybe(skip, |create, skip| create.skip_role_validation(skip)))
        })
    }

    /// Updates an instance, and returns it.
    #[doc = operation_doc!("updateGroupDataFederation")]
    /// Stores and collections in the spec replace all stores and collections of the instance.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is empty or invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::data_federation::{DataSource, FederatedDatabaseUpdate, FederatedStore};
    ///
    /// let spec = FederatedDatabaseUpdate::new()
    ///     .store(FederatedStore::cluster("orders"))
    ///     .collection("sales", "orders", DataSource::collection("orders", "sales", "orders"));
    /// atlas.data_federation().update("lake", spec).await?;
    /// # });
    /// ```
    pub fn update(&self, name: impl Into<String>, spec: FederatedDatabaseUpdate) -> Request<FederatedDatabase> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            let (body, skip) = spec.into_body()?;
            let update = api.data_federation().update_data_federation().group_id(project);
            // The parameter is required, although creations do not need it.
            let update = update.skip_role_validation(skip.unwrap_or(false));
            Ok(update.tenant_name(checked(&name)?).body(body))
        })
    }

    /// Deletes an instance. The data in its stores remains.
    #[doc = operation_doc!("deleteGroupDataFederation")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.data_federation().delete("lake").confirm(Confirm::name("lake")).await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let name = name.into();
        let effect = "will be deleted, with its query limits; the data in its stores remains";
        let impact = Impact::on("federated database instance", &*name, effect);
        let request = Request::in_project(&self.atlas, |api, project| {
            Ok(api.data_federation().delete_data_federation().group_id(project).tenant_name(checked(&name)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Downloads the log of queries of an instance, as gzip file or line by line.
    #[doc = operation_doc!("downloadGroupDataFederationQueryLogs")]
    /// A download that is interrupted is not retried.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if a date is before 2008, or if the period ends before
    /// it starts; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut lines = atlas.data_federation().query_logs("lake").lines();
    /// while let Some(line) = lines.next().await {
    ///     println!("{}", line?.raw());
    /// }
    /// # });
    /// ```
    pub fn query_logs(&self, name: impl Into<String>) -> LogDownload {
        let name = name.into();
        LogDownload::new(&self.atlas, move |api, project, period| {
            let download = api.data_federation().download_federation_query_logs().group_id(project);
            let download = download.tenant_name(checked(&name)?);
            let download = download.maybe(period.from, |download, from| download.start_date(from));
            Ok(download.maybe(period.until, |download, until| download.end_date(until)))
        })
    }
}

/// Rejects a name that cannot be in a path.
#[inline]
fn checked(name: &str) -> Result<&str, crate::Error> {
    check_segment("federated database instance", name)
}
