//! The maintenance window of a project: the time at which Atlas begins regular maintenance of its clusters.

#[doc(no_inline)]
pub use chrono::Weekday;

#[doc(inline)]
pub use crate::specs::MaintenanceWindowUpdate;
use crate::{Atlas, Impact, Request, Unconfirmed, model, operation_doc};

/// The maintenance window of a project; returned by [`Atlas::maintenance_window`].
///
/// Without a window, Atlas chooses the time. All hours are in the time zone of the project.
#[derive(Clone, Debug)]
pub struct MaintenanceWindow {
    pub(crate) atlas: Atlas,
}

impl MaintenanceWindow {
    /// Fetches the maintenance window.
    #[doc = operation_doc!("getGroupMaintenanceWindow")]
    /// If no window was ever set, properties such as `day_of_week` are `None` or have their defaults; it is not an error.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let window = atlas.maintenance_window().get().await?;
    /// println!("day {:?}, hour {:?} ({:?})", window.day_of_week, window.hour_of_day, window.time_zone_id);
    /// # });
    /// ```
    #[doc(alias = "current_config")]
    #[inline]
    pub fn get(&self) -> Request<model::MaintenanceWindow> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.maintenance_windows().get_maintenance_window().group_id(project))
        })
    }

    /// Sets the maintenance window.
    #[doc = operation_doc!("updateGroupMaintenanceWindow")]
    /// Properties that are not in the spec keep their values.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if an hour is not 0 to 23;
    /// [`ATLAS_MAINTENANCE_ALREADY_SCHEDULED`](crate::codes::ATLAS_MAINTENANCE_ALREADY_SCHEDULED) if a maintenance has been
    /// started or requested.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::maintenance_window::{MaintenanceWindowUpdate, Weekday};
    ///
    /// let spec = MaintenanceWindowUpdate::new(Weekday::Sun, 4).protected_hours(8, 18);
    /// atlas.maintenance_window().set(spec).await?;
    /// # });
    /// ```
    #[doc(alias = "set_config")]
    #[inline]
    pub fn set(&self, spec: MaintenanceWindowUpdate) -> Request<()> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.maintenance_windows().update_maintenance_window().group_id(project).body(spec.into_body()?))
        })
    }

    /// Defers the scheduled maintenance by one week.
    #[doc = operation_doc!("deferGroupMaintenanceWindow")]
    /// # Errors
    /// [`ATLAS_MAINTENANCE_NOT_SCHEDULED`](crate::codes::ATLAS_MAINTENANCE_NOT_SCHEDULED) if there is no maintenance to
    /// defer;
    /// [`ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED`](crate::codes::ATLAS_NUM_MAINTENANCE_DEFERRALS_EXCEEDED) if it has been
    /// deferred as often as allowed.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::codes;
    ///
    /// match atlas.maintenance_window().defer().await {
    ///     Ok(_) => println!("deferred"),
    ///     Err(error) if error.code() == Some(codes::ATLAS_MAINTENANCE_NOT_SCHEDULED) => println!("nothing to defer"),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn defer(&self) -> Request<()> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.maintenance_windows().defer_maintenance_window().group_id(project))
        })
    }

    /// Switches the automatic deferral of each maintenance: on if it is off, off if it is on.
    #[doc = operation_doc!("toggleGroupMaintenanceWindowAutoDefer")]
    /// The request is not idempotent. [`MaintenanceWindowUpdate::auto_defer`] sets a given value instead.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.maintenance_window().toggle_auto_defer().await?;
    /// assert_eq!(atlas.maintenance_window().get().await?.auto_defer_once_enabled, Some(true));
    /// # });
    /// ```
    #[inline]
    pub fn toggle_auto_defer(&self) -> Request<()> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.maintenance_windows().toggle_maintenance_auto_defer().group_id(project))
        })
    }

    /// Removes the maintenance window, so that Atlas chooses the time.
    #[doc = operation_doc!("resetGroupMaintenanceWindow")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.maintenance_window().clear().confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "reset")]
    #[inline]
    pub fn clear(&self) -> Unconfirmed<()> {
        let project = self.atlas.project_id().map(String::from).unwrap_or_default();
        let impact = Impact::on("maintenance window of project", project, "will be removed; Atlas chooses the time");
        let clear = Request::in_project(&self.atlas, |api, project| {
            Ok(api.maintenance_windows().reset_maintenance_window().group_id(project))
        });
        Unconfirmed::new(clear.deletes(), impact)
    }
}
