//! Every operation that creates a resource in a list, of all families.

use atlas_gen::{OPERATIONS, Operation};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use serde_json::Value;

use crate::client::{Client, read};
use crate::operations::{Fixture, query};

/// Returns the number of resources in a list.
fn count(list: &Value) -> usize {
    let length = |value: &Value| value.as_array().map_or(0, Vec::len);
    match list {
        Value::Array(items) => items.len(),
        list if list["results"].is_array() => length(&list["results"]),
        // A list for each provider.
        list => list.as_object().into_iter().flatten().map(|(_, value)| length(value)).sum(),
    }
}

/// Creates a resource and returns how many more the list has.
async fn added(create: &'static Operation, list: &'static Operation) -> Result<isize, String> {
    let fixture = Fixture::new(create).await;
    let url = format!("{}{}", fixture.atlas.base_url(), fixture.path());
    let content_type = create.content_type(None);
    let body = content_type.as_ref().and_then(|content_type| fixture.body(content_type));
    let parameters = query(fixture.documented);
    let of_list = query(Fixture::new(list).await.documented);
    let client = Client::of(fixture.atlas);
    let version = |operation: &Operation| format!("application/vnd.atlas.{}+json", operation.version);
    let texts = |parameters: &[(&'static str, Value)]| {
        let text = |value: &Value| value.to_string().trim_matches('"').to_owned();
        parameters.iter().map(|(name, value)| (*name, text(value))).collect::<Vec<_>>()
    };
    let list_url = reqwest::Url::parse_with_params(&url, texts(&of_list)).unwrap();
    let listed =
        async || read(client.send(client.http.get(list_url.clone()).header(ACCEPT, version(list))).await).await;
    let (status, before) = listed().await;
    if !status.is_success() {
        return Err(format!("list: {status} {before}"));
    }
    let target = reqwest::Url::parse_with_params(&url, texts(&parameters)).unwrap();
    let mut request = client.http.post(target).header(ACCEPT, version(create));
    if let Some((content_type, body)) = content_type.zip(body) {
        request = request.header(CONTENT_TYPE, content_type).body(body.to_string());
    }
    let response = client.send(request).await;
    let status = response.status();
    let text = response.text().await.unwrap();
    if !status.is_success() {
        return Err(format!("create: {status} {text}"));
    }
    Ok(count(&listed().await.1) as isize - count(&before) as isize)
}

#[tokio::test]
async fn a_created_resource_is_listed() {
    let (mut listed, mut failures) = (0, Vec::new());
    for create in OPERATIONS.iter().filter(|operation| operation.method == "POST") {
        let list = OPERATIONS.iter().find(|list| list.method == "GET" && list.path == create.path);
        let Some(list) = list.filter(|list| list.id.starts_with("list")) else { continue };
        match added(create, list).await {
            Ok(1) => listed += 1,
            other => failures.push(format!("{}: {other:?}", create.id)),
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), failures.len() + listed, failures.join("\n"));
    assert!(listed >= 50, "{listed}");
}
