//! One database user: how it comes to be, changes and is shown.

use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::rules::{AUTH_TYPES, AuthMethod, PasswordNeed, check_end, date, date_text};
use crate::body::without_nulls;
use crate::error::ApiError;
use crate::page::link;

/// All but what may stand in a path segment as it is: Atlas leaves the `$` of `$external` and the colons of an ARN
/// alone in the links it writes.
#[rustfmt::skip]
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'@')
    .remove(b'!').remove(b'$').remove(b'&').remove(b'\'').remove(b'(').remove(b')')
    .remove(b'*').remove(b'+').remove(b',').remove(b';').remove(b'=');

/// A user as answered, without the links. A password is checked and then forgotten.
#[derive(Debug, Clone)]
pub(super) struct DatabaseUser(Map<String, Value>);

impl DatabaseUser {
    /// A user from the body of a create request that fits the schema.
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

    /// A user as it was once.
    pub(super) fn of_body(body: Map<String, Value>) -> Self {
        Self(body)
    }

    /// The user as answered, without the links.
    pub(super) fn body(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Replaces the properties that the body of an update request has, which fits the schema, each as a whole. The
    /// user stays as it is if one of them is refused.
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

    /// The user as answered; `list_url` is the address of the list that it is in.
    pub(super) fn show(&self, list_url: &str) -> Value {
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

    pub(super) fn has_no_role_but(&self, role: &str) -> bool {
        let roles = self.0.get("roles").and_then(Value::as_array);
        roles.is_some_and(|roles| !roles.is_empty() && roles.iter().all(|other| other["roleName"] == role))
    }

    pub(super) fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.end().is_some_and(|end| end <= now)
    }

    /// When a temporary user is gone.
    pub(super) fn end(&self) -> Option<DateTime<Utc>> {
        self.0.get("deleteAfterDate").and_then(date)
    }

    /// Takes over the properties of a body and says whether a password was among them. `null` takes back what was
    /// set, which a required property does not allow.
    fn replace(&mut self, body: Map<String, Value>, now: DateTime<Utc>) -> Result<bool, ApiError> {
        let mut password = false;
        for (name, value) in body {
            match name.as_str() {
                "password" => password = !value.is_null(),
                "groupId" if !value.is_null() && value != self.text("groupId") => {
                    return Err(ApiError::invalid_attribute("groupId", "The path says otherwise."));
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
                    let end = date(&value);
                    check_end(end, now)?;
                    self.0.extend(end.map(|end| (name, date_text(end).into())));
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
