//! The methods of the facade, by the operation that they send.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::tree;

/// The methods of the facade for each `operationId`, such as `database_users::DatabaseUsers::list`.
#[derive(Debug, Default)]
pub(crate) struct Facade(BTreeMap<String, Vec<String>>);

impl Facade {
    /// Finds the methods in the sources of the facade. Each names its operation in `operation_doc!("operationId")`.
    pub(crate) fn read(directory: &Path) -> Result<Self> {
        let mut facade = Self::default();
        for path in sources(directory)? {
            let file = path.strip_prefix(directory).unwrap_or(&path);
            let module = file.iter().next().map(Path::new).and_then(Path::file_stem).and_then(|name| name.to_str());
            for (id, method) in methods(&tree::read(&path)?) {
                let method = format!("{}::{method}", module.unwrap_or_default());
                facade.0.entry(id).or_default().push(method);
            }
        }
        for methods in facade.0.values_mut() {
            methods.sort();
            methods.dedup();
        }
        Ok(facade)
    }

    /// Returns the methods that send an operation.
    pub(super) fn methods(&self, operation: &str) -> &[String] {
        self.0.get(operation).map_or(&[], Vec::as_slice)
    }
}

/// Returns the methods in a source file as `Type::method`, each with its operation.
fn methods(source: &str) -> Vec<(String, String)> {
    let (mut found, mut owner, mut operations) = (Vec::new(), String::new(), Vec::<String>::new());
    for line in source.lines() {
        if let Some(rest) = line.strip_prefix("impl ") {
            owner = identifier(rest.rsplit(" for ").next().unwrap_or(rest)).to_owned();
        }
        let line = line.trim_start();
        if let Some(rest) = line.strip_prefix("#[doc = operation_doc!(\"") {
            operations.extend(rest.split_once('"').map(|(id, _)| id.to_owned()));
        }
        if let Some(name) = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub async fn ")) {
            found.extend(operations.drain(..).map(|id| (id, format!("{owner}::{}", identifier(name)))));
        } else if ["fn ", "pub struct ", "impl "].iter().any(|start| line.starts_with(start)) {
            operations.clear();
        }
    }
    found
}

/// Returns the identifier at the beginning of a text.
fn identifier(text: &str) -> &str {
    text.split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap_or_default()
}

/// Returns the source files of the facade, sorted.
pub(super) fn sources(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(here) = open.pop() {
        let entries = std::fs::read_dir(&here).with_context(|| format!("cannot read {}", here.display()))?;
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
    fn a_method_has_the_operations_of_its_documentation() {
        let source = "impl Teams {\n    /// Lists.\n    #[doc = operation_doc!(\"listOrgTeams\")]\n    #[inline]\n    \
                      pub fn list(&self) {}\n\n    fn hidden() {}\n}\n\nimpl Display for Name<'_> {\n    \
                      #[doc = operation_doc!(\"getOrg\")]\n    #[doc = operation_doc!(\"getGroup\")]\n    pub async fn get() {}\n}";
        let expected = [("listOrgTeams", "Teams::list"), ("getOrg", "Name::get"), ("getGroup", "Name::get")];
        assert_eq!(methods(source), expected.map(|(id, method)| (id.to_owned(), method.to_owned())));
    }
}
