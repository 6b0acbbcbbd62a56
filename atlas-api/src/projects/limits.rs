//! The limits of a project.

use atlas_gen::types::DataFederationLimitInput;

use crate::{Atlas, Error, Request, model::ProjectLimit, operation_doc, specs::check_length};

/// The limits of a project, such as the number of its database users; returned by [`Atlas::project_limits`].
///
/// These are the names of limits:
///
/// * `atlas.project.deployment.clusters`, `….nodesPerPrivateLinkRegion`, `….serverlessMTMs`,
///   `….privateServiceConnectionsPerRegionGroup` and `….privateServiceConnectionsSubnetMask`;
/// * `atlas.project.security.databaseAccess.users` and `….customRoles`;
/// * `atlas.project.security.networkAccess.entries` and `….crossRegionEntries`;
/// * `dataFederation.bytesProcessed.query`, `….daily`, `….weekly` and `….monthly`, in bytes.
#[derive(Clone, Debug)]
pub struct ProjectLimits {
    pub(crate) atlas: Atlas,
}

impl ProjectLimits {
    /// Lists the limits, each with its default, its maximum and its usage.
    #[doc = operation_doc!("listGroupLimits")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for limit in atlas.project_limits().list().await?.iter() {
    ///     println!("{:?}: {:?} of {:?}", limit.name, limit.current_usage, limit.value);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<ProjectLimit>> {
        Request::in_project(&self.atlas, |api, project| Ok(api.projects().list_group_limits().group_id(project)))
    }

    /// Fetches a limit by its name.
    #[doc = operation_doc!("getGroupLimit")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `name` is empty; [`is_not_found`](Error::is_not_found) if
    /// the limit does not exist, such as a limit of queries that has not been set.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.project_limits().get("atlas.project.security.databaseAccess.users").await?;
    /// println!("{:?}", limit.value);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<ProjectLimit> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.projects().get_group_limit().group_id(project).limit_name(checked(name)?))
        })
    }

    /// Sets a limit, and returns it. `value` is a number of what the limit counts: users, clusters, nodes, bytes.
    #[doc = operation_doc!("setGroupLimit")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `name` is empty, or if `value` exceeds [`i64::MAX`].
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.project_limits().set("atlas.project.security.databaseAccess.users", 150).await?;
    /// assert_eq!(limit.value, Some(150));
    /// # });
    /// ```
    pub fn set(&self, name: impl Into<String>, value: u64) -> Request<ProjectLimit> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            let name = checked(name)?;
            let too_large =
                |_| Error::invalid_argument("limit", format!("{value} is too large; use {} at most", i64::MAX));
            let body = DataFederationLimitInput::new().value(i64::try_from(value).map_err(too_large)?);
            let set = api.projects().set_group_limit().group_id(project).limit_name(name.as_str());
            // The OpenAPI document requires the name in the body too.
            Ok(set.body(body.name(name)))
        })
    }

    /// Resets a limit to its default, or removes a limit of queries.
    #[doc = operation_doc!("deleteGroupLimit")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `name` is empty; [`is_not_found`](Error::is_not_found) if
    /// the limit does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.project_limits().reset("atlas.project.security.databaseAccess.users").await?;
    /// # });
    /// ```
    pub fn reset(&self, name: impl Into<String>) -> Request<()> {
        let name = name.into();
        let request = Request::in_project(&self.atlas, |api, project| {
            Ok(api.projects().delete_group_limit().group_id(project).limit_name(checked(name)?))
        });
        request.deletes()
    }
}

/// Rejects an empty name, which would address the list of limits.
#[inline]
fn checked(name: String) -> Result<String, Error> {
    check_length("limit name", &name, 1..=usize::MAX)?;
    Ok(name)
}
