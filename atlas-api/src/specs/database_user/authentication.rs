//! How a database user logs in.

use std::fmt;

use crate::Secret;

/// One way to log in, and what it needs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Authentication {
    Password(Secret),
    X509(X509Type),
    Ldap(LdapAuthType),
    Oidc(OidcAuthType),
    AwsIam(AwsIamType),
}

impl Authentication {
    /// The database that users who log in this way authenticate against.
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

/// Who makes the certificates of a user that logs in with X.509.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum X509Type {
    /// `CUSTOMER`: an authority of the customer's own.
    Customer,
    /// `MANAGED`: Atlas.
    Managed,
}

/// What the name of a user that logs in with LDAP stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LdapAuthType {
    /// `USER`: one person or program.
    User,
    /// `GROUP`: all members of a group.
    Group,
}

/// What the name of a user that logs in with OIDC stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OidcAuthType {
    /// `USER`: one program (workload identity).
    User,
    /// `IDP_GROUP`: all members of a group of the identity provider (workforce identity).
    IdpGroup,
}

/// What the ARN of a user that logs in with AWS IAM is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AwsIamType {
    /// `USER`: an IAM user.
    User,
    /// `ROLE`: an IAM role.
    Role,
}
