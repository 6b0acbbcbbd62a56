//! What Atlas answers with.
//!
//! These are plain values whose properties are all optional, because Atlas leaves out what its documents call required.
//! An enumeration is open: a value that this version does not know is `Unrecognized`, with its text.

pub use atlas_gen::types::{
    ComponentLabel, DatabaseUser, DatabaseUserAwsIamType, DatabaseUserDatabaseName, DatabaseUserLdapAuthType,
    DatabaseUserOidcAuthType, DatabaseUserRole, DatabaseUserRoleRoleName, DatabaseUserX509Type, Link, UserScope,
    UserScopeType as ScopeType,
};
