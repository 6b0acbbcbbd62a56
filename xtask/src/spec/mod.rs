//! `cargo xtask spec`: imports the official document, and compares another edition with it.

mod fetch;
mod import;
mod input;
mod limit;
mod source;
mod state;
mod update;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use atlas_openapi::{Diff, Document, Imported};
use lexopt::prelude::*;

use self::input::Input;
pub(crate) use self::input::shown;
use self::limit::Limit;
pub(crate) use self::state::{check, check_document};
use crate::{files, generate};

const USAGE: &str = "\
usage: cargo xtask spec import [--force] <FILE or URL>
       cargo xtask spec diff [--format text|markdown|json] <FILE or URL>
       cargo xtask spec update <FILE or URL>

An import changes nothing if more than half of the operations would vanish, or if no code could be generated: an overlay
action does not apply, or the document cannot be lowered. With --force it replaces the document nevertheless. It then
lists the problems that prevent the generation, and fails if there are any, because there is work left to do. A document
that is not valid is never imported.

An update does the complete step: diff, import, gen, changelog and compilation. It stops before it changes anything if a
decision is missing, and ends with the work that is left for a person.";

/// The path of the imported document, relative to the root of the workspace.
const DOCUMENT: &str = "spec/openapi.json";
/// The path of the description of the imported document.
const SOURCE: &str = "spec/SOURCE.toml";

/// Runs the command given by the arguments after `spec`.
pub(crate) fn run(args: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let mut args = args.into_iter();
    match args.next().as_deref().and_then(|command| command.to_str()) {
        Some("import") => import::run(lexopt::Parser::from_args(args)),
        Some("update") => update::run(lexopt::Parser::from_args(args)),
        Some("diff") => diff(lexopt::Parser::from_args(args)),
        _ => bail!(USAGE),
    }
}

/// Prints the changes from the document of the workspace to another one.
fn diff(mut args: lexopt::Parser) -> anyhow::Result<ExitCode> {
    let (mut input, mut format) = (None, "text".to_owned());
    while let Some(arg) = args.next().map_err(unexpected)? {
        match arg {
            Long("format") => format = args.value().map_err(unexpected)?.to_string_lossy().into_owned(),
            Value(value) if input.is_none() => input = Some(Input::new(value)?),
            _ => return Err(unexpected(arg)),
        }
    }
    let render = match format.as_str() {
        "text" => Diff::to_text,
        "markdown" => Diff::to_markdown,
        "json" => Diff::to_json,
        other => bail!("unknown format \"{}\"; expected text, markdown or json\n{USAGE}", shown(other)),
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
    let text = input.read(Limit::DOCUMENT)?;
    atlas_openapi::import(&text, today()).with_context(|| format!("cannot import \"{}\"", input.name()))
}

/// Returns the error for unexpected arguments. It repeats none of them, because a URL can contain a password or a token.
fn unexpected<T>(_: T) -> anyhow::Error {
    anyhow!("unexpected argument\n{USAGE}")
}

/// Prints to the standard output. A closed pipe, for example by `head`, is not an error.
fn print(text: &str) -> anyhow::Result<ExitCode> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
