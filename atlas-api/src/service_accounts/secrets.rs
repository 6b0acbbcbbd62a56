//! The secrets of a service account.

use atlas_gen::{
    Operation, OperationBuilder,
    operations::service_accounts::{CreateGroupSecret, CreateOrgSecret},
    types::ServiceAccountSecretRequest,
};
use serde_json::Value;

use super::{
    Account, OrganizationServiceAccounts, ProjectServiceAccounts, RotateSecret, ServiceAccountSecretId, account::Scope,
};
use crate::{
    Error, Impact, Request, Unconfirmed, model::ServiceAccountSecret, operation_doc, specs::check_secret_hours,
};

/// The secrets of a service account, of which it has at most two; returned by
/// [`OrganizationServiceAccounts::secrets`] and [`ProjectServiceAccounts::secrets`].
///
/// The account itself lists the ids and the expiry of its secrets. To replace a secret, [rotate](Self::rotate) it.
#[derive(Clone, Debug)]
pub struct ServiceAccountSecrets {
    pub(super) account: Account,
}

impl ServiceAccountSecrets {
    /// Creates a secret that is valid for a number of hours, and returns it. Atlas does not show it again.
    #[doc = operation_doc!("createOrgServiceAccountSecret")]
    #[doc = operation_doc!("createGroupServiceAccountSecret")]
    /// A secret is usually valid for 8 to 8760 hours;
    /// [settings](crate::organizations::OrganizationSettings) of the organization can lower the maximum.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the client id is invalid or `hours` is 0;
    /// `SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED` if the account has two secrets; [`is_not_found`](Error::is_not_found) if
    /// the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let secrets = atlas.organization_service_accounts().secrets("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// let secret = secrets.create(720).await?;
    /// assert!(secret.secret.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, hours: u16) -> Request<ServiceAccountSecret> {
        let Account { atlas, scope, .. } = &self.account;
        match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let create = api.service_accounts().create_org_secret().org_id(organization);
                Ok(create.client_id(self.account.checked()?).body(secret_body(hours)?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let create = api.service_accounts().create_group_secret().group_id(project);
                Ok(create.client_id(self.account.checked()?).body(secret_body(hours)?))
            }),
        }
    }

    /// Replaces the account's only secret without a gap: creates a new one, and returns it together with the request that
    /// deletes the old one.
    #[doc = operation_doc!("createOrgServiceAccountSecret")]
    #[doc = operation_doc!("createGroupServiceAccountSecret")]
    /// Both secrets are valid until the old one is deleted or expires. So first store the new one where programs read it,
    /// and let them use it; then send [`SecretRotation::delete_old`](super::SecretRotation::delete_old). The method itself
    /// deletes nothing. If the new secret is lost before, both remain: delete the new one, whose id is the one that was
    /// not used, and rotate again.
    ///
    /// # Errors
    /// As [`create`](Self::create). Nothing is created, and the error is
    /// [`is_invalid_argument`](Error::is_invalid_argument), if the account does not have exactly one secret, because it
    /// would not be clear which one to delete.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let secrets = atlas.organization_service_accounts().secrets("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// let rotation = secrets.rotate(720).await?;
    /// let stored = rotation.secret().expose().to_owned();
    /// // … when all programs use the new secret:
    /// rotation.delete_old().confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn rotate(&self, hours: u16) -> RotateSecret {
        RotateSecret::new(self.clone(), hours)
    }

    /// Deletes a secret. Programs that use it lose their access.
    #[doc = operation_doc!("deleteOrgServiceAccountSecret")]
    #[doc = operation_doc!("deleteGroupServiceAccountSecret")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an id is invalid; [`is_not_found`](Error::is_not_found)
    /// (`SERVICE_ACCOUNT_SECRET_NOT_FOUND`) if the secret does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let secrets = atlas.organization_service_accounts().secrets("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// secrets.delete("5f1a2b3c4d5e6f7a8b9c0d6b").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let Account { atlas, scope, client_id } = &self.account;
        let effect =
            format!("of service account {client_id:?} will be deleted, and programs that use it will be rejected");
        let impact = Impact::on("secret", &*id, effect);
        let request = match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let delete = api.service_accounts().delete_org_secret().org_id(organization);
                Ok(delete.client_id(self.account.checked()?).secret_id(id.parse::<ServiceAccountSecretId>()?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let delete = api.service_accounts().delete_group_secret().group_id(project);
                Ok(delete.client_id(self.account.checked()?).secret_id(id.parse::<ServiceAccountSecretId>()?))
            }),
        };
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Returns the operation that creates a secret.
    #[inline]
    pub(super) fn create_operation(&self) -> &'static Operation {
        match self.account.scope {
            Scope::Organization => CreateOrgSecret::OPERATION,
            Scope::Project => CreateGroupSecret::OPERATION,
        }
    }

    /// Returns the request for the account, which has the ids of its secrets.
    #[inline]
    pub(super) fn account(&self) -> Request<Value> {
        let (atlas, id) = (self.account.atlas.clone(), &*self.account.client_id);
        match self.account.scope {
            Scope::Organization => OrganizationServiceAccounts { atlas }.get(id).into_json(),
            Scope::Project => ProjectServiceAccounts { atlas }.get(id).into_json(),
        }
    }
}

#[inline]
fn secret_body(hours: u16) -> Result<ServiceAccountSecretRequest, Error> {
    Ok(ServiceAccountSecretRequest::new().secret_expires_after_hours(check_secret_hours(hours)?))
}
