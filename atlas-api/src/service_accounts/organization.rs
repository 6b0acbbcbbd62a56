//! The service accounts of an organization.

use atlas_gen::OperationBuilder;

use super::{
    Account, ServiceAccountAccessList, ServiceAccountFilter, ServiceAccountSecrets, ServiceAccountSpec,
    ServiceAccountUpdate, account::Scope, check_client_id,
};
use crate::{
    Atlas, Impact, List, Request, Unconfirmed,
    model::{ServiceAccount, ServiceAccountProject},
    operation_doc,
};

/// The service accounts of the client's [organization](Atlas::organization); returned by
/// [`Atlas::organization_service_accounts`].
///
/// An account has roles in the organization, and can have roles in its projects: see
/// [`Atlas::project_service_accounts`]. Methods take its client id, such as `mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a`. To use
/// an account for a client, see [`AtlasBuilder::service_account`](crate::AtlasBuilder::service_account).
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationServiceAccounts {
    pub(crate) atlas: Atlas,
}

impl OrganizationServiceAccounts {
    /// Lists the accounts, without their secrets.
    #[doc = operation_doc!("listOrgServiceAccounts")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for account in atlas.organization_service_accounts().list().all().await? {
    ///     println!("{:?}: {:?}", account.client_id, account.name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ServiceAccount, ServiceAccountFilter> {
        let filter = ServiceAccountFilter::default();
        List::filtered(&self.atlas, filter, |atlas, api, filter: &ServiceAccountFilter| {
            let list = api.service_accounts().list_org_service_accounts().org_id(atlas.organization_id()?);
            Ok(list.maybe(filter.system_managed, |list, enabled| list.include_system_managed(enabled)))
        })
    }

    /// Fetches an account, with the ids and the expiry of its secrets.
    #[doc = operation_doc!("getOrgServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id;
    /// [`is_not_found`](crate::Error::is_not_found) (`SERVICE_ACCOUNT_NOT_FOUND`) if the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let account = atlas.organization_service_accounts().get("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a").await?;
    /// for secret in account.secrets.iter().flatten() {
    ///     println!("{:?} expires at {:?}", secret.id, secret.expires_at);
    /// }
    /// # });
    /// ```
    pub fn get(&self, client_id: impl Into<String>) -> Request<ServiceAccount> {
        let id = client_id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.service_accounts().get_org_service_account().org_id(organization);
            Ok(get.client_id(check_client_id(&id)?))
        })
    }

    /// Creates an account, and returns it with its first secret. Atlas does not show the secret again.
    #[doc = operation_doc!("createOrgServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::service_accounts::ServiceAccountSpec;
    ///
    /// let spec = ServiceAccountSpec::new("deployment", "rolls out releases", ["ORG_MEMBER"], 720);
    /// let account = atlas.organization_service_accounts().create(spec).await?;
    /// let secret = account.secrets.iter().flatten().find_map(|secret| secret.secret.as_ref());
    /// assert!(secret.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: ServiceAccountSpec) -> Request<ServiceAccount> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.service_accounts().create_org_service_account().org_id(organization).body(spec.into_body()?))
        })
    }

    /// Updates the name, the description or the roles in the organization, and returns the account. Roles in projects do
    /// not change.
    #[doc = operation_doc!("updateOrgServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id, or if the spec is
    /// invalid or empty; [`is_not_found`](crate::Error::is_not_found) if the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::service_accounts::ServiceAccountUpdate;
    ///
    /// let spec = ServiceAccountUpdate::new().description("nightly reports").roles(["ORG_READ_ONLY"]);
    /// let accounts = atlas.organization_service_accounts();
    /// let account = accounts.update("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a", spec).await?;
    /// assert_eq!(account.description.as_deref(), Some("nightly reports"));
    /// # });
    /// ```
    pub fn update(&self, client_id: impl Into<String>, spec: ServiceAccountUpdate) -> Request<ServiceAccount> {
        let id = client_id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let update = api.service_accounts().update_org_service_account().org_id(organization);
            Ok(update.client_id(check_client_id(&id)?).body(spec.into_body()?))
        })
    }

    /// Deletes an account, in the organization and in all its projects. Programs that use it lose their access.
    #[doc = operation_doc!("deleteOrgServiceAccount")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name or the client id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id;
    /// [`is_not_found`](crate::Error::is_not_found) if the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.organization_service_accounts().delete("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// delete.confirm(Confirm::name("reports")).await?;
    /// # });
    /// ```
    pub fn delete(&self, client_id: impl Into<String>) -> Unconfirmed<()> {
        let id = client_id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id(
            "service account",
            &*id,
            "will be deleted, also in all its projects, and programs that use it will be rejected",
        );
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let delete = api.service_accounts().delete_org_service_account().org_id(organization);
            Ok(delete.client_id(check_client_id(&id)?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }

    /// Lists the projects in which an account has roles.
    #[doc = operation_doc!("getOrgServiceAccountGroups")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id;
    /// [`is_not_found`](crate::Error::is_not_found) if the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let accounts = atlas.organization_service_accounts();
    /// let projects = accounts.list_projects("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a").all().await?;
    /// assert_eq!(projects[0].group_id.as_deref(), Some("5f1a2b3c4d5e6f7a8b9c0d1e"));
    /// # });
    /// ```
    pub fn list_projects(&self, client_id: impl Into<String>) -> List<ServiceAccountProject> {
        let id = client_id.into();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.service_accounts().get_service_account_groups().org_id(atlas.organization_id()?);
            Ok(list.client_id(check_client_id(&id)?))
        })
    }

    /// Returns a handle for the access list of an account in the organization. Nothing is sent.
    pub fn access_list(&self, client_id: impl Into<String>) -> ServiceAccountAccessList {
        ServiceAccountAccessList { account: self.account(client_id.into()) }
    }

    /// Returns a handle for the secrets of an account. Nothing is sent.
    pub fn secrets(&self, client_id: impl Into<String>) -> ServiceAccountSecrets {
        ServiceAccountSecrets { account: self.account(client_id.into()) }
    }

    fn account(&self, client_id: String) -> Account {
        Account { atlas: self.atlas.clone(), scope: Scope::Organization, client_id }
    }
}
