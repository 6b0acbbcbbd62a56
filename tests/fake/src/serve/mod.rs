//! What operations do with their families, the same for all of them.

mod change;
mod create;

use std::borrow::Cow;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::body::Validation;
use crate::error::ApiError;
use crate::families;
use crate::render::Rendered;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::response::{Content, Output};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(crate) use create::{create_one, insert};

use change::{change, only, remove};
use create::create;

/// Serves an operation of a family.
pub(crate) fn serve(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    action: Action,
) -> Result<Output, ApiError> {
    families::check_parents(store, call, kind)?;
    let rendered = Rendered::of(call);
    let content = match action {
        Action::List => list(store, call, kind, &rendered)?,
        Action::Get => rendered.one(&*view(call, kind, kind.find(store, call)?)?),
        Action::Create => {
            let body = call.body(Validation::Full)?;
            let created = create(store, call, times, kind, vec![body], &rendered)?;
            match created.first() {
                Some(resource) => rendered.created(&resource.key, &*view(call, kind, resource)?),
                None => Content::Nothing,
            }
        }
        Action::CreateEach => {
            let Value::Array(bodies) = call.value(Validation::Full)? else { return Err(ApiError::not_an_object()) };
            let bodies = bodies.into_iter().map(|body| match body {
                Value::Object(body) => Ok(body),
                _ => Err(ApiError::not_an_object()),
            });
            create(store, call, times, kind, bodies.collect::<Result<_, _>>()?, &rendered)?;
            list(store, call, kind, &rendered)?
        }
        Action::Update | Action::Replace => {
            let before = kind.find(store, call)?.clone();
            let resource = change(store, call, times, kind, before, matches!(action, Action::Replace))?;
            if rendered.is_list() {
                list(store, call, kind, &rendered)?
            } else {
                rendered.one(&*view(call, kind, &resource)?)
            }
        }
        Action::Delete => {
            let resource = kind.find(store, call)?.clone();
            remove(store, call, times, kind, resource)?;
            rendered.one(&Map::new())
        }
        Action::Read => rendered.one(&*view(call, kind, &only(store, call, times, kind, &rendered))?),
        Action::Write => {
            let before = only(store, call, times, kind, &rendered);
            let resource = change(store, call, times, kind, before, false)?;
            rendered.one(&*view(call, kind, &resource)?)
        }
        Action::Special(special) => match special(store, call, times)? {
            Value::Array(items) if items.iter().any(Value::is_string) => Content::One(Value::Array(items)),
            Value::Array(items) => rendered.values(&items)?,
            Value::Object(body) => rendered.one(&body),
            _ => Content::Nothing,
        },
    };
    let status = call.operation.success(call.media_type).map_or(StatusCode::OK, |success| success.status);
    Ok(Output { status, content })
}

/// The resources of a family that the path leads to. What the answer's version cannot show is not in a list.
fn list(store: &Store, call: &Call<'_>, kind: &ResourceKind, rendered: &Rendered<'_>) -> Result<Content, ApiError> {
    let resources = store.list(kind.name, &kind.scope_of(call));
    match kind.view {
        None => rendered.list(resources),
        Some(view) => {
            let seen = |resource: &Resource| Some(Resource { body: view(call, resource).ok()?, ..resource.clone() });
            let resources: Vec<_> = resources.filter_map(seen).collect();
            rendered.list(resources.iter())
        }
    }
}

/// A resource as the answer's version has it.
fn view<'r>(
    call: &Call<'_>,
    kind: &ResourceKind,
    resource: &'r Resource,
) -> Result<Cow<'r, Map<String, Value>>, ApiError> {
    kind.view.map_or(Ok(Cow::Borrowed(&resource.body)), |view| view(call, resource).map(Cow::Owned))
}

/// A body for a special operation that has one.
pub(crate) fn object(body: Value) -> Map<String, Value> {
    match body {
        Value::Object(body) => body,
        other => Map::from_iter([("value".to_owned(), json!(other))]),
    }
}
