//! Events of projects and organizations, recorded for changes of other resources.

mod record;

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::dates;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, ResourceKind};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(crate) use record::{record, record_in_organization, run_due};

pub(super) static KINDS: &[&ResourceKind] = &[&OF_PROJECTS, &OF_ORGANIZATIONS];

static OF_PROJECTS: ResourceKind = ResourceKind {
    name: "groupEvents",
    key: ("eventId", "id"),
    operations: &[
        ("listGroupEvents", Action::Special(|store, call, _| list(store, call, &OF_PROJECTS))),
        ("getGroupEvent", Action::Special(|store, call, _| get(store, call, &OF_PROJECTS))),
    ],
    initial,
    not_found: codes::EVENT_NOT_FOUND,
    ..ResourceKind::PLAIN
};

static OF_ORGANIZATIONS: ResourceKind = ResourceKind {
    name: "orgEvents",
    scope: &["orgId"],
    key: ("eventId", "id"),
    operations: &[
        ("listOrgEvents", Action::Special(|store, call, _| list(store, call, &OF_ORGANIZATIONS))),
        ("getOrgEvent", Action::Special(|store, call, _| get(store, call, &OF_ORGANIZATIONS))),
    ],
    initial,
    not_found: codes::ORG_EVENT_NOT_FOUND,
    ..ResourceKind::PLAIN
};

fn initial(context: &Context<'_>) -> Value {
    json!({ "created": context.call.timestamp(), "isGlobalAdmin": false })
}

/// The filters of an events query.
struct Filter<'a> {
    types: Vec<&'a str>,
    excluded: Vec<&'a str>,
    clusters: Vec<&'a str>,
    earliest: Option<DateTime<Utc>>,
    latest: Option<DateTime<Utc>>,
}

impl<'a> Filter<'a> {
    fn from_query(call: &Call<'a>) -> Result<Self, ApiError> {
        let all = |parameter: &str| call.request.query.values(parameter);
        let time = |name: &'static str| match call.request.query.value(name) {
            None => Ok(None),
            Some(text) => match DateTime::parse_from_rfc3339(text) {
                Ok(time) => Ok(Some(time.to_utc())),
                Err(_) => Err(ApiError::invalid_date(name, text)),
            },
        };
        let (earliest, latest) = (time("minDate")?, time("maxDate")?);
        if earliest.zip(latest).is_some_and(|(earliest, latest)| latest < earliest) {
            return Err(codes::INVALID_DATE_RANGE.error(call, ""));
        }
        Ok(Self {
            types: all("eventType"),
            excluded: all("excludedEventType"),
            clusters: all("clusterNames"),
            earliest,
            latest,
        })
    }

    fn passes(&self, event: &Resource) -> bool {
        let kind = event.text("eventTypeName");
        let created = dates::instant(event.text("created"));
        (self.types.is_empty() || self.types.contains(&kind))
            && !self.excluded.contains(&kind)
            && (self.clusters.is_empty() || self.clusters.contains(&event.text("clusterName")))
            && created.is_none_or(|created| {
                self.earliest.is_none_or(|earliest| created >= earliest)
                    && self.latest.is_none_or(|latest| created <= latest)
            })
    }
}

/// Lists the events that match the query's filters, the newest first.
fn list(store: &Store, call: &Call<'_>, kind: &ResourceKind) -> Result<Value, ApiError> {
    let filter = Filter::from_query(call)?;
    let raw = call.request.query.flag("includeRaw", false)?;
    let mut events: Vec<_> = store.list(kind.name, &kind.scope_of(call)).filter(|event| filter.passes(event)).collect();
    // The sort is stable, so events of the same second stay in reverse order of their creation.
    events.reverse();
    events.sort_by_key(|event| Reverse(dates::instant(event.text("created"))));
    Ok(events.into_iter().map(|event| render(event, raw)).collect())
}

fn get(store: &Store, call: &Call<'_>, kind: &ResourceKind) -> Result<Value, ApiError> {
    let raw = call.request.query.flag("includeRaw", false)?;
    Ok(render(kind.find(store, call)?, raw))
}

/// Returns an event, with its raw document if requested.
fn render(event: &Resource, raw: bool) -> Value {
    let mut body = event.body.clone();
    if raw {
        let property = |name: &str| event.body.get(name).cloned();
        let mut raw = Map::new();
        for (name, value) in [
            ("_t", Some("AUDIT".into())),
            ("cid", property("groupId")),
            ("cre", property("created")),
            ("id", property("id")),
            ("orgId", property("orgId")),
            ("severity", Some("INFO".into())),
        ] {
            raw.extend(value.map(|value| (name.to_owned(), value)));
        }
        body.insert("raw".to_owned(), raw.into());
    }
    body.into()
}
