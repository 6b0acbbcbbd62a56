//! Identifiers of Rust from the document's words.

use std::collections::BTreeSet;

use atlas_openapi::lower::Format;
use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that can't be fields or setters: Rust's own, and the constructors that the types have.
const TAKEN: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "default", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "new", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
    "super", "trait", "true", "try", "type", "typeof", "unfit", "unsafe", "unsized", "use", "virtual", "where",
];

/// Words of the prelude that the generated code uses; a type of that name would hide them.
pub(super) const PRELUDE: [&str; 13] =
    ["Box", "Clone", "Default", "Err", "From", "Into", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// The field of a property.
pub(super) fn field(property: &str) -> String {
    let mut name = property.to_snake_case();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if TAKEN.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// The module of a tag.
pub(super) fn module(tag: &str) -> String {
    tag.to_snake_case()
}

/// The handle of a tag's operations.
pub(super) fn handle(tag: &str) -> String {
    tag.to_upper_camel_case()
}

/// The static that holds what is known of an operation.
pub(super) fn constant(operation: &str) -> String {
    operation.to_uppercase()
}

/// The static of an operation that is asked for in another form than its usual one.
pub(super) fn constant_as(operation: &str, format: Format) -> String {
    format!("{}_AS_{}", constant(operation), suffix(format).to_uppercase())
}

/// What a form is called in names.
pub(super) fn suffix(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Text => "text",
        Format::Gzip => "gzip",
        Format::Csv => "csv",
    }
}

/// The variants of an enumeration, one for each value.
///
/// Values that differ in case or punctuation alone (`minute`, `MINUTE`) keep the spelling that tells them apart.
pub(super) fn variants(values: &[String]) -> Vec<String> {
    let mut taken = BTreeSet::from(["Unknown".to_owned()]);
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
    // Dots part numbers that would run together: 4.4 and 44.
    legal(&words.to_upper_camel_case())
}

fn legal(name: &str) -> String {
    match name.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("V{name}"),
        Some(_) if ["Self"].contains(&name) => format!("{name}_"),
        Some(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_words_of_rust_that_are_free() {
        let fields = ["diskSizeGB", "type", "mongoDBMajorVersion", "awsIAMType", "new", "$ref"].map(field);
        assert_eq!(fields, ["disk_size_gb", "type_", "mongo_db_major_version", "aws_iam_type", "new_", "ref_"]);
    }

    #[test]
    fn values_that_read_alike_stay_apart() {
        let values =
            ["minute", "MINUTE", "Minute", "LESS_THAN", "<", ".avro.gz", "4.4", "$external"].map(str::to_owned);
        let expected = ["Minute", "MINUTE", "Minute2", "LessThan", "LessThan2", "AvroGz", "V44", "External"];
        assert_eq!(variants(&values), expected);
    }
}
