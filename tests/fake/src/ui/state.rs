//! What the page shows, as JSON: what the API itself answers, without secrets.

use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

use crate::journal::{Journal, secrets};
use crate::request::Request;
use crate::service::Service;

/// As many requests as somebody looks at.
const REQUESTS: usize = 100;

impl Service {
    /// The projects, each with its clusters and database users, up to 500 of each.
    pub(super) fn shown_state(&mut self) -> Value {
        let mut projects = self.list("/api/atlas/v2/groups");
        for project in &mut projects {
            let path = format!("/api/atlas/v2/groups/{}", project["id"].as_str().unwrap_or_default());
            for collection in ["clusters", "flexClusters", "databaseUsers"] {
                project[collection] = self.list(&format!("{path}/{collection}")).into();
            }
        }
        let mut state = json!({ "projects": projects });
        secrets::leave_out(&mut state);
        state
    }

    /// What a list of the API holds; nothing if it is not served.
    fn list(&mut self, path: &str) -> Vec<Value> {
        let Ok(route) = self.document.route(&Method::GET, path) else { return Vec::new() };
        let newest = route.operation.answers.iter().max_by_key(|media_type| media_type.date());
        let accept = newest.map(ToString::to_string).unwrap_or_default();
        let target = format!("{path}?itemsPerPage=500");
        let Some(request) = Request::inner(Method::GET, &target, &accept, "", Bytes::new()) else { return Vec::new() };
        let now = self.clock.now();
        let answer = self.perform(&request, route, &self.owner(), now).ok();
        let body = answer.and_then(|answer| serde_json::from_slice::<Value>(&answer.body).ok());
        match body.map(|mut body| body["results"].take()) {
            Some(Value::Array(results)) => results,
            _ => Vec::new(),
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
