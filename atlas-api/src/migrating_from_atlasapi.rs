//! Migration from Python's `atlasapi`: the counterpart of each of its methods.
//!
//! The tables follow the objects of the package. Operations without a method in this crate are named by their
//! `operationId`. Send them with [`Atlas::request`](crate::Atlas::request), by method and path, or with the generated
//! method in the same row. Generated methods require the cargo feature `unstable-low-level`. An example is
//! `listGroupServerlessInstances`:
//!
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! # #[cfg(feature = "unstable-low-level")]
//! # {
//! let project = atlas.project_id()?;
//! let instances = atlas.list(move |api| api.serverless_instances().list_serverless_instances().group_id(project));
//! println!("{}", instances.await?.items().len());
//! # }
//! # });
//! ```
//!
//! # Differences
//!
//! * A method returns a request. Nothing is sent until the request is awaited.
//! * A list has [all of its pages](crate::List::stream) or [one page](crate::Page), as the caller chooses.
//! * All destructive requests require [confirmation](crate::Confirm), not only the deletion of clusters. Without a
//!   confirmation they do not compile.
//! * Responses are typed. All properties are optional and enumerations are open. The body is available
//!   [unchanged](crate::Response::raw).
//! * Names and addresses are encoded, so that the access list entry `10.0.0.0/8` can be fetched and removed.
//! * Instants are in UTC, regardless of the time zone of the machine.
//! * Transient failures are [retried](crate::RetryPolicy) when that is safe.
//! * [Waits](crate::wait::Wait) are a part of the library. They poll every 30 seconds for up to 3 hours; both can be set.
//!
//! # Client
//!
//! | Python | Rust |
//! |---|---|
//! | `Atlas(user, password, group)` | [`Atlas::new`](crate::Atlas::new), [`Atlas::from_env`](crate::Atlas::from_env), [`Atlas::builder`](crate::Atlas::builder) |
//! | another `Atlas` for another group | [`Atlas::project`](crate::Atlas::project), which shares the connections |
//!
//! # Database users
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_database_users` | [`DatabaseUsers::list`](crate::database_users::DatabaseUsers::list); its [`stream`](crate::List::stream) for `iterable=True` |
//! | `get_a_single_database_user` | [`DatabaseUsers::get`](crate::database_users::DatabaseUsers::get); [`UserName`](crate::database_users::UserName) for other authentication databases than `admin` |
//! | `create_a_database_user` | [`DatabaseUsers::create`](crate::database_users::DatabaseUsers::create) |
//! | `update_a_database_user` | [`DatabaseUsers::update`](crate::database_users::DatabaseUsers::update); the roles in the spec replace all old ones |
//! | `delete_a_database_user` | [`DatabaseUsers::delete`](crate::database_users::DatabaseUsers::delete), confirmed |
//! | `DatabaseUsersPermissionsSpecs` | [`DatabaseUsersPermissionsSpecs`](crate::specs::DatabaseUsersPermissionsSpecs) |
//! | `DatabaseUsersUpdatePermissionsSpecs` | [`DatabaseUsersUpdatePermissionsSpecs`](crate::specs::DatabaseUsersUpdatePermissionsSpecs) |
//! | `RoleSpecs` | [`RoleSpecs`](crate::specs::RoleSpecs), which also accepts the names of custom roles |
//!
//! # Projects
//!
//! | Python | Rust |
//! |---|---|
//! | `projects`, `get_all_projects` | [`Projects::list`](crate::projects::Projects::list) |
//! | `project_by_id`, `get_one_project` | [`Projects::get`](crate::projects::Projects::get) |
//! | `project_by_name` | [`Projects::get_by_name`](crate::projects::Projects::get_by_name) |
//! | `create_a_project` | [`Projects::create`](crate::projects::Projects::create); the organization is required |
//! | `get_project_teams` | [`ProjectTeams::list`](crate::projects::ProjectTeams::list) |
//! | `get_project_users` | [`ProjectUsers::list`](crate::projects::ProjectUsers::list) |
//! | `user_count` | [`Page::total_count`](crate::Page::total_count) of the same list |
//! | `settings` | [`ProjectSettings::get`](crate::projects::ProjectSettings::get), [`update`](crate::projects::ProjectSettings::update) |
//!
//! # Clusters
//!
//! | Python | Rust |
//! |---|---|
//! | `is_existing_cluster` | [`Clusters::exists`](crate::clusters::Clusters::exists) |
//! | `get_all_clusters` | [`Clusters::list`](crate::clusters::Clusters::list); flex clusters: [`FlexClusters::list`](crate::flex_clusters::FlexClusters::list) |
//! | `get_single_cluster`, `get_a_single_cluster`, `get_single_cluster_as_obj` | [`Clusters::get`](crate::clusters::Clusters::get), for clusters of any kind |
//! | `get_all_authorized_clusters` | [`Clusters::list_authorized`](crate::clusters::Clusters::list_authorized) |
//! | `create_cluster`, `create_basic_rs` | [`Clusters::create`](crate::clusters::Clusters::create), then [`wait_until_idle`](crate::clusters::Clusters::wait_until_idle) |
//! | `delete_cluster`, `delete_a_cluster` with `areYouSure` | [`Clusters::delete`](crate::clusters::Clusters::delete), confirmed |
//! | `modify_cluster` | [`Clusters::update`](crate::clusters::Clusters::update), or [`Clusters::modify`](crate::clusters::Clusters::modify) for nodes, regions and single tags; [`Clusters::update_discarding`](crate::clusters::Clusters::update_discarding), confirmed, to disable backups or replace all shards |
//! | `modify_cluster_instance_size` | [`Clusters::set_instance_size`](crate::clusters::Clusters::set_instance_size) |
//! | `pause_cluster` | [`Clusters::pause`](crate::clusters::Clusters::pause) |
//! | `pause_cluster` with `toggle_if_paused` | [`Clusters::ensure_paused`](crate::clusters::Clusters::ensure_paused), then [`Clusters::resume`](crate::clusters::Clusters::resume) if it changed nothing |
//! | `resume_cluster` | [`Clusters::resume`](crate::clusters::Clusters::resume) |
//! | `get_single_cluster_advanced_options` | [`Clusters::advanced_options`](crate::clusters::Clusters::advanced_options) |
//! | `modify_cluster_advanced_options` | [`Clusters::set_advanced_options`](crate::clusters::Clusters::set_advanced_options) |
//! | `modify_cluster_tls` | [`Clusters::set_minimum_tls`](crate::clusters::Clusters::set_minimum_tls) |
//! | `TLSProtocols` | [`TlsProtocol`](crate::model::TlsProtocol) |
//! | `InstanceSizeName` | the name as text, such as `M30`, of any size that Atlas has: in [`ClusterRegion::new`](crate::clusters::ClusterRegion::new), [`ClusterChange::instance_size`](crate::clusters::ClusterChange::instance_size) and [`Clusters::set_instance_size`](crate::clusters::Clusters::set_instance_size) |
//! | `test_failover` | [`Clusters::test_failover`](crate::clusters::Clusters::test_failover) |
//!
//! # Alerts
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_alerts` | [`Alerts::list`](crate::alerts::Alerts::list), with a filter for the status |
//! | `get_an_alert` | [`Alerts::get`](crate::alerts::Alerts::get) |
//! | `acknowledge_an_alert`, `acknowledge_an_alert_forever` | [`Alerts::acknowledge`](crate::alerts::Alerts::acknowledge), with an [`AcknowledgementSpec`](crate::alerts::AcknowledgementSpec) until a date or forever |
//! | `unacknowledge_an_alert` | [`Alerts::unacknowledge`](crate::alerts::Alerts::unacknowledge) |
//!
//! # Access list ("whitelist")
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_whitelist_entries` | [`AccessList::list`](crate::access_list::AccessList::list) |
//! | `get_whitelist_entry` | [`AccessList::get`](crate::access_list::AccessList::get) |
//! | `create_whitelist_entry` | [`AccessList::add`](crate::access_list::AccessList::add), for any number of entries |
//! | `delete_a_whitelist_entry` | [`AccessList::remove`](crate::access_list::AccessList::remove), confirmed |
//!
//! # Hosts and logs
//!
//! | Python | Rust |
//! |---|---|
//! | `fill_host_list`, `host_names`, `host_list_by_cluster` | [`Processes::list`](crate::processes::Processes::list), [`Processes::list_for_cluster`](crate::processes::Processes::list_for_cluster) |
//! | `cluster_list` | [`cluster_of`](crate::processes::cluster_of) each of these processes |
//! | `host_list_primaries`, `host_list_secondaries` | [`Processes::list_primaries`](crate::processes::Processes::list_primaries), [`Processes::list_secondaries`](crate::processes::Processes::list_secondaries) |
//! | `update_host_list` | none: the client does not keep a list of hosts |
//! | `get_log_for_host` | [`Logs::download`](crate::logs::Logs::download), then [`send`](crate::logs::LogDownload::send) or [`save`](crate::logs::LogDownload::save) |
//! | `get_loglines_for_host` | the same, then [`lines`](crate::logs::LogDownload::lines); each is a [`LogLine`](crate::logs::LogLine), of JSON or of text |
//! | `get_logs_for_project` | [`Logs::download_for_project`](crate::logs::Logs::download_for_project), then [`save`](crate::logs::HostLogs::save) or [`lines`](crate::logs::HostLogs::lines) |
//! | `get_logs_for_cluster` | [`Logs::download_for_cluster`](crate::logs::Logs::download_for_cluster), then the same |
//! | `get_measurement_for_hosts` | [`Measurements::of_project`](crate::measurements::Measurements::of_project), [`Measurements::of_cluster`](crate::measurements::Measurements::of_cluster) |
//! | `Host.get_measurement_for_host` | [`Measurements::of_process`](crate::measurements::Measurements::of_process), with all series and their units |
//! | `Host.get_partitions` | [`Processes::list_disks`](crate::processes::Processes::list_disks) |
//! | `Host.get_measurements_for_disk`, `Host.data_partition_stats` | [`Measurements::of_disk`](crate::measurements::Measurements::of_disk) |
//! | `Host.get_databases` | [`Processes::list_databases`](crate::processes::Processes::list_databases) |
//! | `Host.get_measurements_for_database` | [`Measurements::of_database`](crate::measurements::Measurements::of_database) |
//! | `AtlasLogNames` | [`LogName`](crate::logs::LogName), without `.gz` |
//! | `AtlasGranularities` | [`Granularity`](crate::measurements::Granularity) |
//! | `AtlasPeriods` | a [`TimeDelta`](chrono::TimeDelta) of [`MeasurementQuery::last`](crate::measurements::MeasurementQuery::last), months and years in days; two dates: [`MeasurementQuery::between`](crate::measurements::MeasurementQuery::between) |
//! | `AtlasMeasurementTypes` | [`measurements::metrics`](crate::measurements::metrics) |
//! | `measurement_stats` | [`Statistics`](crate::measurements::Statistics), which counts zeros |
//!
//! # Backups
//!
//! | Python | Rust |
//! |---|---|
//! | `get_backup_snapshots_for_cluster` | [`Snapshots::list`](crate::backups::Snapshots::list); of a sharded cluster: [`ShardedSnapshots::list`](crate::backups::ShardedSnapshots::list) |
//! | `get_backup_snapshot_for_cluster` | [`Snapshots::get`](crate::backups::Snapshots::get), [`ShardedSnapshots::get`](crate::backups::ShardedSnapshots::get) |
//! | `is_existing_snapshot` | [`Snapshots::exists`](crate::backups::Snapshots::exists), [`ShardedSnapshots::exists`](crate::backups::ShardedSnapshots::exists) |
//! | `create_snapshot_for_cluster` | [`Snapshots::take`](crate::backups::Snapshots::take), then [`wait_until_completed`](crate::backups::Snapshots::wait_until_completed) |
//! | `request_snapshot_restore`, `request_snapshot_restore_to_group` | [`Restores::start`](crate::backups::Restores::start), confirmed |
//! | `request_snapshot_restore` with `DeliveryType.download` | [`Restores::download`](crate::backups::Restores::download) |
//! | `get_snapshot_restore_requests` | [`Restores::list`](crate::backups::Restores::list), [`Restores::get`](crate::backups::Restores::get) |
//! | `cancel_snapshot_restore_request` | [`Restores::cancel`](crate::backups::Restores::cancel), confirmed |
//!
//! # Serverless instances (version 3 of the package)
//!
//! | Python | Rust |
//! |---|---|
//! | `get_all_for_project`, `instances`, `count` | `listGroupServerlessInstances`: `serverless_instances().list_serverless_instances()` |
//! | `get_one_for_project`, `instance` | `getGroupServerlessInstance`: `serverless_instances().get_serverless_instance()` |
//! | `create`, `update_…`, `remove_one` | none in this version of the API: it has [flex clusters](crate::flex_clusters) instead |
//!
//! # Maintenance windows, events, organizations and invoices
//!
//! | Python | Rust |
//! |---|---|
//! | `MaintenanceWindows.current_config` | [`MaintenanceWindow::get`](crate::maintenance_window::MaintenanceWindow::get) |
//! | `MaintenanceWindows.set_config` | [`MaintenanceWindow::set`](crate::maintenance_window::MaintenanceWindow::set) |
//! | `MaintenanceWindows.defer` | [`MaintenanceWindow::defer`](crate::maintenance_window::MaintenanceWindow::defer) |
//! | `Events.all`, `all_by_type`, `since`, `since_by_type` | [`Events::list`](crate::events::Events::list), with filters for types and dates |
//! | `Organizations.organizations` | [`Organizations::list`](crate::organizations::Organizations::list) |
//! | `Organizations.count` | [`Page::total_count`](crate::Page::total_count) of the same list |
//! | `Organizations.organization_by_name` | [`Organizations::get_by_name`](crate::organizations::Organizations::get_by_name), which compares the complete name |
//! | `Organizations.organization_by_id` | [`Organizations::get`](crate::organizations::Organizations::get) |
//! | `Organizations.get_all_projects_for_org` | [`Projects::list_for_organization`](crate::projects::Projects::list_for_organization) |
//! | `Invoices.get_all_for_org_id`, `count_for_org_id` | [`Invoices::list`](crate::invoices::Invoices::list), for the client's [organization](crate::Atlas::organization) |
//! | `Invoices.get_pending_for_org_id` | [`Invoices::list_pending`](crate::invoices::Invoices::list_pending), a list |
//! | `Invoices.get_single_invoice_for_org` | [`Invoices::get`](crate::invoices::Invoices::get); the [cost of a month](crate::invoices::Invoices::cost) in one call |
//!
//! # Errors
//!
//! All methods return the same [`Error`](crate::Error), with a predicate for each class. The counterparts of
//! `getAtlasResponse()` are [`status`](crate::Error::status), [`api_error`](crate::Error::api_error) and
//! [`body`](crate::Error::body).
//!
//! | Python | Rust |
//! |---|---|
//! | `ErrAtlasGeneric` | [`Error`](crate::Error) |
//! | `ErrAtlasBadRequest` | [`is_bad_request`](crate::Error::is_bad_request), with any error code |
//! | `ErrAtlasUnauthorized` | [`is_unauthorized`](crate::Error::is_unauthorized) |
//! | `ErrAtlasForbidden` | [`is_forbidden`](crate::Error::is_forbidden) |
//! | `ErrAtlasForbiddenWL` | [`is_access_list_required`](crate::Error::is_access_list_required) |
//! | `ErrAtlasNotFound` | [`is_not_found`](crate::Error::is_not_found); [`is_absent`](crate::Error::is_absent) for the resource itself |
//! | `ErrAtlasMethodNotAllowed` | [`is_method_not_allowed`](crate::Error::is_method_not_allowed) |
//! | `ErrAtlasConflict` | [`is_conflict`](crate::Error::is_conflict) |
//! | `ErrAtlasServerErrors` | [`is_server_error`](crate::Error::is_server_error), or [`is_rate_limited`](crate::Error::is_rate_limited) after too many requests |
//! | `ErrAtlasDuplicateClusterName` | [`is_duplicate`](crate::Error::is_duplicate) |
//! | `ErrAtlasJobError` | the [code](crate::Error::code) `RESOURCE_NOT_FOUND_FOR_JOB` |
//! | `ErrAtlasBackupError` | the [code](crate::Error::code) `CANNOT_CANCEL_AUTOMATED_RESTORE` |
//! | `ErrMaintenanceError` | [`is_maintenance`](crate::Error::is_maintenance) |
//! | `ErrAtlasRestoreConflictError` | [`is_restore_conflict`](crate::Error::is_restore_conflict) |
//! | `ErrRole`, `ErrPaginationLimits` | [`is_invalid_argument`](crate::Error::is_invalid_argument) |
//! | `ErrPagination` | the error of a page, with its [number](crate::Error::page) |
//! | `ErrConfirmationRequested` | [`is_confirmation_required`](crate::Error::is_confirmation_required) |
