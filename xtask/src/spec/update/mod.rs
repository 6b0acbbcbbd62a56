//! `cargo xtask spec update`: the complete step to a new document, for a maintainer.

mod changelog;
mod coverage;
mod review;
mod suggestion;

use std::{collections::BTreeSet, fs, path::Path, process::ExitCode};

use anyhow::{Context, bail};
use atlas_openapi::{Diff, Document, Imported, Overlays};
use lexopt::prelude::*;

use super::{DOCUMENT, USAGE, import, input::Input, print, read, today, unexpected};
use crate::{cargo::cargo, files, generate};

/// The changelog, relative to the root of the workspace.
const CHANGELOG: &str = "CHANGELOG.md";
/// The list of operations that no facade method has, relative to the root of the workspace.
const GENERATED_ONLY: &str = "tests/suite/tests/it/requests/generated_only.txt";
/// The text for the pull request, relative to the root of the workspace.
const PULL_REQUEST: &str = "target/spec-update.md";

/// Updates the workspace to the document given by the arguments.
pub(super) fn run(mut args: lexopt::Parser) -> anyhow::Result<ExitCode> {
    let mut input = None;
    while let Some(arg) = args.next().map_err(unexpected)? {
        match arg {
            Value(value) if input.is_none() => input = Some(Input::new(value)?),
            _ => return Err(unexpected(arg)),
        }
    }
    update(&read(&input.context(USAGE)?)?)
}

/// Performs the steps in order. It stops before anything is written if a decision is missing.
fn update(new: &Imported) -> anyhow::Result<ExitCode> {
    let root = files::root();
    let path = root.join(DOCUMENT);
    let old =
        fs::read_to_string(&path).with_context(|| format!("cannot read \"{DOCUMENT}\"; import a document first"))?;
    let old = Document::parse(&old).context(DOCUMENT)?;
    let overlays = generate::overlays(&root.join("spec/overlays"))?;

    print("1. Changes\n")?;
    let mut diff = Diff::with_lowering(&old, &new.document, &overlays)?;
    diff.notes.splice(0..0, new.notes.clone());
    fs::create_dir_all(root.join("target"))?;
    files::replace_all(&[(root.join(PULL_REQUEST), diff.to_markdown())])?;
    let security = diff.changes.iter().filter(|change| change.security).count();
    print(&format!(
        "   {} changes: {} breaking, {security} of them about security; {PULL_REQUEST} has the text for the pull request\n",
        diff.changes.len(),
        diff.breaking().count(),
    ))?;
    print(&new.notes.iter().map(|note| format!("   note: {note}\n")).collect::<String>())?;

    print("2. Decisions\n")?;
    // The overlays may be adapted to the new document already.
    let before = Overlays::parse(&overlays).lower(&old).api.ok();
    let after = match generate::lower_with_overlays(&new.document, &overlays) {
        Ok(api) => api,
        Err(problems) => {
            print(&numbered(&problems))?;
            print(&suggestion::text(&problems, &diff))?;
            bail!("decisions are missing; nothing is changed: adapt spec/overlays, and repeat the command");
        }
    };
    print("   none are missing\n")?;

    print("3. Import\n")?;
    print(&indented(&import::replace_document(&root, new, &today().to_string())?))?;
    print("4. Generated code\n   ")?;
    generate::run(Vec::new())?;

    print("5. Lists and changelog\n")?;
    if diff.changes.is_empty() {
        print("   no changes\n")?;
    } else {
        let changelog = read_text(&root, CHANGELOG)?;
        let list = read_text(&root, GENERATED_ONLY)?;
        files::replace_all(&[
            (root.join(CHANGELOG), changelog::with_section(&changelog, &changelog::lines(&diff, &new.document))?),
            (root.join(GENERATED_ONLY), coverage::updated(&list, &ids(&old), &ids(&new.document))),
        ])?;
        print(&format!("   {CHANGELOG} and {GENERATED_ONLY} are updated\n"))?;
    }

    print("6. Compilation\n")?;
    let compiles = compile(&root)?;
    print(if compiles { "   atlas-gen, atlas-api and atlas-calls compile\n" } else { "   failed\n" })?;

    print("7. Left for a person\n")?;
    let mut left = review::left(before.as_ref(), &after, &diff);
    if !compiles {
        left.insert(0, "Adapt the facade to the breaking changes, until it compiles.".to_owned());
    }
    print(&numbered(&left))?;
    Ok(if compiles { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn ids(document: &Document) -> BTreeSet<String> {
    document.operations().filter_map(|(_, _, operation)| operation["operationId"].as_str()).map(str::to_owned).collect()
}

fn read_text(root: &Path, path: &str) -> anyhow::Result<String> {
    fs::read_to_string(root.join(path)).with_context(|| format!("cannot read \"{path}\""))
}

/// Compiles the crates that depend on the generated code. Returns whether that succeeds.
fn compile(root: &Path) -> anyhow::Result<bool> {
    let packages = ["--package", "atlas-gen", "--package", "atlas-api", "--package", "atlas-calls"];
    let status = cargo()
        .args(["check", "--quiet", "--all-features"])
        .args(packages)
        .current_dir(root)
        .status()
        .context("cannot run cargo check")?;
    Ok(status.success())
}

/// Returns items with numbers, each on a line of its own.
fn numbered(items: &[String]) -> String {
    items.iter().enumerate().map(|(at, item)| format!("   {}. {}\n", at + 1, item.replace('\n', "\n      "))).collect()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("   {line}\n")).collect()
}
