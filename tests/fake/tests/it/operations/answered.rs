//! Whether an answer is what its operation's document says, and its type what the answer says.

use atlas_calls::Answer;
use atlas_conform::missing;
use atlas_gen::Format;
use serde_json::Value;

use super::document;

/// Says what is wrong with an answer of the operation that is `documented`, asked for in `format` as `media_type`.
pub(crate) fn check(documented: &Value, format: Format, media_type: &str, answer: &Answer) -> Result<(), String> {
    let body = &answer.body;
    let id = documented["operationId"].as_str().unwrap();
    let Some(content) = document::content(id, documented, answer.status.as_u16(), media_type) else {
        return Err(format!("{} as {media_type} is neither documented nor observed", answer.status));
    };
    match (format, content.get("schema"), &answer.value) {
        (Format::Gzip, ..) => body.starts_with(&[0x1f, 0x8b]).then_some(()).ok_or("it is no gzip".to_owned()),
        (Format::Csv | Format::Text, ..) => {
            (!body.is_empty() && body.is_ascii()).then_some(()).ok_or("it is no text".to_owned())
        }
        (_, None, _) => says_nothing(answer.status.as_u16(), body),
        (_, Some(_), None) => Err("it is documented and not decoded".to_owned()),
        (_, Some(schema), Some(decoded)) => {
            let written: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
            fits(schema, &written)?;
            let lost = missing(&written, decoded);
            let made_up = missing(decoded, &written);
            match (lost.is_empty(), made_up.is_empty(), answer.has_undecoded) {
                (true, true, false) => Ok(()),
                (true, true, true) => Err("its type keeps something that does not fit".to_owned()),
                _ => Err(format!("lost: {lost:#?}, made up: {made_up:#?}")),
            }
        }
    }
}

/// Where the document knows of no body there is none, or an empty object with what is accepted and goes on.
pub(crate) fn says_nothing(status: u16, body: &[u8]) -> Result<(), String> {
    let expected: &[u8] = if status == 202 { b"{}" } else { b"" };
    if body == expected { Ok(()) } else { Err(format!("{status} has {:?}", String::from_utf8_lossy(body))) }
}

/// Says where a value is other than its schema says.
pub(crate) fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    let schema = jsonschema::draft202012::new(&document::of_answer(schema)).map_err(|error| error.to_string())?;
    let errors = schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path()));
    let errors: Vec<_> = errors.collect();
    errors.is_empty().then_some(()).ok_or(format!("{errors:#?}\n{value:#}"))
}
