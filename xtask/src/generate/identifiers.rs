//! Rust identifiers for the names in the document.

use std::collections::BTreeSet;

use atlas_openapi::lower::Format;
use heck::{ToSnakeCase, ToUpperCamelCase};

/// Names that fields and setters cannot have: Rust's keywords, and the names that the types use themselves.
const RESERVED: [&str; 52] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "default",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "new",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "undecoded",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
];

/// Names of the prelude that the generated code uses; a type of the same name would shadow them.
pub(super) const PRELUDE: [&str; 13] =
    ["Box", "Clone", "Default", "Err", "From", "Into", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// The fallback variant of the open enumerations, which holds every value that the document does not list.
const FALLBACK: &str = "Unknown";

/// Returns the field name of a property.
pub(super) fn field(property: &str) -> String {
    let mut name = property.to_snake_case();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if RESERVED.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// Returns the module name of a tag.
pub(super) fn module(tag: &str) -> String {
    tag.to_snake_case()
}

/// Returns the type name of the handle to a tag's operations.
pub(super) fn handle(tag: &str) -> String {
    tag.to_upper_camel_case()
}

/// Returns the name of the static that describes an operation.
pub(super) fn constant(operation: &str) -> String {
    operation.to_uppercase()
}

/// Returns the name of the static that describes an operation in an alternative response format.
pub(super) fn constant_as(operation: &str, format: Format) -> String {
    format!("{}_AS_{}", constant(operation), suffix(format).to_uppercase())
}

/// Returns the name suffix of a response format.
pub(super) fn suffix(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Text => "text",
        Format::Gzip => "gzip",
        Format::Csv => "csv",
    }
}

/// Returns the variant names of an enumeration, one for each value.
///
/// * Values that differ only in case or punctuation (`minute`, `MINUTE`) keep their spelling from the second one on, or
///   get a number.
/// * The name `Unknown` belongs to the fallback variant. A documented value `UNKNOWN` becomes `Unknown_`.
pub(super) fn variants(values: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    values
        .iter()
        .map(|value| {
            let spelled: String = value.chars().map(|char| if char.is_alphanumeric() { char } else { '_' }).collect();
            let numbered = (2..).map(|number| format!("{}{number}", variant(value)));
            let spelled = spelled.chars().any(char::is_alphanumeric).then(|| legal(&spelled));
            [variant(value)]
                .into_iter()
                .chain(spelled)
                .chain(numbered)
                .find(|candidate| taken.insert(candidate.clone()))
                .unwrap_or_default()
        })
        .collect()
}

fn variant(value: &str) -> String {
    let words = value.replace('<', " less than ").replace('>', " greater than ").replace('+', " plus ");
    legal(&words.to_upper_camel_case())
}

/// Returns `name` as a legal variant name that differs from [`FALLBACK`].
fn legal(name: &str) -> String {
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{name}"),
        Some(_) if ["Self", FALLBACK].contains(&name) => format!("{name}_"),
        Some(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_valid_and_unreserved_identifiers() {
        let fields = ["diskSizeGB", "type", "mongoDBMajorVersion", "awsIAMType", "new", "$ref"].map(field);
        assert_eq!(fields, ["disk_size_gb", "type_", "mongo_db_major_version", "aws_iam_type", "new_", "ref_"]);
    }

    #[test]
    fn similar_values_have_distinct_variants() {
        let values =
            ["minute", "MINUTE", "Minute", "LESS_THAN", "<", ".avro.gz", "4.4", "$external"].map(str::to_owned);
        let expected = ["Minute", "MINUTE", "Minute2", "LessThan", "LessThan2", "AvroGz", "V44", "External"];
        assert_eq!(variants(&values), expected);
    }

    #[test]
    fn a_documented_value_leaves_the_fallback_variant_free() {
        let values = ["UNKNOWN", "unknown", "Unknown", "UNKNOWN_"].map(str::to_owned);
        assert_eq!(variants(&values), ["Unknown_", "unknown", "Unknown_2", "UNKNOWN_"]);
    }
}
