//! A recorder of spans and events as JSON, in the order in which they begin.

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use serde_json::{Map, Value};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::DefaultGuard,
};
use tracing_subscriber::{
    Layer, Registry,
    filter::LevelFilter,
    layer::{Context, SubscriberExt},
    registry::LookupSpan,
};

use crate::listening::listen;

/// A recorded span or event.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorded {
    pub(crate) name: String,
    pub(crate) level: String,
    /// The enclosing span.
    pub(crate) parent: Option<String>,
    pub(crate) fields: Map<String, Value>,
}

/// The spans and events of the thread that created it, until it is dropped.
pub(crate) struct Recorder {
    spans: Arc<Mutex<Vec<Recorded>>>,
    events: Arc<Mutex<Vec<Recorded>>>,
    _listening: DefaultGuard,
}

impl Recorder {
    /// Starts to record spans and events of at least this level.
    pub(crate) fn start(level: LevelFilter) -> Self {
        let (spans, events) = <(Arc<Mutex<Vec<_>>>, Arc<Mutex<Vec<_>>>)>::default();
        let layer = RecordingLayer { spans: Arc::clone(&spans), events: Arc::clone(&events) };
        let listening = listen(Registry::default().with(layer.with_filter(level)));
        Self { spans, events, _listening: listening }
    }

    /// Returns the spans of calls, without their durations, which differ from run to run.
    pub(crate) fn calls(&self) -> Vec<Recorded> {
        let mut calls: Vec<_> = self.spans.lock().unwrap().iter().filter(|span| span.name == "call").cloned().collect();
        for call in &mut calls {
            let duration = call.fields.remove("http.client.request.duration").unwrap();
            assert!(duration.as_f64().is_some_and(|seconds| (0.0..60.0).contains(&seconds)), "{duration}");
        }
        calls
    }

    /// Returns all events.
    pub(crate) fn all_events(&self) -> Vec<Recorded> {
        self.events.lock().unwrap().clone()
    }

    /// Returns the events with this message.
    pub(crate) fn events(&self, message: &str) -> Vec<Recorded> {
        self.events.lock().unwrap().iter().filter(|event| event.name == message).cloned().collect()
    }
}

struct RecordingLayer {
    spans: Arc<Mutex<Vec<Recorded>>>,
    events: Arc<Mutex<Vec<Recorded>>>,
}

/// The index of a span in the list.
struct Index(usize);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for RecordingLayer {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let metadata = attributes.metadata();
        let mut recorded = Recorded {
            name: metadata.name().to_owned(),
            level: metadata.level().to_string(),
            parent: span.parent().map(|parent| parent.name().to_owned()),
            ..Recorded::default()
        };
        attributes.record(&mut Fields(&mut recorded.fields));
        let mut spans = self.spans.lock().unwrap();
        span.extensions_mut().insert(Index(spans.len()));
        spans.push(recorded);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let at = span.extensions().get::<Index>().unwrap().0;
        values.record(&mut Fields(&mut self.spans.lock().unwrap()[at].fields));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Map::new();
        event.record(&mut Fields(&mut fields));
        let name = fields.remove("message").and_then(|message| Some(message.as_str()?.to_owned()));
        let at = context.event_span(event).and_then(|span| Some(span.extensions().get::<Index>()?.0));
        let spans = self.spans.lock().unwrap();
        let parent = at.and_then(|at| Some(spans[at].fields.get("otel.name")?.as_str()?.to_owned()));
        let level = event.metadata().level().to_string();
        self.events.lock().unwrap().push(Recorded { name: name.unwrap_or_default(), level, parent, fields });
    }
}

struct Fields<'a>(&'a mut Map<String, Value>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}
