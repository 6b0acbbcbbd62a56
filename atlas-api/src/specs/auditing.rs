//! Update of auditing.

use atlas_gen::types::AuditLogInput;
use serde_json::Value;

use crate::{Error, specs::check_not_empty};

/// An [update](crate::auditing::Auditing::update) of a project's auditing.
///
/// Only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::AuditingUpdate;
/// use serde_json::json;
///
/// let spec = AuditingUpdate::new().enabled(true).filter(json!({ "atype": { "$in": ["createUser", "dropUser"] } }));
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct AuditingUpdate {
    filter: Option<Value>,
    /// The other properties, which need no validation.
    body: AuditLogInput,
}

impl AuditingUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether actions are audited.
    #[inline]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.body = self.body.enabled(enabled);
        self
    }

    /// Sets the filter of actions: a query on the messages of the audit log.
    #[doc(alias = "auditFilter")]
    #[inline]
    pub fn filter(mut self, filter: Value) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Sets whether reads and writes that are allowed are audited too, if the filter has them. It slows clusters down.
    #[doc(alias = "auditAuthorizationSuccess")]
    #[inline]
    pub fn authorization_success(mut self, audited: bool) -> Self {
        self.body = self.body.audit_authorization_success(audited);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<AuditLogInput, Error> {
        let Self { filter, mut body } = self;
        if let Some(filter) = filter {
            if !filter.is_object() {
                let rule = format!("{filter} is not an object; expected for example {{\"atype\": \"authenticate\"}}");
                return Err(Error::invalid_argument("audit filter", rule));
            }
            body = body.audit_filter(filter.to_string());
        }
        check_not_empty("auditing", &body)?;
        Ok(body)
    }
}
