//! Whether one JSON value says all that another one says.

use serde_json::Value;

/// The places, as JSON pointers, at which `whole` lacks or contradicts something of `part`.
pub(crate) fn lost(part: &Value, whole: &Value, at: &str) -> Vec<String> {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part
            .iter()
            .flat_map(|(name, value)| lost(value, whole.get(name).unwrap_or(&Value::Null), &format!("{at}/{name}")))
            .collect(),
        (Value::Array(part), Value::Array(whole)) if part.len() == whole.len() => {
            let items = part.iter().zip(whole).enumerate();
            items.flat_map(|(index, (part, whole))| lost(part, whole, &format!("{at}/{index}"))).collect()
        }
        (Value::Number(part), Value::Number(whole)) if part.as_f64() == whole.as_f64() => Vec::new(),
        _ if part == whole => Vec::new(),
        _ => vec![format!("{at}: {part} became {whole}")],
    }
}
