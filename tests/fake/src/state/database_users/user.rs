//! A database user: creation, update and rendering.

use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::rules::{AUTH_TYPES, AuthMethod, PasswordNeed, check_expiry, date, date_text};
use crate::body::without_nulls;
use crate::error::ApiError;
use crate::page::link;

/// The characters that are percent-encoded in a path segment. Like Atlas, links keep the `$` of `$external` and the
/// colons of an ARN.
#[rustfmt::skip]
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'@')
    .remove(b'!').remove(b'$').remove(b'&').remove(b'\'').remove(b'(').remove(b')')
    .remove(b'*').remove(b'+').remove(b',').remove(b';').remove(b'=');

/// The body of a user without links. The password is validated, but not stored.
#[derive(Debug, Clone)]
pub(super) struct DatabaseUser(Map<String, Value>);

impl DatabaseUser {
    /// Creates a user from a request body that matches the schema.
    pub(super) fn create(
        body: Map<String, Value>,
        project_id: &str,
        now: DateTime<Utc>,
        need: PasswordNeed,
    ) -> Result<Self, ApiError> {
        let mut user = Self(Map::from_iter([("groupId".to_owned(), project_id.into())]));
        user.0.extend(AUTH_TYPES.map(|name| (name.to_owned(), "NONE".into())));
        user.0.extend(["labels", "scopes"].map(|name| (name.to_owned(), json!([]))));

        let password = user.replace(body, now)?;
        let method = AuthMethod::of(&user.0)?;
        method.check_password(password, need)?;
        method.check_database(user.database())?;
        Ok(user)
    }

    /// Restores a user from its stored body.
    pub(super) fn of_body(body: Map<String, Value>) -> Self {
        Self(body)
    }

    /// Returns the body without links.
    pub(super) fn body(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Replaces the properties that a request body has. The body must match the schema. If one of them is invalid, the
    /// user does not change.
    pub(super) fn update(&mut self, body: Map<String, Value>, now: DateTime<Utc>) -> Result<(), ApiError> {
        let mut updated = self.clone();
        let password = updated.replace(body, now)?;
        if updated.username() != self.username() {
            return Err(ApiError::username_cannot_be_changed());
        }
        if updated.database() != self.database() {
            return Err(ApiError::database_name_cannot_be_changed());
        }
        let method = AuthMethod::of(&updated.0)?;
        if method != AuthMethod::of(&self.0)? {
            return Err(ApiError::auth_type_cannot_be_changed());
        }
        method.check_password(password, PasswordNeed::Optional)?;
        *self = updated;
        Ok(())
    }

    /// Returns the body with links. `list_url` is the URL of the list of users.
    pub(super) fn render(&self, list_url: &str) -> Value {
        let [database, username] = [self.database(), self.username()].map(|text| utf8_percent_encode(text, SEGMENT));
        let mut rendered = self.0.clone();
        rendered.insert("links".to_owned(), json!([link("self", format!("{list_url}/{database}/{username}"))]));
        Value::Object(rendered)
    }

    pub(super) fn username(&self) -> &str {
        self.text("username")
    }

    pub(super) fn database(&self) -> &str {
        self.text("databaseName")
    }

    pub(super) fn has_only_role(&self, role: &str) -> bool {
        let roles = self.0.get("roles").and_then(Value::as_array);
        roles.is_some_and(|roles| !roles.is_empty() && roles.iter().all(|other| other["roleName"] == role))
    }

    pub(super) fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expiry().is_some_and(|expiry| expiry <= now)
    }

    /// Returns the time at which a temporary user expires.
    pub(super) fn expiry(&self) -> Option<DateTime<Utc>> {
        self.0.get("deleteAfterDate").and_then(date)
    }

    /// Sets the properties of a body. Returns whether it has a password. `null` resets an optional property.
    fn replace(&mut self, body: Map<String, Value>, now: DateTime<Utc>) -> Result<bool, ApiError> {
        let mut password = false;
        for (name, value) in body {
            match name.as_str() {
                "password" => password = !value.is_null(),
                "groupId" if !value.is_null() && value != self.text("groupId") => {
                    return Err(ApiError::invalid_attribute("groupId", "It differs from the path."));
                }
                "groupId" => {}
                "databaseName" | "roles" | "username" if value.is_null() => {
                    return Err(ApiError::missing_attribute(&name));
                }
                "labels" | "scopes" if value.is_null() => {
                    self.0.insert(name, json!([]));
                }
                type_name if value.is_null() && AUTH_TYPES.contains(&type_name) => {
                    self.0.insert(name, "NONE".into());
                }
                _ if value.is_null() => {
                    self.0.remove(&name);
                }
                "deleteAfterDate" => {
                    let expiry = date(&value);
                    check_expiry(expiry, now)?;
                    self.0.extend(expiry.map(|expiry| (name, date_text(expiry).into())));
                }
                _ => {
                    self.0.insert(name, without_nulls(&value));
                }
            }
        }
        Ok(password)
    }

    fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}
