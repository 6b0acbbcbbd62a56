//! Remembered resources: state of the families without a kind in [`resources`](crate::resources).
//!
//! The rules follow from the paths of the document, the same for all families. `/a/{x}/bs` and `/a/{x}/bs/{b}` are a
//! collection: a `POST` creates a resource, which is then listed, read, changed and deleted. A path with a `GET` and a
//! `PATCH` or `PUT` is a singleton. A resource that nobody created does not exist. `details` has the known rules of
//! single families, and `events` the names of the events that changes record. Computed responses are samples, and
//! `samples` names their operations.
//!
//! A resource has a settled state from the start, such as `AVAILABLE`. If changes take time, those in `lifecycle` have
//! others before.

mod collection;
mod details;
mod draft;
mod events;
mod lifecycle;
mod parents;
mod role;
pub(crate) mod samples;
mod singleton;
mod state_names;

use http::StatusCode;
use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::log;
use crate::parameter;
use crate::render::Rendered;
use crate::resource_kind::{ResourceKind, Times};
use crate::response::Output;
use crate::state::Call;
use crate::stateless;
use crate::store::{self, Store};

pub(crate) use role::Role;

/// Handles an operation without a kind of resource.
pub(crate) fn serve(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Output, ApiError> {
    if !parameter::can_exist(&call.operation.path, call.parameters) {
        return Err(ApiError::resource_not_found(&call.request.path));
    }
    parents::check(store, call, times)?;
    let content = match Role::of(call.document, call.operation) {
        Role::Sample => return stateless::serve(store, call),
        Role::List(shape) => collection::list(store, call, &shape)?,
        Role::Create(shape) => collection::create(store, call, times, &shape)?,
        Role::Get(shape) => collection::get(store, call, &shape)?,
        Role::Update(shape) => collection::update(store, call, times, &shape, false)?,
        Role::Replace(shape) => collection::update(store, call, times, &shape, true)?,
        Role::Set(shape) => collection::set(store, call, times, &shape)?,
        Role::Delete(shape) => collection::delete(store, call, times, &shape)?,
        Role::Read(shape) => singleton::read(store, call, &shape)?,
        Role::Start(shape) => singleton::start(store, call, times, &shape)?,
        Role::Write(shape) => singleton::write(store, call, times, &shape)?,
        Role::End(shape) => singleton::end(store, call, times, &shape)?,
        Role::Reset(shape) => singleton::reset(store, call, &shape)?,
        Role::Unset(shape, names) => singleton::unset(store, call, &shape, &names)?,
        Role::IsOn(shape) => singleton::is_on(store, call, &shape),
        Role::Switch(shape, value) => singleton::switch(store, call, &shape, value),
    };
    let status = call.operation.success(call.media_type).map_or(StatusCode::OK, |success| success.status);
    Ok(Output { status, content })
}

/// Inserts a resource without a request, and returns it.
pub(crate) fn insert(store: &mut Store, call: &Call<'_>, body: Map<String, Value>) -> Result<Value, ApiError> {
    if *call.operation.id == *log::OF_HOST {
        return log::insert(store, call, body);
    }
    match Role::of(call.document, call.operation) {
        Role::List(shape) | Role::Create(shape) => Ok(collection::insert(store, call, &shape, body)),
        Role::Read(shape) | Role::Start(shape) => Ok(singleton::insert(store, call, &shape, body)),
        _ => Err(ApiError::resource_not_found(&call.request.path)),
    }
}

/// Returns the renderer of a call's response.
fn rendered<'a>(call: &'a Call<'a>) -> Rendered<'a> {
    Rendered::of(call, &ResourceKind::PLAIN)
}

/// Returns the scope of a collection or a singleton: the values of the parameters in its path.
fn scope_of(call: &Call<'_>, shape: &str) -> String {
    let count = shape.matches("{}").count();
    store::scope(call.parameters.iter().take(count).map(|(_, value)| value.as_str()))
}
