//! Specifications of resources to create or update, validated before sending.
//!
//! A spec is a plain value without a connection: build it ahead of time, clone it, compare it, keep it. A type whose
//! name ends in `Spec` creates a resource; an [`AlertConfigSpec`], a [`CompliancePolicySpec`], an [`IntegrationSpec`], a
//! [`LogIntegrationSpec`], a [`MetricIntegrationSpec`] or a [`RoleMappingSpec`] also replaces one, and a
//! [`ProjectMigrationSpec`] moves one. A type whose name ends in `Update` changes one: it sends only the properties that
//! are set, and the others keep their values. A [`BackupScheduleChange`] sends the properties that differ from those that
//! it has read, and so does a [`ClusterChange`]. A [`CostQuery`] changes nothing: it is the query of a request, and has no
//! file. The specs of database users keep their names from Python's `atlasapi`.
//!
//! Every spec is validated locally, by a setter or at the latest before the request is sent. A violation is an
//! [invalid argument](crate::Error::is_invalid_argument), and its message states the rule.
//!
//! # Specs as files
//!
//! With the cargo feature `serde`, all specs implement `serde::Deserialize`, for any serde format. The shape is that of
//! the request body in Atlas's API. Every rule that does not need the current time is checked during deserialization.
//! The error states the rule, and the format adds the line.
//!
//! A file contains only what the spec can send. Unknown properties are errors at any depth, so typos are reported; so are
//! properties that the spec has no setter for. Do not use `#[serde(flatten)]`, which hides properties and lines: make the
//! spec a property, or the value of a map. Arguments of a call are not in its file, such as the name of a custom role. The
//! inputs in [`model`](crate::model) need no feature, and accept unknown properties in files.
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! # #[cfg(feature = "serde")]
//! # {
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
//!     atlas.database_users().create(spec).await?;
//! }
//!
//! let wrong = file.replace("admin", "sales");
//! let error = serde_json::from_str::<Vec<DatabaseUsersPermissionsSpecs>>(&wrong).unwrap_err();
//! assert!(error.to_string().starts_with(r#"role: "backup" cannot be granted on the database "sales""#));
//! assert_eq!(error.line(), 11);
//! # }
//! # });
//! ```
//!
//! With the cargo feature `schemars`, which enables `serde`, they also have a JSON Schema (`schemars::JsonSchema`).
//! Editors and validators use it to find the same mistakes without this crate. Rules that a schema cannot state are
//! checked by the reader only, such as the metrics of an alert and the length of the prefix of a CIDR block.
//!
//! Specs cannot be serialized, because they may hold secrets.

mod access_list_entry;
mod acknowledgement;
mod activity_feed;
mod alert_config;
mod alert_status;
mod api_key;
#[cfg(feature = "network-security")]
mod auditing;
mod backup_schedule;
#[cfg(any(feature = "network-security", feature = "streams"))]
mod certificate;
#[cfg(any(feature = "mcp", feature = "network-security", feature = "streams"))]
mod cloud_provider;
#[cfg(feature = "network-security")]
mod cloud_provider_role;
mod cluster;
mod cluster_name;
mod collection_restore;
mod compliance_policy;
#[cfg(feature = "billing")]
mod cost_query;
mod custom_role;
#[cfg(feature = "data-federation")]
mod data_federation;
mod database_user;
mod empty_update;
#[cfg(feature = "network-security")]
mod encryption_at_rest;
mod expiry;
mod export_bucket;
#[cfg(feature = "federation")]
mod federation;
#[cfg(feature = "serde")]
mod file;
#[cfg(feature = "integrations")]
mod integration;
#[cfg(feature = "integrations")]
mod integration_services;
#[cfg(feature = "network-security")]
mod ldap;
mod length;
mod limit;
#[cfg(feature = "live-migration")]
mod live_migration;
#[cfg(feature = "integrations")]
mod log_integration;
mod maintenance_window;
#[cfg(feature = "global-clusters")]
mod managed_namespace;
#[cfg(feature = "mcp")]
mod mcp_config;
#[cfg(feature = "integrations")]
mod metric_integration;
mod name;
mod namespace;
#[cfg(feature = "network-security")]
mod network_peering;
#[cfg(feature = "online-archives")]
mod online_archive;
mod organization;
#[cfg(feature = "network-security")]
mod private_endpoint;
mod project;
#[cfg(feature = "policies")]
mod resource_policy;
mod restore;
#[cfg(feature = "search")]
mod search;
mod service_account;
mod snapshot;
#[cfg(feature = "streams")]
mod stream;
mod tag;
mod team_roles;

#[cfg(any(feature = "mcp", feature = "network-security", feature = "streams"))]
pub(crate) use self::cloud_provider::check_uuid;
#[cfg(feature = "schemars")]
use self::cluster_name::CLUSTER_NAME;
#[cfg(feature = "billing")]
pub use self::cost_query::CostQuery;
#[cfg(feature = "billing")]
pub(crate) use self::cost_query::check_services;
#[cfg(feature = "data-federation")]
pub use self::data_federation::{
    DataFederationEndpointSpec, DataSource, FederatedDatabaseSpec, FederatedDatabaseUpdate, FederatedStore,
    QueryLimitSpec,
};
#[cfg(feature = "federation")]
pub use self::federation::{
    ConnectedOrganizationUpdate, IdentityProviderSpec, IdentityProviderUpdate, RoleMappingSpec,
};
#[cfg(any(feature = "network-security", feature = "performance"))]
pub(crate) use self::limit::check_limit;
#[cfg(feature = "streams")]
pub(crate) use self::limit::check_unique;
#[cfg(feature = "live-migration")]
pub use self::live_migration::LiveMigrationSpec;
#[cfg(feature = "global-clusters")]
pub use self::managed_namespace::ManagedNamespaceSpec;
#[cfg(feature = "mcp")]
pub use self::mcp_config::{McpConfigSpec, McpConfigUpdate};
#[cfg(feature = "online-archives")]
pub use self::online_archive::{ArchiveCriteria, ArchiveSchedule, OnlineArchiveSpec, OnlineArchiveUpdate};
#[cfg(feature = "policies")]
pub use self::resource_policy::{ResourcePolicySpec, ResourcePolicyUpdate};
#[cfg(feature = "search")]
pub use self::search::{
    IndexDefinition, Quantization, SearchDefinition, SearchIndexSpec, SearchNodesSpec, Similarity, VectorDefinition,
};
#[cfg(feature = "mcp")]
pub(crate) use self::service_account::check_account_text;
#[cfg(feature = "streams")]
pub use self::stream::{
    KafkaAuthentication, StreamConnectionSpec, StreamPrivateLinkSpec, StreamProcessorSpec, StreamProcessorStart,
    StreamProcessorUpdate, StreamWorkspaceSpec, StreamWorkspaceUpdate,
};
pub use self::{
    access_list_entry::AccessListEntrySpec,
    acknowledgement::AcknowledgementSpec,
    activity_feed::ActivityFeedSpec,
    alert_config::{AlertConfigSpec, AlertThreshold, MetricThreshold, NotificationSpec},
    alert_status::AlertStatusSpec,
    api_key::{ApiKeySpec, ApiKeyUpdate},
    backup_schedule::{BackupCopySpec, BackupScheduleChange, BackupScheduleUpdate, Retention, RetentionPolicy},
    cluster::{
        ClusterChange, ClusterRegion, ClusterShard, ClusterSpec, ClusterUpdate, FlexClusterSpec, FlexClusterUpdate,
        NodesChange, RollingIndexSpec, ShardRef,
    },
    collection_restore::CollectionRestoreSpec,
    compliance_policy::CompliancePolicySpec,
    custom_role::{CustomRoleSpec, RoleResource},
    database_user::{
        AwsIamType, DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, LdapAuthType, Namespace,
        OidcAuthType, RoleSpecs, X509Type,
    },
    export_bucket::{ExportBucketSpec, ExportSpec},
    maintenance_window::MaintenanceWindowUpdate,
    organization::{
        DelegationSettingsUpdate, OrganizationSettingsUpdate, OrganizationSpec, OrganizationUpdate,
        OrganizationUserSpec, OrganizationUserUpdate,
    },
    project::{ProjectMigrationSpec, ProjectSettingsUpdate, ProjectSpec, ProjectUpdate},
    restore::{DeliveryType, DownloadSpec, RestoreSpec},
    service_account::{ServiceAccountSpec, ServiceAccountUpdate},
    snapshot::SnapshotSpec,
    team_roles::TeamRolesSpec,
};
#[cfg(feature = "network-security")]
pub(crate) use self::{access_list_entry::check_cidr, private_endpoint::check_remote_regions};
pub(crate) use self::{
    access_list_entry::{EntryValue, check_entries},
    cluster::{ClusterPatch, Resize, layout_of},
    cluster_name::check_cluster_name,
    empty_update::check_not_empty,
    length::check_length,
    limit::check_count,
    name::check_name,
    namespace::check_namespace,
    service_account::check_secret_hours,
    snapshot::check_retention,
    team_roles::check_roles,
};
#[cfg(feature = "network-security")]
pub use self::{
    auditing::AuditingUpdate,
    cloud_provider_role::CloudProviderRoleSpec,
    encryption_at_rest::{AwsKeySpec, AzureKeySpec, EncryptionAtRestUpdate, GoogleKeySpec},
    ldap::{LdapConnectionSpec, LdapUpdate},
    network_peering::{NetworkContainerSpec, NetworkPeeringSpec},
    private_endpoint::{PrivateEndpointServiceSpec, PrivateEndpointSpec},
};
#[cfg(any(feature = "network-security", feature = "streams"))]
pub(crate) use self::{
    certificate::check_certificate,
    cloud_provider::{check_aws_account, check_prefix, checked_provider},
};
#[cfg(feature = "integrations")]
pub use self::{
    integration::IntegrationSpec, log_integration::LogIntegrationSpec, metric_integration::MetricIntegrationSpec,
};
