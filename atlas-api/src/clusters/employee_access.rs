//! Access of MongoDB's employees to the infrastructure of a cluster.

use atlas_gen::types::EmployeeAccessGrantInput;
use chrono::{DateTime, Utc};

use super::Clusters;
use crate::{Error, Request, model::EmployeeAccess, operation_doc};

/// Access of MongoDB's employees, which they need to help with a problem if the organization restricts it.
impl Clusters {
    /// Allows employees of MongoDB to access the infrastructure or the logs of a cluster until a date.
    #[doc = operation_doc!("grantGroupClusterMongoDbEmployeeAccess")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the date is in the past;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use chrono::{DateTime, TimeDelta, Utc};
    ///
    /// let date = DateTime::<Utc>::from(fake.now()) + TimeDelta::days(1);
    /// atlas.clusters().grant_employee_access("orders", "CLUSTER_DATABASE_LOGS", date).await?;
    /// # });
    /// ```
    #[inline]
    pub fn grant_employee_access(
        &self,
        name: impl Into<String>,
        access: impl Into<EmployeeAccess>,
        until: DateTime<Utc>,
    ) -> Request<()> {
        let now = self.atlas.now();
        self.atlas.cluster(name).request(|api, project, name| {
            if until <= now {
                return Err(Error::invalid_argument("until", format!("must be in the future, not {until}")));
            }
            let grant = EmployeeAccessGrantInput::new().grant_type(access.into()).expiration_time(until);
            Ok(api.clusters().grant_mongo_employee_access().group_id(project).cluster_name(name).body(grant))
        })
    }

    /// Ends the access of MongoDB's employees to a cluster.
    #[doc = operation_doc!("revokeGroupClusterMongoDbEmployeeAccess")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.clusters().revoke_employee_access("orders").await?;
    /// # });
    /// ```
    #[inline]
    pub fn revoke_employee_access(&self, name: impl Into<String>) -> Request<()> {
        self.atlas.cluster(name).request(|api, project, name| {
            Ok(api.clusters().revoke_mongo_employee_access().group_id(project).cluster_name(name))
        })
    }
}
