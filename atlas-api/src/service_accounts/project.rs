//! The service accounts with roles in a project.

use atlas_gen::{OperationBuilder, types::GroupServiceAccountRoleAssignment};

use super::{
    Account, ServiceAccountAccessList, ServiceAccountFilter, ServiceAccountSecrets, ServiceAccountSpec,
    ServiceAccountUpdate, account::Scope, check_client_id,
};
use crate::{
    Atlas, Impact, List, Request, Unconfirmed, model::ProjectServiceAccount, operation_doc, specs::check_roles,
};

/// The service accounts with roles in the project; returned by [`Atlas::project_service_accounts`].
///
/// An account belongs to the [organization](Atlas::organization_service_accounts), and can have roles in several of its
/// projects. Its name, its description and its secrets are the same in all of them.
#[derive(Clone, Debug)]
pub struct ProjectServiceAccounts {
    pub(crate) atlas: Atlas,
}

impl ProjectServiceAccounts {
    /// Lists the accounts with roles in the project, without their secrets.
    #[doc = operation_doc!("listGroupServiceAccounts")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for account in atlas.project_service_accounts().list().all().await? {
    ///     println!("{:?}: {:?}", account.name, account.roles);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ProjectServiceAccount, ServiceAccountFilter> {
        let filter = ServiceAccountFilter::default();
        List::filtered(&self.atlas, filter, |atlas, api, filter: &ServiceAccountFilter| {
            let list = api.service_accounts().list_group_service_accounts().group_id(atlas.project_id()?);
            Ok(list.maybe(filter.system_managed, |list, enabled| list.include_system_managed(enabled)))
        })
    }

    /// Fetches an account with its roles in the project.
    #[doc = operation_doc!("getGroupServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id;
    /// [`is_not_found`](crate::Error::is_not_found) (`SERVICE_ACCOUNT_NOT_FOUND`) if no such account has roles in the
    /// project.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let account = atlas.project_service_accounts().get("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a").await?;
    /// assert_eq!(account.roles, Some(vec!["GROUP_READ_ONLY".to_owned()]));
    /// # });
    /// ```
    pub fn get(&self, client_id: impl Into<String>) -> Request<ProjectServiceAccount> {
        let id = client_id.into();
        Request::in_project(&self.atlas, |api, project| {
            let get = api.service_accounts().get_group_service_account().group_id(project);
            Ok(get.client_id(check_client_id(&id)?))
        })
    }

    /// Creates an account in the project's organization with roles in the project, and returns it with its first secret.
    /// Atlas does not show the secret again.
    #[doc = operation_doc!("createGroupServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::service_accounts::ServiceAccountSpec;
    ///
    /// let spec = ServiceAccountSpec::new("backups", "copies snapshots", ["GROUP_BACKUP_MANAGER"], 720);
    /// let account = atlas.project_service_accounts().create(spec).await?;
    /// assert!(account.secrets.iter().flatten().any(|secret| secret.secret.is_some()));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: ServiceAccountSpec) -> Request<ProjectServiceAccount> {
        Request::in_project(&self.atlas, |api, project| {
            let create = api.service_accounts().create_group_service_account().group_id(project);
            Ok(create.body(spec.into_project_body()?))
        })
    }

    /// Adds an account of the organization to the project, with these roles, such as `GROUP_READ_ONLY`, and returns it.
    #[doc = operation_doc!("inviteGroupServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id, or if `roles` is
    /// empty or has duplicates; [`is_not_found`](crate::Error::is_not_found) if the organization does not have this
    /// account.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let archive = atlas.project("5f1a2b3c4d5e6f7a8b9c0d2c")?.project_service_accounts();
    /// let account = archive.add("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a", ["GROUP_OWNER"]).await?;
    /// assert_eq!(account.roles, Some(vec!["GROUP_OWNER".to_owned()]));
    /// # });
    /// ```
    #[doc(alias = "invite")]
    pub fn add(
        &self,
        client_id: impl Into<String>,
        roles: impl IntoIterator<Item = impl Into<String>>,
    ) -> Request<ProjectServiceAccount> {
        let (id, roles) = (client_id.into(), roles.into_iter().map(Into::into).collect::<Vec<_>>());
        Request::in_project(&self.atlas, |api, project| {
            check_roles(&roles)?;
            let add = api.service_accounts().invite_group_service_account().group_id(project);
            Ok(add.client_id(check_client_id(&id)?).body(GroupServiceAccountRoleAssignment::new().roles(roles)))
        })
    }

    /// Updates the name, the description or the roles in the project, and returns the account.
    #[doc = operation_doc!("updateGroupServiceAccount")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id, or if the spec is
    /// invalid or empty; [`is_not_found`](crate::Error::is_not_found) if no such account has roles in the project.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::service_accounts::ServiceAccountUpdate;
    ///
    /// let spec = ServiceAccountUpdate::new().roles(["GROUP_DATA_ACCESS_READ_ONLY"]);
    /// let account = atlas.project_service_accounts().update("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a", spec).await?;
    /// println!("{:?}", account.roles);
    /// # });
    /// ```
    pub fn update(&self, client_id: impl Into<String>, spec: ServiceAccountUpdate) -> Request<ProjectServiceAccount> {
        let id = client_id.into();
        Request::in_project(&self.atlas, |api, project| {
            let update = api.service_accounts().update_group_service_account().group_id(project);
            Ok(update.client_id(check_client_id(&id)?).body(spec.into_project_body()?))
        })
    }

    /// Removes an account from the project. It stays an account of the organization and of other projects.
    #[doc = operation_doc!("deleteGroupServiceAccount")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name or the client id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `client_id` is not a client id;
    /// [`is_not_found`](crate::Error::is_not_found) if no such account has roles in the project.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let remove = atlas.project_service_accounts().remove("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// remove.confirm(Confirm::name("reports")).await?;
    /// # });
    /// ```
    pub fn remove(&self, client_id: impl Into<String>) -> Unconfirmed<()> {
        let id = client_id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id(
            "service account",
            &*id,
            "will be removed from the project, and programs that use it lose their access to it",
        );
        let request = Request::in_project(&self.atlas, |api, project| {
            let remove = api.service_accounts().delete_group_service_account().group_id(project);
            Ok(remove.client_id(check_client_id(&id)?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }

    /// Returns a handle for the access list of an account in the project. Nothing is sent.
    pub fn access_list(&self, client_id: impl Into<String>) -> ServiceAccountAccessList {
        ServiceAccountAccessList { account: self.account(client_id.into()) }
    }

    /// Returns a handle for the secrets of an account, which it has in the organization too. Nothing is sent.
    pub fn secrets(&self, client_id: impl Into<String>) -> ServiceAccountSecrets {
        ServiceAccountSecrets { account: self.account(client_id.into()) }
    }

    fn account(&self, client_id: String) -> Account {
        Account { atlas: self.atlas.clone(), scope: Scope::Project, client_id }
    }
}
