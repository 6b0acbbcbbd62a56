//! Names that a person would choose.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::Value;

use super::{
    LowerError,
    place::{Schemas, component, enclosing_component},
    types::{Found, Origin},
};

/// Where an overlay puts the name that a type is to have.
const NAME: &str = "x-atlas-name";

/// Names each type.
///
/// A component has its own name, without the marks of the document's authors ("View", "ApiAtlas", dates) where it is
/// the newest that would have that name; anything else is called after the property that it was met in. An overlay has
/// the last word.
pub(super) fn name_types(schemas: Schemas<'_>, types: &[Found]) -> Result<Vec<String>, LowerError> {
    let components = component_names(schemas, types)?;
    let mut names = Vec::<String>::with_capacity(types.len());
    let mut owners = BTreeMap::<String, usize>::new();
    for (id, found) in types.iter().enumerate() {
        let name = match chosen(schemas, found)? {
            Some(name) => name,
            None => match (found.component(), &found.origin) {
                (Some(component), _) => components[component].clone(),
                (None, Origin::Body(operation)) => operation.to_upper_camel_case(),
                (None, Origin::Property(owner, property)) => {
                    join(owner_name(found, &components, &names[*owner]), &property.to_upper_camel_case())
                }
            },
        };
        if let Some(other) = owners.insert(name.clone(), id) {
            let places = |id: usize| types[id].places.iter().cloned().collect::<Vec<_>>().join(" + ");
            return Err(LowerError::new(
                places(id),
                format!("would be called `{name}` like {}; give one of them another `{NAME}`", places(other)),
            ));
        }
        names.push(name);
    }
    Ok(names)
}

/// The name that an overlay gives to one of the schemas of `found`.
fn chosen(schemas: Schemas<'_>, found: &Found) -> Result<Option<String>, LowerError> {
    for place in &found.places {
        if let Some(name) = schemas.at(place)?.get(NAME).and_then(Value::as_str) {
            return Ok(Some(name.to_owned()));
        }
    }
    Ok(None)
}

/// What the type of a property is called after: the component that it stands in, where it is one place alone.
fn owner_name<'a>(found: &Found, components: &'a BTreeMap<String, String>, owner: &'a str) -> &'a str {
    let mut places: BTreeSet<&str> = found.places.iter().filter_map(|place| enclosing_component(place)).collect();
    match (places.pop_first(), places.is_empty()) {
        // The name of its own component, if that component is a type; else that of the union that it went into.
        (Some(component), true) => components.get(component).map_or(owner, String::as_str),
        _ => owner,
    }
}

/// `ClusterStateName`, but not `ClusterClusterType`.
fn join(owner: &str, property: &str) -> String {
    match property.strip_prefix(owner) {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_uppercase()) => property.to_owned(),
        _ => format!("{owner}{property}"),
    }
}

/// The name of each component that is a type: an overlay's, or else its short one.
fn component_names(schemas: Schemas<'_>, types: &[Found]) -> Result<BTreeMap<String, String>, LowerError> {
    let mut names = short_names(types);
    for found in types {
        if let (Some(component), Some(name)) = (found.component(), chosen(schemas, found)?) {
            names.insert(component.to_owned(), name);
        }
    }
    Ok(names)
}

/// The short name of each component that is a type.
fn short_names(types: &[Found]) -> BTreeMap<String, String> {
    let components: BTreeSet<&str> = types.iter().filter_map(Found::component).collect();
    let mut wanted = BTreeMap::<String, Vec<&str>>::new();
    for component in &components {
        wanted.entry(shorten(component)).or_default().push(component);
    }
    let mut names = BTreeMap::new();
    for (short, mut candidates) in wanted {
        // The one that has the name already keeps it; among the others the newest date wins, and the rest stays long.
        candidates.sort_by_key(|name| (name.to_upper_camel_case() == short, date(name)));
        if let Some(winner) = candidates.pop() {
            names.insert(winner.to_owned(), short);
        }
        names.extend(candidates.into_iter().map(|name| (name.to_owned(), name.to_upper_camel_case())));
    }
    names
}

/// Takes the marks of the document's authors out of a schema's name.
fn shorten(name: &str) -> String {
    let undated: String = match date(name) {
        Some(date) => name.replace(date, ""),
        None => name.to_owned(),
    };
    let words = undated.replace("NdsGroup", "Group").to_snake_case();
    let words: Vec<&str> = words.split('_').collect();
    let kept = words.iter().enumerate().filter(|(at, word)| match **word {
        "view" => false,
        // "Api" and "ApiAtlas" stand before the noun, behind "Paginated" at most, and only where the authors mean a view.
        "api" => {
            let next = words.get(*at + 1).copied().unwrap_or("key");
            *at > 1 || next == "key" || !(next == "atlas" || words.contains(&"view"))
        }
        "atlas" => *at == 0 || words[*at - 1] != "api",
        _ => true,
    });
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join("_").to_upper_camel_case()
}

/// The date in a schema's name, eight digits.
fn date(name: &str) -> Option<&str> {
    let bytes = name.as_bytes();
    (0..bytes.len().saturating_sub(7))
        .find(|at| bytes[*at..at + 8].iter().all(u8::is_ascii_digit))
        .and_then(|at| name.get(at..at + 8))
}

/// The names of the schemas that a type stands for.
pub(super) fn schema_names(found: &Found) -> Vec<String> {
    let names = found.places.iter().filter_map(|place| component(place).or_else(|| enclosing_component(place)));
    let names: BTreeSet<&str> = names.collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Where the schemas of a type stand, for a person: `Cluster`, or `Cluster.stateName`.
pub(super) fn origins(found: &Found) -> Vec<String> {
    let origins: BTreeSet<String> = found.places.iter().filter_map(|place| origin(place)).collect();
    origins.into_iter().collect()
}

fn origin(place: &str) -> Option<String> {
    let mut name = enclosing_component(place)?.to_owned();
    let mut parts = place.split('/').skip(4);
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
    fn a_property_that_repeats_its_owner_is_enough_of_a_name() {
        let names = [("Cluster", "StateName"), ("Cluster", "ClusterType"), ("Cluster", "Cluster"), ("Link", "Linked")];
        let joined = names.map(|(owner, property)| join(owner, property));
        assert_eq!(joined, ["ClusterStateName", "ClusterType", "ClusterCluster", "LinkLinked"]);
    }

    #[test]
    fn an_origin_is_a_schema_or_a_property_of_one() {
        let origin = |place: &str| origin(&format!("/components/schemas/{place}")).unwrap();
        assert_eq!(origin("Cluster"), "Cluster");
        assert_eq!(origin("Cluster/allOf/1/properties/specs/items/properties/size"), "Cluster.specs.size");
    }

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(shorten(name), expected);
    }

    #[test]
    fn the_marks_of_the_documents_authors_are_left_out() {
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
