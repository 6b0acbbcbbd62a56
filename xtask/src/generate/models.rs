//! The types that the facade re-exports: the types in the requests and responses of its operations.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use atlas_openapi::lower::{Api, Operation, Shape, TypeRef};

use super::tree::{self, Tree};

/// The items of `atlas_api::model` that are not types of the API document.
const OTHER_EXPORTS: [&str; 2] = ["Model", "Nullable"];

/// Returns the files of `atlas-api/src/model/generated`.
///
/// A facade method names its operation in `operation_doc!("operationId")`. The types are those that these operations
/// use, directly or in a property, except for the ones that `aliases.rs` re-exports under another name.
pub(super) fn files(api: &Api, facade: &Path) -> Result<Tree> {
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
    let mut reached = BTreeSet::new();
    for operation in uses.keys().filter_map(|id| operations.get(id.as_str())) {
        let request = operation.request.as_ref().map(|request| &request.ty);
        for ty in request.into_iter().chain(&operation.response.ty) {
            reach(api, ty, &mut reached);
        }
    }
    if let Some(unused) = aliases.keys().find(|name| !reached.contains(name.as_str())) {
        bail!("`{unused}` in `model/aliases.rs`: no operation of the facade uses it; remove the alias");
    }
    reached.retain(|name| !aliases.contains_key(*name));
    if let Some(name) = conflict(&reached, &aliases) {
        bail!(
            "type `{name}`: `atlas_api::model` has another item of this name; name the schema with `x-atlas-name` in \
             spec/overlays/20-names.yaml, or change the alias in `model/aliases.rs`"
        );
    }
    let mut text = "//! The types that the operations of the facade send and receive.\n\n\
                    #[doc(inline)]\npub use atlas_gen::types::{\n"
        .to_owned();
    for name in reached {
        writeln!(text, "    {name},")?;
    }
    text.push_str("};\n");
    Ok([(PathBuf::from("mod.rs"), text)].into())
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

/// Returns the names before and after ` as `.
fn aliases(source: &str) -> BTreeMap<String, String> {
    let separator = |char: char| char.is_whitespace() || "{},;".contains(char);
    let words: Vec<&str> = source.split(separator).filter(|word| !word.is_empty()).collect();
    let renamed = words.windows(3).filter(|words| words[1] == "as");
    renamed.map(|words| (words[0].to_owned(), words[2].to_owned())).collect()
}

/// Returns a name that would be exported twice.
fn conflict<'a>(names: &BTreeSet<&'a str>, aliases: &BTreeMap<String, String>) -> Option<&'a str> {
    let is_taken = |name: &str| OTHER_EXPORTS.contains(&name) || aliases.values().any(|alias| alias == name);
    names.iter().copied().find(|name| is_taken(name))
}

/// Returns the source files of the facade.
fn sources(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(here) = open.pop() {
        let entries = fs::read_dir(&here).with_context(|| format!("cannot read {}", here.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
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
        let source = "pub use atlas_gen::types::{\n    Group as Project, Link,\n    TeamRole as ProjectTeam,\n};";
        let expected = [("Group", "Project"), ("TeamRole", "ProjectTeam")];
        assert_eq!(aliases(source), expected.map(|(name, alias)| (name.to_owned(), alias.to_owned())).into());
    }

    #[test]
    fn a_type_with_the_name_of_another_export_is_a_conflict() {
        let aliases = BTreeMap::from([("Group".to_owned(), "Project".to_owned())]);
        assert_eq!(conflict(&BTreeSet::from(["Cluster", "Link"]), &aliases), None);
        assert_eq!(conflict(&BTreeSet::from(["Cluster", "Project"]), &aliases), Some("Project"));
        assert_eq!(conflict(&BTreeSet::from(["Nullable"]), &aliases), Some("Nullable"));
    }
}
