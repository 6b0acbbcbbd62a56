//! Specs of database users: authentication, roles and scopes.

mod authentication;
mod body;
mod create;
mod details;
#[cfg(feature = "serde")]
mod file;
mod limits;
mod namespace;
mod role;
mod roles;
mod update;

pub use self::{
    authentication::{AwsIamType, LdapAuthType, OidcAuthType, X509Type},
    create::DatabaseUsersPermissionsSpecs,
    namespace::Namespace,
    role::RoleSpecs,
    update::DatabaseUsersUpdatePermissionsSpecs,
};
