//! The database users of a project.

mod rules;
mod user;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use http::StatusCode;
use serde_json::{Map, Value};

use super::Call;
use crate::body::Validation;
use crate::error::ApiError;
use crate::page::Page;
use crate::response::{Content, Output};
use rules::PasswordNeed;
use user::DatabaseUser;

/// The users in the order of their creation.
#[derive(Default)]
pub(crate) struct DatabaseUsers {
    users: Vec<DatabaseUser>,
    /// The positions in `users`, by database and name.
    positions: HashMap<(String, String), usize>,
    /// The time at which the first temporary user expires.
    first_expiry: Option<DateTime<Utc>>,
    limit: usize,
}

impl DatabaseUsers {
    /// Sets the maximum number of users. Existing users stay.
    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Returns the names of the users whose only role is this custom role.
    pub(super) fn with_only_role(&self, role: &str) -> Vec<String> {
        self.users.iter().filter(|user| user.has_only_role(role)).map(|user| user.username().to_owned()).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.users.len()
    }

    /// Restores users from their stored bodies, in this order.
    pub(crate) fn of_bodies(bodies: Vec<Map<String, Value>>) -> Self {
        let users = bodies.into_iter().map(DatabaseUser::of_body).collect();
        let mut users = Self { users, ..Self::default() };
        users.rebuild_index();
        users
    }

    /// Returns the bodies of the users without links, in the order of their creation.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.users.iter().map(DatabaseUser::body)
    }

    /// Removes expired users.
    pub(crate) fn remove_expired(&mut self, now: DateTime<Utc>) {
        if self.first_expiry.is_some_and(|expiry| expiry <= now) {
            self.users.retain(|user| !user.is_expired(now));
            self.rebuild_index();
        }
    }

    pub(super) fn list(&self, call: &Call<'_>) -> Result<Output, ApiError> {
        let page = Page::of(call)?;
        let url = list_url(call)?;
        let body = page.body(&self.users, &url, |user| user.render(&url));
        Ok(Output { status: StatusCode::OK, content: Content::Page(body) })
    }

    pub(super) fn get(&self, call: &Call<'_>) -> Result<Output, ApiError> {
        let user = &self.users[self.find(call)?];
        one(StatusCode::OK, user, call)
    }

    pub(super) fn create(&mut self, call: &Call<'_>) -> Result<Output, ApiError> {
        let body = call.body(Validation::Full)?;
        if self.users.len() >= self.limit {
            return Err(ApiError::too_many_users(self.limit));
        }
        let user = self.insert(body, call.path_parameter("groupId")?, call.now, PasswordNeed::Required)?;
        one(StatusCode::CREATED, user, call)
    }

    pub(super) fn update(&mut self, call: &Call<'_>) -> Result<Output, ApiError> {
        let position = self.find(call)?;
        let body = call.body(Validation::Partial)?;
        let user = &mut self.users[position];
        user.update(body, call.now)?;
        self.first_expiry = earlier(self.first_expiry, user.expiry());
        one(StatusCode::OK, user, call)
    }

    pub(super) fn delete(&mut self, call: &Call<'_>) -> Result<Output, ApiError> {
        let position = self.find(call)?;
        self.users.remove(position);
        self.rebuild_index();
        Ok(Output { status: StatusCode::NO_CONTENT, content: Content::Nothing })
    }

    /// Inserts a user. It needs no password, and the limit does not apply. The body must match the schema.
    pub(super) fn seed(
        &mut self,
        body: Map<String, Value>,
        project_id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        self.insert(body, project_id, now, PasswordNeed::Optional).map(drop)
    }

    /// Returns the first unused name of the form `user-N`, beginning after the number of users.
    pub(super) fn free_username(&self) -> String {
        let mut number = self.users.len() + 1;
        loop {
            let name = format!("user-{number}");
            if self.position("admin", &name).is_none() {
                return name;
            }
            number += 1;
        }
    }

    fn insert(
        &mut self,
        body: Map<String, Value>,
        project_id: &str,
        now: DateTime<Utc>,
        need: PasswordNeed,
    ) -> Result<&DatabaseUser, ApiError> {
        let user = DatabaseUser::create(body, project_id, now, need)?;
        if self.position(user.database(), user.username()).is_some() {
            return Err(ApiError::user_already_exists(user.username()));
        }
        let position = self.users.len();
        self.positions.insert(key(user.database(), user.username()), position);
        self.first_expiry = earlier(self.first_expiry, user.expiry());
        self.users.push(user);
        Ok(&self.users[position])
    }

    /// Returns the position of the user in the path.
    fn find(&self, call: &Call<'_>) -> Result<usize, ApiError> {
        let username = call.path_parameter("username")?;
        self.position(call.path_parameter("databaseName")?, username).ok_or_else(|| ApiError::user_not_found(username))
    }

    fn position(&self, database: &str, username: &str) -> Option<usize> {
        self.positions.get(&key(database, username)).copied()
    }

    /// Rebuilds the positions and the first expiry after users were removed or restored.
    fn rebuild_index(&mut self) {
        let users = self.users.iter().enumerate();
        self.positions = users.map(|(position, user)| (key(user.database(), user.username()), position)).collect();
        self.first_expiry = self.users.iter().fold(None, |first, user| earlier(first, user.expiry()));
    }
}

fn key(database: &str, username: &str) -> (String, String) {
    (database.to_owned(), username.to_owned())
}

/// Returns the earlier of two times. `None` is later than any time.
fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    one.into_iter().chain(other).min()
}

fn one(status: StatusCode, user: &DatabaseUser, call: &Call<'_>) -> Result<Output, ApiError> {
    Ok(Output { status, content: Content::One(user.render(&list_url(call)?)) })
}

/// Returns the URL of the list, which is a prefix of the URLs of the users.
fn list_url(call: &Call<'_>) -> Result<String, ApiError> {
    let project_id = call.path_parameter("groupId")?;
    Ok(format!("{}/api/atlas/v2/groups/{project_id}/databaseUsers", call.base_url))
}
