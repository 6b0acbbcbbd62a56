//! Predicates for less common kinds of errors.

use http::StatusCode;

use super::{Error, Failure, Kind, classes, codes};

impl Error {
    /// The connection was lost before the response was complete. The request may have been carried out: read the resource
    /// before sending the request again.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        match &*self.0.kind {
            Kind::Transport { failure: Failure::Other, source } => source.is::<reqwest::Error>(),
            _ => false,
        }
    }

    /// Atlas rejects the request (`400`): a property is invalid, or the state of the resource does not allow it.
    ///
    /// Atlas also returns `400` where `409` would be expected. Errors with a predicate of their own, such as
    /// [`is_duplicate`](Self::is_duplicate), [`is_maintenance`](Self::is_maintenance) and
    /// [`is_cluster_busy`](Self::is_cluster_busy), are bad requests too if they have this status. See [`code`](Self::code) and
    /// [`field_errors`](Self::field_errors) for more.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
    }

    /// The resource does not support the method (`405`), for [raw requests](crate::RawRequest).
    #[must_use]
    pub fn is_method_not_allowed(&self) -> bool {
        self.has_status(StatusCode::METHOD_NOT_ALLOWED)
    }

    /// The address of this machine is not on the access list of the API key or the organization, by the error code.
    #[must_use]
    #[doc(alias = "whitelist")]
    pub fn is_access_list_required(&self) -> bool {
        self.code().is_some_and(classes::is_access_list)
    }

    /// The resource to create, or its name, already exists, by the error code: it begins with `DUPLICATE_` or ends with
    /// `_ALREADY_EXISTS`. The status is `400` for some resources and `409` for others.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        self.code().is_some_and(classes::is_duplicate)
    }

    /// The maintenance is missing, already scheduled, or cannot be deferred again, by the error code.
    #[must_use]
    pub fn is_maintenance(&self) -> bool {
        self.code().is_some_and(classes::is_maintenance)
    }

    /// A restore of the cluster is in progress, by the error code. The cluster can be changed after it.
    #[must_use]
    pub fn is_restore_conflict(&self) -> bool {
        self.code() == Some(codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE)
    }

    /// The cluster is being restored or restarted, or has just been resumed, by the error code. The same request can succeed
    /// later.
    #[must_use]
    pub fn is_cluster_busy(&self) -> bool {
        self.code().is_some_and(classes::is_cluster_busy)
    }
}
