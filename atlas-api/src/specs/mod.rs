//! What is to be created or changed, said in full before anything is sent.
//!
//! A spec is a value: it can be built ahead, cloned, compared and kept, and it knows nothing of a connection. What Atlas
//! would refuse is refused here, when a rule is broken or at the latest before a request is sent, with an error that
//! [says the rule](crate::Error::is_invalid_argument).

mod database_user;

pub use self::database_user::{
    AwsIamType, DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, LdapAuthType, Namespace,
    OidcAuthType, RoleSpecs, X509Type,
};
