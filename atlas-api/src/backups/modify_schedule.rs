//! A change of single policies of a backup schedule, which takes two requests.

use atlas_gen::{OperationBuilder, operations::cloud_backups::UpdateBackupSchedule};
use serde_json::Value;

use super::{BackupScheduleChange, Schedule};
use crate::{
    Confirm, Error, Impact, Preview, Request,
    clusters::Ensured,
    model::BackupSchedule,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A request that changes single policies and copies of a backup schedule; returned by [`Schedule::modify`]. Await it to
/// send it.
///
/// It sends a `GET`, and a `PATCH` if the schedule has to be changed. Options such as [`timeout`](Self::timeout) apply to
/// both.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct ModifySchedule {
    schedule: Schedule,
    change: BackupScheduleChange,
    confirm: Option<Confirm>,
    options: CallOptions,
}

impl ModifySchedule {
    #[inline]
    pub(super) fn new(schedule: Schedule, change: BackupScheduleChange) -> Self {
        Self { schedule, change, confirm: None, options: CallOptions::default() }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Confirms that the change deletes snapshots and copies. [`Confirm::name`] takes the name of the cluster.
    ///
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{
    ///     Confirm,
    ///     backups::{BackupScheduleChange, BackupScheduleUpdate},
    /// };
    ///
    /// let change = BackupScheduleChange::new().remove_policies("yearly").and(BackupScheduleUpdate::new().delete_snapshots());
    /// let modify = atlas.backups("orders").schedule().modify(change);
    /// assert!(modify.confirm(Confirm::name("orders")).await?.changed());
    /// # });
    /// ```
    #[inline]
    pub fn confirm(mut self, confirm: Confirm) -> Self {
        self.confirm = Some(confirm);
        self
    }

    /// Returns the effect of the change if it deletes snapshots or copies, and has to be [confirmed](Self::confirm).
    #[must_use]
    #[inline]
    pub fn impact(&self) -> Option<Impact> {
        self.change.deletes_snapshots().then(|| self.schedule.impact())
    }

    #[inline]
    fn get(&self) -> Result<Request<BackupSchedule>, Error> {
        let check = || {
            self.change.check()?;
            match &self.confirm {
                Some(confirm) => self.schedule.impact().require(confirm),
                None if self.change.deletes_snapshots() => {
                    Err(Error::not_confirmed(self.schedule.impact().to_string()))
                }
                None => Ok(()),
            }
        };
        check().map_err(|error| error.of_operation(UpdateBackupSchedule::OPERATION))?;
        Ok(self.with_options(self.schedule.get()))
    }

    #[inline]
    fn with_options(&self, mut request: Request<BackupSchedule>) -> Request<BackupSchedule> {
        request.options_mut().clone_from(&self.options);
        request
    }

    /// Returns the first request as it would be sent, the `GET`. The second one depends on its response.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the change is invalid;
    /// [`is_confirmation_required`](Error::is_confirmation_required) if it deletes snapshots and is not confirmed.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.get()?.preview()
    }

    /// Sends the requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Schedule::modify`].
    #[inline]
    pub async fn send(self) -> Result<Ensured<BackupSchedule>, Error> {
        let read = self.get()?.await?;
        let schedule: Value = serde_json::from_slice(read.raw()).unwrap_or_default();
        let body = self.change.clone().body_for(&schedule)?;
        if body.as_object().is_none_or(serde_json::Map::is_empty) {
            return Ok(Ensured::from((read, false)));
        }
        let attempts = read.attempts();
        let changed = self.with_options(self.patch(&body)).await;
        let changed = changed.map_err(|error| error.after(attempts))?;
        Ok(Ensured::from((changed.after(attempts), true)))
    }

    /// Returns the request that sends properties of the response, such as ids, which the typed body does not have.
    #[inline]
    fn patch(&self, body: &Value) -> Request<BackupSchedule> {
        let cluster = &self.schedule.cluster;
        let call = cluster.path().map(|(project, name)| {
            let project = project.to_string();
            let parameters = [("groupId", &*project), ("clusterName", name)];
            cluster.atlas.low().with_json(UpdateBackupSchedule::OPERATION, &parameters, body)
        });
        Request::of_call(&cluster.atlas, call)
    }
}

call_options!(ModifySchedule);
into_future!(ModifySchedule, Ensured<BackupSchedule>);
send_blocking!(ModifySchedule, Ensured<BackupSchedule>, |modify| &modify.schedule.cluster.atlas);
