//! Tests of the retry loop, with a scripted transport and waits that take no time.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Instant,
};

use atlas_gen::{Body, OPERATIONS};
use bytes::Bytes;
use futures_core::Stream;
use http::Method;
use url::Url;

use super::*;
use crate::transport::{Awaited, InvalidCompression, TimeoutBeforeSending};

/// The scripted outcome of a request.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A response with this status and this header.
    Respond(u16, Option<(&'static str, &'static str)>),
    /// A response with this status and an incomplete body.
    Truncate(u16),
    /// No response: the connection is reset.
    Reset,
    /// No response: the connection is reset after this many seconds.
    ResetAfter(u64),
    /// An error that a retry does not help with.
    SigningError,
    /// The same error, before a request was sent.
    Unsent,
    /// A timeout before a request was sent.
    TimedOutBefore,
}

use Step::*;

const OK: Step = Respond(200, None);

#[derive(Debug)]
struct Script {
    steps: Mutex<VecDeque<Step>>,
    log: Arc<Log>,
}

/// The observable effects of a call.
#[derive(Debug)]
struct Log {
    begin: Instant,
    elapsed: Mutex<Duration>,
    bodies: Mutex<Vec<Option<Bytes>>>,
    waits: Mutex<Vec<u64>>,
}

/// A body that fails after its first bytes.
struct Broken(bool);

impl Stream for Broken {
    type Item = Result<Bytes, InvalidCompression>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let begun = std::mem::replace(&mut self.0, true);
        let truncated = || Err(InvalidCompression(std::io::ErrorKind::UnexpectedEof.into()));
        Poll::Ready(Some(if begun { truncated() } else { Ok(Bytes::from_static(b"{")) }))
    }
}

fn broken(status: u16) -> HttpResponse {
    http::Response::builder().status(status).body(Body::stream(Broken(false), None)).unwrap()
}

impl Transport for Script {
    fn send<'a>(&'a self, request: Request, _: CallContext) -> TransportFuture<'a> {
        let body = request.body().cloned();
        self.log.bodies.lock().unwrap().push(body);
        let step = self.steps.lock().unwrap().pop_front().expect("the script has a step for each request");
        Box::pin(async move {
            match step {
                Respond(status, header) => {
                    let response = http::Response::builder().status(status);
                    let response =
                        header.into_iter().fold(response, |response, (name, value)| response.header(name, value));
                    Ok(response.body("{}".into()).unwrap())
                }
                Truncate(status) => Ok(broken(status)),
                Reset => Err(broken(200).into_body().bytes().await.unwrap_err()),
                ResetAfter(seconds) => {
                    *self.log.elapsed.lock().unwrap() += Duration::from_secs(seconds);
                    Err(broken(200).into_body().bytes().await.unwrap_err())
                }
                SigningError => Err("the request cannot be signed".into()),
                Unsent => Err(NotSent("no token".into()).into()),
                TimedOutBefore => Err(NotSent(TimeoutBeforeSending(Awaited::Token).into()).into()),
            }
        })
    }
}

/// Polls a call until it waits.
async fn begin(mut call: Pin<&mut (impl Future<Output: Sized> + ?Sized)>) {
    for _ in 0..10 {
        assert!(call.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop())).is_pending());
        tokio::task::yield_now().await;
    }
}

/// The result of a call, with its attempts and waits.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    status: Option<u16>,
    attempts: Attempts,
    waits: Vec<u64>,
}

/// Returns the outcome of a call that ended with `status`, or without a response, after waits of these milliseconds. The
/// server carried out no attempt before the last one.
fn ended(status: impl Into<Option<u16>>, waits: &[u64]) -> Outcome {
    let attempts = Attempts { count: waits.len() as u32 + 1, maybe_applied: false };
    Outcome { status: status.into(), attempts, waits: waits.to_vec() }
}

/// Returns the outcome of a call that the server may have carried out before the last attempt.
fn ended_applied(status: impl Into<Option<u16>>, waits: &[u64]) -> Outcome {
    let outcome = ended(status, waits);
    Outcome { attempts: Attempts { maybe_applied: true, ..outcome.attempts }, ..outcome }
}

/// Returns the context of a call of this operation.
fn context(id: &str) -> CallContext {
    CallContext::new(OPERATIONS.iter().find(|operation| operation.id == id).unwrap())
}

fn retry(policy: RetryPolicy, steps: &[Step]) -> (Retry<Script>, Arc<Log>) {
    retry_within(RetryBudget::new(RetryBudget::DEFAULT), policy, steps)
}

fn retry_within(budget: RetryBudget, policy: RetryPolicy, steps: &[Step]) -> (Retry<Script>, Arc<Log>) {
    let begin = Instant::now();
    let log = Arc::new(Log { begin, elapsed: Mutex::default(), bodies: Mutex::default(), waits: Mutex::default() });
    let (waiting, measuring) = (Arc::clone(&log), Arc::clone(&log));
    let timer = Timer::new(move |wait| {
        waiting.waits.lock().unwrap().push(wait.as_millis().try_into().unwrap());
        std::future::ready(())
    })
    .with_now(move || measuring.begin + *measuring.elapsed.lock().unwrap());
    let script = Script { steps: Mutex::new(steps.iter().copied().collect()), log: Arc::clone(&log) };
    let clock = Clock::new(|| "2026-01-02T03:04:05Z".parse().unwrap());
    (Retry { jitter: || 0.5, ..Retry::new(script, Places::new(1), (policy, budget), timer, clock) }, log)
}

fn request(method: Method) -> Request {
    Request::new(method, Url::parse("http://127.0.0.1/").unwrap())
}

async fn call(policy: RetryPolicy, method: Method, steps: &[Step]) -> Outcome {
    call_with(RetryOptions::default(), policy, method, steps).await
}

/// Makes a call with options of its own.
async fn call_with(options: RetryOptions, policy: RetryPolicy, method: Method, steps: &[Step]) -> Outcome {
    let (retry, log) = retry(policy, steps);
    let outcome = outcome(&retry, &log, options, method).await;
    assert!(retry.next.steps.lock().unwrap().is_empty(), "the script has steps left");
    outcome
}

/// Makes a call, and returns its outcome with the waits since the last call.
async fn outcome(retry: &Retry<Script>, log: &Log, options: RetryOptions, method: Method) -> Outcome {
    let mut context = context("getGroupDatabaseUser");
    context.extensions_mut().insert(options);
    let (status, attempts) = match Transport::send(retry, request(method), context).await {
        Ok(response) => (Some(response.status().as_u16()), *response.extensions().get::<Attempts>().unwrap()),
        Err(error) => (None, error.downcast::<AttemptsExhausted>().unwrap().attempts),
    };
    let waits = std::mem::take(&mut *log.waits.lock().unwrap());
    Outcome { status, attempts, waits }
}

/// Checks calls with the default policy.
async fn check(methods: &[Method], steps: &[Step], expected: Outcome) {
    for method in methods {
        assert_eq!(call(RetryPolicy::default(), method.clone(), steps).await, expected, "{method} {steps:?}");
    }
}

const IDEMPOTENT: &[Method] = &[Method::GET, Method::HEAD, Method::PUT, Method::DELETE];
const OTHER: &[Method] = &[Method::POST, Method::PATCH];
const RATE_LIMITED: Step = Respond(429, None);
const AFTER: Option<(&str, &str)> = Some(("retry-after", "3"));

#[tokio::test(flavor = "current_thread")]
async fn a_success_or_a_permanent_failure_is_not_retried() {
    for step in
        [OK, Respond(204, AFTER), Respond(302, None), Respond(404, AFTER), Respond(409, None), Respond(501, None)]
    {
        let Respond(status, _) = step else { unreachable!() };
        check(IDEMPOTENT, &[step], ended(status, &[])).await;
        check(OTHER, &[step], ended(status, &[])).await;
    }
    check(IDEMPOTENT, &[SigningError], ended(None, &[])).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_rate_limit_is_retried_for_every_method() {
    for methods in [IDEMPOTENT, OTHER] {
        check(methods, &[Respond(429, AFTER), Respond(429, AFTER), OK], ended(200, &[3_000, 3_000])).await;
        check(methods, &[Respond(503, AFTER), OK], ended(200, &[3_000])).await;
        let date = Some(("retry-after", "Fri, 02 Jan 2026 03:04:45 GMT"));
        check(methods, &[Respond(429, date), OK], ended(200, &[40_000])).await;
        let recommended = [10_250, 20_500, 41_000, 41_000];
        check(
            methods,
            &[RATE_LIMITED, RATE_LIMITED, RATE_LIMITED, RATE_LIMITED, RATE_LIMITED],
            ended(429, &recommended),
        )
        .await;
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_request_that_may_have_had_an_effect_is_retried_only_if_idempotent() {
    for step in [Respond(500, None), Respond(502, None), Respond(503, None), Respond(504, None), Truncate(502)] {
        let (Respond(status, _) | Truncate(status)) = step else { unreachable!() };
        check(IDEMPOTENT, &[step, step, OK], ended_applied(200, &[250, 500])).await;
        check(OTHER, &[step], ended(status, &[])).await;
    }
    check(OTHER, &[Respond(502, AFTER)], ended(502, &[])).await;
    for step in [Reset, Truncate(200)] {
        check(IDEMPOTENT, &[step, step, OK], ended_applied(200, &[250, 500])).await;
        check(OTHER, &[step], ended(None, &[])).await;
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_failure_is_returned_when_the_attempts_are_exhausted() {
    let failed = Respond(500, None);
    check(&[Method::GET], &[Reset, failed, failed, Reset, failed], ended_applied(500, &[250, 500, 1_000, 2_000])).await;
    check(&[Method::GET], &[failed, failed, failed, failed, Reset], ended_applied(None, &[250, 500, 1_000, 2_000]))
        .await;
    let twice = RetryPolicy::default().attempts(2);
    assert_eq!(call(twice, Method::GET, &[failed, failed]).await, ended_applied(500, &[250]));
    assert_eq!(call(RetryPolicy::none(), Method::GET, &[failed]).await, ended(500, &[]));
}

#[tokio::test(flavor = "current_thread")]
async fn a_wait_that_is_too_long_ends_the_call_immediately() {
    let after = |seconds| Respond(429, Some(("retry-after", seconds)));
    check(&[Method::GET], &[after("121")], ended(429, &[])).await;
    check(&[Method::GET], &[after("120"), OK], ended(200, &[120_000])).await;
    check(&[Method::GET], &[after("60"), after("60"), after("1")], ended(429, &[60_000, 60_000])).await;
    let policy = RetryPolicy::default().max_elapsed(Duration::from_secs(200));
    assert_eq!(call(policy, Method::GET, &[after("121"), OK]).await, ended(200, &[121_000]));
}

#[tokio::test(flavor = "current_thread")]
async fn the_time_of_the_attempts_counts_toward_the_limit() {
    check(&[Method::GET], &[ResetAfter(60), ResetAfter(60)], ended_applied(None, &[250])).await;
    check(&[Method::GET], &[ResetAfter(118), Respond(429, AFTER)], ended_applied(429, &[250])).await;
}

#[tokio::test(flavor = "current_thread")]
async fn each_attempt_sends_the_body() {
    let (retry, log) = retry(RetryPolicy::default(), &[Respond(429, AFTER), OK]);
    let url = Url::parse("https://example.com/").unwrap();
    let body = Bytes::from_static(b"{}");
    let request = Request::new(Method::POST, url).with_body(body.clone());
    let response = Transport::send(&retry, request, context("createGroupDatabaseUser")).await.unwrap();

    assert_eq!(response.status(), 200);
    assert_eq!(*log.waits.lock().unwrap(), [3_000]);
    assert_eq!(*log.bodies.lock().unwrap(), vec![Some(body); 2]);
}

#[tokio::test(flavor = "current_thread")]
async fn a_buffered_response_is_returned_completely() {
    let (retry, _) = retry(RetryPolicy::default(), &[Respond(404, Some(("x-test", "1")))]);
    let response = Transport::send(&retry, request(Method::GET), context("getGroupDatabaseUser")).await.unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["x-test"]), (404, &"1".parse().unwrap()));
    assert_eq!(response.into_body().bytes().await.unwrap(), "{}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_download_is_retried_only_before_it_begins() {
    let (retry, log) = retry(RetryPolicy::default(), &[Respond(503, None), Truncate(200)]);
    let mut response = Transport::send(&retry, request(Method::GET), context("downloadGroupClusterLog")).await.unwrap();
    assert_eq!(*log.waits.lock().unwrap(), [250]);
    assert_eq!(response.extensions().get(), Some(&Attempts { count: 2, maybe_applied: true }));
    assert_eq!(response.body_mut().chunk().await.unwrap().unwrap(), "{");
    assert!(response.body_mut().chunk().await.is_err());
}

#[tokio::test(flavor = "current_thread")]
async fn a_call_that_is_dropped_during_a_wait_sends_nothing_more() {
    let (mut retry, _) = retry(RetryPolicy::default(), &[RATE_LIMITED, OK]);
    retry.timer = Timer::new(|_| std::future::pending());
    let mut call = Transport::send(&retry, request(Method::GET), context("getGroupDatabaseUser"));
    begin(call.as_mut()).await;
    drop(call);
    assert_eq!(retry.next.steps.lock().unwrap().len(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_attempt_does_not_count_as_possibly_applied() {
    for step in [Respond(500, None), Respond(504, None), Reset, Truncate(200)] {
        let status = if let Respond(status, _) = step { Some(status) } else { None };
        assert_eq!(call(RetryPolicy::none(), Method::DELETE, &[step]).await, ended(status, &[]), "{step:?}");
    }
    // A `503` without `Retry-After` may come from a proxy that lost the response.
    check(&[Method::DELETE], &[Respond(503, None), Respond(404, None)], ended_applied(404, &[250])).await;
    check(&[Method::DELETE], &[Respond(503, AFTER), Respond(404, None)], ended(404, &[3_000])).await;
    check(&[Method::DELETE], &[Reset, Respond(429, AFTER), Respond(404, None)], ended_applied(404, &[250, 3_000]))
        .await;
}

#[tokio::test(flavor = "current_thread")]
async fn the_options_of_a_call_replace_the_policy() {
    let failed = Respond(500, None);
    let twice = RetryOptions { policy: Some(RetryPolicy::default().attempts(2)), ..RetryOptions::default() };
    assert_eq!(call_with(twice, RetryPolicy::none(), Method::GET, &[failed, failed]).await, ended_applied(500, &[250]));
    let once = RetryOptions { policy: Some(RetryPolicy::none()), ..RetryOptions::default() };
    assert_eq!(call_with(once, RetryPolicy::default(), Method::GET, &[failed]).await, ended(500, &[]));
    let idempotent = RetryOptions { idempotent: true, ..RetryOptions::default() };
    for method in OTHER {
        let outcome = call_with(idempotent, RetryPolicy::default(), method.clone(), &[failed, Reset, OK]).await;
        assert_eq!(outcome, ended_applied(200, &[250, 500]), "{method}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn an_empty_budget_ends_a_call_and_a_success_refills_it() {
    let failed = Respond(500, None);
    // The first call takes both retries of the budget.
    let steps = [failed, failed, failed, failed, OK, OK, failed, OK, failed, failed, OK];
    let (retry, log) = retry_within(RetryBudget::new(2), RetryPolicy::default(), &steps);
    let call = || outcome(&retry, &log, RetryOptions::default(), Method::GET);
    assert_eq!(call().await, ended_applied(500, &[250, 500]));
    assert_eq!(call().await, ended(500, &[]));
    // Successes without retries return a tenth of a retry each.
    assert_eq!(call().await, ended(200, &[]));
    assert_eq!(call().await, ended(200, &[]));
    assert_eq!(call().await, ended(500, &[]));
    assert_eq!(retry.next.steps.lock().unwrap().len(), 4);
    for _ in 0..8 {
        retry.budget.refill(0);
    }
    assert_eq!(call().await, ended(200, &[]));
    // Ten successes have returned one retry.
    assert_eq!(call().await, ended_applied(500, &[250]));
    assert_eq!(call().await, ended(200, &[]));
}

#[tokio::test(flavor = "current_thread")]
async fn a_retry_that_the_server_requests_is_free() {
    let steps = [Respond(429, AFTER), Respond(502, AFTER), Respond(503, AFTER), RATE_LIMITED];
    let (retry, log) = retry_within(RetryBudget::new(0), RetryPolicy::default(), &steps);
    let outcome = outcome(&retry, &log, RetryOptions::default(), Method::GET).await;
    assert_eq!(outcome, ended_applied(429, &[3_000, 3_000, 3_000]));
}

#[tokio::test(flavor = "current_thread")]
async fn only_a_success_refills_the_budget() {
    let failed = Respond(500, None);
    for (response, expected) in [
        (Respond(204, None), ended_applied(500, &[250])),
        (Respond(401, None), ended(500, &[])),
        (Respond(404, None), ended(500, &[])),
        (Respond(429, None), ended(500, &[])),
    ] {
        // The first call takes the only retry of the budget.
        let steps: Vec<_> = [failed, failed].into_iter().chain([response; 10]).chain([failed; 2]).collect();
        let (retry, log) = retry_within(RetryBudget::new(1), RetryPolicy::default(), &steps);
        let call = || outcome(&retry, &log, RetryOptions::default(), Method::GET);
        assert_eq!(call().await, ended_applied(500, &[250]));
        for _ in 0..10 {
            assert!(call().await.waits.is_empty());
        }
        assert_eq!(call().await, expected, "{response:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_call_that_is_dropped_during_a_wait_returns_its_retry() {
    let (mut retry, _) = retry_within(RetryBudget::new(1), RetryPolicy::default(), &[Respond(500, None)]);
    retry.timer = Timer::new(|_| std::future::pending());
    let mut call = Transport::send(&retry, request(Method::GET), context("getGroupDatabaseUser"));
    begin(call.as_mut()).await;
    assert!(retry.budget.permit(RetryClass::NotConnected).is_none());
    drop(call);
    assert!(retry.budget.permit(RetryClass::NotConnected).is_some());
}

#[tokio::test(flavor = "current_thread")]
async fn an_attempt_that_sent_nothing_is_not_counted() {
    for (steps, expected) in [
        (&[Unsent][..], (0, false)),
        (&[Respond(500, None), Unsent], (1, true)),
        (&[TimedOutBefore, TimedOutBefore, OK], (1, false)),
    ] {
        for method in IDEMPOTENT {
            let Outcome { attempts, .. } = call(RetryPolicy::default(), method.clone(), steps).await;
            assert_eq!((attempts.count, attempts.maybe_applied), expected, "{method} {steps:?}");
        }
    }
}

#[test]
fn jitter_is_at_least_0_and_less_than_1_and_varies() {
    let values: Vec<_> = std::iter::repeat_with(jitter).take(1_000).collect();
    assert!(values.iter().all(|value| (0.0..1.0).contains(value)));
    let mean = values.iter().sum::<f64>() / 1_000.0;
    assert!((0.4..0.6).contains(&mean), "{mean}");
}
