//! What is to be created or changed, said in full before anything is sent.
//!
//! A spec is a value: it can be built ahead, cloned, compared and kept, and it knows nothing of a connection. What Atlas
//! would refuse is refused here, when a rule is broken or at the latest before a request is sent, with an error that
//! [says the rule](crate::Error::is_invalid_argument).
//!
//! # Specs as files
//!
//! Specs can be read from files, with any of serde's formats. The shape is that of the body of Atlas's request. Every rule
//! that needs no clock is checked as the file is read; an error says the rule, and the format says the place. What a spec
//! does not know is an error too, so that a slip of the pen does not go unseen.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let fake = atlas_fake::FakeAtlas::start().await?;
//! # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
//! use atlas_api::specs::DatabaseUsersPermissionsSpecs;
//!
//! let file = r#"[
//!     {
//!         "username": "reports",
//!         "password": "a long password",
//!         "roles": [{ "databaseName": "sales", "roleName": "read" }],
//!         "labels": [{ "key": "team", "value": "finance" }]
//!     },
//!     {
//!         "username": "arn:aws:iam::123456789012:role/backups",
//!         "awsIAMType": "ROLE",
//!         "roles": [{ "databaseName": "admin", "roleName": "backup" }]
//!     }
//! ]"#;
//! let specs: Vec<DatabaseUsersPermissionsSpecs> = serde_json::from_str(file)?;
//! for spec in specs {
//!     atlas.database_users().create(spec).send().await?;
//! }
//!
//! let wrong = file.replace("admin", "sales");
//! let error = serde_json::from_str::<Vec<DatabaseUsersPermissionsSpecs>>(&wrong).unwrap_err();
//! assert!(error.to_string().starts_with("role: backup can't be given on the database sales"));
//! assert_eq!(error.line(), 11);
//! # Ok(())
//! # }
//! ```
//!
//! With the cargo feature `schemars` they have a JSON Schema as well (`schemars::JsonSchema`), by which editors and checkers
//! of files find the same mistakes without this crate.
//!
//! Specs are not written: what a spec holds can be secret.

mod access_list_entry;
mod alert_status;
mod cluster;
mod cluster_name;
mod database_user;
mod expiry;
mod file;
mod length;
mod project;
mod restore;
mod tag;
mod team_roles;

#[cfg(feature = "schemars")]
use self::cluster_name::CLUSTER_NAME;
pub use self::{
    access_list_entry::AccessListEntry,
    alert_status::AlertStatusSpec,
    cluster::{ClusterRegion, ClusterSpecs, ClusterUpdateSpecs, FlexClusterSpecs, FlexClusterUpdateSpecs},
    database_user::{
        AwsIamType, DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, LdapAuthType, Namespace,
        OidcAuthType, RoleSpecs, X509Type,
    },
    project::{ProjectSettingsSpecs, ProjectSpecs, ProjectUpdateSpecs},
    restore::{DeliveryType, RestoreSpecs},
    team_roles::TeamRolesSpecs,
};
pub(crate) use self::{
    access_list_entry::EntryValue, cluster_name::check_cluster_name, length::check_length, team_roles::check_roles,
};
