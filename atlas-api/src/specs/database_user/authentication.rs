//! Authentication methods of database users.

use std::fmt;

use crate::Secret;

/// An authentication method with its settings.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Authentication {
    Password(Secret),
    X509(X509Type),
    Ldap(LdapAuthType),
    Oidc(OidcAuthType),
    AwsIam(AwsIamType),
}

impl Authentication {
    /// Returns the database that users with this method authenticate against.
    #[inline]
    pub(super) fn database(&self) -> &'static str {
        match self {
            Self::Password(_) | Self::Oidc(OidcAuthType::IdpGroup) => "admin",
            Self::X509(_) | Self::Ldap(_) | Self::Oidc(OidcAuthType::User) | Self::AwsIam(_) => "$external",
        }
    }
}

impl fmt::Display for Authentication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Password(_) => "a password",
            Self::X509(_) => "an X.509 certificate",
            Self::Ldap(_) => "LDAP",
            Self::Oidc(OidcAuthType::IdpGroup) => "OIDC as a group",
            Self::Oidc(OidcAuthType::User) => "OIDC as a user",
            Self::AwsIam(_) => "AWS IAM",
        })
    }
}

/// The issuer of the certificates of an X.509 user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum X509Type {
    /// `CUSTOMER`: the customer's own certificate authority.
    Customer,
    /// `MANAGED`: Atlas.
    Managed,
}

/// The kind of LDAP entity that a user name identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LdapAuthType {
    /// `USER`: a single person or program.
    User,
    /// `GROUP`: all members of a group.
    Group,
}

/// The kind of OIDC identity that a user name identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OidcAuthType {
    /// `USER`: a single program (workload identity).
    User,
    /// `IDP_GROUP`: all members of a group of the identity provider (workforce identity).
    IdpGroup,
}

/// The kind of AWS IAM entity that an ARN identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AwsIamType {
    /// `USER`: an IAM user.
    User,
    /// `ROLE`: an IAM role.
    Role,
}
