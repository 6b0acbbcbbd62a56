//! Every operation at every version but the one that the generated client asks for.

use atlas_gen::{OPERATIONS, Operation};
use reqwest::header::{ACCEPT, CONTENT_TYPE};

use crate::client::Client;

use super::answered::{fits, says_nothing};
use super::document;
use super::request::{self, texts};
use super::fixture::Fixture;

/// Asks for another version than the generated client's, and holds the answer against the schema of that version.
async fn ask(operation: &'static Operation, media_type: &str) -> Result<(), String> {
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
    let answer = client.send(request).await;
    let status = answer.status().as_u16();
    let content_type = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let answer = answer.bytes().await.unwrap();
    let content = document::content(operation.id, documented, status, media_type)
        .ok_or_else(|| format!("{status} is neither documented nor observed: {}", String::from_utf8_lossy(&answer)))?;
    if !content_type.starts_with(media_type) {
        return Err(format!("answered with {content_type}"));
    }
    match content.get("schema") {
        None => says_nothing(status, &answer),
        Some(schema) if schema["type"] == "string" => (!answer.is_empty()).then_some(()).ok_or("no text".into()),
        Some(schema) => fits(schema, &serde_json::from_slice(&answer).map_err(|error| error.to_string())?),
    }
}

#[tokio::test]
async fn every_other_version_answers_what_its_own_schema_says() {
    let mut asked = 0;
    let mut wrong = Vec::new();
    for operation in OPERATIONS {
        let responses = document::operation(operation.path, operation.method)["responses"].as_object().unwrap();
        let successes = responses.iter().filter(|(status, _)| status.starts_with('2'));
        let offered = successes.filter_map(|(_, response)| response["content"].as_object()).flatten();
        for (media_type, _) in offered.filter(|(media_type, _)| **media_type != operation.accept(None)) {
            asked += 1;
            if let Err(why) = ask(operation, media_type).await {
                wrong.push(format!("{} at {media_type}: {why}", operation.id));
            }
        }
    }
    assert!(asked >= 50, "{asked} other versions");
    assert!(wrong.is_empty(), "{} of {asked} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
