//! Auditing: the log of actions in a project's databases.

#[doc(inline)]
pub use crate::specs::AuditingUpdate;
use crate::{Atlas, Request, model::AuditLog, operation_doc};

/// The auditing of a project; returned by [`Atlas::auditing`].
///
/// The [logs](crate::logs) named `mongodb-audit-log` and `mongos-audit-log` have the audited actions.
#[derive(Clone, Debug)]
pub struct Auditing {
    pub(crate) atlas: Atlas,
}

impl Auditing {
    /// Fetches the auditing configuration. `audit_filter` is JSON text.
    #[doc = operation_doc!("getGroupAuditLog")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// assert_eq!(atlas.auditing().get().await?.enabled, Some(false));
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<AuditLog> {
        Request::in_project(&self.atlas, |api, project| Ok(api.auditing().get_group_audit_log().group_id(project)))
    }

    /// Updates the auditing configuration, and returns it. Properties that are not in the spec keep their values.
    #[doc = operation_doc!("updateGroupAuditLog")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::auditing::AuditingUpdate;
    /// use serde_json::json;
    ///
    /// let spec = AuditingUpdate::new().enabled(true).filter(json!({ "atype": "authenticate" }));
    /// assert_eq!(atlas.auditing().update(spec).await?.enabled, Some(true));
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: AuditingUpdate) -> Request<AuditLog> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.auditing().update_audit_log().group_id(project).body(spec.into_body()?))
        })
    }
}
