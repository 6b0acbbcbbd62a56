//! Sample responses of operations without stored state.

use serde_json::Value;

use crate::error::ApiError;
use crate::log;
use crate::page::Page;
use crate::parameter;
use crate::response::{Content, Output};
use crate::sample::Sampler;
use crate::schema;
use crate::state::Call;

const TABLE: &str = "Name,Quantity,Total\nexample,1,0.00\n";
const TEXT: &str = "-----BEGIN EXAMPLE-----\n-----END EXAMPLE-----\n";

/// Returns a sample of the response schema with the values of the path and the body.
pub(crate) fn serve(call: &Call<'_>) -> Result<Output, ApiError> {
    // Without stored state, an invalid ID is the only sign that a resource does not exist.
    if !parameter::can_exist(&call.operation.path, call.parameters) {
        return Err(ApiError::resource_not_found(&call.request.path));
    }
    let body = if call.expects_body() { Some(call.value(call.operation.validation())?) } else { None };
    let Some(success) = call.operation.success(call.media_type) else {
        return Err(ApiError::not_acceptable());
    };
    let content = match (call.media_type.format(), &success.schema) {
        ("gzip", _) => Content::Repeated(log::gzip(call.log_size)),
        ("csv", _) => Content::Bytes(TABLE.into()),
        (_, None) => Content::Nothing,
        (_, Some(schema)) if schema["type"] == "string" => Content::Bytes(TEXT.into()),
        (_, Some(schema)) => sample(call, schema, body.as_ref())?,
    };
    Ok(Output { status: success.status, content })
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
        complete: true,
    };
    let results = schema::resolve(schemas, schema).pointer("/properties/results");
    let is_page = results.is_some_and(|results| results["type"] == "array");
    if !is_page {
        return Ok(Content::One(sampler.sample(schema, body)));
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
