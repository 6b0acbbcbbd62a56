//! Recording of the spans and events of one test's thread, while other tests run.

use std::sync::OnceLock;

use tracing::{Dispatch, Subscriber, subscriber::DefaultGuard};

/// Makes `subscriber` the subscriber of this thread, until the guard is dropped.
pub(crate) fn listen(subscriber: impl Subscriber + Send + Sync) -> DefaultGuard {
    // With a single subscriber, a callsite that is first reached on a thread without one is cached as disabled for every
    // thread. So there are always two.
    static SECOND: OnceLock<Dispatch> = OnceLock::new();
    SECOND.get_or_init(|| Dispatch::new(tracing_subscriber::registry()));
    tracing::subscriber::set_default(subscriber)
}
