//! What the page shows, as JSON: what the API itself answers, without secrets.

use std::sync::Arc;

use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

use crate::journal::{Journal, secrets};
use crate::request::Request;
use crate::response::{Content, Handled, Output};
use crate::service::Service;

/// As many projects as somebody looks at, and of each as many resources; and as many requests.
const PROJECTS: usize = 20;
const RESOURCES: usize = 200;
const REQUESTS: usize = 100;

impl Service {
    /// The projects, each with its clusters and database users, as many of each as somebody looks at, and how many there
    /// are.
    pub(super) fn page_state(&mut self) -> Value {
        let (mut projects, count) = self.list("/api/atlas/v2/groups", PROJECTS);
        for project in &mut projects {
            let path = format!("/api/atlas/v2/groups/{}", project["id"].as_str().unwrap_or_default());
            for collection in ["clusters", "flexClusters", "databaseUsers"] {
                let (resources, count) = self.list(&format!("{path}/{collection}"), RESOURCES);
                project[collection] = resources.into();
                project["counts"][collection] = count;
            }
        }
        let mut state = json!({ "count": count, "projects": projects });
        secrets::leave_out(&mut state);
        state
    }

    /// The first of what a list of the API holds, and how much it holds; nothing if it is not served.
    fn list(&mut self, path: &str, max: usize) -> (Vec<Value>, Value) {
        let nothing = || (Vec::new(), Value::from(0));
        let document = Arc::clone(&self.document);
        let Ok(route) = document.route(&Method::GET, path) else { return nothing() };
        let newest = route.operation.media_types.iter().max_by_key(|media_type| media_type.date());
        let accept = newest.map(ToString::to_string).unwrap_or_default();
        let target = format!("{path}?itemsPerPage={max}");
        let Some(request) = Request::inner(Method::GET, &target, &accept, "", Bytes::new()) else { return nothing() };
        let now = self.clock.now();
        let Ok(Handled { output: Output { content: Content::Page(mut page), .. }, .. }) =
            self.perform(&request, route, &self.owner(), now)
        else {
            return nothing();
        };
        match page["results"].take() {
            Value::Array(results) => (results, page["totalCount"].take()),
            _ => nothing(),
        }
    }
}

/// The last requests, the newest first. Headers, queries and bodies stay where they are.
pub(super) fn journal(journal: &Journal) -> Value {
    let requests = journal.newest(REQUESTS).map(|(number, entry)| {
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
