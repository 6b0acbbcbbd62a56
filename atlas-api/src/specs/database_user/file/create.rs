//! A new user as a file.

use serde::{Deserialize, Deserializer, de};

use super::parts::Database;
#[cfg(feature = "schemars")]
use super::schema;
use crate::{
    Error, Secret,
    specs::{
        AwsIamType, DatabaseUsersPermissionsSpecs, LdapAuthType, OidcAuthType, X509Type,
        database_user::{
            authentication::Authentication,
            details::{Label, Scope},
            roles::{Role, Roles},
        },
        expiry::end,
        file::{Instant, OrNone, present},
    },
};

/// A database user to be created: its name, how it logs in, and what it may do.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("oneOf" = schema::ways_to_log_in())))]
struct Wire {
    /// Name of the user.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1, max = 1024)))]
    username: String,
    /// Password of the user, if it logs in with one.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 8), extend("writeOnly" = true)))]
    password: Option<Secret>,
    /// Who makes the certificates of a user that logs in with X.509.
    #[serde(default, rename = "x509Type")]
    x509: OrNone<X509Type>,
    /// What the name of a user that logs in with LDAP stands for.
    #[serde(default, rename = "ldapAuthType")]
    ldap: OrNone<LdapAuthType>,
    /// What the name of a user that logs in with OIDC stands for.
    #[serde(default, rename = "oidcAuthType")]
    oidc: OrNone<OidcAuthType>,
    /// What the ARN of a user that logs in with AWS IAM is of.
    #[serde(default, rename = "awsIAMType")]
    aws_iam: OrNone<AwsIamType>,
    /// Database that the user authenticates against. It follows from how the user logs in, and need not be said.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "Database"))]
    database_name: Option<Database>,
    /// Roles of the user.
    roles: Vec<Role>,
    /// What the user is let into; without any, it is let into all of the project.
    #[serde(default)]
    scopes: Vec<Scope>,
    /// Labels that the user carries.
    #[serde(default)]
    labels: Vec<Label>,
    /// Description of the user.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(max = 100)))]
    description: Option<String>,
    /// When the service deletes the user; in the future, and within one week of its creation.
    #[serde(default, deserialize_with = "present")]
    #[cfg_attr(feature = "schemars", schemars(with = "Instant"))]
    delete_after_date: Option<Instant>,
}

impl TryFrom<Wire> for DatabaseUsersPermissionsSpecs {
    type Error = Error;

    fn try_from(wire: Wire) -> Result<Self, Error> {
        let authentication = match (wire.password, wire.x509.0, wire.ldap.0, wire.oidc.0, wire.aws_iam.0) {
            (Some(password), None, None, None, None) => Authentication::Password(password),
            (None, Some(kind), None, None, None) => Authentication::X509(kind),
            (None, None, Some(kind), None, None) => Authentication::Ldap(kind),
            (None, None, None, Some(kind), None) => Authentication::Oidc(kind),
            (None, None, None, None, Some(kind)) => Authentication::AwsIam(kind),
            _ => {
                let rule = "expected exactly one of password, x509Type, ldapAuthType, oidcAuthType and awsIAMType";
                return Err(Error::invalid_argument("way to log in", rule));
            }
        };
        let mut roles = Roles::default();
        for Role { namespace, role } in wire.roles {
            roles.add(namespace, [role])?;
        }
        let spec = Self {
            username: wire.username,
            authentication,
            database_name: wire.database_name.map(|database| database.as_str().to_owned()),
            roles,
            scopes: wire.scopes,
            labels: wire.labels,
            description: wire.description,
            delete_after_date: wire.delete_after_date.map(|Instant(date)| end(date)),
        };
        spec.check_timeless()?;
        Ok(spec)
    }
}

impl<'de> Deserialize<'de> for DatabaseUsersPermissionsSpecs {
    fn deserialize<D: Deserializer<'de>>(file: D) -> Result<Self, D::Error> {
        Self::try_from(Wire::deserialize(file)?).map_err(de::Error::custom)
    }
}

#[cfg(feature = "schemars")]
crate::specs::file::schema_of_wire!(DatabaseUsersPermissionsSpecs as Wire);
