//! Pagination: the requested page, and its body with links to the neighboring pages.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::parameter::{Parameter, ParameterType};
use crate::request::Request;
use crate::state::Call;

const DEFAULT_SIZE: usize = 100;
const MAX_SIZE: usize = 500;

/// The characters that are percent-encoded in a query value.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The parameters at fixed positions in a link.
const FIXED: [&str; 3] = ["includeCount", "itemsPerPage", "pageNum"];
/// The parameters for the format of a response. Links contain them only if the request does.
const STYLE: [&str; 2] = ["envelope", "pretty"];

/// The page requested by a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    size: usize,
    include_count: bool,
    /// The query parameters of the links, except the page number and size.
    query: String,
}

impl Page {
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        Self::from_query(call.request, &call.operation.query)
    }

    fn from_query(request: &Request, parameters: &[Parameter]) -> Result<Self, ApiError> {
        let size = parameters.iter().find(|parameter| parameter.name == "itemsPerPage");
        let max_size = match size.map(|size| &size.kind) {
            Some(ParameterType::Integer { max, .. }) => {
                max.and_then(|max| usize::try_from(max).ok()).unwrap_or(usize::MAX)
            }
            _ => MAX_SIZE,
        };
        let default_size = size.and_then(|size| size.default.as_deref()?.parse().ok()).unwrap_or(DEFAULT_SIZE);
        let include_count = request.query.flag("includeCount", true)?;
        Ok(Self {
            number: number(request, "pageNum", usize::MAX)?.unwrap_or(1),
            size: number(request, "itemsPerPage", max_size)?.unwrap_or(default_size),
            include_count,
            query: link_query(request, parameters, include_count),
        })
    }

    /// Returns the body of this page of `items`, each rendered by `render`. `url` is the URL of the list without a
    /// query.
    pub(crate) fn body<T>(&self, items: &[T], url: &str, render: impl Fn(&T) -> Value) -> Value {
        let Self { number, size, include_count, ref query } = *self;
        let before = (number - 1).saturating_mul(size);
        let results: Vec<_> = items.iter().skip(before).take(size).map(render).collect();

        let neighbor = |rel, number| link(rel, format!("{url}?{query}itemsPerPage={size}&pageNum={number}"));
        let mut links = vec![link("self", format!("{url}?{query}pageNum={number}&itemsPerPage={size}"))];
        if number > 1 {
            links.push(neighbor("previous", number - 1));
        }
        if before.saturating_add(results.len()) < items.len() {
            links.push(neighbor("next", number + 1));
        }

        let mut body = json!({ "links": links, "results": results });
        if include_count {
            body["totalCount"] = items.len().into();
        }
        body
    }
}

/// Returns the query parameters that links repeat, each followed by `&`.
///
/// They are `includeCount`, all parameters of the request, and all flags of the operation with their defaults.
fn link_query(request: &Request, parameters: &[Parameter], include_count: bool) -> String {
    let mut query = String::new();
    let mut add = |name: &str, value: &str| {
        // Writing to a `String` cannot fail.
        let _ = write!(query, "{name}={}&", utf8_percent_encode(value, VALUE));
    };
    if parameters.iter().any(|parameter| parameter.name == "includeCount") {
        add("includeCount", if include_count { "true" } else { "false" });
    }
    for Parameter { name, kind, default, .. } in parameters {
        if FIXED.contains(&name.as_str()) {
            continue;
        }
        let mut sent = request.query.all().iter().filter(|(key, _)| key == name).peekable();
        let has_default = *kind == ParameterType::Flag && !STYLE.contains(&name.as_str());
        match default {
            Some(default) if sent.peek().is_none() && has_default => add(name, default),
            _ => sent.for_each(|(_, value)| add(name, value)),
        }
    }
    query
}

/// Returns a link in the format of Atlas.
pub(crate) fn link(rel: &str, href: String) -> Value {
    json!({ "href": href, "rel": rel })
}

fn number(request: &Request, name: &'static str, max: usize) -> Result<Option<usize>, ApiError> {
    let Some(text) = request.query.value(name) else { return Ok(None) };
    match text.parse() {
        Ok(number) if (1..=max).contains(&number) => Ok(Some(number)),
        _ => Err(ApiError::invalid_query_parameter(name)),
    }
}
