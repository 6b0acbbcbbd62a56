//! Deserialization of new database users.

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
        expiry::truncate_to_seconds,
        file::{Instant, NoneOr, non_null},
    },
};

/// A database user to create: name, authentication, roles and scopes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(extend("oneOf" = schema::methods())))]
struct Wire {
    /// Name of the user.
    #[cfg_attr(feature = "schemars", schemars(length(min = 1, max = 1024)))]
    username: String,
    /// Password of a user who authenticates with one.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(min = 8), extend("writeOnly" = true)))]
    password: Option<Secret>,
    /// Issuer of the certificates of an X.509 user.
    #[serde(default, rename = "x509Type")]
    x509: NoneOr<X509Type>,
    /// Kind of LDAP entity that the user name identifies.
    #[serde(default, rename = "ldapAuthType")]
    ldap: NoneOr<LdapAuthType>,
    /// Kind of OIDC identity that the user name identifies.
    #[serde(default, rename = "oidcAuthType")]
    oidc: NoneOr<OidcAuthType>,
    /// Kind of AWS IAM entity that the user name, an ARN, identifies.
    #[serde(default, rename = "awsIAMType")]
    aws_iam: NoneOr<AwsIamType>,
    /// Database that the user authenticates against. Default: the database of the authentication method.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "Database"))]
    database_name: Option<Database>,
    /// Roles of the user.
    roles: Vec<Role>,
    /// Resources that the user's access is limited to. Default: all resources of the project.
    #[serde(default)]
    scopes: Vec<Scope>,
    /// Labels of the user.
    #[serde(default)]
    labels: Vec<Label>,
    /// Description of the user.
    #[serde(default, deserialize_with = "non_null")]
    #[cfg_attr(feature = "schemars", schemars(with = "String", length(max = 100)))]
    description: Option<String>,
    /// Time when Atlas deletes the user, in the future and within one week of its creation. Default: never.
    #[serde(default, deserialize_with = "non_null")]
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
                let rule = "none or several methods are set; set exactly one of password, x509Type, ldapAuthType, \
                            oidcAuthType and awsIAMType";
                return Err(Error::invalid_argument("authentication", rule));
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
            delete_after_date: wire.delete_after_date.map(|Instant(date)| truncate_to_seconds(date)),
        };
        spec.check_without_clock()?;
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
