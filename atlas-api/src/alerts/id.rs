//! The ids of alerts and of alert configurations.

use crate::object_id::object_id;

object_id! {
    /// The id of an alert.
    ///
    /// # Examples
    /// ```
    /// use atlas_api::alerts::AlertId;
    ///
    /// let id: AlertId = "5f1a2b3c4d5e6f7a8b9c0d1e".parse()?;
    /// assert!("the first".parse::<AlertId>().unwrap_err().is_invalid_argument());
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    AlertId, "alert id"
}

object_id! {
    /// The id of an alert configuration, which is a condition that raises alerts.
    AlertConfigId, "alert configuration id"
}
