//! The `#[cfg]` attributes of generated items: a feature for each tag, and one for operations that have only a preview
//! version.

use atlas_openapi::lower::{Api, Type};

use super::identifiers;

/// Returns the attribute of an item that requires the feature of a tag and, if `preview`, the feature `preview`. It ends
/// with a line break; it is empty for an item that requires neither.
pub(super) fn attribute(tag: Option<&str>, preview: bool) -> String {
    match (tag.map(identifiers::module), preview) {
        (None, false) => String::new(),
        (None, true) => "#[cfg(feature = \"preview\")]\n".to_owned(),
        (Some(tag), false) => format!("#[cfg(feature = {tag:?})]\n"),
        (Some(tag), true) => format!("#[cfg(all(feature = {tag:?}, feature = \"preview\"))]\n"),
    }
}

/// Returns the attribute of an item outside of the type's module.
pub(super) fn of_type(ty: &Type) -> String {
    attribute(ty.tag.as_deref(), ty.preview)
}

/// Returns the attribute of an item in the module of the type `own` that also refers to `other`.
pub(super) fn of_conversion(api: &Api, own: &Type, other: &str) -> String {
    let other = api.types.get(other);
    // The response of a stable update can be the resource of a preview operation.
    let preview = own.preview || other.is_some_and(|other| other.preview);
    let tag = other.and_then(|other| other.tag.as_deref()).filter(|tag| own.tag.as_deref() != Some(tag));
    attribute(tag, preview)
}

/// Returns the modules of all tags, sorted.
pub(super) fn tags(api: &Api) -> Vec<String> {
    let tags: std::collections::BTreeSet<String> =
        api.operations.iter().map(|operation| identifiers::module(&operation.tag)).collect();
    tags.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_requires_the_features_of_its_tag_and_of_its_version() {
        for (tag, preview, expected) in [
            (None, false, ""),
            (None, true, "#[cfg(feature = \"preview\")]\n"),
            (Some("Cloud Backups"), false, "#[cfg(feature = \"cloud_backups\")]\n"),
            (Some("Teams"), true, "#[cfg(all(feature = \"teams\", feature = \"preview\"))]\n"),
        ] {
            assert_eq!(attribute(tag, preview), expected);
        }
    }
}
