//! Requests by method and path, for any operation.

mod path;
mod target;

use std::{fmt, future::IntoFuture};

use atlas_gen::{ApiVersion, Call, Client, OPERATIONS, Operation};
use http::Method;
use serde::Serialize;
use serde_json::Value;

pub(crate) use self::target::RawTarget;
use crate::{
    Atlas, Confirm, Error, Impact, List, Preview, RequestFuture,
    request::{CallOptions, Prepared, call_options, send_blocking},
    transport::effect,
    wait::{Condition, Wait},
};

/// A request by method and path, for operations without a method in this crate; returned by [`Atlas::request`].
///
/// It is sent like any other request: authenticated and with retries. Without an [`api_version`](Self::api_version),
/// Atlas returns the newest stable version of the resource that this crate knows. Its [`Error`] names the method and path instead of the operation. Responses are JSON. Archives and other
/// formats, with media types that end with `+gzip` or `+csv`, cannot be requested.
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// use atlas_api::{ApiVersion, Method};
/// use serde_json::json;
///
/// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id()?);
/// let user = json!({
///     "username": "reports",
///     "password": "a long password",
///     "databaseName": "admin",
///     "roles": [{ "databaseName": "sales", "roleName": "read" }],
/// });
/// let request = atlas.request(Method::POST, path).api_version(ApiVersion::new("2023-01-01")?).json(user)?;
/// assert_eq!(request.await?["username"], "reports");
/// # });
/// ```
#[derive(Clone)]
#[must_use = "a request is not sent until it is awaited"]
pub struct RawRequest {
    atlas: Atlas,
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
    confirm: Option<Confirm>,
    options: CallOptions,
}

impl RawRequest {
    pub(crate) fn new(atlas: Atlas, method: Method, path: String) -> Self {
        let options = CallOptions::default();
        Self { atlas, method, path, query: Vec::new(), body: None, confirm: None, options }
    }

    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Adds a query parameter, which is percent-encoded. A parameter that is added twice is sent twice.
    pub fn query(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.query.push((name.into(), value.to_string()));
        self
    }

    /// Sets the body. A body of `null` is omitted.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `body` cannot be serialized as JSON, such as a map with lists
    /// as keys. A [`Value`] can always be serialized.
    pub fn json(mut self, body: impl Serialize) -> Result<Self, Error> {
        let body = serde_json::to_value(body).map_err(|error| Error::invalid_argument("body", error.to_string()))?;
        self.body = Some(body);
        Ok(self)
    }

    /// Confirms a destructive request. Without it, a `DELETE`, or another method of a destructive operation, is not sent.
    ///
    /// [`Confirm::name`] is compared with the last segment of the path.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, Method};
    ///
    /// let path = format!("/api/atlas/v2/groups/{}/databaseUsers/admin/user-1", atlas.project_id()?);
    /// let delete = atlas.request(Method::DELETE, path);
    /// assert!(delete.clone().await.unwrap_err().is_confirmation_required());
    /// delete.confirm(Confirm::name("user-1")).await?;
    /// # });
    /// ```
    pub fn confirm(mut self, confirm: Confirm) -> Self {
        self.confirm = Some(confirm);
        // Checked against the path before the request is sent.
        self.options.confirmed = true;
        self
    }

    /// Returns the impact of a destructive request; `None` if it is not destructive.
    #[must_use]
    pub fn impact(&self) -> Option<Impact> {
        // No `GET` is destructive, and most requests are `GET`.
        if self.method == Method::GET {
            return None;
        }
        let target = Operation::matching(self.method.as_str(), &self.path);
        let (template, effect) = effect(&self.method, target)?;
        Some(Impact::of_path(template, &self.path, effect))
    }

    /// Returns the request as it would be sent.
    ///
    /// # Errors
    /// As [`send`](Self::send), except for errors of the response and of the confirmation.
    pub fn preview(&self) -> Result<Preview, Error> {
        self.options.check()?;
        Preview::new::<Value, Value>(&self.call().map(|call| self.options.apply(call))?, None)
    }

    /// Converts the request to one for a paginated list. The items are JSON.
    ///
    /// The response is an object with the items in `results`. [`send`](Self::send) the request of an operation that
    /// returns another value, such as a list without pages.
    ///
    /// # Errors
    /// Of the list: [`is_invalid_argument`](Error::is_invalid_argument) for another method than `GET`, or if the query
    /// has `pageNum`, `itemsPerPage` or `includeCount`, which [`List`] sets; [`is_decode`](Error::is_decode) if the
    /// response is not a page.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Method;
    ///
    /// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id()?);
    /// let users = atlas.request(Method::GET, path).list().page_size(2).all().await?;
    /// assert_eq!(users.len(), 3);
    /// # });
    /// ```
    pub fn list(self) -> List<Value> {
        let (atlas, options) = (self.atlas.clone(), self.options.clone());
        let raw = self.target(Operation::matching(self.method.as_str(), &self.path));
        List::raw(&atlas, options, raw, move |page| {
            self.check_list()?;
            let mut request = self.clone();
            request = request.query("pageNum", page.number).query("itemsPerPage", page.size);
            if !page.counted {
                request = request.query("includeCount", false);
            }
            Ok(request.confirmed_call()?.into_page())
        })
    }

    /// Rejects a list whose pages would not follow each other.
    fn check_list(&self) -> Result<(), Error> {
        if self.method != Method::GET {
            return Err(Error::invalid_argument("list", "only a GET request returns pages; send the request instead"));
        }
        match self.query.iter().find(|(name, _)| PAGE_PARAMETERS.contains(&name.as_str())) {
            Some((name, _)) => {
                let rule = format!("`{name}` is set by the list; use `page` and `page_size` of the list instead");
                Err(Error::invalid_argument("query", rule))
            }
            None => Ok(()),
        }
    }

    /// Sends the request repeatedly until its response meets the condition; see [`wait`](crate::wait).
    ///
    /// Awaiting it returns the last response, or `None` if the resource does not exist anymore and the condition accepts
    /// that.
    ///
    /// # Errors
    /// As [`Request::wait_until`](crate::Request::wait_until).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Method, wait::WaitStatus};
    /// use serde_json::Value;
    ///
    /// let path = format!("/api/atlas/v2/groups/{}/databaseUsers", atlas.project_id()?);
    /// let three_users = |page: Option<&Value>| match page.map(|page| &page["totalCount"]) {
    ///     Some(count) if *count == 3 => WaitStatus::succeeded("three users"),
    ///     _ => WaitStatus::pending("other users"),
    /// };
    /// let page = atlas.request(Method::GET, path).wait_until(three_users).await?;
    /// assert_eq!(page.map(|page| page["totalCount"].clone()), Some(3.into()));
    /// # });
    /// ```
    pub fn wait_until(self, condition: impl Condition + 'static) -> Wait<Value> {
        let (atlas, what) = (self.atlas.clone(), self.path.clone());
        let is_get = self.method == Method::GET;
        Wait::new(
            move || {
                let mut prepared = self.clone().prepare();
                if !is_get {
                    prepared.call = Err(Error::invalid_argument("wait", "only a GET request can be repeated"));
                }
                RequestFuture::new(prepared)
            },
            condition,
            atlas,
            what,
        )
    }

    /// Sends the request repeatedly until the resource does not exist anymore; see [`Error::is_absent`].
    ///
    /// # Errors
    /// As [`wait_until`](Self::wait_until).
    pub fn wait_until_deleted(self) -> Wait<Value, ()> {
        self.wait_until(crate::wait::states::DELETED).finishing(|_| Ok(()))
    }

    /// Sends the request. Awaiting it does the same. The value of a response without a body is [`Value::Null`].
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the method or the path is invalid (see [`Atlas::request`]),
    /// [`is_confirmation_required`](Error::is_confirmation_required) for a destructive request without a
    /// [confirmation](Self::confirm), both before anything is sent; [`is_decode`](Error::is_decode) if the response is not
    /// JSON.
    pub fn send(self) -> RequestFuture<Value> {
        RequestFuture::new(self.prepare())
    }

    fn prepare(self) -> Prepared<Value> {
        let call = self.confirmed_call();
        let raw = self.target(call.as_ref().ok().and_then(Call::target));
        let already_done: Option<fn() -> Value> = (self.method == Method::DELETE).then_some(|| Value::Null);
        Prepared { call, options: self.options, fallback: None, already_done, raw }
    }

    /// Returns the target, for errors; `None` if the method is not supported.
    fn target(&self, operation: Option<&'static Operation>) -> Option<RawTarget> {
        let method = method_name(&self.method).ok()?;
        Some(RawTarget { method, path: self.path.clone(), operation })
    }

    fn confirmed_call(&self) -> Result<Call<Value>, Error> {
        match (self.impact(), &self.confirm) {
            (None, _) => {}
            (Some(impact), None) => return Err(Error::not_confirmed(impact.to_string())),
            (Some(impact), Some(confirm)) => impact.require(confirm)?,
        }
        self.call()
    }

    fn call(&self) -> Result<Call<Value>, Error> {
        path::check(&self.path)?;
        method_name(&self.method)?;
        let Self { atlas, method, path, query, body, .. } = self;
        let client: &Client = atlas.low();
        Ok(client.raw(method.clone(), path, query, body.as_ref(), newest_version()))
    }
}

call_options!(RawRequest);
send_blocking!(RawRequest, crate::Response<Value>, |request| &request.atlas);

impl IntoFuture for RawRequest {
    type Output = <RequestFuture<Value> as Future>::Output;
    type IntoFuture = RequestFuture<Value>;

    fn into_future(self) -> RequestFuture<Value> {
        self.send()
    }
}

/// The query parameters that a list sets for each page.
const PAGE_PARAMETERS: [&str; 3] = ["pageNum", "itemsPerPage", "includeCount"];

/// The methods of Atlas. Others are rejected; for example, `CONNECT` opens a tunnel.
const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

fn method_name(method: &Method) -> Result<&'static str, Error> {
    let invalid = || {
        let rule = format!("\"{method}\" is not supported; expected one of {}", METHODS.join(", "));
        Error::invalid_argument("method", rule)
    };
    METHODS.into_iter().find(|known| *known == method.as_str()).ok_or_else(invalid)
}

/// Returns the newest stable version of all operations. Versions are dates, which are ordered like text.
fn newest_version() -> ApiVersion {
    let dates = OPERATIONS.iter().copied().map(Operation::api_version);
    dates.filter(|version| *version != ApiVersion::PREVIEW).max().unwrap_or(ApiVersion::PREVIEW)
}

/// Shows neither the body nor the values of the query, which can be secrets.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_version_is_the_newest_stable_one() {
        let all = || OPERATIONS.iter().flat_map(|operation| operation.versions);
        let newest = newest_version();
        assert!(all().any(|version| *version == newest.as_str()));
        assert!(all().all(|version| *version == "preview" || *version <= newest.as_str()));
        assert_ne!(newest, ApiVersion::PREVIEW);
    }

    #[test]
    fn debug_shows_neither_the_body_nor_values_of_the_query() {
        let atlas = Atlas::new("abcdefgh", "private", "5f1a2b3c4d5e6f7a8b9c0d1e").unwrap();
        let request =
            atlas.request(Method::POST, "/api/atlas/v2/x").query("token", "hunter22").json("hunter23").unwrap();
        let shown = format!("{request:?}");
        assert!(
            shown.starts_with(r#"RawRequest { method: POST, path: "/api/atlas/v2/x", query: ["token"], "#),
            "{shown}"
        );
        assert!(!shown.contains("hunter"), "{shown}");
    }
}
