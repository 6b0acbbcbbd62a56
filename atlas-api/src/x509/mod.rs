//! X.509: database users who log in with a certificate.

mod certificate;

use atlas_gen::types::{DbUserTlsX509SettingsInput, UserCertInput, UserSecurityInput};

pub use self::certificate::CertificateRequest;
use crate::{
    Atlas, Error, List, Request, Unconfirmed,
    model::{UserCertificate, UserSecurity},
    operation_doc,
    segment::check_segment,
    specs::check_certificate,
};

/// The certificates of a project's database users; returned by [`Atlas::x509`].
///
/// Atlas issues the certificates of users of the kind [`Managed`](crate::database_users::X509Type::Managed), and the
/// authority of the project those of users of the kind [`Customer`](crate::database_users::X509Type::Customer).
#[derive(Clone, Debug)]
pub struct X509 {
    pub(crate) atlas: Atlas,
}

impl X509 {
    /// Lists the valid certificates that Atlas has issued to a database user, without their keys.
    #[doc = operation_doc!("listGroupDatabaseUserCerts")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`USER_NOT_FOUND`) if the user does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for certificate in atlas.x509().list_certificates("user-1").all().await? {
    ///     println!("{:?} until {:?}", certificate.subject, certificate.not_after);
    /// }
    /// # });
    /// ```
    pub fn list_certificates(&self, username: impl Into<String>) -> List<UserCertificate> {
        let username = username.into();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.x_509_authentication().list_database_user_certs().group_id(atlas.project_id()?);
            Ok(list.username(check_segment("username", &username)?))
        })
    }

    /// Issues a certificate to a database user, valid for 1 to 24 months; returns it with its private key, in PEM.
    #[doc = operation_doc!("createGroupDatabaseUserCert")]
    /// Atlas does not keep the private key, so save the result.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the number of months is out of range;
    /// [`is_not_found`](Error::is_not_found) (`USER_NOT_FOUND`) if the user does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs, X509Type};
    ///
    /// let spec = DatabaseUsersPermissionsSpecs::x509("CN=reports", X509Type::Managed);
    /// atlas.database_users().create(spec.add_role("sales", RoleSpecs::Read)?).await?;
    /// let pem = atlas.x509().create_certificate("CN=reports", 3).await?;
    /// assert!(pem.expose().starts_with("-----BEGIN"));
    /// # });
    /// ```
    pub fn create_certificate(&self, username: impl Into<String>, months: u8) -> CertificateRequest {
        let username = username.into();
        CertificateRequest::new(Request::in_project(&self.atlas, |api, project| {
            if !(1..=24).contains(&months) {
                let rule = format!("{months} months is out of range; expected 1 to 24");
                return Err(Error::invalid_argument("validity", rule));
            }
            let create = api.x_509_authentication().create_database_user_cert().group_id(project);
            let create = create.username(check_segment("username", &username)?);
            Ok(create.body(UserCertInput::new().months_until_expiration(i32::from(months))))
        }))
    }

    /// Sets the certificate authority of the project, one or several certificates in PEM, and returns the configuration.
    #[doc = operation_doc!("updateGroupUserSecurity")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the text has no certificate, or a private key.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    /// atlas.x509().set_certificate_authority(pem).await?;
    /// # });
    /// ```
    #[doc(alias = "customerX509")]
    pub fn set_certificate_authority(&self, pem: impl Into<String>) -> Request<UserSecurity> {
        let pem = pem.into();
        Request::in_project(&self.atlas, |api, project| {
            check_certificate("certificate authority", &pem)?;
            let body = UserSecurityInput::new().customer_x509(DbUserTlsX509SettingsInput::new().cas(pem));
            Ok(api.ldap_configuration().update_user_security().group_id(project).body(body))
        })
    }

    /// Removes the certificate authority of the project, and returns the configuration.
    #[doc = operation_doc!("disableGroupUserSecurityCustomerX509")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.x509().remove_certificate_authority().confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "disable_customer_x509")]
    #[inline]
    pub fn remove_certificate_authority(&self) -> Unconfirmed<UserSecurity> {
        let effect = "will lose its certificate authority: database users with certificates of it lose their access";
        let remove = Request::in_project(&self.atlas, |api, project| {
            Ok(api.x_509_authentication().disable_security_customer_x509().group_id(project))
        });
        self.atlas.guard_project(remove, effect)
    }
}
