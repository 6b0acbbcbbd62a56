//! Error codes of Atlas that programs act on, to compare [`Error::code`](crate::Error::code) with.
//!
//! Atlas has hundreds of codes and adds more; these are the ones that callers handle. If [`Error`](crate::Error) has a
//! predicate for the meaning of a code, the predicate also covers other codes with that meaning.
//!
//! # Examples
//! ```
//! # atlas_api::__example!(|atlas, fake| {
//! use atlas_api::codes;
//!
//! let error = atlas.database_users().get("nobody").await.unwrap_err();
//! assert_eq!(error.code(), Some(codes::USER_NOT_FOUND));
//! # });
//! ```

/// Defines constants whose value is their name.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $($(#[$doc])* pub const $name: &str = stringify!($name);)*
    };
}

codes! {
    /// The maintenance has already been started or requested.
    ATLAS_MAINTENANCE_ALREADY_SCHEDULED,
    /// There is no maintenance to defer.
    ATLAS_MAINTENANCE_NOT_SCHEDULED,
    /// The maintenance has been deferred as often as allowed.
    ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED,
    /// A restore that Atlas started itself cannot be canceled.
    CANNOT_CANCEL_AUTOMATED_RESTORE,
    /// A project with clusters cannot be deleted.
    CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS,
    /// A cluster that has just been resumed cannot be paused yet.
    CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER,
    /// A cluster with termination protection cannot be deleted.
    CANNOT_TERMINATE_CLUSTER_WHEN_TERMINATION_PROTECTION_ENABLED,
    /// The cluster is a flex cluster, which has its own operations.
    CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API,
    /// The cluster is not a flex cluster, but the operation is for flex clusters.
    CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API,
    /// The cluster is being deleted already.
    CLUSTER_ALREADY_REQUESTED_DELETION,
    /// The cluster does not exist.
    CLUSTER_NOT_FOUND,
    /// The cluster is restarting and cannot be changed meanwhile.
    CLUSTER_RESTART_IN_PROGRESS,
    /// The cluster is being restored and cannot be changed meanwhile.
    CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE,
    /// A cluster with this name exists.
    DUPLICATE_CLUSTER_NAME,
    /// The project does not exist.
    GROUP_NOT_FOUND,
    /// The address of this machine is not on the access list of the API key.
    IP_ADDRESS_NOT_ON_ACCESS_LIST,
    /// The organization does not exist.
    ORG_NOT_FOUND,
    /// The organization requires an access list for API keys.
    ORG_REQUIRES_ACCESS_LIST,
    /// Too many requests.
    RATE_LIMITED,
    /// Too many requests of one kind.
    RATE_LIMITED_TOKEN_BUCKET,
    /// The resource that a job works on does not exist.
    RESOURCE_NOT_FOUND_FOR_JOB,
    /// Counting the items of a list took too long. The client repeats the request without the count.
    TIMEOUT_WHILE_PAGING,
    /// A database user with this name exists.
    USER_ALREADY_EXISTS,
    /// The database user does not exist.
    USER_NOT_FOUND,
    /// The credentials have no role that allows the operation.
    USER_UNAUTHORIZED,
}
