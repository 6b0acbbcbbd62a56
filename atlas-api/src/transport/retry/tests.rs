//! The loop against a transport that follows a script, with waits that take no time.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Instant,
};

use atlas_gen::OPERATIONS;
use bytes::Bytes;
use futures_core::Stream;
use reqwest::{Body, Method, Url};

use super::*;

/// What a request is answered with.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// A status and a header, and a body to count by.
    Answer(u16, Option<(&'static str, &'static str)>),
    /// An answer with this status that breaks off.
    Cut(u16),
    /// No answer: the connection broke.
    Reset,
    /// No answer, after this many seconds.
    Slow(u64),
    /// Something that no other try can mend.
    Unsigned,
}

use Step::*;

const OK: Step = Answer(200, None);

#[derive(Debug)]
struct Script {
    steps: Mutex<VecDeque<Step>>,
    world: Arc<World>,
}

/// What there is to see of a call.
#[derive(Debug)]
struct World {
    begin: Instant,
    passed: Mutex<Duration>,
    bodies: Mutex<Vec<Option<Vec<u8>>>>,
    waits: Mutex<Vec<u64>>,
}

/// A body that breaks off after its first bytes.
struct Broken(bool);

impl Stream for Broken {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let begun = std::mem::replace(&mut self.0, true);
        let reset = || Err(std::io::ErrorKind::ConnectionReset.into());
        Poll::Ready(Some(if begun { reset() } else { Ok(Bytes::from_static(b"{")) }))
    }
}

fn broken(status: u16) -> Response {
    http::Response::builder().status(status).body(Body::wrap_stream(Broken(false))).unwrap().into()
}

impl Transport for Script {
    fn send<'a>(&'a self, request: Request, _: &'static Operation) -> TransportFuture<'a> {
        let body = request.body().map(|body| body.as_bytes().unwrap_or_default().to_vec());
        self.world.bodies.lock().unwrap().push(body);
        let step = self.steps.lock().unwrap().pop_front().expect("the script has an answer to each request");
        Box::pin(async move {
            match step {
                Answer(status, header) => {
                    let answer = http::Response::builder().status(status);
                    let answer = header.into_iter().fold(answer, |answer, (name, value)| answer.header(name, value));
                    Ok(answer.body("{}").unwrap().into())
                }
                Cut(status) => Ok(broken(status)),
                Reset => Err(broken(200).bytes().await.unwrap_err().into()),
                Slow(seconds) => {
                    *self.world.passed.lock().unwrap() += Duration::from_secs(seconds);
                    Err(broken(200).bytes().await.unwrap_err().into())
                }
                Unsigned => Err("the challenge can't be answered".into()),
            }
        })
    }
}

/// What a call ended with, and what it took.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    status: Option<u16>,
    attempts: u32,
    waits: Vec<u64>,
}

/// A call that met its end with `status`, or without one, after waits of these milliseconds.
fn ended(status: impl Into<Option<u16>>, waits: &[u64]) -> Outcome {
    Outcome { status: status.into(), attempts: waits.len() as u32 + 1, waits: waits.to_vec() }
}

fn operation(id: &str) -> &'static Operation {
    OPERATIONS.iter().find(|operation| operation.id == id).unwrap()
}

fn retry(policy: RetryPolicy, steps: &[Step]) -> (Retry<Script>, Arc<World>) {
    let begin = Instant::now();
    let world = Arc::new(World { begin, passed: Mutex::default(), bodies: Mutex::default(), waits: Mutex::default() });
    let (waiting, measuring) = (Arc::clone(&world), Arc::clone(&world));
    let timer = Timer::new(move |wait| {
        waiting.waits.lock().unwrap().push(wait.as_millis().try_into().unwrap());
        std::future::ready(())
    })
    .with_now(move || measuring.begin + *measuring.passed.lock().unwrap());
    let script = Script { steps: Mutex::new(steps.iter().copied().collect()), world: Arc::clone(&world) };
    let clock = Clock::new(|| "2026-01-02T03:04:05Z".parse().unwrap());
    (Retry { chance: || 0.5, ..Retry::new(script, policy, timer, clock) }, world)
}

async fn call(policy: RetryPolicy, method: Method, steps: &[Step]) -> Outcome {
    let (retry, world) = retry(policy, steps);
    let request = Request::new(method, Url::parse("http://127.0.0.1/").unwrap());
    let answer = Transport::send(&retry, request, operation("getGroupDatabaseUser")).await;
    let (status, attempts) = match answer {
        Ok(answer) => (Some(answer.status().as_u16()), answer.extensions().get::<Attempts>().unwrap().0),
        Err(error) => (None, error.downcast::<Attempted>().unwrap().attempts),
    };
    assert!(retry.next.steps.lock().unwrap().is_empty(), "a request was not sent");
    let waits = world.waits.lock().unwrap().clone();
    Outcome { status, attempts, waits }
}

/// Calls with the default policy.
async fn check(methods: &[Method], steps: &[Step], expected: Outcome) {
    for method in methods {
        assert_eq!(call(RetryPolicy::default(), method.clone(), steps).await, expected, "{method} {steps:?}");
    }
}

const IDEMPOTENT: &[Method] = &[Method::GET, Method::HEAD, Method::PUT, Method::DELETE];
const OTHER: &[Method] = &[Method::POST, Method::PATCH];
const LIMITED: Step = Answer(429, None);
const AFTER: Option<(&str, &str)> = Some(("retry-after", "3"));

#[tokio::test(flavor = "current_thread")]
async fn what_succeeds_or_is_refused_for_good_is_sent_once() {
    for step in [OK, Answer(204, AFTER), Answer(302, None), Answer(404, AFTER), Answer(409, None), Answer(501, None)] {
        let Answer(status, _) = step else { unreachable!() };
        check(IDEMPOTENT, &[step], ended(status, &[])).await;
        check(OTHER, &[step], ended(status, &[])).await;
    }
    check(IDEMPOTENT, &[Unsigned], ended(None, &[])).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_rate_limit_is_waited_for_whatever_the_method() {
    for methods in [IDEMPOTENT, OTHER] {
        check(methods, &[Answer(429, AFTER), Answer(429, AFTER), OK], ended(200, &[3_000, 3_000])).await;
        check(methods, &[Answer(503, AFTER), OK], ended(200, &[3_000])).await;
        let date = Some(("retry-after", "Fri, 02 Jan 2026 03:04:45 GMT"));
        check(methods, &[Answer(429, date), OK], ended(200, &[40_000])).await;
        let advised = [10_250, 20_500, 41_000, 41_000];
        check(methods, &[LIMITED, LIMITED, LIMITED, LIMITED, LIMITED], ended(429, &advised)).await;
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_may_have_had_an_effect_is_sent_again_only_if_idempotent() {
    for step in [Answer(500, None), Answer(502, None), Answer(503, None), Answer(504, None), Cut(502)] {
        let (Answer(status, _) | Cut(status)) = step else { unreachable!() };
        check(IDEMPOTENT, &[step, step, OK], ended(200, &[250, 500])).await;
        check(OTHER, &[step], ended(status, &[])).await;
    }
    check(OTHER, &[Answer(502, AFTER)], ended(502, &[])).await;
    for step in [Reset, Cut(200)] {
        check(IDEMPOTENT, &[step, step, OK], ended(200, &[250, 500])).await;
        check(OTHER, &[step], ended(None, &[])).await;
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_last_failure_stands_when_the_attempts_are_used_up() {
    let failed = Answer(500, None);
    check(&[Method::GET], &[Reset, failed, failed, Reset, failed], ended(500, &[250, 500, 1_000, 2_000])).await;
    check(&[Method::GET], &[failed, failed, failed, failed, Reset], ended(None, &[250, 500, 1_000, 2_000])).await;
    let twice = RetryPolicy::default().attempts(2);
    assert_eq!(call(twice, Method::GET, &[failed, failed]).await, ended(500, &[250]));
    assert_eq!(call(RetryPolicy::none(), Method::GET, &[failed]).await, ended(500, &[]));
}

#[tokio::test(flavor = "current_thread")]
async fn a_wait_that_is_too_long_ends_the_call_at_once() {
    let after = |seconds| Answer(429, Some(("retry-after", seconds)));
    check(&[Method::GET], &[after("121")], ended(429, &[])).await;
    check(&[Method::GET], &[after("120"), OK], ended(200, &[120_000])).await;
    check(&[Method::GET], &[after("60"), after("60"), after("1")], ended(429, &[60_000, 60_000])).await;
    let policy = RetryPolicy::default().max_elapsed(Duration::from_secs(200));
    assert_eq!(call(policy, Method::GET, &[after("121"), OK]).await, ended(200, &[121_000]));
}

#[tokio::test(flavor = "current_thread")]
async fn the_time_of_the_requests_counts_too() {
    check(&[Method::GET], &[Slow(60), Slow(60)], ended(None, &[250])).await;
    check(&[Method::GET], &[Slow(118), Answer(429, AFTER)], ended(429, &[250])).await;
}

#[tokio::test(flavor = "current_thread")]
async fn each_attempt_has_the_body_and_one_that_can_not_be_cloned_has_one() {
    for (body, expected) in
        [(Body::from("{}"), ended(200, &[3_000])), (Body::wrap_stream(Broken(false)), ended(429, &[]))]
    {
        let steps = [Answer(429, AFTER), OK];
        let (retry, world) = retry(RetryPolicy::default(), &steps);
        let mut request = Request::new(Method::POST, Url::parse("http://127.0.0.1/").unwrap());
        let bytes = body.as_bytes().unwrap_or_default().to_vec();
        *request.body_mut() = Some(body);
        let answer = Transport::send(&retry, request, operation("createGroupDatabaseUser")).await.unwrap();

        assert_eq!(answer.status().as_u16(), expected.status.unwrap());
        assert_eq!(*world.waits.lock().unwrap(), expected.waits);
        assert_eq!(*world.bodies.lock().unwrap(), vec![Some(bytes); expected.attempts as usize]);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn an_answer_that_was_read_is_handed_on_whole() {
    let (retry, _) = retry(RetryPolicy::default(), &[Answer(404, Some(("x-test", "1")))]);
    let request = Request::new(Method::GET, Url::parse("http://127.0.0.1/").unwrap());
    let answer = Transport::send(&retry, request, operation("getGroupDatabaseUser")).await.unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["x-test"]), (404, &"1".parse().unwrap()));
    assert_eq!(answer.bytes().await.unwrap(), "{}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_download_is_sent_again_before_it_begins_and_not_after() {
    let (retry, world) = retry(RetryPolicy::default(), &[Answer(503, None), Cut(200)]);
    let request = Request::new(Method::GET, Url::parse("http://127.0.0.1/").unwrap());
    let mut answer = Transport::send(&retry, request, operation("downloadGroupClusterLog")).await.unwrap();
    assert_eq!(*world.waits.lock().unwrap(), [250]);
    assert_eq!(answer.extensions().get(), Some(&Attempts(2)));
    assert_eq!(answer.chunk().await.unwrap().unwrap(), "{");
    assert!(answer.chunk().await.is_err());
}

#[tokio::test(flavor = "current_thread")]
async fn a_call_that_is_dropped_while_it_waits_sends_nothing_more() {
    let (mut retry, _) = retry(RetryPolicy::default(), &[LIMITED, OK]);
    retry.timer = Timer::new(|_| std::future::pending());
    let request = Request::new(Method::GET, Url::parse("http://127.0.0.1/").unwrap());
    let mut call = Transport::send(&retry, request, operation("getGroupDatabaseUser"));
    assert!(call.as_mut().poll(&mut Context::from_waker(std::task::Waker::noop())).is_pending());
    drop(call);
    assert_eq!(retry.next.steps.lock().unwrap().len(), 1);
}

#[test]
fn chance_is_at_least_0_and_less_than_1_and_differs() {
    let draws: Vec<_> = std::iter::repeat_with(chance).take(1_000).collect();
    assert!(draws.iter().all(|draw| (0.0..1.0).contains(draw)));
    let mean = draws.iter().sum::<f64>() / 1_000.0;
    assert!((0.4..0.6).contains(&mean), "{mean}");
}
