//! Rust identifiers for the names in the document.
//!
//! Each function returns `None` for a name without any character of an identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Names that fields, setters, operations and modules cannot have: Rust's keywords, and the names that generated items use
/// themselves.
const RESERVED: [&str; 55] = [
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
    "shared",
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
    "while",
    "yield",
];

/// Methods that people call on every value. A setter of the same name would take precedence over them.
const TRAIT_METHODS: [&str; 19] = [
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "cmp",
    "eq",
    "fmt",
    "from",
    "hash",
    "into",
    "ne",
    "partial_cmp",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
];

/// Names of the prelude that the generated code uses; a type of the same name would shadow them.
const PRELUDE: [&str; 13] =
    ["Box", "Clone", "Default", "Err", "From", "Into", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// Methods of the generated client beside those for tags.
const CLIENT_METHODS: [&str; 5] = ["call", "raw", "with_json", "with_max_response_size", "with_version"];

/// Items that a module of operations imports; a builder or handle of the same name would conflict with them.
const IMPORTED: [&str; 11] = [
    "Builder",
    "ByteStream",
    "Call",
    "Client",
    "Destructive",
    "Format",
    "NonDestructive",
    "Operation",
    "OperationBuilder",
    "Paged",
    "Parameter",
];

/// Methods and fields of a builder beside its setters, and the functions that they call.
const BUILDER_METHODS: [&str; 12] = [
    "body",
    "client",
    "convert",
    "default",
    "into_call",
    "maybe",
    "new",
    "request",
    "send",
    "shared",
    "undecoded",
    "value",
];

/// The fallback variant of the open enumerations, which holds every value that the document does not list.
const FALLBACK: &str = "Unknown";

/// Returns the field of a property, which is also the name of its setter.
#[must_use]
pub fn field(name: &str) -> Option<String> {
    let field = unreserved(words(name).to_snake_case(), "_")?;
    if TRAIT_METHODS.contains(&field.as_str()) { Some(format!("{field}_")) } else { Some(field) }
}

/// Returns the setter of a parameter. progenitor generates it, so it has the name that progenitor chooses.
#[must_use]
pub fn setter(name: &str) -> Option<String> {
    match name {
        "+1" => Some("plus1".to_owned()),
        "-1" => Some("minus1".to_owned()),
        _ => unreserved(words(&name.replace('\'', "")).to_snake_case(), "_"),
    }
}

/// Returns the module of a tag.
#[must_use]
pub fn module(tag: &str) -> Option<String> {
    let module = unreserved(words(tag).to_snake_case(), "_")?;
    if CLIENT_METHODS.contains(&module.as_str()) { Some(format!("{module}_")) } else { Some(module) }
}

/// Returns whether a builder or a handle of this name would conflict with an import.
pub(super) fn is_imported(name: &str) -> bool {
    IMPORTED.contains(&name) || is_in_prelude(name)
}

/// Returns whether a setter would conflict with another method of its builder.
pub(super) fn is_builder_method(setter: &str) -> bool {
    let setter = setter.trim_end_matches('_');
    BUILDER_METHODS.contains(&setter) || setter.starts_with("send_") || setter.starts_with("with_")
}

/// Returns the method of an operation.
pub(super) fn operation(name: &str) -> Option<String> {
    let name = words(name).to_snake_case();
    // progenitor names the builder after the method, and a type cannot begin with an underscore and a digit.
    let name = if name.starts_with(|first: char| first.is_ascii_digit()) { format!("op_{name}") } else { name };
    unreserved(name, "_")
}

/// Returns the name of a type. A legal name is not changed.
#[must_use]
pub fn type_name(name: &str) -> Option<String> {
    let prefixed = |name: &str| {
        let prefix = if name.starts_with(|first: char| first.is_ascii_digit()) { "V" } else { "" };
        format!("{prefix}{name}")
    };
    let legal = valid(prefixed(name)).filter(|name| name != "Self" && name.starts_with(char::is_uppercase));
    if legal.is_some() {
        return legal;
    }
    let name = prefixed(&words(name).to_upper_camel_case());
    if name == "Self" { Some("Self_".to_owned()) } else { valid(name) }
}

/// Returns whether a type of this name would shadow a type of the prelude.
pub(super) fn is_in_prelude(name: &str) -> bool {
    PRELUDE.contains(&name)
}

/// Returns the variant of an enumeration for a value. The name `Unknown` belongs to the fallback variant: a documented
/// value `UNKNOWN` becomes `Unknown_`.
pub(super) fn variant(value: &str) -> Option<String> {
    let spelled = value.replace('<', " less than ").replace('>', " greater than ").replace('+', " plus ");
    let name = words(&spelled).to_upper_camel_case();
    match name.chars().next() {
        None if value.is_empty() => Some("Empty".to_owned()),
        None => None,
        Some(first) if first.is_ascii_digit() => valid(format!("V{name}")),
        Some(_) if ["Self", FALLBACK].contains(&name.as_str()) => Some(format!("{name}_")),
        Some(_) => valid(name),
    }
}

/// Returns whether a name from an overlay is an identifier that nothing else uses.
pub(super) fn is_free(name: &str) -> bool {
    valid(name.to_owned()).is_some() && !RESERVED.contains(&name) && !["Self", FALLBACK].contains(&name)
}

/// Replaces the characters that no identifier has by spaces.
fn words(name: &str) -> String {
    name.chars().map(|char| if is_xid_continue(char) { char } else { ' ' }).collect()
}

/// Adds a prefix to a name that begins with a digit, and a suffix to a reserved name.
fn unreserved(name: String, suffix: &str) -> Option<String> {
    let name = if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name };
    if RESERVED.contains(&name.as_str()) { Some(format!("{name}{suffix}")) } else { valid(name) }
}

fn valid(name: String) -> Option<String> {
    let mut chars = name.chars();
    let first = chars.next()?;
    let is_valid = (is_xid_start(first) || (first == '_' && name.len() > 1)) && chars.all(is_xid_continue);
    is_valid.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_valid_and_unreserved_identifiers() {
        let fields = ["diskSizeGB", "type", "mongoDBMajorVersion", "awsIAMType", "new", "$ref", "2fa", "größe"];
        let expected =
            ["disk_size_gb", "type_", "mongo_db_major_version", "aws_iam_type", "new_", "ref_", "_2fa", "größe"];
        assert_eq!(fields.map(|name| field(name).unwrap()), expected);
        assert_eq!(["", "-", "$", "😀", "_", "①"].map(field), [const { None }; 6]);
    }

    #[test]
    fn a_setter_does_not_hide_the_method_of_a_trait() {
        assert_eq!(
            ["clone", "Into", "hash", "cloned"].map(|name| field(name).unwrap()),
            ["clone_", "into_", "hash_", "cloned"]
        );
    }

    #[test]
    fn setters_have_the_names_of_progenitor() {
        let names = ["+1", "-1", "it's", "2fa", "Use-Effective-Fields", "type", "from"];
        let expected = ["plus1", "minus1", "its", "_2fa", "use_effective_fields", "type_", "from"];
        assert_eq!(names.map(|name| setter(name).unwrap()), expected);
        assert_eq!(["", "-", "'"].map(setter), [const { None }; 3]);
    }

    #[test]
    fn no_field_is_a_keyword() {
        let strict = "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match \
                      mod move mut pub ref return self static struct super trait true type unsafe use where while";
        let reserved = "abstract become box do final gen macro override priv try typeof unsized virtual yield";
        for keyword in strict.split_whitespace().chain(reserved.split_whitespace()) {
            assert_eq!(field(keyword).unwrap(), format!("{keyword}_"));
        }
    }

    #[test]
    fn modules_and_operations_are_not_keywords() {
        assert_eq!(
            ["mod", "type", "Project IP Access List", "shared"].map(|tag| module(tag).unwrap()),
            ["mod_", "type_", "project_ip_access_list", "shared_"]
        );
        assert_eq!(["type", "2fa"].map(|name| operation(name).unwrap()), ["type_", "op_2fa"]);
    }

    #[test]
    fn types_are_valid_identifiers() {
        assert_eq!(type_name("1 Bad-Näme").unwrap(), "V1BadNäme");
        assert_eq!(type_name("self").unwrap(), "Self_");
        assert_eq!(type_name("--"), None);
        assert!(is_in_prelude("String"));
    }

    #[test]
    fn variants_are_valid_identifiers_other_than_the_fallback() {
        let values = ["minute", "LESS_THAN", "<", ".avro.gz", "4.4", "$external", "", "UNKNOWN", "self", "+1"];
        let expected =
            ["Minute", "LessThan", "LessThan", "AvroGz", "V44", "External", "Empty", "Unknown_", "Self_", "Plus1"];
        assert_eq!(values.map(|value| variant(value).unwrap()), expected);
        assert_eq!(variant("--"), None);
    }

    #[test]
    fn a_name_from_an_overlay_must_be_free() {
        assert_eq!(
            ["group_id_2", "MINUTE", "type", "Unknown", "a b", ""].map(is_free),
            [true, true, false, false, false, false]
        );
    }
}
