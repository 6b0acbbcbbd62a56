//! The progress of downloads from several hosts.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
};

use super::download::Meter;

/// The progress of the downloads of [`HostLogs`](super::HostLogs).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogProgress {
    /// The number of hosts.
    pub hosts: usize,
    /// The number of hosts whose log has arrived, or has failed.
    pub hosts_done: usize,
    /// The number of compressed bytes that have arrived from all hosts.
    pub bytes: u64,
}

/// A log of a host that has been saved to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedLog {
    pub(super) host: String,
    pub(super) path: PathBuf,
    pub(super) size: u64,
}

impl SavedLog {
    /// Returns the name of the host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the size of the file in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

type Observer = Arc<dyn Fn(LogProgress) + Send + Sync>;

/// The counters of the progress, and the function that receives it.
#[derive(Clone)]
pub(super) struct Progress(Arc<Counters>);

struct Counters {
    hosts: usize,
    done: AtomicUsize,
    bytes: AtomicU64,
    observer: Option<Observer>,
}

impl Progress {
    pub(super) fn new(observer: Option<Observer>, hosts: usize) -> Self {
        let counters = Counters { hosts, done: AtomicUsize::new(0), bytes: AtomicU64::new(0), observer };
        counters.report();
        Self(Arc::new(counters))
    }

    pub(super) fn host_done(&self) {
        self.0.done.fetch_add(1, Relaxed);
        self.0.report();
    }

    /// Returns the function that receives the sizes of chunks.
    pub(super) fn meter(&self) -> Meter {
        let counters = Arc::clone(&self.0);
        Meter(Arc::new(move |size| {
            counters.bytes.fetch_add(size, Relaxed);
            counters.report();
        }))
    }
}

impl Counters {
    fn report(&self) {
        if let Some(observer) = &self.observer {
            let (hosts_done, bytes) = (self.done.load(Relaxed), self.bytes.load(Relaxed));
            observer(LogProgress { hosts: self.hosts, hosts_done, bytes });
        }
    }
}
