//! What Atlas manages, one module for each family of resources.

mod access_list;
mod alerts;
mod backups;
mod clusters;
mod database_users;
mod flex_clusters;
mod logs;
mod processes;
mod project_limits;
mod project_settings;
mod project_teams;
mod project_users;
mod projects;
mod segment;

pub use self::access_list::{
    AccessList, AddAccessListEntries, GetAccessListEntry, GetAccessListEntryStatus, ListAccessListEntries,
    RemoveAccessListEntry,
};
pub use self::alerts::{
    Acknowledge, AcknowledgeAlert, AlertConfigId, AlertId, Alerts, GetAlert, ListAlerts, ListAlertsOfConfig,
    ListConfigsOfAlert, UnacknowledgeAlert,
};
pub use self::backups::{
    Backups, CancelRestore, ChangeRetention, DeleteShardedSnapshot, DeleteSnapshot, GetRestore, GetShardedSnapshot,
    GetSnapshot, ListRestores, ListShardedSnapshots, ListSnapshots, RestoreId, Restores, ShardedSnapshotExists,
    ShardedSnapshots, SnapshotExists, SnapshotId, Snapshots, StartRestore, TakeSnapshot,
};
pub use self::clusters::{
    AnyCluster, ClusterExists, Clusters, CreateCluster, DeleteCluster, GetAdvancedOptions, GetCluster,
    ListAuthorizedClusters, ListClusters, SetAdvancedOptions, SetInstanceSize, TestFailover, UpdateCluster,
};
pub use self::database_users::{
    CreateDatabaseUser, DatabaseUsers, DeleteDatabaseUser, GetDatabaseUser, ListDatabaseUsers, UpdateDatabaseUser,
    UserName,
};
pub use self::flex_clusters::{
    CreateFlexCluster, DeleteFlexCluster, FlexClusters, GetFlexCluster, ListFlexClusters, UpdateFlexCluster,
};
pub use self::logs::{LogDownload, LogFile, LogLine, LogLines, LogName, Logs};
pub use self::processes::{GetProcess, ListProcesses, Processes};
pub use self::project_limits::{GetProjectLimit, ListProjectLimits, ProjectLimits, ResetProjectLimit, SetProjectLimit};
pub use self::project_settings::{GetProjectSettings, ProjectSettings, UpdateProjectSettings};
pub use self::project_teams::{
    AddProjectTeams, ChangeProjectTeamRoles, GetProjectTeam, ListProjectTeams, ProjectTeams, RemoveProjectTeam,
};
pub use self::project_users::{
    AddProjectUser, AddProjectUserRole, GetProjectUser, ListProjectUsers, ProjectUsers, RemoveProjectUser,
    RemoveProjectUserRole,
};
pub use self::projects::{
    CreateProject, DeleteProject, GetProject, GetProjectByName, ListProjects, ListProjectsOfOrganization, Projects,
    UpdateProject,
};
