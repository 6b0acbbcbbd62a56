//! What Atlas answers with.
//!
//! These are plain values whose properties are all optional, because Atlas leaves out what its documents call required.
//! An enumeration is open: a value that this version does not know is `Unrecognized`, with its text.

pub use atlas_gen::types::{
    CloudDatabaseUserAwsIamType as DatabaseUserAwsIamType, CloudDatabaseUserDatabaseName as DatabaseUserDatabaseName,
    CloudDatabaseUserLdapAuthType as DatabaseUserLdapAuthType,
    CloudDatabaseUserOidcAuthType as DatabaseUserOidcAuthType, CloudDatabaseUserX509Type as DatabaseUserX509Type,
    ComponentLabel, DatabaseUser, DatabaseUserRole, DatabaseUserRoleRoleName, Link, UserScope,
    UserScopeType as ScopeType,
};
