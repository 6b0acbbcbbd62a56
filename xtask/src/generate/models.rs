//! The types that the facade re-exports: the types in the requests and responses of its operations.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use atlas_openapi::lower::{Api, Operation, Shape, TypeRef};

use super::{
    facade::sources,
    tree::{self, Tree},
};

/// The items of `atlas_api::model` that are not types of the API document.
const OTHER_EXPORTS: [&str; 2] = ["Model", "Nullable"];

/// Returns the files of `atlas-api/src/model/generated`.
///
/// A facade method names its operation in `operation_doc!("operationId")`. The types are those that these operations
/// use, directly or in a property, except for the ones that `aliases.rs` re-exports under another name. A type that only
/// families with a cargo feature use requires one of their features.
pub(super) fn files(api: &Api, facade: &Path) -> Result<Tree> {
    let gates = gates(&tree::read(&facade.join("lib.rs"))?);
    let mut uses = BTreeMap::<String, BTreeSet<String>>::new();
    for path in sources(facade)? {
        let file = path.strip_prefix(facade).unwrap_or(&path).display().to_string();
        for id in operation_ids(&tree::read(&path)?) {
            uses.entry(id).or_default().insert(file.clone());
        }
    }
    let aliases = aliases(&tree::read(&facade.join("model/aliases.rs"))?);
    let operations: BTreeMap<&str, &Operation> =
        api.operations.iter().map(|operation| (operation.id.as_str(), operation)).collect();
    if let Some(problems) = unknown(&uses, &operations) {
        bail!(problems);
    }
    let mut required = BTreeMap::<&str, Gate>::new();
    for (id, files) in &uses {
        let Some(operation) = operations.get(id.as_str()) else { continue };
        let request = operation.request.as_ref().map(|request| &request.ty);
        let mut reached = BTreeSet::new();
        for ty in request.into_iter().chain(&operation.response.ty) {
            reach(api, ty, &mut reached);
        }
        let gate = files.iter().map(|file| gate(&gates, file)).reduce(Gate::or).unwrap_or_default();
        for name in reached {
            let either = required.remove(name).map_or_else(|| gate.clone(), |other| other.or(gate.clone()));
            required.insert(name, either);
        }
    }
    for (name, alias) in &aliases {
        match required.remove(name.as_str()) {
            None => bail!("`{name}` in `model/aliases.rs`: no operation of the facade uses it; remove the alias"),
            Some(gate) if gate != alias.gate => bail!(
                "`{name}` in `model/aliases.rs`: it requires {}, not {}; move the alias into a `pub use` with that `#[cfg]`",
                gate.name(),
                alias.gate.name()
            ),
            Some(_) => {}
        }
    }
    if let Some(name) = conflict(required.keys().copied(), &aliases) {
        bail!(
            "type `{name}`: `atlas_api::model` has another item of this name; name the schema with `x-atlas-name` in \
             spec/overlays/20-names.yaml, or change the alias in `model/aliases.rs`"
        );
    }
    Ok([(PathBuf::from("mod.rs"), exports(&required)?)].into())
}

/// Returns the file that exports the types, grouped by the features that they require.
fn exports(required: &BTreeMap<&str, Gate>) -> Result<String> {
    let mut groups = BTreeMap::<&Gate, Vec<&str>>::new();
    for (name, gate) in required {
        groups.entry(gate).or_default().push(name);
    }
    let mut text = "//! The types that the operations of the facade send and receive.\n".to_owned();
    for (gate, names) in groups {
        write!(text, "\n{}#[doc(inline)]\npub use atlas_gen::types::{{\n", gate.attribute())?;
        for name in names {
            writeln!(text, "    {name},")?;
        }
        text.push_str("};\n");
    }
    Ok(text)
}

/// Returns the features of the modules that have one, by module.
fn gates(root: &str) -> BTreeMap<String, String> {
    let lines: Vec<&str> = root.lines().collect();
    let gated = lines.windows(2).filter_map(|pair| {
        let feature = pair[0].strip_prefix("#[cfg(feature = \"")?.strip_suffix("\")]")?;
        let module = pair[1].strip_prefix("pub mod ")?.strip_suffix(';')?;
        Some((module.to_owned(), feature.to_owned()))
    });
    gated.collect()
}

/// Returns what a file of the facade requires.
fn gate(gates: &BTreeMap<String, String>, file: &str) -> Gate {
    let module = file.split(['/', '.']).next().unwrap_or_default();
    Gate(gates.get(module).into_iter().cloned().collect())
}

/// The features of which a type requires one; empty if it requires none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Gate(BTreeSet<String>);

impl Gate {
    /// Returns the gate of a type that is used behind both.
    fn or(self, other: Self) -> Self {
        if self.0.is_empty() || other.0.is_empty() { Self::default() } else { Self(&self.0 | &other.0) }
    }

    fn name(&self) -> String {
        let features: Vec<String> = self.0.iter().map(|feature| format!("`{feature}`")).collect();
        if features.is_empty() { "no feature".to_owned() } else { format!("feature {}", features.join(" or ")) }
    }

    fn attribute(&self) -> String {
        let features: Vec<String> = self.0.iter().map(|feature| format!("feature = {feature:?}")).collect();
        match &features[..] {
            [] => String::new(),
            [one] => format!("#[cfg({one})]\n"),
            several => format!("#[cfg(any({}))]\n", several.join(", ")),
        }
    }
}

/// Returns a line for each operation of the facade that the document does not have, with the files that name it.
fn unknown(uses: &BTreeMap<String, BTreeSet<String>>, operations: &BTreeMap<&str, &Operation>) -> Option<String> {
    let unknown = uses.iter().filter(|(id, _)| !operations.contains_key(id.as_str()));
    let line = |(id, files): (&String, &BTreeSet<String>)| {
        let files = files.iter().map(|file| format!("atlas-api/src/{file}")).collect::<Vec<_>>().join(", ");
        format!("{files}: `operation_doc!({id:?})`: unknown operation; correct the operationId, or remove the method")
    };
    let lines: Vec<String> = unknown.map(line).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Adds the named types in `ty` and, recursively, in its properties.
fn reach<'a>(api: &'a Api, ty: &'a TypeRef, reached: &mut BTreeSet<&'a str>) {
    match ty {
        TypeRef::List(inner) | TypeRef::Map(inner) => reach(api, inner, reached),
        TypeRef::Named(name) if reached.insert(name) => {
            if let Some(Shape::Object(object)) = api.types.get(name).map(|ty| &ty.shape) {
                object.properties.values().for_each(|property| reach(api, &property.ty, reached));
            }
        }
        _ => {}
    }
}

/// Returns the ids in `operation_doc!("…")`.
fn operation_ids(source: &str) -> impl Iterator<Item = String> + '_ {
    source.split("operation_doc!(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
}

/// Another name of a type, and the features of its `pub use`.
#[derive(Debug, PartialEq, Eq)]
struct Alias {
    name: String,
    gate: Gate,
}

/// Returns the names before and after ` as `.
fn aliases(source: &str) -> BTreeMap<String, Alias> {
    let separator = |char: char| char.is_whitespace() || "{},;".contains(char);
    let blocks = source.split("\n\n").flat_map(|block| {
        let attribute = block.lines().find(|line| line.starts_with("#[cfg("));
        let features = attribute.into_iter().flat_map(|line| line.split('"').skip(1).step_by(2));
        let gate = Gate(features.map(str::to_owned).collect());
        let words: Vec<&str> = block.split(separator).filter(|word| !word.is_empty()).collect();
        let renamed = words.windows(3).filter(|words| words[1] == "as");
        renamed
            .map(|words| {
                (
                    words[0].trim_start_matches("atlas_gen::types::").to_owned(),
                    Alias { name: words[2].to_owned(), gate: gate.clone() },
                )
            })
            .collect::<Vec<_>>()
    });
    blocks.collect()
}

/// Returns a name that would be exported twice.
fn conflict<'a>(mut names: impl Iterator<Item = &'a str>, aliases: &BTreeMap<String, Alias>) -> Option<&'a str> {
    names.find(|name| OTHER_EXPORTS.contains(name) || aliases.values().any(|alias| alias.name == *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_found_in_the_documentation_of_methods() {
        let source = "#[doc = operation_doc!(\"getGroup\")]\nfn get();\n#[doc = operation_doc!(\"deleteGroup\")]";
        assert_eq!(operation_ids(source).collect::<Vec<_>>(), ["getGroup", "deleteGroup"]);
    }

    #[test]
    fn each_unknown_operation_is_listed_with_its_files() {
        let uses = |id: &str, files: &[&str]| (id.to_owned(), files.iter().map(|file| (*file).to_owned()).collect());
        let uses = BTreeMap::from([uses("getGroup", &["get.rs", "projects/get.rs"]), uses("listGroups", &["list.rs"])]);
        assert_eq!(
            unknown(&uses, &BTreeMap::new()).unwrap(),
            "atlas-api/src/get.rs, atlas-api/src/projects/get.rs: `operation_doc!(\"getGroup\")`: unknown operation; correct \
             the operationId, or remove the method\n\
             atlas-api/src/list.rs: `operation_doc!(\"listGroups\")`: unknown operation; correct the operationId, or remove \
             the method"
        );
        assert_eq!(unknown(&BTreeMap::new(), &BTreeMap::new()), None);
    }

    #[test]
    fn aliases_are_the_names_around_as() {
        let source = "pub use atlas_gen::types::{\n    Group as Project, Link,\n    TeamRole as ProjectTeam,\n};\n\n\
                      #[cfg(feature = \"streams\")]\npub use atlas_gen::types::StreamsTenant as StreamWorkspace;";
        let alias = |name: &str, features: &[&str]| Alias { name: name.to_owned(), gate: requires(features) };
        let expected = [
            ("Group", alias("Project", &[])),
            ("TeamRole", alias("ProjectTeam", &[])),
            ("StreamsTenant", alias("StreamWorkspace", &["streams"])),
        ];
        assert_eq!(aliases(source), expected.map(|(name, alias)| (name.to_owned(), alias)).into());
    }

    #[test]
    fn a_type_with_the_name_of_another_export_is_a_conflict() {
        let project = Alias { name: "Project".to_owned(), gate: Gate::default() };
        let aliases = BTreeMap::from([("Group".to_owned(), project)]);
        assert_eq!(conflict(["Cluster", "Link"].into_iter(), &aliases), None);
        assert_eq!(conflict(["Cluster", "Project"].into_iter(), &aliases), Some("Project"));
        assert_eq!(conflict(["Nullable"].into_iter(), &aliases), Some("Nullable"));
    }

    #[test]
    fn a_file_requires_the_feature_of_its_module() {
        let root = "pub mod alerts;\n#[cfg(feature = \"data-federation\")]\npub mod data_federation;\nmod error;\n";
        let gates = gates(root);
        assert_eq!(gate(&gates, "data_federation/limits.rs"), requires(&["data-federation"]));
        assert_eq!(gate(&gates, "data_federation.rs"), requires(&["data-federation"]));
        assert_eq!(gate(&gates, "alerts/mod.rs"), requires(&[]));
    }

    #[test]
    fn a_type_requires_a_feature_only_if_each_of_its_uses_does() {
        for (one, other, expected) in [
            (requires(&["streams"]), requires(&["streams"]), requires(&["streams"])),
            (requires(&["streams"]), requires(&["federation"]), requires(&["federation", "streams"])),
            (requires(&["streams"]), requires(&[]), requires(&[])),
        ] {
            assert_eq!(one.or(other), expected);
        }
    }

    #[test]
    fn types_are_grouped_by_the_features_that_they_require() {
        let required = BTreeMap::from([
            ("Alert", requires(&[])),
            ("Shared", requires(&["federation", "streams"])),
            ("Stream", requires(&["streams"])),
        ]);
        let expected = "//! The types that the operations of the facade send and receive.\n\n\
            #[doc(inline)]\npub use atlas_gen::types::{\n    Alert,\n};\n\n\
            #[cfg(any(feature = \"federation\", feature = \"streams\"))]\n\
            #[doc(inline)]\npub use atlas_gen::types::{\n    Shared,\n};\n\n\
            #[cfg(feature = \"streams\")]\n#[doc(inline)]\npub use atlas_gen::types::{\n    Stream,\n};\n";
        assert_eq!(exports(&required).unwrap(), expected);
    }

    fn requires(features: &[&str]) -> Gate {
        Gate(features.iter().map(|feature| (*feature).to_owned()).collect())
    }
}
