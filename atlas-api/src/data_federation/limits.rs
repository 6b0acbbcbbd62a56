//! Query limits of a federated database instance.

use super::checked;
use crate::{Atlas, Error, Request, model::QueryLimit, operation_doc, specs::QueryLimitSpec};

/// The query limits of a federated database instance; returned by [`DataFederation::limits`](super::DataFederation::limits).
///
/// They limit the bytes that queries process: `bytesProcessed.query`, `bytesProcessed.daily`, `bytesProcessed.weekly` and
/// `bytesProcessed.monthly`. A limit exists only after it has been set. [`ProjectLimits`](crate::projects::ProjectLimits)
/// has limits for all instances of a project together.
#[derive(Clone, Debug)]
pub struct QueryLimits {
    pub(crate) atlas: Atlas,
    pub(crate) instance: String,
}

impl QueryLimits {
    /// Lists the limits that are set.
    #[doc = operation_doc!("listGroupDataFederationLimits")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the instance does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for limit in atlas.data_federation().limits("lake").list().await?.iter() {
    ///     println!("{:?}: {:?} of {:?}", limit.name, limit.current_usage, limit.value);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<QueryLimit>> {
        Request::in_project(&self.atlas, |api, project| {
            let list = api.data_federation().list_data_federation_limits().group_id(project);
            Ok(list.tenant_name(checked(&self.instance)?))
        })
    }

    /// Fetches a limit.
    #[doc = operation_doc!("getGroupDataFederationLimit")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the limit is not set, or if the instance does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let is_limited = atlas.data_federation().limits("lake").get("bytesProcessed.daily").exists().await?;
    /// assert!(!is_limited);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<QueryLimit> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            let get = api.data_federation().get_data_federation_limit().group_id(project);
            Ok(get.tenant_name(checked(&self.instance)?).limit_name(checked_limit(&name)?))
        })
    }

    /// Sets a limit, and returns it.
    #[doc = operation_doc!("setGroupDataFederationLimit")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid; [`is_not_found`](Error::is_not_found)
    /// if the instance does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::data_federation::QueryLimitSpec;
    ///
    /// let spec = QueryLimitSpec::bytes(100_000_000_000).overrun_policy("BLOCK");
    /// atlas.data_federation().limits("lake").set("bytesProcessed.daily", spec).await?;
    /// # });
    /// ```
    pub fn set(&self, name: impl Into<String>, spec: QueryLimitSpec) -> Request<QueryLimit> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            let set = api.data_federation().set_data_federation_limit().group_id(project);
            let set = set.tenant_name(checked(&self.instance)?).limit_name(checked_limit(&name)?);
            Ok(set.body(spec.into_body()?))
        })
    }

    /// Removes a limit.
    #[doc = operation_doc!("deleteGroupDataFederationLimit")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let spec = atlas_api::data_federation::QueryLimitSpec::bytes(100_000_000_000);
    /// # atlas.data_federation().limits("lake").set("bytesProcessed.daily", spec).await?;
    /// atlas.data_federation().limits("lake").delete("bytesProcessed.daily").await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Request<()> {
        let name = name.into();
        let request = Request::in_project(&self.atlas, |api, project| {
            let delete = api.data_federation().delete_data_federation_limit().group_id(project);
            Ok(delete.tenant_name(checked(&self.instance)?).limit_name(checked_limit(&name)?))
        });
        request.deletes()
    }
}

/// The names of the limits.
const LIMITS: [&str; 4] =
    ["bytesProcessed.query", "bytesProcessed.daily", "bytesProcessed.weekly", "bytesProcessed.monthly"];

/// Returns the name if a limit has it.
#[inline]
fn checked_limit(name: &str) -> Result<&str, Error> {
    if LIMITS.contains(&name) {
        return Ok(name);
    }
    Err(Error::invalid_argument("query limit", format!("{name:?} is unknown; use {}", LIMITS.join(", "))))
}
