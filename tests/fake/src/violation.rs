//! What a body has wrong, in Atlas's words.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use crate::error::ApiError;

/// The refusal for the gravest of the errors, if there is any: what is there is looked at before what is missing. It says
/// of each of the errors where it is.
pub(crate) fn refuse<'a>(errors: impl Iterator<Item = ValidationError<'a>>) -> Option<ApiError> {
    let errors: Vec<_> = errors.map(|error| (gravity(&error), refusal(&error), place(&error))).collect();
    let gravest = errors.iter().min_by_key(|(gravity, ..)| *gravity)?.1.clone();
    Some(gravest.with_fields(errors.into_iter().map(|(_, error, place)| (place, error.detail))))
}

/// Where an error is: the names and indices on the way, parted by dots.
fn place(error: &ValidationError<'_>) -> String {
    let mut place: Vec<_> = error.instance_path().as_str().split('/').skip(1).map(str::to_owned).collect();
    match error.kind() {
        Kind::Required { property } => place.extend(property.as_str().map(str::to_owned)),
        Kind::PropertyNames { error } => place.extend(error.instance().as_str().map(str::to_owned)),
        Kind::AdditionalProperties { unexpected } => place.extend(unexpected.first().cloned()),
        _ => {}
    }
    place.join(".")
}

fn gravity(error: &ValidationError<'_>) -> u8 {
    match error.kind() {
        Kind::FalseSchema | Kind::PropertyNames { .. } => 0,
        Kind::Required { .. } => 2,
        // That no variant fits says the least of what is wrong.
        Kind::AnyOf { .. } => 3,
        _ => 1,
    }
}

fn refusal(error: &ValidationError<'_>) -> ApiError {
    let path = error.instance_path().as_str();
    let name = attribute(path);
    let value = error.instance();
    let text = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match error.kind() {
        Kind::FalseSchema => ApiError::invalid_attribute(name, "Only Atlas sets it."),
        Kind::PropertyNames { error } => {
            let name = error.instance().as_str().unwrap_or(name).to_owned();
            ApiError::invalid_attribute(&name, "There is no such attribute.")
        }
        Kind::Required { property } => ApiError::missing_attribute(property.as_str().unwrap_or(name)),
        Kind::Enum { .. } => ApiError::invalid_enum_value(name, &text()),
        // A choice between texts is one between the values of each.
        Kind::AnyOf { .. } if value.is_string() => ApiError::invalid_enum_value(name, &text()),
        Kind::Format { .. } => ApiError::invalid_date(name, &text()),
        Kind::MinLength { limit } => {
            ApiError::invalid_attribute(name, &format!("It needs at least {limit} characters."))
        }
        Kind::MaxLength { limit } => {
            ApiError::invalid_attribute(name, &format!("It can have at most {limit} characters."))
        }
        Kind::Pattern { .. } => ApiError::invalid_attribute(name, "It has to be an id of 24 hexadecimal digits."),
        _ if matches!(value.as_ref(), Value::Object(_) | Value::Array(_)) && path.is_empty() => {
            ApiError::not_an_object()
        }
        _ => ApiError::wrong_type(name),
    }
}

/// The property that a JSON pointer leads to or into.
fn attribute(pointer: &str) -> &str {
    let is_index = |segment: &&str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    pointer.rsplit('/').find(|segment| !is_index(segment)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn an_item_belongs_to_the_list_s_attribute() {
        let cases = ["/roles/0/roleName", "/roles/0", "/username", ""].map(attribute);
        assert_eq!(cases, ["roleName", "roles", "username", ""]);
    }
}
