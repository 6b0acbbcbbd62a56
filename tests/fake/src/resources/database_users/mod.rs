//! Database users of a project.
//!
//! Passwords are validated, but never stored.

mod rules;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::{clusters, limits};
use crate::body::{self, Validation, without_nulls};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::serve;
use crate::state::Call;
use crate::store::{Resource, Scheduled, Store};
use rules::{AUTH_TYPES, AuthMethod, PasswordNeed, check_expiry, date, date_text};

pub(super) static KINDS: &[&ResourceKind] = &[&USERS];

static USERS: ResourceKind = ResourceKind {
    name: "databaseUsers",
    key: ("username", "username"),
    key_prefix: Some("databaseName"),
    id: None,
    operations: &[
        ("listGroupDatabaseUsers", Action::List),
        ("getGroupDatabaseUser", Action::Get),
        ("createGroupDatabaseUser", Action::Create),
        ("updateGroupDatabaseUser", Action::Update),
        ("deleteGroupDatabaseUser", Action::Delete),
    ],
    initial: |_| {
        json!({
            "awsIAMType": "NONE",
            "labels": [],
            "ldapAuthType": "NONE",
            "oidcAuthType": "NONE",
            "scopes": [],
            "x509Type": "NONE",
        })
    },
    not_found: codes::USER_NOT_FOUND.worded("No user with username {username} exists."),
    limit: Some(limits::DATABASE_USERS),
    rules: Rules {
        body: |context, body| check_new(context, body, PasswordNeed::Required),
        create: check_name_is_free,
        update,
        ..Rules::NONE
    },
    lifecycle: Lifecycle {
        normalize: |_, user| normalize(user),
        after_create: clusters::apply_later,
        after_delete: clusters::apply_later,
        ..Lifecycle::NONE
    },
    events: Events {
        create: "MONGODB_USER_ADDED",
        update: "MONGODB_USER_UPDATED",
        delete: "MONGODB_USER_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// Returns the path of the database users of a project.
pub(crate) fn path(project: &str) -> String {
    format!("/api/atlas/v2/groups/{project}/databaseUsers")
}

/// Inserts a user. It needs no password, and the limit does not apply.
pub(crate) fn insert(store: &mut Store, call: &Call<'_>, times: &Times, user: Value) -> Result<(), ApiError> {
    let operation = call.document.operation("createGroupDatabaseUser");
    if let Some(schema) = operation.and_then(|operation| operation.body(None)).filter(|_| user.is_object()) {
        body::check(call.document, schema, &user, Validation::Full)?;
    }
    let Value::Object(body) = user else { return Err(ApiError::not_an_object()) };
    let scope = USERS.scope_of(call);
    let context = Context { store, call, times, scope: &scope };
    check_new(&context, &body, PasswordNeed::Optional)?;
    let key = USERS.key_in(&body);
    check_name_is_free(&context, &mut Resource { key, body: body.clone(), ..Resource::default() })?;
    serve::insert(store, call, times, &USERS, body).map(drop)
}

/// Inserts users with read access to all databases, and returns their names: `user-N`, the first unused ones after the
/// number of users.
pub(crate) fn seed(store: &mut Store, call: &Call<'_>, times: &Times, count: usize) -> Result<Vec<String>, ApiError> {
    let scope = USERS.scope_of(call);
    let roles = json!([{ "databaseName": "admin", "roleName": "readAnyDatabase" }]);
    let mut names = Vec::with_capacity(count);
    let mut number = store.list(USERS.name, &scope).count();
    while names.len() < count {
        number += 1;
        let name = format!("user-{number}");
        let Value::Object(user) = json!({ "databaseName": "admin", "roles": roles, "username": name }) else {
            continue;
        };
        if store.get(USERS.name, &scope, &USERS.key_in(&user)).is_none() {
            serve::insert(store, call, times, &USERS, user)?;
            names.push(name);
        }
    }
    Ok(names)
}

/// Restores a user from the body that an older version of the state file has.
#[cfg(feature = "persistence")]
pub(crate) fn restore(store: &mut Store, project: &str, body: Map<String, Value>) {
    let key = USERS.key_in(&body);
    let mut user = Resource { scope: project.to_owned(), key, body, scheduled: Vec::new() };
    normalize(&mut user);
    store.put(USERS.name, user);
}

/// Returns the names of the users of a project whose only role is this custom role.
pub(super) fn with_only_role(store: &Store, project: &str, role: &str) -> Vec<String> {
    let has_only_role = |user: &&Resource| {
        let roles = user.body.get("roles").and_then(Value::as_array);
        roles.is_some_and(|roles| !roles.is_empty() && roles.iter().all(|other| other["roleName"] == role))
    };
    store.list(USERS.name, project).filter(has_only_role).map(|user| user.text("username").to_owned()).collect()
}

/// Checks the body of a new user, which matches the schema.
fn check_new(context: &Context<'_>, body: &Map<String, Value>, need: PasswordNeed) -> Result<(), ApiError> {
    check_properties(context, body)?;
    if body.get("username").is_some_and(|name| name == "") {
        return Err(ApiError::invalid_attribute("username", "It must not be empty."));
    }
    let method = AuthMethod::of(body)?;
    method.check_password(has_password(body), need)?;
    method.check_database(body.get("databaseName").and_then(Value::as_str).unwrap_or_default())
}

fn check_name_is_free(context: &Context<'_>, user: &mut Resource) -> Result<(), ApiError> {
    match context.store.get(USERS.name, context.scope, &user.key) {
        Some(_) => Err(codes::USER_ALREADY_EXISTS.error(context.call, user.text("username"))),
        None => Ok(()),
    }
}

/// Checks the properties of a body one by one.
fn check_properties(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    for (name, value) in body {
        match name.as_str() {
            "groupId" if !value.is_null() && value != context.scope => {
                return Err(ApiError::invalid_attribute("groupId", "It differs from the path."));
            }
            "databaseName" | "roles" | "username" if value.is_null() => return Err(ApiError::missing_attribute(name)),
            EXPIRY => check_expiry(date(value), context.call.now)?,
            _ => {}
        }
    }
    Ok(())
}

fn has_password(body: &Map<String, Value>) -> bool {
    body.get("password").is_some_and(|password| !password.is_null())
}

/// The time at which a temporary user is deleted.
const EXPIRY: &str = "deleteAfterDate";

/// Brings a new user to its stored form.
fn normalize(user: &mut Resource) {
    user.body.remove("password");
    user.body.values_mut().for_each(|value| *value = without_nulls(value));
    schedule_deletion(user);
}

/// Schedules the deletion of a temporary user.
fn schedule_deletion(user: &mut Resource) {
    user.scheduled.clear();
    let expiry = user.body.get(EXPIRY).and_then(date).map(date_text);
    // A fraction of a second is not stored.
    if let Some(time) = expiry.as_ref().and_then(|text| text.parse::<DateTime<Utc>>().ok()) {
        user.scheduled.push((time, Scheduled::Delete));
    }
    user.body.extend(expiry.map(|text| (EXPIRY.to_owned(), text.into())));
}

/// Checks an update, and brings its body to the stored form. `null` resets an optional property.
fn update(context: &Context<'_>, user: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    check_properties(context, body)?;
    let has_password = has_password(body);
    body.retain(|name, _| !["groupId", "password"].contains(&name.as_str()));
    for (name, value) in body.iter_mut() {
        *value = match name.as_str() {
            "labels" | "scopes" if value.is_null() => json!([]),
            name if value.is_null() && AUTH_TYPES.contains(&name) => "NONE".into(),
            _ => without_nulls(value),
        };
    }
    let is_changed = |name: &str| body.get(name).is_some_and(|value| value != user.text(name));
    if is_changed("username") {
        return Err(codes::DATABASE_USERNAME_CANNOT_BE_CHANGED.of(&[]));
    }
    if is_changed("databaseName") {
        return Err(codes::DATABASE_NAME_CANNOT_BE_CHANGED.of(&[]));
    }
    let mut changed = user.body.clone();
    changed.extend(body.clone());
    let method = AuthMethod::of(&changed)?;
    if method != AuthMethod::of(&user.body)? {
        return Err(codes::AUTH_TYPE_CANNOT_BE_CHANGED.of(&[]));
    }
    method.check_password(has_password, PasswordNeed::Optional)?;
    if let Some(expiry) = body.remove(EXPIRY) {
        user.body.remove(EXPIRY);
        user.body.extend(Some(expiry).filter(|expiry| !expiry.is_null()).map(|expiry| (EXPIRY.to_owned(), expiry)));
        schedule_deletion(user);
    }
    Ok(())
}
