//! What kind of failure it is, as far as the common kinds do not say it.

use http::StatusCode;

use super::{Error, Failure, Kind, classes, codes};

impl Error {
    /// The connection broke before all of the answer was there. The call may have taken effect: ask for what it would have
    /// changed before making it again.
    #[must_use]
    pub fn is_broken_off(&self) -> bool {
        match &self.0.kind {
            Kind::Transport { failure: Failure::Other, source } => source.is::<reqwest::Error>(),
            _ => false,
        }
    }

    /// Atlas takes no such request (`400`): a property of it is wrong, or the resource is in a state that forbids it.
    ///
    /// Atlas answers `400` also where `409` would be expected. What has a predicate of its own, such as
    /// [`is_duplicate`](Self::is_duplicate), [`is_maintenance`](Self::is_maintenance) and
    /// [`is_cluster_busy`](Self::is_cluster_busy), is a bad request nevertheless if that was the status;
    /// [`code`](Self::code) and [`field_errors`](Self::field_errors) tell more.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
    }

    /// The resource has no such method (`405`), which a [raw request](crate::RawRequest) can meet.
    #[must_use]
    pub fn is_method_not_allowed(&self) -> bool {
        self.has_status(StatusCode::METHOD_NOT_ALLOWED)
    }

    /// The caller's address is not on the access list that the API key or the organization has, by the code of the refusal.
    #[must_use]
    #[doc(alias = "whitelist")]
    pub fn is_access_list_required(&self) -> bool {
        self.code().is_some_and(classes::is_access_list)
    }

    /// What was to be created, or the name that it was to have, is there already, by the code of the refusal: it begins
    /// `DUPLICATE_` or ends `_ALREADY_EXISTS`. The status is `400` for some resources and `409` for others.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        self.code().is_some_and(classes::is_duplicate)
    }

    /// There is no maintenance where one is needed, there is one already, or it can't be put off any longer, by the code of
    /// the refusal.
    #[must_use]
    pub fn is_maintenance(&self) -> bool {
        self.code().is_some_and(classes::is_maintenance)
    }

    /// The cluster is being restored, and can't be changed until it is, by the code of the refusal.
    #[must_use]
    pub fn is_restore_conflict(&self) -> bool {
        self.code() == Some(codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE)
    }

    /// The cluster is being restored or restarts, or was resumed a moment ago, by the code of the refusal: the same call can
    /// succeed later.
    #[must_use]
    pub fn is_cluster_busy(&self) -> bool {
        self.code().is_some_and(classes::is_cluster_busy)
    }
}
