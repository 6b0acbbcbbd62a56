//! Organizations, and their users and settings.

mod by_name;
mod settings;
mod users;

use atlas_gen::OperationBuilder;

pub use self::{
    by_name::OrganizationByName,
    settings::OrganizationSettings,
    users::{OrganizationUserFilter, OrganizationUsers},
};
#[doc(inline)]
pub use crate::specs::{
    ApiKeySpec, DelegationSettingsUpdate, OrganizationSettingsUpdate, OrganizationSpec, OrganizationUpdate,
    OrganizationUserSpec, OrganizationUserUpdate, ServiceAccountSpec,
};
use crate::{
    Atlas, Impact, List, OrganizationId, Request, Unconfirmed,
    model::{CreatedOrganization, Organization},
    operation_doc,
};

/// The organizations that the credentials have access to; returned by [`Atlas::organizations`].
///
/// An organization has projects, users and teams, and receives the invoices for its projects. Methods take the id of an
/// organization, of 24 hexadecimal digits; the client's own organization makes no difference. For the resources in an
/// organization, use the handles of a client for [that organization](Atlas::organization). Its projects are in
/// [`Projects::list_in_organization`](crate::projects::Projects::list_in_organization).
#[derive(Clone, Debug)]
#[doc(alias = "orgs")]
pub struct Organizations {
    pub(crate) atlas: Atlas,
}

impl Organizations {
    /// Lists the organizations that the credentials have access to. [`name`](List::name) filters them.
    #[doc = operation_doc!("listOrgs")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for organization in atlas.organizations().list().all().await? {
    ///     println!("{:?}: {:?}", organization.id, organization.name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<Organization, OrganizationFilter> {
        List::filtered(&self.atlas, OrganizationFilter::default(), |_, api, filter: &OrganizationFilter| {
            Ok(api.organizations().list_orgs().maybe(filter.name.as_deref(), |list, name| list.name(name)))
        })
    }

    /// Fetches an organization by its id.
    #[doc = operation_doc!("getOrg")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](crate::Error::is_not_found)
    /// if the organization does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let organization = atlas.organizations().get(atlas.organization_id()?).await?;
    /// println!("{:?}", organization.name);
    /// # });
    /// ```
    #[doc(alias = "organization_by_id")]
    pub fn get(&self, id: impl Into<String>) -> Request<Organization> {
        let id = id.into();
        Request::new(&self.atlas, |api| Ok(api.organizations().get_org().org_id(id.parse::<OrganizationId>()?)))
    }

    /// Fetches an organization by its exact name.
    #[doc = operation_doc!("listOrgs")]
    /// Atlas has no request for it, and does not require unique names. The client lists the organizations whose name
    /// starts with `name`, and compares the names itself.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `name` is empty; [`is_not_found`](crate::Error::is_not_found) if no
    /// organization that the credentials have access to has this name; [`is_ambiguous`](crate::Error::is_ambiguous) if several
    /// have it.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let name = atlas.organizations().get(atlas.organization_id()?).await?.name.clone().unwrap_or_default();
    /// let organization = atlas.organizations().get_by_name(name).await?;
    /// assert_eq!(organization.id, Some(atlas.organization_id()?.to_string()));
    /// # });
    /// ```
    #[doc(alias("organization_by_name", "by_name"))]
    pub fn get_by_name(&self, name: impl Into<String>) -> OrganizationByName {
        OrganizationByName::new(self, name.into())
    }

    /// Creates an organization. The response has the organization, and the credentials that the spec requests.
    #[doc = operation_doc!("createOrg")]
    /// The secrets of the credentials are only in this response: the private key of the API key, and the secret of the
    /// service account.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::organizations::{ApiKeySpec, OrganizationSpec};
    ///
    /// let spec = OrganizationSpec::new("subsidiary").api_key(ApiKeySpec::new("deployment", ["ORG_OWNER"]));
    /// let created = atlas.organizations().create(spec).await?;
    /// println!("{:?}", created.organization.as_ref().and_then(|organization| organization.id.as_deref()));
    /// let private_key = created.api_key.as_ref().and_then(|key| key.private_key.as_ref());
    /// assert!(private_key.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: OrganizationSpec) -> Request<CreatedOrganization> {
        Request::new(&self.atlas, |api| Ok(api.organizations().create_org().body(spec.into_body()?)))
    }

    /// Updates an organization, which includes renaming it, and returns it.
    #[doc = operation_doc!("updateOrg")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id or the spec is invalid;
    /// [`is_not_found`](crate::Error::is_not_found) if the organization does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::organizations::OrganizationUpdate;
    ///
    /// let spec = OrganizationUpdate::new("sales and returns");
    /// let organization = atlas.organizations().update(atlas.organization_id()?, spec).await?;
    /// assert_eq!(organization.name.as_deref(), Some("sales and returns"));
    /// # });
    /// ```
    #[doc(alias = "rename")]
    pub fn update(&self, id: impl Into<String>, spec: OrganizationUpdate) -> Request<Organization> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            let update = api.organizations().update_org().org_id(id.parse::<OrganizationId>()?);
            Ok(update.body(spec.into_body()?))
        })
    }

    /// Deletes an organization. It must not have projects.
    #[doc = operation_doc!("deleteOrg")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name of the organization or its id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](crate::Error::is_not_found)
    /// if the organization does not exist; [`is_conflict`](crate::Error::is_conflict) if it has projects.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, organizations::OrganizationSpec};
    ///
    /// let created = atlas.organizations().create(OrganizationSpec::new("subsidiary")).await?;
    /// let id = created.organization.as_ref().and_then(|organization| organization.id.clone()).unwrap_or_default();
    /// atlas.organizations().delete(id).confirm(Confirm::name("subsidiary")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("organization", &*id, "will be deleted, with its users, teams and credentials");
        let request =
            Request::new(&self.atlas, |api| Ok(api.organizations().delete_org().org_id(id.parse::<OrganizationId>()?)));
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }
}

/// The filter of [`Organizations::list`]. Its setter is [`List::name`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct OrganizationFilter {
    name: Option<String>,
}

impl List<Organization, OrganizationFilter> {
    /// Lists only organizations whose name starts with this text, in upper or lower case.
    pub fn name(mut self, prefix: impl Into<String>) -> Self {
        self.filter_mut().name = Some(prefix.into());
        self
    }
}
