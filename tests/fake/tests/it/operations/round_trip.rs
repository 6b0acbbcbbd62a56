//! Every resource can be read and sent back: the properties that only the service sets are ignored. A masked secret has to
//! be set again.

use atlas_gen::{OPERATIONS, Operation};
use reqwest::header::{ACCEPT, CONTENT_TYPE};

use super::fixture::Fixture;
use super::request::{self, texts};
use crate::client::{Client, read};

/// The properties that the service refuses in an update of a cluster.
const REFUSED: [&str; 5] = ["connectionStrings", "createDate", "id", "mongoDBVersion", "stateName"];

/// Updates whose body is a command, not the resource that the same path returns.
const COMMANDS: [&str; 4] =
    ["acknowledgeGroupAlert", "toggleGroupAlertConfig", "updateGroupInvites", "updateOrgInvites"];

/// Reads the resource of an update and sends it back; returns `None` if the path cannot be read.
async fn send_back(update: &'static Operation) -> Option<Result<(), String>> {
    OPERATIONS.iter().find(|operation| operation.path == update.path && operation.method == "GET")?;
    let fixture = Fixture::new(update).await;
    let query = request::query(fixture.documented).into_iter();
    let query = query.flat_map(|(name, value)| texts(&value).map(|text| (name, text)).collect::<Vec<_>>());
    let url = format!("{}{}", fixture.atlas.base_url(), fixture.path());
    let url = reqwest::Url::parse_with_params(&url, query).unwrap();
    let version = format!("application/vnd.atlas.{}+json", update.version);
    let client = Client::of(fixture.atlas);
    let (status, mut resource) = read(client.send(client.http.get(url.clone()).header(ACCEPT, &version)).await).await;
    if !status.is_success() {
        return Some(Err(format!("GET: {status}, {}", resource["errorCode"])));
    }
    if update.id == "updateGroupCluster" {
        resource.as_object_mut()?.retain(|name, _| !REFUSED.contains(&name.as_str()));
    }
    if update.id == "updateGroupIntegration" {
        // The service refuses a masked secret.
        resource["apiKey"] = "0123456789abcdef0123456789abcdef".into();
    }
    let request = client.http.request(update.method.parse().ok()?, url).header(ACCEPT, &version);
    let request = request.header(CONTENT_TYPE, &version).body(resource.to_string());
    let (status, response) = read(client.send(request).await).await;
    let refusal = || format!("{}: {status}, {}: {}", update.method, response["errorCode"], response["detail"]);
    Some(if status.is_success() { Ok(()) } else { Err(refusal()) })
}

#[tokio::test]
async fn a_resource_can_be_sent_back_as_it_was_read() {
    let (mut tried, mut failures) = (Vec::new(), Vec::new());
    for update in OPERATIONS.iter().filter(|operation| ["PATCH", "PUT"].contains(&operation.method)) {
        if COMMANDS.contains(&update.id) {
            continue;
        }
        match send_back(update).await {
            None => {}
            Some(Ok(())) => tried.push(update.id),
            Some(Err(problem)) => failures.push(format!("{}: {problem}", update.id)),
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} failed:\n{}",
        failures.len(),
        failures.len() + tried.len(),
        failures.join("\n")
    );
    assert_eq!(tried.len(), 67);
}
