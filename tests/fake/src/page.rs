//! Pages of a list: which one is asked for, and its body with the links to its neighbours.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::request::Request;

const DEFAULT_SIZE: usize = 100;
const LARGEST_SIZE: usize = 500;

/// The page that a query asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    size: usize,
    include_count: bool,
}

impl Page {
    pub(crate) fn from_query(request: &Request) -> Result<Self, ApiError> {
        Ok(Self {
            number: number(request, "pageNum", usize::MAX)?.unwrap_or(1),
            size: number(request, "itemsPerPage", LARGEST_SIZE)?.unwrap_or(DEFAULT_SIZE),
            include_count: request.query_flag("includeCount", true)?,
        })
    }

    /// The body of this page of `items`, each shown as `show` does. `url` is the list's own, without a query.
    pub(crate) fn body<T>(&self, items: &[T], url: &str, show: impl Fn(&T) -> Value) -> Value {
        let before = (self.number - 1).saturating_mul(self.size);
        let results: Vec<_> = items.iter().skip(before).take(self.size).map(show).collect();

        let Self { number, size, include_count } = *self;
        let query = format!("{url}?includeCount={include_count}");
        let neighbour = |rel, number| link(rel, format!("{query}&itemsPerPage={size}&pageNum={number}"));
        let mut links = vec![link("self", format!("{query}&pageNum={number}&itemsPerPage={size}"))];
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

/// A link as Atlas writes it.
pub(crate) fn link(rel: &str, href: String) -> Value {
    json!({ "href": href, "rel": rel })
}

fn number(request: &Request, name: &'static str, most: usize) -> Result<Option<usize>, ApiError> {
    let Some(text) = request.query_value(name) else { return Ok(None) };
    match text.parse() {
        Ok(number) if (1..=most).contains(&number) => Ok(Some(number)),
        _ => Err(ApiError::invalid_query_parameter(name)),
    }
}
