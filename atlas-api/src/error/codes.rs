//! The codes of Atlas that programs act on, to compare [`Error::code`](crate::Error::code) with.
//!
//! Atlas has hundreds of them and adds more; these are the ones that mean something to a caller beyond "no". Where there
//! is a predicate of [`Error`](crate::Error) for what a code means, the predicate knows the other codes for it too.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let fake = atlas_fake::FakeAtlas::start().await?;
//! # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
//! use atlas_api::codes;
//!
//! let error = atlas.database_users().get("nobody").send().await.unwrap_err();
//! assert_eq!(error.code(), Some(codes::USER_NOT_FOUND));
//! # Ok(())
//! # }
//! ```

/// States constants whose value is their name.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        $($(#[$doc])* pub const $name: &str = stringify!($name);)*
    };
}

codes! {
    /// Maintenance was started, or was asked to start, when it had been already.
    ATLAS_MAINTENANCE_ALREADY_SCHEDULED,
    /// There is no maintenance to put off.
    ATLAS_MAINTENANCE_NOT_SCHEDULED,
    /// Maintenance was put off as often as it can be.
    ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED,
    /// A restore that Atlas began itself can't be cancelled.
    CANNOT_CANCEL_AUTOMATED_RESTORE,
    /// A project that has clusters can't be deleted.
    CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS,
    /// A cluster that has just been resumed can't be paused yet.
    CANNOT_PAUSE_RECENTLY_RESUMED_CLUSTER,
    /// The cluster is a flex cluster, which has operations of its own.
    CANNOT_USE_FLEX_CLUSTER_IN_CLUSTER_API,
    /// The cluster is no flex cluster, and the operation is for those.
    CANNOT_USE_NON_FLEX_CLUSTER_IN_FLEX_API,
    /// There is no such cluster.
    CLUSTER_NOT_FOUND,
    /// The cluster restarts, and can't be changed until it has.
    CLUSTER_RESTART_IN_PROGRESS,
    /// The cluster is being restored, and can't be changed until it is.
    CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE,
    /// There is a cluster of this name.
    DUPLICATE_CLUSTER_NAME,
    /// The caller's address is not on the access list of the API key.
    IP_ADDRESS_NOT_ON_ACCESS_LIST,
    /// The organization lets nobody in whose address is not on an access list.
    ORG_REQUIRES_ACCESS_LIST,
    /// There were too many requests.
    RATE_LIMITED,
    /// There were too many requests of one kind.
    RATE_LIMITED_TOKEN_BUCKET,
    /// What the job works on is not there.
    RESOURCE_NOT_FOUND_FOR_JOB,
    /// To count what a listing has took too long. The client then asks without a count by itself.
    TIMEOUT_WHILE_PAGING,
    /// There is a database user of this name.
    USER_ALREADY_EXISTS,
    /// There is no such database user.
    USER_NOT_FOUND,
}
