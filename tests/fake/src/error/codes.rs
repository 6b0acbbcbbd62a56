//! The error codes of the API, in alphabetical order: the status, the code and the text of each.
//!
//! Each refusal names an entry of this table. The text is the detail of the error, with placeholders for its
//! parameters. If the service has several texts for a code, the table has the most common one.

use super::ErrorSpec;

macro_rules! table {
    ($($status:literal $code:ident $text:literal)*) => {
        $(pub(crate) const $code: ErrorSpec = ErrorSpec::new($status, stringify!($code), $text);)*

        #[cfg(test)]
        const ALL: &[ErrorSpec] = &[$($code),*];
    };
}

#[rustfmt::skip]
table! {
    404 ALERT_CONFIG_NOT_FOUND "No alert configuration with ID {key} exists in group {groupId}."
    404 ALERT_NOT_FOUND "No alert with ID {key} exists in group {groupId}."
    404 API_KEY_NOT_FOUND "No API key with ID {key} exists."
    400 ASYMMETRIC_REGION_TOPOLOGY_IN_ZONE "All shards of a zone must have the same regions and numbers of nodes."
    400 ASYMMETRIC_SHARD_UNSUPPORTED "This version of the API does not support shards that differ; use a newer version."
    400 ATLAS_CUSTOM_ROLE_INVALID_NAME
        "The role name \"{key}\" may contain only letters, digits, hyphens and underscores, and must begin with a \
         letter or a digit."
    409 ATLAS_CUSTOM_ROLE_IN_USE_BY_ROLES "The role {key} cannot be deleted while other roles inherit from it."
    409 ATLAS_CUSTOM_ROLE_IN_USE_BY_USERS "Without the custom role {role} these users would have no role: {users}."
    409 ATLAS_CUSTOM_ROLE_NAME_ALREADY_EXISTS "A custom role named {key} already exists."
    404 ATLAS_CUSTOM_ROLE_NOT_FOUND "The custom role {key} does not exist."
    400 ATLAS_FTS_DUPLICATE_INDEX "The collection has a search index named {key} already."
    400 ATLAS_INVALID_CUSTOM_ROLE_SELF_REFERENTIAL "The role {key} cannot inherit from itself."
    400 ATLAS_INVALID_MAINTENANCE_WINDOW_DAY_OF_WEEK "The day of the week must be from 1 (Sunday) to 7."
    400 ATLAS_INVALID_MAINTENANCE_WINDOW_HOUR_OF_DAY "The hour of the day must be from 0 to 23."
    400 ATLAS_MAINTENANCE_ALREADY_SCHEDULED
        "A maintenance of group {groupId} is in progress; the window cannot be changed until it is completed."
    400 ATLAS_MAINTENANCE_NOT_SCHEDULED "No maintenance is scheduled for group {groupId}."
    403 ATLAS_NETWORK_PERMISSIONS_LIMIT_EXCEEDED "An access list can have at most {key} entries."
    404 ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND "No entry {key} exists in the access list."
    400 ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED "The maintenance of group {groupId} cannot be deferred again."
    400 ATLAS_RESERVED_CLUSTER_NAME
        "The cluster name {key} is reserved: atlas- and six letters or digits name Atlas's own hosts."
    400 ATLAS_RESERVED_CUSTOM_ROLE_RESTRICTED
        "The role {key} cannot be created: names that begin with xgen- are reserved."
    404 ATLAS_SEARCH_INDEX_NOT_FOUND "No search index {key} exists in the cluster {clusterName}."
    409 AUTH_TYPE_CANNOT_BE_CHANGED "Cannot modify the authentication type of an existing database user."
    400 AUTO_SCALINGS_MUST_BE_IN_EVERY_REGION_CONFIG "Either all region configs have auto-scaling, or none."
    400 CANNOT_CANCEL_AUTOMATED_RESTORE "The automated restore {key} cannot be canceled."
    400 CANNOT_CHANGE_GEOSHARDED_CLUSTER_TYPE "A geo sharded cluster cannot become a cluster of another type."
    409 CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS "The group cannot be closed while it has clusters."
    409 CANNOT_CLOSE_GROUP_ACTIVE_BACKUP_COMPLIANCE_POLICY
        "The group cannot be closed while it has a backup compliance policy."
    400 CANNOT_CREATE_FREE_CLUSTER_VIA_PUBLIC_API
        "A cluster with instance size M0 cannot be created via the public API: this project has reached the limit for \
         the number of free clusters."
    400 CANNOT_CREATE_PAUSED_CLUSTER "The cluster {key} cannot be created in a paused state."
    400 CANNOT_DELETE_IN_PROGRESS_SNAPSHOT "The snapshot {key} is in progress and cannot be deleted."
    409 CANNOT_DELETE_PRIVATELINK_WITH_ENDPOINTS
        "The private endpoint service {key} cannot be deleted while it has endpoints; delete them first."
    400 CANNOT_DELETE_SNAPSHOT_WITH_BACKUP_COMPLIANCE_POLICY
        "Snapshots cannot be deleted while the project has a backup compliance policy."
    404 CANNOT_DELETE_TEAM_ASSIGNED_TO_PROJECT
        "A team that is assigned to a project cannot be deleted; remove it from all projects first."
    400 CANNOT_DISABLE_CLOUD_BACKUP_WITH_BACKUP_COMPLIANCE_POLICY
        "Backup cannot be turned off while the project has a backup compliance policy."
    409 CANNOT_DOWNLOAD_INCOMPLETE_SNAPSHOT "The snapshot {key} is not complete and cannot be downloaded."
    400 CANNOT_MODIFY_IN_PROGRESS_SNAPSHOT_RETENTION
        "The retention of a snapshot cannot be changed while the snapshot is in progress."
    400 CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER
        "The cluster {key} was resumed less than an hour ago and cannot be paused yet."
    400 CANNOT_REMOVE_LAST_ORG_OWNER "User {key} is the only owner of organization {orgId}."
    409 CANNOT_START_RESTORE_JOB_FOR_INCOMPLETE_CLUSTER_SNAPSHOT
        "The snapshot {key} is not complete and cannot be restored."
    400 CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED
        "The cluster {key} cannot be terminated while termination protection is enabled."
    409 CANNOT_UPDATE_AND_PAUSE_CLUSTER "The cluster {key} cannot be updated and paused at the same time."
    409 CANNOT_UPDATE_PAUSED_CLUSTER "The cluster {key} cannot be updated while it is paused."
    400 CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API "Flex cluster {key} cannot be used in the Cluster API."
    400 CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API "Cannot use non-flex cluster {key} in the flex API."
    404 CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND "No cloud provider role with ID {key} exists."
    404 CLOUD_PROVIDER_CONTAINER_NOT_FOUND "An invalid cloud provider container ID {key} was specified."
    409 CLUSTER_ALREADY_PAUSED "The cluster {key} is already paused."
    400 CLUSTER_ALREADY_REQUESTED_DELETION "The deletion of the cluster {key} has already been requested."
    400 CLUSTER_CANNOT_CHANGE_NAME "The name of a cluster cannot be changed."
    400 CLUSTER_DISK_SIZE_INVALID "Nodes of this instance size cannot have a disk of {key} GB."
    400 CLUSTER_NAME_INVALID
        "The cluster name {key} is invalid: only ASCII letters, digits and hyphens are allowed, the first not a hyphen."
    400 CLUSTER_NAME_PREFIX_INVALID
        "The cluster name {key} is invalid: its first 23 characters, the prefix of host names, end in a hyphen."
    400 CLUSTER_NAME_TOO_LONG "The cluster name {key} has more than 64 characters."
    404 CLUSTER_NOT_FOUND "No cluster named {key} exists in group {groupId}."
    400 CLUSTER_NOT_IDLE_CANNOT_UPDATE "The cluster {key} cannot be updated while it is being changed."
    400 CLUSTER_NUM_SHARDS_INVALID "A cluster must have between 1 and {key} shards."
    400 CLUSTER_PAUSED_CANNOT_RESTORE "The target cluster {key} is paused and cannot be restored into."
    400 CLUSTER_REPLICATION_FACTOR_INVALID "A shard or a replica set must have 3, 5 or 7 electable nodes, not {key}."
    400 CLUSTER_RESTART_INVALID "A failover of the cluster {key} cannot be tested while it is being changed."
    400 CLUSTER_RESTART_IN_PROGRESS "A failover of the cluster {key} is being tested."
    400 CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE
        "The cluster {key} cannot be updated while a backup is restored into it."
    400 CLUSTER_UPGRADE_INVALID "The MongoDB version {key} is lower than the version of the cluster."
    400 COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_INVALID
        "The maximum instance size {key} is smaller than the instance size of the nodes."
    400 COMPUTE_AUTO_SCALING_MAX_INSTANCE_SIZE_REQUIRED "Compute auto-scaling needs a maximum instance size."
    400 COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_INVALID
        "The minimum instance size {key} is larger than the instance size of the nodes."
    400 COMPUTE_AUTO_SCALING_MIN_INSTANCE_SIZE_REQUIRED
        "Compute auto-scaling needs a minimum instance size to scale down."
    400 COMPUTE_AUTO_SCALING_SCALE_DOWN_ENABLED_INVALID "Compute auto-scaling cannot scale down unless it is enabled."
    409 CONTAINERS_IN_USE "The container {key} cannot be changed while clusters are in it."
    409 CONTAINER_ALREADY_EXISTS "A container for this region exists in group {groupId} already."
    403 CUSTOM_ROLES_LIMIT_EXCEEDED "Groups can have at most {key} custom roles."
    409 DATABASE_NAME_CANNOT_BE_CHANGED "Cannot modify the authentication database of an existing database user."
    409 DATABASE_USERNAME_CANNOT_BE_CHANGED "Cannot modify the username of an existing database user."
    404 DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME
        "Data Federation tenant for project {project} and name {name} not found."
    404 DEVICE_NOT_FOUND "No device with name {key} exists on host {processId}."
    400 DISK_SIZE_GB_INCONSISTENT "All nodes of all shards must have the same disk size."
    400 DUPLICATE_CLUSTER_NAME "A cluster named {key} already exists in group {groupId}."
    400 DUPLICATE_CLUSTER_NAME_PREFIX
        "The cluster name {key} begins with the same 23 characters as the name of another cluster in the group."
    400 DUPLICATE_MANAGED_NAMESPACE "The managed namespace {key} already exists."
    400 DUPLICATE_THRESHOLD_FIELD "An alert configuration has either a threshold or a metric threshold, not both."
    404 ENDPOINT_SERVICE_NOT_FOUND "No private endpoint service with ID {key} exists in group {groupId}."
    404 EVENT_NOT_FOUND "No event with ID {key} exists for group {groupId}."
    400 EXPORT_BUCKET_DELETE_FAILED
        "The export bucket with ID {key} cannot be deleted while exports to it are in progress."
    404 EXPORT_BUCKET_NOT_FOUND "No export bucket with ID {key} exists."
    409 GROUP_ALREADY_EXISTS "A group with name \"{key}\" already exists."
    404 GROUP_NAME_NOT_FOUND "No group with name {key} exists."
    404 GROUP_NOT_FOUND "No group with ID {key} exists."
    403 GROUP_USERS_LIMIT_EXCEEDED "Groups can contain at most {key} database users."
    404 HOST_NOT_FOUND "No process {key} exists in group {groupId}."
    400 INTEGRATION_FIELDS_INVALID "The attribute {key} of the integration is masked."
    404 INTEGRATION_NOT_CONFIGURED "The integration {key} is not configured in group {groupId}."
    400 INVALID_ATTRIBUTE "Invalid attribute {attribute} specified. {reason}"
    400 INVALID_CLUSTER_CONFIGURATION "A replica set has exactly one replication spec."
    400 INVALID_DATE_FORMAT "An invalid date value {value} was specified."
    400 INVALID_DATE_RANGE "The time maxDate comes before the time minDate."
    400 INVALID_ENUM_VALUE "An invalid enumeration value {value} was specified."
    400 INVALID_FREQUENCY_TYPE_CHANGE "The frequency type of the policy item {key} cannot be changed."
    400 INVALID_GRANULARITY "The granularity {key} is not supported."
    400 INVALID_IP_ADDRESS_OR_CIDR_NOTATION "The address {key} is neither an IP address nor a block in CIDR notation."
    400 INVALID_JSON "Received JSON does not match expected format."
    400 INVALID_JSON_ATTRIBUTE "Received JSON for the {attribute} attribute does not match expected format."
    400 INVALID_NUM_OF_POLICIES "A backup schedule has exactly one policy."
    400 INVALID_PATH_PARAMETER "Invalid path parameter {parameter} specified."
    400 INVALID_PERIOD "The period {key} is not a valid duration."
    400 INVALID_PIT_RESTORE_TIME
        "A point-in-time restore needs continuous backup of the cluster {clusterName} and a time in the past."
    400 INVALID_POLICY_ID "The policy id {key} is invalid."
    400 INVALID_POLICY_ITEM_ID "The policy item id {key} does not exist."
    400 INVALID_QUERY_PARAMETER "Invalid query parameter {parameter} specified."
    400 INVALID_REFERENCE_HOUR_OF_DAY "The reference hour of a schedule must be from 0 to 23."
    400 INVALID_REFERENCE_MINUTE_OF_HOUR "The reference minute of a schedule must be from 0 to 59."
    400 INVALID_RESTORE_WINDOW "The restore window must be a positive number of days."
    406 INVALID_VERSION_DATE "Invalid accept header or version date."
    404 INVITATION_NOT_FOUND "No invitation with ID {key} exists."
    404 INVOICE_NOT_FOUND "No invoice with ID {key} exists in organization {orgId}."
    403 IP_ADDRESS_NOT_ON_ACCESS_LIST "IP address {address} is not allowed to access this resource."
    404 LDAP_VERIFY_CONNECTIVITY_REQUEST_NOT_FOUND "No test of an LDAP connection with ID {key} exists in group {groupId}."
    400 LIMIT_EXCEEDS_MAXIMUM "The limit {limitName} cannot be set higher than {key}."
    404 LIMIT_NOT_FOUND "No limit named {key} exists."
    409 LIVE_MIGRATION_NOT_READY "The live migration {key} is not ready for its cutover."
    400 MALFORMED_JSON "Received JSON is malformed at line {line}, column {column}."
    403 MAX_CLUSTERS_PER_GROUP_EXCEEDED "Group {groupId} can have at most {key} clusters."
    400 MCP_CONFIG_HAS_ACTIVE_SECRETS "The MCP configuration {key} has active secrets; delete them first."
    405 METHOD_NOT_ALLOWED "The method {method} is not supported for this resource."
    400 MISSING_API_KEY_ROLES "An API key needs at least one role."
    400 MISSING_ATTRIBUTE "The required attribute {attribute} was not specified."
    400 MISSING_NOTIFICATIONS "An alert configuration needs at least one notification."
    400 MISSING_QUERY_PARAMETER "The required query parameter {parameter} was not specified."
    400 MONGODB_VERSION_INVALID "The MongoDB version {key} is not available."
    400 MULTIPLE_VALUES_SPECIFIED_FOR_ONE_NETWORK_PERMISSION_ENTRY "An entry has either an IP address or a CIDR block."
    400 NOTIFICATION_INTERVAL_OUT_OF_RANGE "The interval of a notification is at least 5 minutes."
    400 ONLINE_ARCHIVE_CANNOT_MODIFY_FIELD "The request contained modifications to immutable fields."
    409 ONLINE_ARCHIVE_MUST_BE_ACTIVE_TO_PAUSE "Online archive {key} must be active to be paused."
    404 ORG_EVENT_NOT_FOUND "No event with ID {key} exists for organization {orgId}."
    409 ORG_NOT_EMPTY "The organization cannot be deleted while it has projects."
    404 ORG_NOT_FOUND "No organization with ID {key} exists."
    403 ORG_REQUIRES_ACCESS_LIST "This organization requires access through an access list of IP ranges."
    404 PEER_NOT_FOUND "No network peering with ID {key} exists in group {groupId}."
    409 PRIVATELINK_CANNOT_ACCEPT_ENDPOINTS "The private endpoint service {key} is not ready for endpoints."
    409 PRIVATELINK_INTERFACE_ENDPOINT_ALREADY_EXISTS "The private endpoint service has an endpoint {key} already."
    404 PRIVATELINK_INTERFACE_ENDPOINT_NOT_FOUND "No private endpoint {key} exists in the endpoint service."
    409 PRIVATE_ENDPOINT_SERVICE_ALREADY_EXISTS_FOR_REGION
        "A private endpoint service exists for {provider} region {region} already."
    429 RATE_LIMITED "The number of requests exceeds what is allowed."
    429 RATE_LIMITED_TOKEN_BUCKET "Too many requests for {group}. The next one will be taken in {seconds} seconds."
    400 REQUEST_BODY_INCOMPLETE "The request body is incomplete."
    413 REQUEST_BODY_TOO_LARGE "The request body is larger than {limit} bytes."
    408 REQUEST_TIMEOUT "The request body did not arrive in time."
    409 RESOURCE_ALREADY_EXISTS "A resource {key} already exists at {path}."
    404 RESOURCE_NOT_FOUND "Cannot find resource {key}."
    404 RESOURCE_NOT_FOUND_FOR_JOB "No restore job with ID {key} exists for cluster {clusterName}."
    404 RESOURCE_POLICY_NOT_FOUND "No resource policy with ID {key} exists."
    400 SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED "A service account can have at most two secrets."
    404 SERVICE_ACCOUNT_NOT_FOUND "No service account with client ID {key} exists."
    404 SERVICE_ACCOUNT_SECRET_NOT_FOUND "No secret with ID {key} exists."
    400 SHARDED_CLUSTER_CANT_BECOME_REPLICA_SET "A sharded cluster cannot become a replica set."
    404 SNAPSHOT_NOT_FOUND "No snapshot with ID {key} exists for cluster {clusterName}."
    400 START_DATE_AFTER_END_DATE "The start date comes after the end date."
    500 STATE_NOT_WRITTEN "The fake cannot write its state file and accepts no changes; restart it."
    409 STREAM_CONNECTION_NAME_ALREADY_EXISTS
        "A connection named {key} already exists in the stream workspace {tenantName}."
    404 STREAM_CONNECTION_NOT_FOUND_FOR_NAME
        "No connection named {key} exists in the stream workspace {tenantName} of group {groupId}."
    400 STREAM_PROCESSOR_GENERIC_ERROR "The stream processor {key} must be stopped before it can be changed."
    409 STREAM_PROCESSOR_NAME_ALREADY_EXISTS
        "A stream processor named {key} already exists in the stream workspace {tenantName}."
    403 STREAM_TENANT_HAS_STREAM_PROCESSORS
        "The stream workspace {key} cannot be deleted while one of its processors is running."
    409 STREAM_TENANT_NAME_ALREADY_EXISTS "A stream workspace named {key} already exists in group {groupId}."
    404 STREAM_TENANT_NOT_FOUND_FOR_NAME "No stream workspace named {key} exists in group {groupId}."
    409 TEAM_EXISTS_IN_GROUP "The team is already assigned to this group."
    409 TEAM_NAME_NOT_AVAILABLE "A team named {key} already exists in organization {orgId}."
    404 TEAM_NAME_NOT_FOUND "No team with name \"{key}\" exists."
    404 TEAM_NOT_FOUND "No team with ID {key} exists."
    404 TEAM_NOT_IN_GROUP "The team is not assigned to this group."
    400 TENANT_CLUSTER_PROCESS_ARGS_NOT_SUPPORTED "The process arguments of the tenant cluster {key} cannot be set."
    400 TENANT_CLUSTER_TEST_FAILOVER_NOT_SUPPORTED "A failover of the tenant cluster {key} cannot be tested."
    400 TENANT_CLUSTER_UPDATE_UNSUPPORTED "The tenant cluster {key} cannot be changed in this way."
    401 UNEXPECTED_ERROR "You are not authorized for this resource."
    400 UNFINISHED_ON_DEMAND_SNAPSHOT "Another on-demand snapshot is queued or in progress."
    404 UNKNOWN_COLLECTION "There is no such collection."
    415 UNSUPPORTED_MEDIA_TYPE "The content type \"{type}\" is not a version of this resource."
    409 USER_ALREADY_EXISTS "A user with username {key} already exists."
    409 USER_ALREADY_IN_TEAM "The user with ID {key} is already in team {teamId}."
    404 USER_NOT_FOUND "No user with ID {key} exists."
    403 USER_UNAUTHORIZED "Current user is not authorized to perform this action."
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::ALL;

    /// Returns the source files of this package, except for the table.
    fn sources(directory: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
        files.filter(|path| !path.ends_with("error/codes.rs")).collect()
    }

    #[test]
    fn each_code_has_one_entry_and_the_entries_are_in_order() {
        let unordered: Vec<_> = ALL.windows(2).filter(|pair| pair[0].code() >= pair[1].code()).collect();
        assert_eq!(unordered, [] as [&[_]; 0]);
    }

    #[test]
    fn each_entry_is_used() {
        let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let text: String = files.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
        let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let is_used = |code: &str| {
            let name = format!("codes::{code}");
            text.match_indices(&name).any(|(start, _)| !is_word(text.as_bytes().get(start + name.len())))
        };
        let unused: Vec<_> = ALL.iter().map(|spec| spec.code()).filter(|code| !is_used(code)).collect();
        assert_eq!(unused, [] as [&str; 0]);
    }
}
