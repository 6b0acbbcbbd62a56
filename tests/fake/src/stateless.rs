//! Sample responses of computed operations.

use serde_json::Value;

use crate::error::ApiError;
use crate::log;
use crate::page::Page;
use crate::remembered::samples;
use crate::response::{Content, Output};
use crate::sample::{Sampler, Selection};
use crate::schema;
use crate::state::Call;
use crate::store::Store;

const TABLE: &str = "Name,Quantity,Total\nexample,1,0.00\n";
const TEXT: &str = "-----BEGIN EXAMPLE-----\n-----END EXAMPLE-----\n";

/// Returns a sample of the response schema with the values of the path and the body.
pub(crate) fn serve(store: &Store, call: &Call<'_>) -> Result<Output, ApiError> {
    let body = if call.expects_body() { Some(call.value(call.operation.validation())?) } else { None };
    let Some(success) = call.operation.success(call.media_type) else {
        return Err(ApiError::not_acceptable());
    };
    let content = match (call.media_type.format(), &success.schema) {
        ("gzip", _) => log::content(store, call),
        ("csv", _) => Content::Bytes(TABLE.into()),
        (_, None) => Content::Nothing,
        (_, Some(schema)) => text(call).map_or_else(|| sample(call, schema, body.as_ref()), Ok)?,
    };
    Ok(Output { status: success.status, content })
}

/// Returns the content of a response that is text instead of JSON.
pub(crate) fn text(call: &Call<'_>) -> Option<Content> {
    let schema = call.operation.success(call.media_type)?.schema.as_ref()?;
    let metadata = || {
        let id = call.parameter("identityProviderId").unwrap_or_default();
        let url = format!("{}/sso/saml2/{id}", call.base_url);
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EntityDescriptor entityID=\"{url}\"/>\n")
    };
    let is_metadata = call.operation.shape.ends_with("/metadata.xml");
    let text = || if is_metadata { metadata().into() } else { TEXT.into() };
    (schema["type"] == "string").then(|| Content::Bytes(text()))
}

/// Removes the items of all lists.
fn empty_lists(value: &mut Value) {
    match value {
        Value::Array(items) => items.clear(),
        Value::Object(properties) => properties.values_mut().for_each(empty_lists),
        _ => {}
    }
}

fn sample(call: &Call<'_>, schema: &Value, body: Option<&Value>) -> Result<Content, ApiError> {
    let schemas = call.document.schemas();
    let url = format!("{}{}", call.base_url, call.request.path);
    let sampler = Sampler {
        schemas,
        parameters: call.parameters,
        url: &url,
        of_one: call.operation.of_one,
        now: call.now,
        selection: Selection::Complete,
    };
    let results = schema::resolve(schemas, schema).pointer("/properties/results");
    let is_page = results.is_some_and(|results| results["type"] == "array");
    if !is_page {
        let mut sample = sampler.sample(schema, body);
        if samples::have_empty_lists(&call.operation.id) {
            empty_lists(&mut sample);
        }
        return Ok(Content::One(sample));
    }
    // If the body is a list of resources to add, the response lists exactly these.
    let given = body.filter(|body| body.is_array()).map(|items| serde_json::json!({ "results": items }));
    let mut sample = sampler.sample(schema, given.as_ref());
    let results = sample["results"].as_array().cloned().unwrap_or_default();
    let Value::Object(page) = Page::of(call)?.body(&results, &url, Value::clone) else {
        return Ok(Content::Page(sample));
    };
    if let Value::Object(sample) = &mut sample {
        // `totalCount` depends on the schema and on the parameter `includeCount`.
        sample.retain(|name, _| name != "totalCount" || page.contains_key("totalCount"));
        let known: Vec<_> = page.into_iter().filter(|(name, _)| sample.contains_key(name)).collect();
        sample.extend(known);
    }
    Ok(Content::Page(sample))
}
