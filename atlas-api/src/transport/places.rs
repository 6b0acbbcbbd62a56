//! The limit on the requests in flight.

use std::{
    panic::resume_unwind,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use atlas_gen::{Request, TransportError};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::{JoinHandle, yield_now},
};
use tracing::{Instrument, dispatcher, instrument::WithSubscriber};

use super::{Awaited, Deadline, NotSent};

/// The default limit. It leaves room for other files where a process can open 256 of them, the default of macOS.
pub(crate) const DEFAULT_MAX_IN_FLIGHT: u32 = 100;

/// The places for requests in flight, which all clones of a client share.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// A fair semaphore: a released place goes to the attempt that has waited longest.
    free: Arc<Semaphore>,
    max: u32,
}

/// The runtime of an attempt was shut down before the attempt ended.
#[derive(Debug, thiserror::Error)]
#[error("the runtime of the call was shut down")]
pub(crate) struct Interrupted;

impl Places {
    /// Creates `max` places, at least one.
    pub(crate) fn new(max: u32) -> Self {
        let max = max.max(1);
        let places = usize::try_from(max).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        Self { free: Arc::new(Semaphore::new(places)), max }
    }

    /// Runs an attempt in a place, which it keeps until it ends or is dropped.
    ///
    /// The attempt is a task of the runtime. The future of a call makes no progress while its caller does not poll it,
    /// such as a page that was requested in advance. Without a task, it would keep its place during that time, and
    /// calls of the same caller could wait for it forever.
    pub(super) async fn run<T, F>(
        &self,
        request: Request,
        attempt: impl FnOnce(Request) -> F + Send + 'static,
    ) -> Result<T, TransportError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, TransportError>> + Send + 'static,
    {
        let places = self.clone();
        let attempt = async move {
            let free = Arc::clone(&places.free);
            let (request, _place) = places.take(request).await?;
            let result = attempt(request).await;
            if free.available_permits() == 0 {
                // The connection becomes available before the next attempt, which would open another one.
                yield_now().await;
            }
            result
        };
        let task = match dispatcher::has_been_set() {
            false => tokio::spawn(attempt),
            true => tokio::spawn(attempt.in_current_span().with_current_subscriber()),
        };
        Running(task).await
    }

    /// Waits for a place within the timeout of the request, and returns the request with the rest of its timeout.
    async fn take(self, mut request: Request) -> Result<(Request, OwnedSemaphorePermit), TransportError> {
        if let Ok(place) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok((request, place));
        }
        let (deadline, awaited) = (Deadline::of(&request), Awaited::Place(self.max));
        let place =
            deadline.wait(awaited, self.free.acquire_owned()).await.map_err(|error| NotSent(error.into()))??;
        deadline.limit(&mut request, awaited).map_err(|error| NotSent(error.into()))?;
        Ok((request, place))
    }
}

/// A running attempt, which is canceled when dropped.
struct Running<T>(JoinHandle<T>);

impl<T> Future for Running<Result<T, TransportError>> {
    type Output = Result<T, TransportError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll(context)) {
            Ok(result) => result,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                Err(_) => Err(Interrupted.into()),
            },
        })
    }
}

impl<T> Drop for Running<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, pin::pin, task::Waker, time::Duration};

    use http::Method;
    use tokio::{sync::oneshot, time::Instant};
    use url::Url;

    use super::*;
    use crate::transport::TimeoutBeforeSending;

    fn request() -> Request {
        Request::new(Method::GET, Url::parse("http://127.0.0.1/").unwrap())
    }

    async fn succeed(_: Request) -> Result<u8, TransportError> {
        Ok(7)
    }

    async fn hang(_: Request) -> Result<u8, TransportError> {
        pending().await
    }

    fn begin<T>(run: Pin<&mut impl Future<Output = T>>) {
        assert!(run.poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }

    /// Lets the tasks of the runtime make all the progress that they can.
    async fn settle() {
        for _ in 0..10 {
            yield_now().await;
        }
    }

    #[test]
    fn there_is_at_least_one_place() {
        for (max, expected) in [(0, 1), (1, 1), (100, 100)] {
            assert_eq!(Places::new(max).free.available_permits(), expected);
        }
        assert!(Places::new(u32::MAX).free.available_permits() > 1 << 28);
    }

    #[tokio::test]
    async fn attempts_get_the_places_in_order_and_give_them_back() {
        let places = Places::new(1);
        let (end, ended) = oneshot::channel::<()>();
        let mut first = pin!(places.run(request(), |_| async move {
            ended.await?;
            Ok(1)
        }));
        begin(first.as_mut());
        settle().await;
        let (started, order) = std::sync::mpsc::channel();
        let next = |number: u8| {
            let started = started.clone();
            places.run(request(), move |_| async move {
                started.send(number)?;
                Ok(number)
            })
        };
        let (mut second, mut third) = (pin!(next(2)), pin!(next(3)));
        begin(second.as_mut());
        begin(third.as_mut());
        settle().await;
        assert_eq!(order.try_iter().count(), 0);
        end.send(()).unwrap();
        assert_eq!((third.await.unwrap(), second.await.unwrap(), first.await.unwrap()), (3, 2, 1));
        assert_eq!(order.try_iter().collect::<Vec<_>>(), [2, 3]);
        assert_eq!(places.free.available_permits(), 1);
    }

    #[tokio::test]
    async fn an_attempt_that_is_not_polled_gives_its_place_back_when_it_ends() {
        let places = Places::new(1);
        let mut first = pin!(places.run(request(), succeed));
        begin(first.as_mut());
        assert_eq!(places.run(request(), succeed).await.unwrap(), 7);
        assert_eq!(first.await.unwrap(), 7);
    }

    #[tokio::test]
    async fn a_dropped_attempt_gives_its_place_back_or_leaves_the_queue() {
        let places = Places::new(1);
        for _ in 0..3 {
            let mut running = Box::pin(places.run(request(), hang));
            let mut waiting = Box::pin(places.run(request(), hang));
            begin(running.as_mut());
            begin(waiting.as_mut());
            settle().await;
            assert_eq!(places.free.available_permits(), 0);
            drop((waiting, running));
            assert_eq!(places.run(request(), succeed).await.unwrap(), 7);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_for_a_place_ends_with_the_timeout_of_the_request() {
        let places = Places::new(1);
        let mut running = pin!(places.run(request(), hang));
        begin(running.as_mut());
        settle().await;
        let begun = Instant::now();
        let mut limited = request();
        limited.set_timeout(Some(Duration::from_secs(30)));
        let error = places.run(limited, succeed).await.unwrap_err();
        assert_eq!(begun.elapsed().as_secs(), 30);
        let NotSent(source) = *error.downcast::<NotSent>().unwrap();
        assert_eq!(source.downcast::<TimeoutBeforeSending>().unwrap().0, Awaited::Place(1));
    }

    #[tokio::test(start_paused = true)]
    async fn an_attempt_has_the_rest_of_the_timeout() {
        let places = Places::new(1);
        let (end, ended) = oneshot::channel::<()>();
        let mut first = pin!(places.run(request(), |_| async move {
            ended.await?;
            Ok(1)
        }));
        begin(first.as_mut());
        settle().await;
        let mut limited = request();
        limited.set_timeout(Some(Duration::from_secs(30)));
        let mut second = pin!(places.run(limited, |request| async move { Ok(request.timeout()) }));
        begin(second.as_mut());
        settle().await;
        tokio::time::advance(Duration::from_secs(10)).await;
        end.send(()).unwrap();
        assert_eq!(second.await.unwrap().map(|rest| rest.as_secs()), Some(20));
    }

    #[tokio::test]
    #[should_panic = "in an attempt"]
    async fn a_panic_of_an_attempt_is_a_panic_of_the_call() {
        let attempt = |_| async { panic!("in an attempt") };
        let result: Result<u8, _> = Places::new(1).run(request(), attempt).await;
        drop(result);
    }
}
