//! Validation of clusters by Atlas.

use atlas_gen::types::ClusterConfigurationValidation;

use super::{ClusterSpec, ClusterUpdate, Clusters};
use crate::{Request, model::ClusterValidation, operation_doc, specs::check_cluster_name};

/// Validation without a change.
impl Clusters {
    /// Checks whether Atlas would accept a new cluster, without creating it.
    #[doc = operation_doc!("validateGroupClusterConfigurations")]
    /// The response has the errors that Atlas found.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::{ClusterRegion, ClusterSpec};
    ///
    /// let spec = ClusterSpec::replica_set("orders", ClusterRegion::new("AWS", "US_EAST_1", "M10"));
    /// let validation = atlas.clusters().validate(spec).await?;
    /// for problem in validation.errors.iter().flatten() {
    ///     println!("{:?}: {:?}", problem.error_code, problem.validation_issue);
    /// }
    /// # });
    /// ```
    pub fn validate(&self, spec: impl Into<ClusterSpec>) -> Request<ClusterValidation> {
        Request::in_project(&self.atlas, |api, project| {
            let body = ClusterConfigurationValidation::new().editing(false);
            let body = body.cluster_description(ClusterSpec::into_body(spec.into())?);
            Ok(api.clusters().validate_group_cluster_configurations().group_id(project).body(body))
        })
    }

    /// Checks whether Atlas would accept an update of a cluster, without changing it.
    #[doc = operation_doc!("validateGroupClusterConfigurations")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is empty or invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::clusters::ClusterUpdate;
    ///
    /// let update = ClusterUpdate::new().mongodb_version("6.0");
    /// let validation = atlas.clusters().validate_update("orders", update).await?;
    /// println!("{:?}", validation.errors);
    /// # });
    /// ```
    pub fn validate_update(
        &self,
        name: impl Into<String>,
        spec: impl Into<ClusterUpdate>,
    ) -> Request<ClusterValidation> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            check_cluster_name("cluster", &name)?;
            let body = ClusterConfigurationValidation::new().editing(true).cluster_name(name);
            let body = body.cluster_description(ClusterUpdate::into_body(spec.into())?);
            Ok(api.clusters().validate_group_cluster_configurations().group_id(project).body(body))
        })
    }
}
