//! Listening to what the thread of one test tells, beside others that do not.

use std::sync::OnceLock;

use tracing::{Dispatch, Subscriber, subscriber::DefaultGuard};

/// Lets `subscriber` see what this thread tells, until the guard is dropped.
pub(crate) fn listen(subscriber: impl Subscriber + Send + Sync) -> DefaultGuard {
    // While there is but one subscriber, a place that tells something for the first time on a thread without one is taken
    // to interest nobody, and stays silent on every thread. So there are always two.
    static SECOND: OnceLock<Dispatch> = OnceLock::new();
    SECOND.get_or_init(|| Dispatch::new(tracing_subscriber::registry()));
    tracing::subscriber::set_default(subscriber)
}
