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

/// The users, in the order in which they were created.
#[derive(Default)]
pub(crate) struct DatabaseUsers {
    users: Vec<DatabaseUser>,
    /// The places in `users`, by database and name.
    places: HashMap<(String, String), usize>,
    /// When the first of the temporary users is gone.
    first_end: Option<DateTime<Utc>>,
    limit: usize,
}

impl DatabaseUsers {
    /// How many there can be from now on; those that there are stay.
    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The names of the users whose only role is this one of the project's own.
    pub(super) fn with_no_role_but(&self, role: &str) -> Vec<String> {
        self.users.iter().filter(|user| user.has_no_role_but(role)).map(|user| user.username().to_owned()).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.users.len()
    }

    /// Users as they were once, in this order.
    pub(crate) fn of_bodies(bodies: Vec<Map<String, Value>>) -> Self {
        let users = bodies.into_iter().map(DatabaseUser::of_body).collect();
        let mut users = Self { users, ..Self::default() };
        users.note_ends_and_places();
        users
    }

    /// The users as they are shown, but for their links, in the order in which they were created.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.users.iter().map(DatabaseUser::body)
    }

    /// Removes the users whose time is up.
    pub(crate) fn remove_expired(&mut self, now: DateTime<Utc>) {
        if self.first_end.is_some_and(|end| end <= now) {
            self.users.retain(|user| !user.is_expired(now));
            self.note_ends_and_places();
        }
    }

    pub(super) fn list(&self, call: &Call<'_>) -> Result<Output, ApiError> {
        let page = Page::of(call)?;
        let url = list_url(call)?;
        let body = page.body(&self.users, &url, |user| user.show(&url));
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
        self.first_end = earlier(self.first_end, user.end());
        one(StatusCode::OK, user, call)
    }

    pub(super) fn delete(&mut self, call: &Call<'_>) -> Result<Output, ApiError> {
        let position = self.find(call)?;
        self.users.remove(position);
        self.note_ends_and_places();
        Ok(Output { status: StatusCode::NO_CONTENT, content: Content::Nothing })
    }

    /// Puts a user there without a password, whatever the limit. The body has to fit the schema.
    pub(super) fn seed(
        &mut self,
        body: Map<String, Value>,
        project_id: &str,
        now: DateTime<Utc>,
    ) -> Result<(), ApiError> {
        self.insert(body, project_id, now, PasswordNeed::Optional).map(drop)
    }

    /// The first name free among `user-1`, `user-2` and so on, counted from the number of users there are.
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
        self.places.insert(key(user.database(), user.username()), position);
        self.first_end = earlier(self.first_end, user.end());
        self.users.push(user);
        Ok(&self.users[position])
    }

    /// The place of the user that a path names.
    fn find(&self, call: &Call<'_>) -> Result<usize, ApiError> {
        let username = call.path_parameter("username")?;
        self.position(call.path_parameter("databaseName")?, username).ok_or_else(|| ApiError::user_not_found(username))
    }

    fn position(&self, database: &str, username: &str) -> Option<usize> {
        self.places.get(&key(database, username)).copied()
    }

    /// Notes anew what a user's going has changed.
    fn note_ends_and_places(&mut self) {
        let users = self.users.iter().enumerate();
        self.places = users.map(|(place, user)| (key(user.database(), user.username()), place)).collect();
        self.first_end = self.users.iter().fold(None, |first, user| earlier(first, user.end()));
    }
}

fn key(database: &str, username: &str) -> (String, String) {
    (database.to_owned(), username.to_owned())
}

/// The earlier of two ends; none comes after all.
fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    one.into_iter().chain(other).min()
}

fn one(status: StatusCode, user: &DatabaseUser, call: &Call<'_>) -> Result<Output, ApiError> {
    Ok(Output { status, content: Content::One(user.show(&list_url(call)?)) })
}

/// The address of the list, which the users' own addresses begin with.
fn list_url(call: &Call<'_>) -> Result<String, ApiError> {
    let project_id = call.path_parameter("groupId")?;
    Ok(format!("{}/api/atlas/v2/groups/{project_id}/databaseUsers", call.base_url))
}
