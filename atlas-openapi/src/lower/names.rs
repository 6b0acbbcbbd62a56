//! The names pass: readable Rust names of types.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::Value;

use super::{
    LowerError, identifiers,
    pointer::{Schemas, component, enclosing_component},
    types::{Origin, TypeDef},
};

/// The extension for type names from overlays.
const NAME: &str = "x-atlas-name";

/// Returns the name of each type.
///
/// A component type has the short name of the component, without dates, "View" and "ApiAtlas", if it is the newest with
/// that short name. Any other type is named after the first property that uses it. A name from an overlay takes
/// precedence.
pub(super) fn name_types(schemas: Schemas<'_>, types: &[TypeDef]) -> Result<Vec<String>, LowerError> {
    let components = component_names(schemas, types)?;
    let mut names = Vec::<String>::with_capacity(types.len());
    let mut owners = BTreeMap::<String, usize>::new();
    for (id, definition) in types.iter().enumerate() {
        let name = match overlay_name(schemas, definition)? {
            Some(name) => name,
            None => match (definition.component(), &definition.origin) {
                (Some(component), _) => components[component].clone(),
                (None, Origin::Body(operation)) => operation.to_upper_camel_case(),
                (None, Origin::Property(owner, property)) => {
                    join(owner_name(definition, &components, &names[*owner]), &property.to_upper_camel_case())
                }
            },
        };
        let name = legal(&name, definition)?;
        if let Some(other) = owners.insert(name.clone(), id) {
            let pointers = |id: usize| types[id].pointers.iter().cloned().collect::<Vec<_>>().join(" + ");
            return Err(LowerError::new(
                pointers(id),
                format!(
                    "duplicate type name `{name}`, also used by {}; set another `{NAME}` on one of them",
                    pointers(other)
                ),
            ));
        }
        names.push(name);
    }
    Ok(names)
}

/// Returns a name as a legal name of a type.
fn legal(name: &str, definition: &TypeDef) -> Result<String, LowerError> {
    let pointer = || definition.pointers.first().cloned().unwrap_or_default();
    let legal = identifiers::type_name(name).ok_or_else(|| {
        LowerError::new(pointer(), format!("no type can be named after {name:?}; set an `{NAME}` on it"))
    })?;
    if identifiers::is_in_prelude(&legal) {
        let problem = format!("type `{legal}`: shadows a type of the Rust prelude; set another `{NAME}` on it");
        return Err(LowerError::new(pointer(), problem));
    }
    Ok(legal)
}

/// Returns the name that an overlay sets on one of the schemas of `definition`.
fn overlay_name(schemas: Schemas<'_>, definition: &TypeDef) -> Result<Option<String>, LowerError> {
    for pointer in &definition.pointers {
        if let Some(name) = schemas.at(pointer)?.get(NAME).and_then(Value::as_str) {
            return Ok(Some(name.to_owned()));
        }
    }
    Ok(None)
}

/// Returns the name that prefixes a property's type: that of the enclosing component, if there is exactly one.
fn owner_name<'a>(definition: &TypeDef, components: &'a BTreeMap<String, String>, owner: &'a str) -> &'a str {
    let mut pointers: BTreeSet<&str> =
        definition.pointers.iter().filter_map(|pointer| enclosing_component(pointer)).collect();
    match (pointers.pop_first(), pointers.is_empty()) {
        // If the component is not a type, it was merged into a union, which is the owner.
        (Some(component), true) => components.get(component).map_or(owner, String::as_str),
        _ => owner,
    }
}

/// Joins two names without repetition: `ClusterStateName`, but `ClusterType` instead of `ClusterClusterType`.
fn join(owner: &str, property: &str) -> String {
    match property.strip_prefix(owner) {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_uppercase()) => property.to_owned(),
        _ => format!("{owner}{property}"),
    }
}

/// Returns the name of each component that is a type: from an overlay, or else its short name.
fn component_names(schemas: Schemas<'_>, types: &[TypeDef]) -> Result<BTreeMap<String, String>, LowerError> {
    let mut names = short_names(types);
    for definition in types {
        if let (Some(component), Some(name)) = (definition.component(), overlay_name(schemas, definition)?) {
            names.insert(component.to_owned(), name);
        }
    }
    Ok(names)
}

/// Returns the short name of each component that is a type.
fn short_names(types: &[TypeDef]) -> BTreeMap<String, String> {
    let components: BTreeSet<&str> = types.iter().filter_map(TypeDef::component).collect();
    let mut candidates_by_name = BTreeMap::<String, Vec<&str>>::new();
    for component in &components {
        candidates_by_name.entry(shorten(component)).or_default().push(component);
    }
    let mut names = BTreeMap::new();
    for (short, mut candidates) in candidates_by_name {
        // An exact match keeps the name, then the newest date wins. The other components keep their long names.
        candidates.sort_by_key(|name| (name.to_upper_camel_case() == short, date(name)));
        if let Some(winner) = candidates.pop() {
            names.insert(winner.to_owned(), short);
        }
        names.extend(candidates.into_iter().map(|name| (name.to_owned(), name.to_upper_camel_case())));
    }
    names
}

/// Removes dates, "View", "Api" and "ApiAtlas" from the name of a schema.
fn shorten(name: &str) -> String {
    let undated: String = match date(name) {
        Some(date) => name.replace(date, ""),
        None => name.to_owned(),
    };
    let words = undated.replace("NdsGroup", "Group").to_snake_case();
    let words: Vec<&str> = words.split('_').collect();
    let kept = words.iter().enumerate().filter(|(at, word)| match **word {
        "view" => false,
        // "ApiAtlas", and "Api" in a view, are removed at the start of the name or after its first word.
        "api" => {
            let next = words.get(*at + 1).copied().unwrap_or("key");
            *at > 1 || next == "key" || !(next == "atlas" || words.contains(&"view"))
        }
        "atlas" => *at == 0 || words[*at - 1] != "api",
        _ => true,
    });
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join("_").to_upper_camel_case()
}

/// Returns the date in the name of a schema, eight digits.
fn date(name: &str) -> Option<&str> {
    let bytes = name.as_bytes();
    (0..bytes.len().saturating_sub(7))
        .find(|at| bytes[*at..at + 8].iter().all(u8::is_ascii_digit))
        .and_then(|at| name.get(at..at + 8))
}

/// Returns the names of the component schemas that a type is derived from.
pub(super) fn schema_names(definition: &TypeDef) -> Vec<String> {
    let names =
        definition.pointers.iter().filter_map(|pointer| component(pointer).or_else(|| enclosing_component(pointer)));
    let names: BTreeSet<&str> = names.collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Returns the origins of a type for its documentation: `Cluster`, or `Cluster.stateName`.
pub(super) fn origins(definition: &TypeDef) -> Vec<String> {
    let origins: BTreeSet<String> = definition.pointers.iter().filter_map(|pointer| origin(pointer)).collect();
    origins.into_iter().collect()
}

fn origin(pointer: &str) -> Option<String> {
    let mut name = enclosing_component(pointer)?.to_owned();
    let mut parts = pointer.split('/').skip(4);
    while let Some(part) = parts.next() {
        if part == "properties"
            && let Some(property) = parts.next()
        {
            name.push('.');
            name.push_str(property);
        }
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_prefixed_by_its_owner_is_not_prefixed_again() {
        let names = [("Cluster", "StateName"), ("Cluster", "ClusterType"), ("Cluster", "Cluster"), ("Link", "Linked")];
        let joined = names.map(|(owner, property)| join(owner, property));
        assert_eq!(joined, ["ClusterStateName", "ClusterType", "ClusterCluster", "LinkLinked"]);
    }

    #[test]
    fn an_origin_is_a_schema_or_its_property() {
        let origin = |pointer: &str| origin(&format!("/components/schemas/{pointer}")).unwrap();
        assert_eq!(origin("Cluster"), "Cluster");
        assert_eq!(origin("Cluster/allOf/1/properties/specs/items/properties/size"), "Cluster.specs.size");
    }

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(shorten(name), expected);
    }

    #[test]
    fn dates_and_view_prefixes_are_removed() {
        check("ClusterDescription20240805", "ClusterDescription");
        check("PaginatedApiAtlasDatabaseUserView", "PaginatedDatabaseUser");
        check("AlertViewForNdsGroup", "AlertForGroup");
        check("ApiAtlasFTSAnalyzersViewManual", "FtsAnalyzersManual");
        check("AWSRegionConfig20240805", "AwsRegionConfig");
        check("ApiError", "ApiError");
        check("ApiKeyUserDetails", "ApiKeyUserDetails");
        check("ApiBSONTimestampView", "BsonTimestamp");
        check("DataLakeAtlasStoreInstance", "DataLakeAtlasStoreInstance");
    }
}
