//! What operations do with their families, the same for all of them.

mod change;
mod create;

use std::borrow::Cow;

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::answer::{Content, Reply};
use crate::body::Extent;
use crate::error::ApiError;
use crate::families;
use crate::family::{Action, Family, Times};
use crate::show::Shown;
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
    family: &'static Family,
    action: Action,
) -> Result<Reply, ApiError> {
    families::check_parents(store, call, family)?;
    let shown = Shown::of(call);
    let content = match action {
        Action::List => list(store, call, family, &shown)?,
        Action::Get => shown.one(&*view(call, family, family.find(store, call)?)?),
        Action::Create => {
            let body = call.body(Extent::Whole)?;
            let created = create(store, call, times, family, vec![body], &shown)?;
            match created.first() {
                Some(resource) => shown.created(&resource.key, &*view(call, family, resource)?),
                None => Content::Nothing,
            }
        }
        Action::CreateEach => {
            let Value::Array(bodies) = call.value(Extent::Whole)? else { return Err(ApiError::not_an_object()) };
            let bodies = bodies.into_iter().map(|body| match body {
                Value::Object(body) => Ok(body),
                _ => Err(ApiError::not_an_object()),
            });
            create(store, call, times, family, bodies.collect::<Result<_, _>>()?, &shown)?;
            list(store, call, family, &shown)?
        }
        Action::Update | Action::Replace => {
            let before = family.find(store, call)?.clone();
            let resource = change(store, call, times, family, before, matches!(action, Action::Replace))?;
            if shown.is_list() {
                list(store, call, family, &shown)?
            } else {
                shown.one(&*view(call, family, &resource)?)
            }
        }
        Action::Delete => {
            let resource = family.find(store, call)?.clone();
            remove(store, call, times, family, resource)?;
            shown.one(&Map::new())
        }
        Action::Read => shown.one(&*view(call, family, &only(store, call, times, family, &shown))?),
        Action::Write => {
            let before = only(store, call, times, family, &shown);
            let resource = change(store, call, times, family, before, false)?;
            shown.one(&*view(call, family, &resource)?)
        }
        Action::Special(special) => match special(store, call, times)? {
            Value::Array(items) if items.iter().any(Value::is_string) => Content::One(Value::Array(items)),
            Value::Array(items) => shown.values(&items)?,
            Value::Object(body) => shown.one(&body),
            _ => Content::Nothing,
        },
    };
    let status = call.operation.success(call.media_type).map_or(StatusCode::OK, |success| success.status);
    Ok(Reply { status, content })
}

/// The resources of a family that the path leads to. What the answer's version cannot show is not in a list.
fn list(store: &Store, call: &Call<'_>, family: &Family, shown: &Shown<'_>) -> Result<Content, ApiError> {
    let resources = store.list(family.name, &family.scope_of(call));
    match family.view {
        None => shown.list(resources),
        Some(view) => {
            let seen = |resource: &Resource| Some(Resource { body: view(call, resource).ok()?, ..resource.clone() });
            let resources: Vec<_> = resources.filter_map(seen).collect();
            shown.list(resources.iter())
        }
    }
}

/// A resource as the answer's version has it.
fn view<'r>(call: &Call<'_>, family: &Family, resource: &'r Resource) -> Result<Cow<'r, Map<String, Value>>, ApiError> {
    family.view.map_or(Ok(Cow::Borrowed(&resource.body)), |view| view(call, resource).map(Cow::Owned))
}

/// A body for a special operation that has one.
pub(crate) fn object(body: Value) -> Map<String, Value> {
    match body {
        Value::Object(body) => body,
        other => Map::from_iter([("value".to_owned(), json!(other))]),
    }
}
