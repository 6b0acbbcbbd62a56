//! Measurements of all processes of a cluster or of a project.

use futures_util::{StreamExt, stream};

use super::{MeasurementQuery, Measurements};
use crate::{
    Error, Preview, Response,
    model::{MeasurementSeries, Process},
    page::check_prefetch,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// The default number of processes that are requested at the same time.
const DEFAULT_PREFETCH: u32 = 4;

/// The measurements of several processes; returned by [`Measurements::of_cluster`] and [`Measurements::of_project`].
///
/// Await it for a list with an element for each process, in the order of the list of processes. Options such as
/// [`timeout`](Self::timeout) apply to each request.
#[derive(Clone, Debug)]
#[must_use = "measurements are not requested until they are awaited"]
pub struct AllProcesses {
    measurements: Measurements,
    cluster: Option<String>,
    query: MeasurementQuery,
    prefetch: u32,
    options: CallOptions,
}

/// A process, and its measurements or the error of their request.
#[derive(Debug)]
pub struct MeasuredProcess {
    process: Process,
    result: Result<Response<MeasurementSeries>, Error>,
}

impl MeasuredProcess {
    /// Returns the id of the process, its host and its port.
    #[must_use]
    pub fn id(&self) -> &str {
        id(&self.process)
    }

    /// Returns the process, with its type and its replica set.
    #[must_use]
    pub fn process(&self) -> &Process {
        &self.process
    }

    /// Returns the measurements of the process.
    ///
    /// # Errors
    /// As [`Measurements::of_process`].
    pub fn result(&self) -> Result<&Response<MeasurementSeries>, &Error> {
        self.result.as_ref()
    }

    /// Returns the measurements by value.
    ///
    /// # Errors
    /// As [`Measurements::of_process`].
    pub fn into_result(self) -> Result<Response<MeasurementSeries>, Error> {
        self.result
    }
}

impl AllProcesses {
    pub(super) fn new(measurements: Measurements, cluster: Option<String>, query: MeasurementQuery) -> Self {
        Self { measurements, cluster, query, prefetch: DEFAULT_PREFETCH, options: CallOptions::default() }
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Sets the number of processes that are requested at the same time, from 1 to 100. Default: 4.
    pub fn prefetch(mut self, processes: u32) -> Self {
        self.prefetch = processes;
        self
    }

    /// Returns the first request as it would be sent, which lists the processes.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an argument is invalid.
    pub fn preview(&self) -> Result<Preview, Error> {
        check_prefetch(self.prefetch)?;
        self.query.check()?;
        let mut list = self.measurements.atlas.processes().list();
        list.options_mut().clone_from(&self.options);
        list.preview()
    }

    /// Lists the processes, and requests the measurements of each.
    ///
    /// # Errors
    /// As [`Measurements::of_cluster`]; [`is_invalid_argument`](Error::is_invalid_argument) for a prefetch outside of 1
    /// to 100.
    pub async fn send(self) -> Result<Vec<MeasuredProcess>, Error> {
        check_prefetch(self.prefetch)?;
        self.query.check()?;
        let processes = self.measurements.atlas.processes().list_of(self.cluster.as_deref(), &self.options).await?;
        let requests = processes.into_iter().map(|process| {
            let mut request = self.measurements.of_process(id(&process), self.query.clone());
            request.options_mut().clone_from(&self.options);
            async move { MeasuredProcess { result: request.await, process } }
        });
        Ok(stream::iter(requests).buffered(self.prefetch as usize).collect().await)
    }
}

call_options!(AllProcesses);
into_future!(AllProcesses, Vec<MeasuredProcess>);
send_blocking!(AllProcesses, Vec<MeasuredProcess>, |all| &all.measurements.atlas);

fn id(process: &Process) -> &str {
    process.id.as_deref().unwrap_or_default()
}
