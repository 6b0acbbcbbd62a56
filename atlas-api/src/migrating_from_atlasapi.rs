//! For those who come from the Python package `atlasapi`: what each of its calls is here.
//!
//! The tables follow the objects of that package. Where this crate has no method yet, the operation of the API is named: it
//! is a method of the generated client that the feature `unstable-low-level` gives (`Atlas::low_level`), or a
//! [request](crate::Atlas::request) by method and path.
//!
//! # What is different
//!
//! * A method gives a request; nothing is sent before its `send` is awaited, or its `stream` polled.
//! * Every listing has all of its [pages](crate::Items), however many there are, or one [page](crate::Page) that is asked for.
//! * Whatever destroys something has to be [confirmed](crate::Confirm), not the deletion of clusters alone. Without that nothing
//!   is sent, and the error says what would have gone.
//! * Answers are typed, with properties that may be missing and enumerations that stay open; the body is there
//!   [as it came](crate::Response::raw).
//! * Names and addresses are encoded, so that the entry `10.0.0.0/8` of an access list can be asked for and removed.
//! * Instants are UTC, whatever the machine's zone is.
//! * Requests that fail in passing are [sent again](crate::RetryPolicy) where that is safe.
//!
//! # The client
//!
//! | Python | Rust |
//! |---|---|
//! | `Atlas(user, password, group)` | [`Atlas::new`](crate::Atlas::new), [`Atlas::from_env`](crate::Atlas::from_env), [`Atlas::builder`](crate::Atlas::builder) |
//! | another `Atlas` for another group | [`Atlas::project`](crate::Atlas::project), on the same connections |
//!
//! # Database users
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_database_users` | [`DatabaseUsers::list`](crate::DatabaseUsers::list): `send` for a page, `stream` for `iterable=True` |
//! | `get_a_single_database_user` | [`DatabaseUsers::get`](crate::DatabaseUsers::get), of any authentication database by [`UserName`](crate::UserName) |
//! | `create_a_database_user` | [`DatabaseUsers::create`](crate::DatabaseUsers::create) |
//! | `update_a_database_user` | [`DatabaseUsers::update`](crate::DatabaseUsers::update); roles that are given take the place of all there were |
//! | `delete_a_database_user` | [`DatabaseUsers::delete`](crate::DatabaseUsers::delete), confirmed |
//! | `DatabaseUsersPermissionsSpecs` | [`specs::DatabaseUsersPermissionsSpecs`](crate::specs::DatabaseUsersPermissionsSpecs) |
//! | `DatabaseUsersUpdatePermissionsSpecs` | [`specs::DatabaseUsersUpdatePermissionsSpecs`](crate::specs::DatabaseUsersUpdatePermissionsSpecs) |
//! | `RoleSpecs` | [`specs::RoleSpecs`](crate::specs::RoleSpecs), which takes the names of custom roles too |
//!
//! # Projects
//!
//! | Python | Rust |
//! |---|---|
//! | `projects`, `get_all_projects` | [`Projects::list`](crate::Projects::list) |
//! | `project_by_id`, `get_one_project` | [`Projects::get`](crate::Projects::get) |
//! | `project_by_name` | [`Projects::get_by_name`](crate::Projects::get_by_name) |
//! | `create_a_project` | [`Projects::create`](crate::Projects::create); the organization has to be named |
//! | `get_project_teams` | [`ProjectTeams::list`](crate::ProjectTeams::list) |
//! | `get_project_users`, `user_count` | [`ProjectUsers::list`](crate::ProjectUsers::list); the count is [`Page::total_count`](crate::Page::total_count) |
//! | `settings` | [`ProjectSettings::get`](crate::ProjectSettings::get), and [`update`](crate::ProjectSettings::update) |
//!
//! # Clusters
//!
//! | Python | Rust |
//! |---|---|
//! | `is_existing_cluster` | [`Clusters::exists`](crate::clusters::Clusters::exists) |
//! | `get_all_clusters` | [`Clusters::list`](crate::clusters::Clusters::list); flex clusters: [`FlexClusters::list`](crate::flex_clusters::FlexClusters::list) |
//! | `get_single_cluster`, `get_a_single_cluster`, `get_single_cluster_as_obj` | [`Clusters::get`](crate::clusters::Clusters::get), of any type |
//! | `get_all_authorized_clusters` | [`Clusters::list_authorized`](crate::clusters::Clusters::list_authorized) |
//! | `create_cluster`, `create_basic_rs` | [`Clusters::create`](crate::clusters::Clusters::create), and [`wait_until_idle`](crate::clusters::Clusters::wait_until_idle) |
//! | `delete_cluster`, `delete_a_cluster` with `areYouSure` | [`Clusters::delete`](crate::clusters::Clusters::delete), confirmed |
//! | `modify_cluster` | [`Clusters::update`](crate::clusters::Clusters::update), which sends what is to change |
//! | `modify_cluster_instance_size` | [`Clusters::set_instance_size`](crate::clusters::Clusters::set_instance_size) |
//! | `pause_cluster`, with `toggle_if_paused` | [`Clusters::pause`](crate::clusters::Clusters::pause), [`Clusters::resume`](crate::clusters::Clusters::resume) |
//! | `resume_cluster` | [`Clusters::resume`](crate::clusters::Clusters::resume) |
//! | `get_single_cluster_advanced_options` | [`Clusters::advanced_options`](crate::clusters::Clusters::advanced_options) |
//! | `modify_cluster_advanced_options` | [`Clusters::set_advanced_options`](crate::clusters::Clusters::set_advanced_options) |
//! | `modify_cluster_tls` | [`Clusters::set_minimum_tls`](crate::clusters::Clusters::set_minimum_tls) |
//! | `test_failover` | [`Clusters::test_failover`](crate::clusters::Clusters::test_failover) |
//!
//! # Alerts
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_alerts` | [`Alerts::list`](crate::Alerts::list), of one status if it is set |
//! | `get_an_alert` | [`Alerts::get`](crate::Alerts::get) |
//! | `acknowledge_an_alert` | [`Alerts::acknowledge`](crate::Alerts::acknowledge), which sends the instant that it is given |
//! | `acknowledge_an_alert_forever` | the same, with its method for that |
//! | `unacknowledge_an_alert` | [`Alerts::unacknowledge`](crate::Alerts::unacknowledge) |
//!
//! # Access list ("whitelist")
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_whitelist_entries` | [`AccessList::list`](crate::AccessList::list) |
//! | `get_whitelist_entry` | [`AccessList::get`](crate::AccessList::get) |
//! | `create_whitelist_entry` | [`AccessList::add`](crate::AccessList::add), which is sent without anybody looking at its result |
//! | `delete_a_whitelist_entry` | [`AccessList::remove`](crate::AccessList::remove), confirmed |
//!
//! # Hosts and logs
//!
//! | Python | Rust |
//! |---|---|
//! | `fill_host_list`, `host_names`, `cluster_list`, `host_list_by_cluster`, `host_list_primaries`, `host_list_secondaries` | [`Processes::list`](crate::Processes::list), filtered by the caller |
//! | `update_host_list` | none: this client keeps no list of hosts |
//! | `get_log_for_host` | [`Logs::download`](crate::Logs::download), then [`send`](crate::LogDownload::send) or [`save`](crate::LogDownload::save) |
//! | `get_loglines_for_host` | the same, then [`lines`](crate::LogDownload::lines): each a [`LogLine`](crate::LogLine), of JSON or of text |
//! | `get_logs_for_project`, `get_logs_for_cluster` | the same, for each of the [processes](crate::Processes::list) |
//! | `get_measurement_for_hosts`, `Host.get_measurement_for_host` | `getGroupProcessMeasurements` |
//! | `Host.get_partitions` | `listGroupProcessDisks` |
//! | `Host.get_measurements_for_disk`, `Host.data_partition_stats` | `getGroupProcessDiskMeasurements` |
//! | `Host.get_databases`, `Host.get_measurements_for_database` | `listGroupProcessDatabases`, `getGroupProcessDatabaseMeasurements` |
//!
//! # Backups
//!
//! | Python | Rust |
//! |---|---|
//! | `get_backup_snapshots_for_cluster` | [`Snapshots::list`](crate::Snapshots::list), [`ShardedSnapshots::list`](crate::ShardedSnapshots::list) |
//! | `get_backup_snapshot_for_cluster` | [`Snapshots::get`](crate::Snapshots::get) |
//! | `is_existing_snapshot` | [`Snapshots::exists`](crate::Snapshots::exists) |
//! | `create_snapshot_for_cluster` | [`Snapshots::take`](crate::Snapshots::take) |
//! | `request_snapshot_restore`, `request_snapshot_restore_to_group` | [`Restores::start`](crate::Restores::start), confirmed |
//! | `get_snapshot_restore_requests` | [`Restores::list`](crate::Restores::list), [`Restores::get`](crate::Restores::get) |
//! | `cancel_snapshot_restore_request` | [`Restores::cancel`](crate::Restores::cancel), confirmed |
//!
//! # Without methods here yet
//!
//! | Python | Operation |
//! |---|---|
//! | `MaintenanceWindows.current_config` | `getGroupMaintenanceWindow` |
//! | `MaintenanceWindows.set_config` | `updateGroupMaintenanceWindow` |
//! | `MaintenanceWindows.defer` | `deferGroupMaintenanceWindow` |
//! | `Events.all`, `all_by_type`, `since`, `since_by_type`, of a project | `listGroupEvents` |
//! | `Organizations.organizations`, `organization_by_name`, `count` | `listOrgs` |
//! | `Organizations.organization_by_id` | `getOrg` |
//! | `Organizations.get_all_projects_for_org` | [`Projects::list_of_organization`](crate::Projects::list_of_organization) |
//! | `Invoices.get_all_for_org_id`, `count_for_org_id` | `listOrgInvoices` |
//! | `Invoices.get_pending_for_org_id` | `listOrgInvoicePending` |
//! | `Invoices.get_single_invoice_for_org` | `getOrgInvoice` |
//!
//! # Errors
//!
//! There is one type, [`Error`](crate::Error), with a predicate for each class. `getAtlasResponse()` is
//! [`status`](crate::Error::status) with [`api_error`](crate::Error::api_error), or with [`body`](crate::Error::body) as it
//! came.
//!
//! | Python | Rust |
//! |---|---|
//! | `ErrAtlasGeneric` | [`Error`](crate::Error) |
//! | `ErrAtlasBadRequest` | [`is_bad_request`](crate::Error::is_bad_request), whatever its code |
//! | `ErrAtlasUnauthorized` | [`is_unauthorized`](crate::Error::is_unauthorized) |
//! | `ErrAtlasForbidden` | [`is_forbidden`](crate::Error::is_forbidden) |
//! | `ErrAtlasForbiddenWL` | [`is_access_list_required`](crate::Error::is_access_list_required) |
//! | `ErrAtlasNotFound` | [`is_not_found`](crate::Error::is_not_found) |
//! | `ErrAtlasMethodNotAllowed` | [`is_method_not_allowed`](crate::Error::is_method_not_allowed) |
//! | `ErrAtlasConflict` | [`is_conflict`](crate::Error::is_conflict) |
//! | `ErrAtlasServerErrors` | [`is_server_error`](crate::Error::is_server_error); too many requests are [`is_rate_limited`](crate::Error::is_rate_limited) |
//! | `ErrAtlasDuplicateClusterName` | [`is_duplicate`](crate::Error::is_duplicate) |
//! | `ErrAtlasJobError` | the [code](crate::Error::code) `RESOURCE_NOT_FOUND_FOR_JOB` |
//! | `ErrAtlasBackupError` | the [code](crate::Error::code) `CANNOT_CANCEL_AUTOMATED_RESTORE` |
//! | `ErrMaintenanceError` | [`is_maintenance`](crate::Error::is_maintenance) |
//! | `ErrAtlasRestoreConflictError` | [`is_restore_conflict`](crate::Error::is_restore_conflict) |
//! | `ErrRole`, `ErrPaginationLimits` | [`is_invalid_argument`](crate::Error::is_invalid_argument) |
//! | `ErrPagination` | the error of a page, with its [number](crate::Error::page) |
//! | `ErrConfirmationRequested` | [`is_confirmation_required`](crate::Error::is_confirmation_required) |
