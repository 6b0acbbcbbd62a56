//! Pages of a list: which one is asked for, and its body with the links to its neighbours.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::parameter::{Parameter, ParameterType};
use crate::request::Request;
use crate::state::Call;

const DEFAULT_SIZE: usize = 100;
const LARGEST_SIZE: usize = 500;

/// What stands for itself in a value of a query.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The parameters that links write in their own places.
const OWN: [&str; 3] = ["includeCount", "itemsPerPage", "pageNum"];
/// The parameters that say how an answer is written, which links have only if the request has them.
const STYLE: [&str; 2] = ["envelope", "pretty"];

/// The page that a query asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    size: usize,
    include_count: bool,
    /// What the links say beside of which page they lead to.
    query: String,
}

impl Page {
    pub(crate) fn of(call: &Call<'_>) -> Result<Self, ApiError> {
        Self::from_query(call.request, &call.operation.query)
    }

    fn from_query(request: &Request, parameters: &[Parameter]) -> Result<Self, ApiError> {
        let size = parameters.iter().find(|parameter| parameter.name == "itemsPerPage");
        let largest = match size.map(|size| &size.kind) {
            Some(ParameterType::Integer { max, .. }) => {
                max.and_then(|max| usize::try_from(max).ok()).unwrap_or(usize::MAX)
            }
            _ => LARGEST_SIZE,
        };
        let usual = size.and_then(|size| size.default.as_deref()?.parse().ok()).unwrap_or(DEFAULT_SIZE);
        let include_count = request.query_flag("includeCount", true)?;
        Ok(Self {
            number: number(request, "pageNum", usize::MAX)?.unwrap_or(1),
            size: number(request, "itemsPerPage", largest)?.unwrap_or(usual),
            include_count,
            query: kept(request, parameters, include_count),
        })
    }

    /// The body of this page of `items`, each shown as `show` does. `url` is the list's own, without a query.
    pub(crate) fn body<T>(&self, items: &[T], url: &str, show: impl Fn(&T) -> Value) -> Value {
        let Self { number, size, include_count, ref query } = *self;
        let before = (number - 1).saturating_mul(size);
        let results: Vec<_> = items.iter().skip(before).take(size).map(show).collect();

        let neighbour = |rel, number| link(rel, format!("{url}?{query}itemsPerPage={size}&pageNum={number}"));
        let mut links = vec![link("self", format!("{url}?{query}pageNum={number}&itemsPerPage={size}"))];
        if number > 1 {
            links.push(neighbour("previous", number - 1));
        }
        if before.saturating_add(results.len()) < items.len() {
            links.push(neighbour("next", number + 1));
        }

        let mut body = json!({ "links": links, "results": results });
        if include_count {
            body["totalCount"] = items.len().into();
        }
        body
    }
}

/// The parameters of the operation that links say again, each with an `&` behind it: whether to count, and then all that
/// were sent or are on or off unless they are.
fn kept(request: &Request, parameters: &[Parameter], include_count: bool) -> String {
    let mut query = String::new();
    let mut add = |name: &str, value: &str| {
        // Writing to a `String` cannot fail.
        let _ = write!(query, "{name}={}&", utf8_percent_encode(value, VALUE));
    };
    if parameters.iter().any(|parameter| parameter.name == "includeCount") {
        add("includeCount", if include_count { "true" } else { "false" });
    }
    for Parameter { name, kind, default, .. } in parameters {
        if OWN.contains(&name.as_str()) {
            continue;
        }
        let mut sent = request.query.iter().filter(|(key, _)| key == name).peekable();
        let is_told = *kind == ParameterType::Flag && !STYLE.contains(&name.as_str());
        match default {
            Some(default) if sent.peek().is_none() && is_told => add(name, default),
            _ => sent.for_each(|(_, value)| add(name, value)),
        }
    }
    query
}

/// A link as Atlas writes it.
pub(crate) fn link(rel: &str, href: String) -> Value {
    json!({ "href": href, "rel": rel })
}

fn number(request: &Request, name: &'static str, max: usize) -> Result<Option<usize>, ApiError> {
    let Some(text) = request.query_value(name) else { return Ok(None) };
    match text.parse() {
        Ok(number) if (1..=max).contains(&number) => Ok(Some(number)),
        _ => Err(ApiError::invalid_query_parameter(name)),
    }
}
