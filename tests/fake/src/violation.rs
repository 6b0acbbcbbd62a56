//! Conversion of schema violations to Atlas errors.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use crate::error::ApiError;

/// Returns the Atlas error of the most specific violation, or `None` if there are no violations.
///
/// Invalid properties come before missing ones. The error lists each invalid field once, with its most specific
/// violation.
pub(crate) fn refuse<'a>(errors: impl Iterator<Item = ValidationError<'a>>) -> Option<ApiError> {
    let mut errors: Vec<_> = errors.map(|error| (rank(&error), refusal(&error), field(&error))).collect();
    let first = errors.iter().min_by_key(|(rank, ..)| *rank)?.1.clone();
    let mut specific: BTreeMap<String, u8> = BTreeMap::new();
    for (rank, _, field) in &errors {
        let least = specific.entry(field.clone()).or_insert(*rank);
        *least = (*least).min(*rank);
    }
    let mut seen = BTreeSet::new();
    errors.retain(|(rank, _, field)| specific[field] == *rank && seen.insert(field.clone()));
    Some(first.with_fields(errors.into_iter().map(|(_, error, field)| (field, error.detail))))
}

/// Returns the field of a violation: the names and indices of its path, joined by dots.
fn field(error: &ValidationError<'_>) -> String {
    let mut field: Vec<_> = error.instance_path().as_str().split('/').skip(1).map(str::to_owned).collect();
    match error.kind() {
        Kind::Required { property } => field.extend(property.as_str().map(str::to_owned)),
        Kind::PropertyNames { error } => field.extend(error.instance().as_str().map(str::to_owned)),
        Kind::AdditionalProperties { unexpected } => field.extend(unexpected.first().cloned()),
        _ => {}
    }
    field.join(".")
}

/// Returns the order in which violations are reported, the most specific first.
fn rank(error: &ValidationError<'_>) -> u8 {
    match error.kind() {
        Kind::FalseSchema | Kind::PropertyNames { .. } => 0,
        Kind::Required { .. } => 2,
        // A mismatch of all variants is the least specific violation.
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
        Kind::FalseSchema => ApiError::invalid_attribute(name, "Only Atlas can set it."),
        Kind::PropertyNames { error } => {
            let name = error.instance().as_str().unwrap_or(name).to_owned();
            ApiError::invalid_attribute(&name, "The attribute does not exist.")
        }
        Kind::Required { property } => ApiError::missing_attribute(property.as_str().unwrap_or(name)),
        Kind::Enum { .. } => ApiError::invalid_enum_value(name, &text()),
        // A union of string types is an enumeration of all their values.
        Kind::AnyOf { .. } if value.is_string() => ApiError::invalid_enum_value(name, &text()),
        Kind::Format { .. } => ApiError::invalid_date(name, &text()),
        Kind::MinLength { limit } => {
            ApiError::invalid_attribute(name, &format!("It needs at least {limit} characters."))
        }
        Kind::MaxLength { limit } => {
            ApiError::invalid_attribute(name, &format!("It can have at most {limit} characters."))
        }
        Kind::Pattern { .. } => ApiError::invalid_attribute(name, "It must be an ID of 24 hexadecimal digits."),
        // The body as a whole has no name.
        _ if name.is_empty() => ApiError::not_an_object(),
        _ => ApiError::wrong_type(name),
    }
}

/// Returns the name of the last property in a JSON pointer.
fn attribute(pointer: &str) -> &str {
    let is_index = |segment: &&str| !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
    pointer.rsplit('/').find(|segment| !is_index(segment)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn an_item_has_the_attribute_name_of_its_list() {
        let cases = ["/roles/0/roleName", "/roles/0", "/username", ""].map(attribute);
        assert_eq!(cases, ["roleName", "roles", "username", ""]);
    }
}
