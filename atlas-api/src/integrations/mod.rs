//! Integrations of a project with monitoring and messaging services.

use atlas_gen::Call;

#[doc(inline)]
pub use crate::specs::IntegrationSpec;
use crate::{
    Atlas, Error, FirstPage, Impact, List, Request, Unconfirmed,
    model::{Integration, IntegrationType},
    operation_doc,
};

/// The integrations of a project with other services, at most one for each service; returned by
/// [`Atlas::integrations`].
///
/// The notifications of an [alert configuration](crate::alert_configs::AlertConfigs) can use an integration, or have
/// keys of their own.
#[doc(alias = "third_party_integrations")]
#[derive(Clone, Debug)]
pub struct Integrations {
    pub(crate) atlas: Atlas,
}

impl Integrations {
    /// Lists the project's integrations. Their secrets are masked.
    #[doc = operation_doc!("listGroupIntegrations")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for integration in atlas.integrations().list().all().await? {
    ///     println!("{:?}", integration.type_);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<Integration> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.third_party_integrations().list_group_integrations().group_id(atlas.project_id()?))
        })
    }

    /// Fetches the integration with a service. Its secrets are masked.
    #[doc = operation_doc!("getGroupIntegration")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`INTEGRATION_NOT_CONFIGURED`) if the project has no integration with the
    /// service.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let datadog = atlas.integrations().get("DATADOG").await?;
    /// assert!(datadog.api_key.as_ref().is_some_and(|key| key.is_masked()));
    /// # });
    /// ```
    pub fn get(&self, service: impl Into<IntegrationType>) -> Request<Integration> {
        let service = service.into();
        Request::in_project(&self.atlas, |api, project| {
            let get = api.third_party_integrations().get_group_integration().group_id(project);
            Ok(get.integration_type(checked(&service)?))
        })
    }

    /// Creates the integration with a service, and returns the first page of the project's integrations.
    #[doc = operation_doc!("createGroupIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid; [`is_conflict`](Error::is_conflict)
    /// (`INTEGRATION_ALREADY_CONFIGURED`) if the project has an integration with the service.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::integrations::IntegrationSpec;
    ///
    /// let spec = IntegrationSpec::pager_duty("0123456789abcdef0123456789abcdef").region("EU");
    /// let integrations = atlas.integrations().create(spec).await?;
    /// assert_eq!(integrations.total_count(), Some(2));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: IntegrationSpec) -> Request<FirstPage<Integration>> {
        let create = Request::in_project(&self.atlas, |api, project| {
            let (service, body) = spec.into_parts()?;
            let create = api.third_party_integrations().create_group_integration().group_id(project);
            Ok(create.integration_type(service.as_str()).body(body))
        });
        create.map_call(Call::convert_page)
    }

    /// Replaces the settings of the integration with the spec's service, and returns the first page of the project's
    /// integrations. A property that is not in the spec gets Atlas's default.
    #[doc = operation_doc!("updateGroupIntegration")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid, for example without the key, which has to
    /// be set again; [`is_not_found`](Error::is_not_found) (`INTEGRATION_NOT_CONFIGURED`) if the project has no
    /// integration with the service.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::integrations::IntegrationSpec;
    ///
    /// let datadog = atlas.integrations().get("DATADOG").await?;
    /// let spec = IntegrationSpec::from(&*datadog).credential("0123456789abcdef0123456789abcdef");
    /// atlas.integrations().replace(spec.database_metrics(true)).await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    #[inline]
    pub fn replace(&self, spec: IntegrationSpec) -> Request<FirstPage<Integration>> {
        let update = Request::in_project(&self.atlas, |api, project| {
            let (service, body) = spec.into_parts()?;
            let update = api.third_party_integrations().update_group_integration().group_id(project);
            Ok(update.integration_type(service.as_str()).body(body))
        });
        update.map_call(Call::convert_page)
    }

    /// Deletes the integration with a service, which gets no more metrics and notifications.
    #[doc = operation_doc!("deleteGroupIntegration")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.integrations().delete("DATADOG").confirm(Confirm::name("DATADOG")).await?;
    /// # });
    /// ```
    pub fn delete(&self, service: impl Into<IntegrationType>) -> Unconfirmed<()> {
        let service = service.into();
        let effect = "will be deleted, so the service gets no more metrics and notifications";
        let impact = Impact::on("integration", service.as_str(), effect);
        let request = Request::in_project(&self.atlas, |api, project| {
            let delete = api.third_party_integrations().delete_group_integration().group_id(project);
            Ok(delete.integration_type(checked(&service)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}

/// Rejects an empty name, which is not a part of a path.
fn checked(service: &IntegrationType) -> Result<&str, Error> {
    match service.as_str() {
        "" => Err(Error::invalid_argument("service", "the name is empty; use for example DATADOG")),
        name => Ok(name),
    }
}
