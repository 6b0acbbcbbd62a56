//! `cargo xtask spec`: imports the official document, and compares another edition with it.

mod fetch;
mod input;
mod source;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, bail};
use atlas_openapi::{Diff, Document, Imported};
use lexopt::prelude::*;

use self::input::Input;
use crate::{files, generate};

const USAGE: &str = "\
usage: cargo xtask spec import <FILE or URL>
       cargo xtask spec diff [--format text|markdown|json] <FILE or URL>";

/// The path of the imported document, relative to the root of the workspace.
const DOCUMENT: &str = "spec/openapi.json";
/// The path of the description of the imported document.
const SOURCE: &str = "spec/SOURCE.toml";

/// Runs the command given by the arguments after `spec`.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let mut args = args.into_iter();
    match args.next().as_deref().and_then(|command| command.to_str()) {
        Some("import") => import(lexopt::Parser::from_args(args)),
        Some("diff") => diff(lexopt::Parser::from_args(args)),
        _ => bail!(USAGE),
    }
}

/// Replaces the document of the workspace by the facts of another one; changes nothing on an error.
fn import(mut args: lexopt::Parser) -> anyhow::Result<ExitCode> {
    let mut input = None;
    while let Some(arg) = args.next()? {
        match arg {
            Value(value) if input.is_none() => input = Some(Input::new(value)?),
            _ => bail!(arg.unexpected()),
        }
    }
    let input = input.context(USAGE)?;
    let Imported { document, notes, .. } = read(&input)?;
    let json = document.to_json();
    let root = files::root();
    let previous = std::fs::read_to_string(root.join(SOURCE)).unwrap_or_default();
    let source = source::describe(&input.name(), &document, &json, &previous, &today().to_string());
    files::replace_all(&[(root.join(DOCUMENT), json), (root.join(SOURCE), source)])?;
    let count = document.operations().count();
    let notes: String = notes.iter().map(|note| format!("note: {note}\n")).collect();
    print(&format!("{notes}{DOCUMENT}: {count} operations\n"))
}

/// Prints the changes from the document of the workspace to another one.
fn diff(mut args: lexopt::Parser) -> anyhow::Result<ExitCode> {
    let (mut input, mut format) = (None, "text".to_owned());
    while let Some(arg) = args.next()? {
        match arg {
            Long("format") => format = args.value()?.string()?,
            Value(value) if input.is_none() => input = Some(Input::new(value)?),
            _ => bail!(arg.unexpected()),
        }
    }
    let render = match format.as_str() {
        "text" => Diff::to_text,
        "markdown" => Diff::to_markdown,
        "json" => Diff::to_json,
        other => bail!("unknown format \"{other}\"; expected text, markdown or json\n{USAGE}"),
    };
    let path = files::root().join(DOCUMENT);
    let old =
        fs::read_to_string(&path).with_context(|| format!("cannot read \"{DOCUMENT}\"; import a document first"))?;
    let old = Document::parse(&old).context(DOCUMENT)?;
    let new = read(&input.context(USAGE)?)?;
    let overlays = generate::overlays(&files::root().join("spec/overlays"))?;
    let mut diff = Diff::with_lowering(&old, &new.document, &overlays)?;
    diff.notes.splice(0..0, new.notes);
    print(&render(&diff))
}

fn today() -> chrono::NaiveDate {
    chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()).date_naive()
}

fn read(input: &Input) -> anyhow::Result<Imported> {
    let text = input.read()?;
    atlas_openapi::import(&text, today()).with_context(|| format!("cannot import \"{}\"", input.name()))
}

/// Prints to the standard output. A closed pipe, for example by `head`, is not an error.
fn print(text: &str) -> anyhow::Result<ExitCode> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
