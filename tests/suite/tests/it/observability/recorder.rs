//! Keeps spans and events as JSON, in the order in which they begin.

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

/// What there is to see of a span or an event.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) level: String,
    /// The span that it is in.
    pub(super) parent: Option<String>,
    pub(super) fields: Map<String, Value>,
}

/// All spans and events of the thread that it was made on, for as long as it is there.
pub(super) struct Recorder {
    spans: Arc<Mutex<Vec<Seen>>>,
    events: Arc<Mutex<Vec<Seen>>>,
    _listening: DefaultGuard,
}

impl Recorder {
    /// Listens to what has this level at least.
    pub(super) fn start(level: LevelFilter) -> Self {
        let (spans, events) = <(Arc<Mutex<Vec<_>>>, Arc<Mutex<Vec<_>>>)>::default();
        let keeper = Keeper { spans: Arc::clone(&spans), events: Arc::clone(&events) };
        let listening = listen(Registry::default().with(keeper.with_filter(level)));
        Self { spans, events, _listening: listening }
    }

    /// The spans of calls, without how long they took, which no test can know.
    pub(super) fn calls(&self) -> Vec<Seen> {
        let mut calls: Vec<_> = self.spans.lock().unwrap().iter().filter(|span| span.name == "call").cloned().collect();
        for call in &mut calls {
            let duration = call.fields.remove("http.client.request.duration").unwrap();
            assert!(duration.as_f64().is_some_and(|seconds| (0.0..60.0).contains(&seconds)), "{duration}");
        }
        calls
    }

    /// The events of the client, by their messages.
    pub(super) fn events(&self, message: &str) -> Vec<Seen> {
        self.events.lock().unwrap().iter().filter(|event| event.name == message).cloned().collect()
    }
}

struct Keeper {
    spans: Arc<Mutex<Vec<Seen>>>,
    events: Arc<Mutex<Vec<Seen>>>,
}

/// The place of a span in the list.
struct At(usize);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Keeper {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let metadata = attributes.metadata();
        let mut seen = Seen {
            name: metadata.name().to_owned(),
            level: metadata.level().to_string(),
            parent: span.parent().map(|parent| parent.name().to_owned()),
            ..Seen::default()
        };
        attributes.record(&mut Fields(&mut seen.fields));
        let mut spans = self.spans.lock().unwrap();
        span.extensions_mut().insert(At(spans.len()));
        spans.push(seen);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let at = span.extensions().get::<At>().unwrap().0;
        values.record(&mut Fields(&mut self.spans.lock().unwrap()[at].fields));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Map::new();
        event.record(&mut Fields(&mut fields));
        let name = fields.remove("message").and_then(|message| Some(message.as_str()?.to_owned()));
        let at = context.event_span(event).and_then(|span| Some(span.extensions().get::<At>()?.0));
        let spans = self.spans.lock().unwrap();
        let parent = at.and_then(|at| Some(spans[at].fields.get("otel.name")?.as_str()?.to_owned()));
        let level = event.metadata().level().to_string();
        self.events.lock().unwrap().push(Seen { name: name.unwrap_or_default(), level, parent, fields });
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
