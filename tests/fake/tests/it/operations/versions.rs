//! Every operation at all versions except the one that the generated client requests.

use atlas_gen::{OPERATIONS, Operation};
use reqwest::header::{ACCEPT, CONTENT_TYPE};

use crate::client::Client;

use super::document;
use super::fixture::Fixture;
use super::request::{self, texts};
use super::response::{fits, has_no_content};

/// Requests another version than the generated client does, and checks the response against the schema of that version.
async fn check(operation: &'static Operation, media_type: &str) -> Result<(), String> {
    let fixture = Fixture::new(operation).await;
    let query = request::query(fixture.documented).into_iter();
    let query = query.flat_map(|(name, value)| texts(&value).map(|text| (name, text)).collect::<Vec<_>>());
    let url = format!("{}{}", fixture.atlas.base_url(), fixture.path());
    let url = reqwest::Url::parse_with_params(&url, query).unwrap();
    let body = fixture.body(media_type);
    let documented = fixture.documented;
    let client = Client::of(fixture.atlas);
    let mut request = client.http.request(operation.method.parse().unwrap(), url).header(ACCEPT, media_type);
    if let Some(body) = &body {
        request = request.header(CONTENT_TYPE, media_type).body(body.to_string());
    }
    let response = client.send(request).await;
    let status = response.status().as_u16();
    let content_type = response.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let body = response.bytes().await.unwrap();
    let content = document::content(operation.id, documented, status, media_type)
        .ok_or_else(|| format!("{status} is neither documented nor observed: {}", String::from_utf8_lossy(&body)))?;
    if !content_type.starts_with(media_type) {
        return Err(format!("the response has media type {content_type}"));
    }
    match content.get("schema") {
        None => has_no_content(status, &body),
        Some(schema) if schema["type"] == "string" => (!body.is_empty()).then_some(()).ok_or("no text".into()),
        Some(schema) => fits(schema, &serde_json::from_slice(&body).map_err(|error| error.to_string())?),
    }
}

#[tokio::test]
async fn every_other_version_returns_a_response_that_matches_its_schema() {
    let mut checked = 0;
    let mut failures = Vec::new();
    for operation in OPERATIONS {
        let responses = document::operation(operation.path, operation.method)["responses"].as_object().unwrap();
        let successes = responses.iter().filter(|(status, _)| status.starts_with('2'));
        let offered = successes.filter_map(|(_, response)| response["content"].as_object()).flatten();
        for (media_type, _) in offered.filter(|(media_type, _)| **media_type != operation.accept(None)) {
            checked += 1;
            if let Err(problem) = check(operation, media_type).await {
                failures.push(format!("{} at {media_type}: {problem}", operation.id));
            }
        }
    }
    assert!(checked >= 50, "{checked} other versions");
    assert!(failures.is_empty(), "{} of {checked} failed:\n{}", failures.len(), failures.join("\n"));
}
