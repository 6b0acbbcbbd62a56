//! Operations on stored resources, generic over their kinds.

mod change;
mod create;

use std::borrow::Cow;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::body::Validation;
use crate::error::ApiError;
use crate::parameter;
use crate::render::Rendered;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::resources;
use crate::response::{Content, Output};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(crate) use change::{change, remove};
pub(crate) use create::{create_one, insert};

use change::singleton;
use create::create;

/// Handles an operation on a kind of resource.
pub(crate) fn serve(
    store: &mut Store,
    call: &Call<'_>,
    times: &Times,
    kind: &'static ResourceKind,
    action: Action,
) -> Result<Output, ApiError> {
    // An unknown key has the code of its kind. An unknown value of an enumeration before it makes the path itself unknown.
    if !parameter::is_documented(&call.operation.path, call.parameters, kind.key.0) {
        return Err(ApiError::resource_not_found(&call.request.path));
    }
    resources::check_parents(store, call, kind)?;
    let rendered = Rendered::of(call, kind);
    let content = match action {
        Action::List => list(store, call, kind, &rendered)?,
        Action::Get => {
            let resource = kind.find(store, call)?;
            rendered.resource(&resource.key, &*view(store, call, kind, resource)?)
        }
        Action::Create => {
            let body = call.body(Validation::Full)?;
            let created = create(store, call, times, kind, vec![body], &rendered)?;
            match created.first().filter(|_| !rendered.is_list()) {
                None if rendered.is_list() => list(store, call, kind, &rendered)?,
                Some(resource) => rendered.created(&resource.key, &*view(store, call, kind, resource)?),
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
                rendered.resource(&resource.key, &*view(store, call, kind, &resource)?)
            }
        }
        Action::Delete => {
            let resource = kind.find(store, call)?.clone();
            remove(store, call, times, kind, resource)?;
            rendered.one(&Map::new())
        }
        Action::Read => rendered.one(&*view(store, call, kind, &singleton(store, call, times, kind, &rendered))?),
        Action::Write => {
            let before = singleton(store, call, times, kind, &rendered);
            let resource = change(store, call, times, kind, before, false)?;
            rendered.one(&*view(store, call, kind, &resource)?)
        }
        Action::Special(special) => match special(store, call, times)? {
            Value::Array(items) if items.iter().any(Value::is_string) => Content::One(Value::Array(items)),
            Value::Array(items) => rendered.values(&items)?,
            // The resource does not exist, and its operation has no `404`.
            Value::Object(body) if body.is_empty() => Content::One(Value::Object(body)),
            Value::Object(body) => rendered.one(&body),
            _ => Content::Nothing,
        },
    };
    let status = call.operation.success(call.media_type).map_or(StatusCode::OK, |success| success.status);
    Ok(Output { status, content })
}

/// Lists the resources in the scope of the path. Resources that the version of the response cannot represent are
/// omitted.
fn list(store: &Store, call: &Call<'_>, kind: &ResourceKind, rendered: &Rendered<'_>) -> Result<Content, ApiError> {
    let resources = store.list(kind.name, &kind.scope_of(call));
    match kind.view {
        None => rendered.list(resources),
        Some(view) => {
            let visible =
                |resource: &Resource| Some(Resource { body: view(store, call, resource).ok()?, ..resource.clone() });
            let resources: Vec<_> = resources.filter_map(visible).collect();
            rendered.list(resources.iter())
        }
    }
}

/// Returns the body of a resource in the version of the response.
fn view<'r>(
    store: &Store,
    call: &Call<'_>,
    kind: &ResourceKind,
    resource: &'r Resource,
) -> Result<Cow<'r, Map<String, Value>>, ApiError> {
    kind.view.map_or(Ok(Cow::Borrowed(&resource.body)), |view| view(store, call, resource).map(Cow::Owned))
}

/// Returns the value as an object. Any other value is wrapped in an object with the property `value`.
pub(crate) fn object(body: Value) -> Map<String, Value> {
    match body {
        Value::Object(body) => body,
        other => Map::from_iter([("value".to_owned(), json!(other))]),
    }
}
