//! The check of a response against the document, and of its decoded type against the response.

use atlas_calls::Response;
use atlas_conform::missing;
use atlas_gen::Format;
use serde_json::Value;

use super::document;

/// Checks the response to a `documented` operation, requested in `format` as `media_type`; the error is the difference.
pub(crate) fn check(documented: &Value, format: Format, media_type: &str, response: &Response) -> Result<(), String> {
    let body = &response.body;
    let id = documented["operationId"].as_str().unwrap();
    let Some(content) = document::content(id, documented, response.status.as_u16(), media_type) else {
        return Err(format!("{} as {media_type} is neither documented nor observed", response.status));
    };
    match (format, content.get("schema"), &response.value) {
        (Format::Gzip, ..) => body.starts_with(&[0x1f, 0x8b]).then_some(()).ok_or("not gzip".to_owned()),
        (Format::Csv | Format::Text, ..) => {
            (!body.is_empty() && body.is_ascii()).then_some(()).ok_or("not text".to_owned())
        }
        (_, None, _) => has_no_content(response.status.as_u16(), body),
        (_, Some(_), None) => Err("documented but not decoded".to_owned()),
        (_, Some(schema), Some(decoded)) => {
            let written: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
            fits(schema, &written)?;
            let lost = missing(&written, decoded);
            let added = missing(decoded, &written);
            match (lost.is_empty(), added.is_empty(), response.has_undecoded) {
                (true, true, false) => Ok(()),
                (true, true, true) => Err("contains a value of another JSON type than its schema".to_owned()),
                _ => Err(format!("lost: {lost:#?}, added: {added:#?}")),
            }
        }
    }
}

/// Checks that a response without a documented body is empty, or an empty object for `202 Accepted`.
pub(crate) fn has_no_content(status: u16, body: &[u8]) -> Result<(), String> {
    let expected: &[u8] = if status == 202 { b"{}" } else { b"" };
    if body == expected { Ok(()) } else { Err(format!("{status} has {:?}", String::from_utf8_lossy(body))) }
}

/// Checks a value against its schema; the error lists the places where it differs.
pub(crate) fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let schema = jsonschema::draft202012::new(&document::response_schema(schema)).map_err(|error| error.to_string())?;
    let errors = schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path()));
    let errors: Vec<_> = errors.collect();
    errors.is_empty().then_some(()).ok_or(format!("{errors:#?}\n{value:#}"))
}
