//! Detection of async code.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
};

use tokio::{runtime::Handle, task::coop::consume_budget};

/// The number of units that a budget cannot exceed: Tokio counts them in a byte.
const MAX_BUDGET: usize = 256;

/// Returns whether the thread runs async code, which a blocking call would block.
///
/// A thread can belong to a runtime without running async code, in `spawn_blocking` or `block_in_place`. Tokio has no
/// function for the difference, but only async code has a limited budget until its next yield. If the probe exhausts it,
/// the task yields once more than it would otherwise.
pub(super) fn is_async() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut is_exhausted = || pin!(consume_budget()).poll(&mut context).is_pending();
    Handle::try_current().is_ok() && (0..MAX_BUDGET).any(|_| is_exhausted())
}

#[cfg(test)]
mod tests {
    use tokio::{
        runtime::{Builder, Runtime},
        task::{JoinHandle, LocalSet, block_in_place, spawn_blocking, spawn_local},
    };

    use super::*;

    fn runtimes() -> [Runtime; 2] {
        let threads = Builder::new_multi_thread().worker_threads(1).build().unwrap();
        [Builder::new_current_thread().build().unwrap(), threads]
    }

    #[test]
    fn code_in_a_runtime_is_async() {
        for runtime in runtimes() {
            let joined = |task: JoinHandle<bool>| runtime.block_on(task).unwrap();
            assert!(runtime.block_on(async { is_async() }));
            assert!(joined(runtime.spawn(async { is_async() })));
            assert!(LocalSet::new().block_on(&runtime, async { is_async() }));
            let local = async { spawn_local(async { is_async() }).await.unwrap() };
            assert!(LocalSet::new().block_on(&runtime, local));
        }
    }

    #[test]
    fn code_that_may_block_is_not_async() {
        assert!(!is_async());
        for runtime in runtimes() {
            assert!(!runtime.block_on(async { spawn_blocking(is_async).await }).unwrap());
            let _entered = runtime.enter();
            assert!(!is_async());
        }
        let [_, threads] = runtimes();
        assert!(!threads.block_on(async { block_in_place(is_async) }));
        assert!(!threads.block_on(threads.spawn(async { block_in_place(is_async) })).unwrap());
    }

    #[test]
    fn a_task_continues_after_the_probe() {
        let [current, _] = runtimes();
        let ended = current.block_on(async {
            assert!(is_async());
            tokio::task::yield_now().await;
            is_async()
        });
        assert!(ended);
    }
}
