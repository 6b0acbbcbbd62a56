//! Predicates for less common kinds of errors.

use http::StatusCode;

use super::{Error, Failure, Kind, classes::Class, codes};
use crate::transport::{Interrupted, InvalidCompression};

impl Error {
    /// Returns whether the connection was lost before the response was complete.
    ///
    /// The request may have been carried out: read the resource before sending the request again.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        match &*self.0.kind {
            Kind::Transport { failure: Failure::Other, source } => {
                source.is::<reqwest::Error>() || source.is::<Interrupted>() || source.is::<InvalidCompression>()
            }
            _ => false,
        }
    }

    /// Returns whether the resource of a [wait](crate::wait) is in a state that it cannot leave, its
    /// [`state`](Self::state).
    #[must_use]
    pub fn is_failed_state(&self) -> bool {
        matches!(*self.0.kind, Kind::FailedState { .. })
    }

    /// Returns whether a [wait](crate::wait) reached its time limit. [`state`](Self::state) is the last state.
    #[must_use]
    pub fn is_wait_timeout(&self) -> bool {
        matches!(*self.0.kind, Kind::WaitTimeout { .. })
    }

    /// Returns whether a [local file](crate::logs::LogDownload::save) could not be written.
    #[must_use]
    pub fn is_io(&self) -> bool {
        matches!(*self.0.kind, Kind::Io { .. })
    }

    /// Returns whether a page of a list has the same items as an earlier page, so that the list would be endless.
    ///
    /// The server, or a cache in front of it, ignores the number of the page. A list whose pages repeat in a
    /// cycle fails after at most three times the number of different pages. Items that were read before are not removed
    /// from the result.
    #[must_use]
    pub fn is_repeated_page(&self) -> bool {
        matches!(*self.0.kind, Kind::RepeatedPage)
    }

    /// Returns whether the response is longer than the
    /// [maximum size](crate::AtlasBuilder::max_response_size). It was not read to its end.
    ///
    /// The request may have been carried out.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(*self.0.kind, Kind::TooLarge(_))
    }

    /// Returns whether Atlas rejected the request (`400`): a property is invalid, or the state of the resource does not
    /// allow it.
    ///
    /// Atlas also returns `400` where `409` would be expected. Errors with a predicate of their own, such as
    /// [`is_duplicate`](Self::is_duplicate), [`is_maintenance`](Self::is_maintenance) and
    /// [`is_cluster_busy`](Self::is_cluster_busy), are bad requests too if they have this status. See [`code`](Self::code) and
    /// [`field_errors`](Self::field_errors) for more.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
    }

    /// Returns whether a limit on the number of resources is reached, such as that of database users or clusters of a
    /// project. [`Atlas::project_limits`](crate::Atlas::project_limits) lists limits and changes them.
    #[must_use]
    pub fn is_limit_reached(&self) -> bool {
        matches!(self.class(), Some(Class::Limit | Class::ProjectLimit))
    }

    /// Returns whether a rate limit was exceeded: the status is `429`, or the code means that.
    ///
    /// Atlas limits some requests with another status, such as invitations with `400`.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS) || self.has_class(Class::RateLimit)
    }

    /// Returns whether the resource does not support the method of a [raw request](crate::RawRequest) (`405`).
    #[must_use]
    pub fn is_method_not_allowed(&self) -> bool {
        self.has_status(StatusCode::METHOD_NOT_ALLOWED)
    }

    /// Returns whether the error code means that the address of this machine is missing from an access list.
    ///
    /// It is the access list of the API key, or one that the organization requires.
    #[must_use]
    #[doc(alias = "whitelist")]
    pub fn is_access_list_required(&self) -> bool {
        self.has_class(Class::AccessList)
    }

    /// Returns whether the error code means that the resource to create, or its name, already exists.
    ///
    /// The status is `400` for some resources and `409` for others. A duplicate within the request itself, such as
    /// `DUPLICATE_THRESHOLD_FIELD`, is only a [bad request](Self::is_bad_request).
    ///
    /// # Examples
    /// A program that provisions an environment can be repeated if it treats this error of a creation, and
    /// [`is_absent`](Self::is_absent) of a deletion, as a success.
    ///
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{
    ///     Confirm,
    ///     custom_roles::{CustomRoleSpec, RoleResource},
    /// };
    ///
    /// let role = CustomRoleSpec::new().allow(RoleResource::collection("sales", "orders"), ["FIND"]);
    /// match atlas.custom_roles().create("orders-reader", role).await {
    ///     Ok(_) => {}
    ///     Err(error) if error.is_duplicate() => println!("the role exists"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// match atlas.database_users().delete("nobody").confirm(Confirm::yes()).await {
    ///     Ok(_) => {}
    ///     Err(error) if error.is_absent() => println!("there is no such user"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # });
    /// ```
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        self.has_class(Class::Duplicate)
    }

    /// Returns whether the error code means that the state of the maintenance does not allow the operation.
    ///
    /// The maintenance is missing, already scheduled, or cannot be deferred again.
    #[must_use]
    pub fn is_maintenance(&self) -> bool {
        self.has_class(Class::Maintenance)
    }

    /// Returns whether the error code means that a restore of the cluster is in progress.
    ///
    /// The cluster can be changed after the restore.
    #[must_use]
    pub fn is_restore_conflict(&self) -> bool {
        self.code() == Some(codes::CLUSTER_RESTORE_IN_PROGRESS_CANNOT_UPDATE)
    }

    /// Returns whether the error code means that the cluster is being restored or restarted, or was just resumed.
    ///
    /// The same request can succeed later.
    #[must_use]
    pub fn is_cluster_busy(&self) -> bool {
        self.has_class(Class::ClusterBusy)
    }
}
