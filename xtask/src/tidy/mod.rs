//! `cargo xtask tidy`: checks of the files written by hand, for language, size, documentation and tests.

mod allowed;
mod assertions;
mod docs;
mod files;
mod finding;
mod inline;
mod items;
mod language;
mod markdown;
mod names;
mod operations;
mod phrases;
mod prose;
mod references;
mod report;
mod residue;
mod rust;
mod scan;
mod sentences;
mod size;
mod source;
mod spelling;

use std::{
    collections::BTreeSet,
    ffi::OsString,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail, ensure};
use atlas_openapi::lower::Api;
use lexopt::prelude::*;

use self::{
    finding::{Finding, Rule},
    language::Language,
    references::References,
    source::Source,
};

pub(crate) use self::sentences::missing_sentences;

const USAGE: &str = "usage: cargo xtask tidy [--counts] [--rule ID]... [DIR]";

/// Checks the workspace, or another tree, and prints the findings.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let (mut counts_only, mut selected, mut root) = (false, Vec::new(), None);
    let mut args = lexopt::Parser::from_args(args);
    while let Some(arg) = args.next()? {
        match arg {
            Long("counts") => counts_only = true,
            Long("rule") => selected.push(args.value()?.string()?),
            Value(value) if root.is_none() => root = Some(PathBuf::from(value)),
            _ => bail!("{}\n{USAGE}", arg.unexpected()),
        }
    }
    for id in &selected {
        let known: Vec<_> = rules().iter().map(|rule| rule.id).collect();
        ensure!(known.contains(&id.as_str()), "rule \"{id}\": not known; expected one of {}", known.join(", "));
    }
    let mut findings = check(&root.unwrap_or_else(crate::files::root))?;
    findings.retain(|finding| selected.is_empty() || selected.iter().any(|id| id == finding.rule));
    let mut text = report::counts(&findings, &selected);
    if !counts_only {
        text = format!("{}\n{text}", report::list(&findings));
    }
    match io::stdout().write_all(text.trim_start().as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns all rules, by id.
fn rules() -> Vec<Rule> {
    let mut rules = vec![
        assertions::WEAK_TEST,
        docs::MISSING,
        docs::MODULE,
        docs::NOUN,
        docs::PERIOD,
        docs::VERB,
        inline::INLINE,
        language::RESPONSE_NAME,
        language::RETIRED_NAME,
        language::SPELLING,
        operations::OPERATION_FACT,
        operations::OPERATION_ID,
        references::ISSUE_NUMBER,
        references::MACHINE_PATH,
        residue::IGNORE,
        residue::SLEEP,
        residue::TODO,
        residue::UNFINISHED,
        sentences::SENTENCE_FORM,
        sentences::SENTENCE_MISSING,
        sentences::SENTENCE_REPEATS,
        size::FILE_SIZE,
    ];
    rules.extend(phrases::PHRASES.iter().map(|phrase| phrase.rule));
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// Returns the findings in a tree, sorted, without those that are permitted.
fn check(root: &Path) -> anyhow::Result<Vec<Finding>> {
    let mut findings = check_all(root)?;
    findings.retain(|finding| !allowed::EXCEPTIONS.iter().any(|exception| exception.permits(finding)));
    Ok(findings)
}

/// Returns all findings in a tree, sorted.
fn check_all(root: &Path) -> anyhow::Result<Vec<Finding>> {
    let (language, references, facts) = (Language::new()?, References::new()?, operations::facts()?);
    let mut findings = Vec::new();
    let api = api(root)?;
    if let Some(api) = &api {
        sentences::check(api, &mut findings);
    }
    let operations = api.into_iter().flat_map(|api| api.operations);
    let known: BTreeSet<String> = operations.map(|operation| operation.id).collect();
    for path in files::list(root)? {
        let Some(text) = files::read(root, &path)? else { continue };
        let source = Source::new(&path, &text);
        language.check(&source, &mut findings);
        references.check(&source, &mut findings);
        size::check(&source, &mut findings);
        docs::check(&source, &mut findings);
        inline::check(&source, &mut findings);
        residue::check(&source, &mut findings);
        assertions::check(&source, &mut findings);
        operations::check_facts(&source, &facts, &mut findings);
        operations::check_ids(&source, &known, &mut findings);
    }
    findings.sort();
    Ok(findings)
}

/// Lowers the document of a tree, if it has one.
fn api(root: &Path) -> anyhow::Result<Option<Api>> {
    let spec = root.join("spec");
    if !spec.join("openapi.json").exists() {
        return Ok(None);
    }
    crate::generate::api(&spec).map(Some).context("cannot read the API")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_tidy() {
        let findings = check(&crate::files::root()).unwrap();
        assert!(findings.is_empty(), "\n{}\n{}", report::list(&findings), report::counts(&findings, &[]));
    }

    #[test]
    fn ids_of_rules_are_unique() {
        let rules = rules();
        assert!(rules.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn findings_of_a_tree_are_sorted() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("b.rs"), "//! Module.\n\n#[ignore]\nfn a() { todo!() }\n").unwrap();
        std::fs::write(root.path().join("a.rs"), "fn a() {}\n").unwrap();
        let findings = check(root.path()).unwrap();
        let found: Vec<_> = findings.iter().map(|found| (found.file.as_str(), found.line, found.rule)).collect();
        assert_eq!(found, [("a.rs", 1, "module-doc"), ("b.rs", 3, "ignore-reason"), ("b.rs", 4, "unfinished")]);
    }

    #[test]
    fn an_unknown_rule_is_an_error() {
        let error = run(vec!["--rule".into(), "nonsense".into()]).unwrap_err();
        assert!(error.to_string().starts_with("rule \"nonsense\": not known; expected one of as-it-came, "), "{error}");
    }
}
