//! `cargo xtask spec import`: replaces the document of the workspace, if code can be generated from the new one.

mod vanishing;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use atlas_openapi::{Document, Imported};
use lexopt::prelude::*;

use self::vanishing::Vanishing;
use super::input::Input;
use super::{DOCUMENT, SOURCE, USAGE, print, read, source, today, unexpected};
use crate::{files, generate};

/// Imports the document given by the arguments.
pub(super) fn run(mut args: lexopt::Parser) -> anyhow::Result<ExitCode> {
    let (mut input, mut force) = (None, false);
    while let Some(arg) = args.next().map_err(unexpected)? {
        match arg {
            Long("force") => force = true,
            Value(value) if input.is_none() => input = Some(Input::new(value)?),
            _ => return Err(unexpected(arg)),
        }
    }
    let input = input.context(USAGE)?;
    let new = read(&input)?;
    let report = replace(&files::root(), &new, force, &today().to_string())
        .with_context(|| format!("cannot import \"{}\"", input.name()))?;
    print(&report.text)?;
    report.check()?;
    Ok(ExitCode::SUCCESS)
}

/// Replaces the document below `root`, and returns the text to print. Changes nothing on an error.
pub(super) fn replace_document(root: &Path, new: &Imported, today: &str) -> anyhow::Result<String> {
    replace(root, new, false, today).map(|report| report.text)
}

/// The result of an import.
#[derive(Debug)]
struct Report {
    /// The text to print: notes, and the number of operations.
    text: String,
    /// The problems that prevent the generation of code; none without `--force`.
    problems: Vec<String>,
}

impl Report {
    /// Fails if there is work left to do.
    fn check(&self) -> anyhow::Result<()> {
        if !self.problems.is_empty() {
            bail!(
                "{DOCUMENT}: imported, but no code can be generated from it yet; adapt spec/overlays, and run \
                 `cargo xtask gen`\n{}",
                list(&self.problems)
            );
        }
        Ok(())
    }
}

/// Replaces the document below `root`. Changes nothing on an error, or if the document is refused.
fn replace(root: &Path, new: &Imported, force: bool, today: &str) -> anyhow::Result<Report> {
    let Imported { document, notes, .. } = new;
    let mut text: String = notes.iter().map(|note| format!("note: {note}\n")).collect();
    match current(root) {
        Ok(None) => {}
        Ok(Some(old)) => {
            let vanishing = Vanishing::between(&old, document);
            if vanishing.is_most() && !force {
                bail!(
                    "{} of {} operations would vanish; pass the complete Atlas Administration API, or import the document \
                     anyway with --force",
                    vanishing.vanished,
                    vanishing.old
                );
            }
        }
        // An import repairs the current document, so it does not depend on it.
        Err(error) => text += &format!("note: {DOCUMENT}: cannot be compared: {error:#}\n"),
    }
    let overlays = generate::overlays(&root.join("spec/overlays"))?;
    let problems = generate::lower_with_overlays(document, &overlays).err().unwrap_or_default();
    if !problems.is_empty() && !force {
        bail!(
            "no code could be generated from it, and nothing is changed; the overlays may have to be adapted: change \
             spec/overlays and repeat the import, or import the document first with --force\n{}",
            list(&problems)
        );
    }
    let json = document.to_json();
    let previous = fs::read_to_string(root.join(SOURCE)).unwrap_or_default();
    let source = source::describe(document, &json, &previous, today);
    files::replace_all(&[(root.join(DOCUMENT), json), (root.join(SOURCE), source)])?;
    text += &format!("{DOCUMENT}: {} operations\n", document.operations().count());
    Ok(Report { text, problems })
}

/// Reads the current document; `None` before the first import.
fn current(root: &Path) -> anyhow::Result<Option<Document>> {
    let path = root.join(DOCUMENT);
    if !path.try_exists()? {
        return Ok(None);
    }
    Ok(Some(Document::parse(&fs::read_to_string(path)?)?))
}

/// Returns the number of problems, and each on a line of its own.
fn list(problems: &[String]) -> String {
    let count = match problems.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    problems.iter().fold(count + ":", |text, problem| text + "\n  " + problem)
}

#[cfg(test)]
mod tests;
