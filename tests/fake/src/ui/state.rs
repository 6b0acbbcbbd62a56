//! The data of the page as JSON, from the API's own responses, without secrets.

use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

use crate::journal::{Journal, secrets};
use crate::request::Request;
use crate::response::{Content, Handled, Output};
use crate::service::Service;

// The page shows at most this many projects, resources of each collection, and requests.
const MAX_PROJECTS: usize = 20;
const MAX_RESOURCES: usize = 200;
const MAX_REQUESTS: usize = 100;

impl Service {
    /// Returns the first projects with their clusters and database users, and the total number of each.
    pub(super) fn page_state(&mut self) -> Value {
        let (mut projects, count) = self.list("/api/atlas/v2/groups", MAX_PROJECTS);
        for project in &mut projects {
            let path = format!("/api/atlas/v2/groups/{}", project["id"].as_str().unwrap_or_default());
            for collection in ["clusters", "flexClusters", "databaseUsers"] {
                let (resources, count) = self.list(&format!("{path}/{collection}"), MAX_RESOURCES);
                project[collection] = resources.into();
                project["counts"][collection] = count;
            }
        }
        let mut state = json!({ "count": count, "projects": projects });
        secrets::redact(&mut state);
        state
    }

    /// Returns the first resources of a list of the API and their total number, or nothing if the list is not
    /// available.
    fn list(&mut self, path: &str, max: usize) -> (Vec<Value>, Value) {
        let nothing = || (Vec::new(), Value::from(0));
        let document = Arc::clone(&self.document);
        let Ok(route) = document.route(&Method::GET, path) else { return nothing() };
        let newest = route.operation.media_types.iter().max_by_key(|media_type| media_type.date());
        let accept = newest.map(ToString::to_string).unwrap_or_default();
        let target = format!("{path}?itemsPerPage={max}");
        let Some(request) = Request::internal(Method::GET, &target, &accept, "", Bytes::new()) else {
            return nothing();
        };
        let now = self.clock.now();
        let Ok(Handled { output: Output { content: Content::Page(mut page), .. }, .. }) =
            self.execute(&request, route, &self.owner(), now)
        else {
            return nothing();
        };
        match page["results"].take() {
            Value::Array(results) => (results, page["totalCount"].take()),
            _ => nothing(),
        }
    }
}

/// Returns the last requests, the newest first, without headers, queries and bodies.
pub(super) fn journal(journal: &Journal) -> Value {
    let requests = journal.newest(MAX_REQUESTS).map(|(number, entry)| {
        json!({
            "number": number,
            "method": entry.method().as_str(),
            "path": entry.path(),
            "operationId": entry.operation_id(),
            "status": entry.status().as_u16(),
            "fault": entry.fault(),
        })
    });
    json!({ "requests": requests.collect::<Vec<_>>() })
}
