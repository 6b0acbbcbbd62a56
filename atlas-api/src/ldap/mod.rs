//! LDAP: database users whose passwords or groups an LDAP server checks.

use crate::object_id::object_id;
#[doc(inline)]
pub use crate::specs::{LdapConnectionSpec, LdapUpdate};
use crate::{
    Atlas, Request, Response, Unconfirmed,
    model::{LdapVerification, UserSecurity},
    operation_doc,
    wait::{Wait, states},
};

object_id! {
    /// The id of a verification of a connection to an LDAP server.
    LdapVerificationId, "LDAP verification id"
}

/// The LDAP configuration of a project; returned by [`Atlas::ldap`].
///
/// [Verify](Self::verify) the connection to the server before the configuration is updated.
#[derive(Clone, Debug)]
pub struct Ldap {
    pub(crate) atlas: Atlas,
}

impl Ldap {
    /// Fetches the LDAP configuration, together with the certificate authority for [X.509](crate::x509).
    #[doc = operation_doc!("getGroupUserSecurity")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let security = atlas.ldap().get().await?;
    /// let ldap = security.ldap.as_ref();
    /// assert_eq!(ldap.and_then(|ldap| ldap.authentication_enabled), Some(false));
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<UserSecurity> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.ldap_configuration().get_user_security().group_id(project))
        })
    }

    /// Updates the LDAP configuration, and returns it. Properties that are not in the spec keep their values.
    #[doc = operation_doc!("updateGroupUserSecurity")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::ldap::LdapUpdate;
    ///
    /// let spec = LdapUpdate::new()
    ///     .server("ldap.example.com", 636)
    ///     .bind("CN=atlas,DC=example,DC=com", "a long password")
    ///     .authentication(true)
    ///     .map_user("(.+)@example.com", "CN={0},DC=example,DC=com");
    /// atlas.ldap().update(spec).await?;
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: LdapUpdate) -> Request<UserSecurity> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.ldap_configuration().update_user_security().group_id(project).body(spec.into_body()?))
        })
    }

    /// Removes the mappings from user names to distinguished names, and returns the configuration.
    #[doc = operation_doc!("deleteGroupUserSecurityLdapUserToDnMapping")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.ldap().clear_user_mappings().confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "userToDNMapping")]
    #[inline]
    pub fn clear_user_mappings(&self) -> Unconfirmed<UserSecurity> {
        let effect = "will lose its mappings of LDAP users: those who log in with another name than their distinguished \
                      name lose their access";
        let clear = Request::in_project(&self.atlas, |api, project| {
            Ok(api.ldap_configuration().delete_ldap_user_mapping().group_id(project))
        });
        self.atlas.guard_project(clear, effect)
    }

    /// Starts verifying that Atlas can connect to an LDAP server and log in; returns the verification with its id.
    #[doc = operation_doc!("verifyGroupUserSecurityLdap")]
    /// The project needs a cluster, which connects to the server.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::ldap::LdapConnectionSpec;
    ///
    /// let spec = LdapConnectionSpec::new("ldap.example.com", 636, "CN=atlas,DC=example,DC=com", "a long password");
    /// let started = atlas.ldap().verify(spec).await?;
    /// let id = started.request_id.clone().unwrap_or_default();
    /// // The server does not exist.
    /// let error = atlas.ldap().wait_until_verified(id).await.unwrap_err();
    /// assert!(error.is_failed_state());
    /// # });
    /// ```
    #[inline]
    pub fn verify(&self, spec: LdapConnectionSpec) -> Request<LdapVerification> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.ldap_configuration().verify_user_security_ldap().group_id(project).body(spec.into_body()?))
        })
    }

    /// Fetches a verification. `validations` are its steps with their results.
    #[doc = operation_doc!("getGroupUserSecurityLdapVerify")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`LDAP_VERIFY_CONNECTIVITY_REQUEST_NOT_FOUND`) if the verification
    /// does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert!(!atlas.ldap().verification("5f1a2b3c4d5e6f7a8b9c0d1e").exists().await?);
    /// # });
    /// ```
    pub fn verification(&self, id: impl Into<String>) -> Request<LdapVerification> {
        Request::by_id(&self.atlas, id, |api, project, id: LdapVerificationId| {
            Ok(api.ldap_configuration().get_user_security_verify().group_id(project).request_id(id))
        })
    }

    /// Waits until a verification has succeeded.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if it failed. The
    /// [verification](Self::verification) then has the step that failed.
    pub fn wait_until_verified(&self, id: impl Into<String>) -> Wait<LdapVerification, Response<LdapVerification>> {
        let id = id.into();
        let what = format!("LDAP verification {id:?}");
        self.verification(id).wait_for(what, states::LDAP_VERIFIED).must_exist()
    }
}
