//! A check of recorded exchanges against the generated types: each is decoded, serialized again and compared.
//!
//! `cargo xtask conform FILE.jsonl` runs the check from the command line; [`report`] runs it in tests. Each line of a
//! recording is a JSON object with `operation_id`, `status`, `resource_version`, `response_content_type` and
//! `response_body`; other properties are ignored.

mod compare;
mod counts;
mod documented;
mod exchange;
mod outcome;

use std::io::Write;

use anyhow::{Context, Result};
use serde_json::Value;

pub use crate::{compare::missing, counts::Counts};
use crate::{
    exchange::Exchange,
    outcome::{Outcome, check},
};

/// The imported document.
const DOCUMENT: &str = include_str!("../../../spec/openapi.json");
/// The corrections of the document. A property that one of them adds counts as documented.
const CORRECTIONS: (&str, &str) = ("10-corrections.yaml", include_str!("../../../spec/overlays/10-corrections.yaml"));

/// Checks each exchange of a recording, writes the outcome to `out`, and returns the totals.
///
/// `name` identifies the recording in errors.
///
/// # Errors
/// If a line is not an exchange, or if writing fails.
pub fn report(name: &str, recording: &str, out: &mut impl Write) -> Result<Counts> {
    let document = document()?;
    let mut counts = Counts::default();
    for (number, line) in recording.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let exchange: Exchange =
            serde_json::from_str(line).with_context(|| format!("{name}:{}: not an exchange", number + 1))?;
        let outcome = check(&document, &exchange);
        counts.count(&outcome);
        write_outcome(out, number + 1, &exchange, &outcome)?;
    }
    let Counts { total, decoded, lossless, undocumented, other_version } = counts;
    writeln!(out, "undocumented properties: {undocumented}; exchanges of another version: {other_version}")?;
    writeln!(out, "decoded {decoded}/{total}, lossless {lossless}/{total}")?;
    Ok(counts)
}

/// Returns the document with its corrections.
fn document() -> Result<Value> {
    let mut document = serde_json::from_str(DOCUMENT)?;
    let (name, text) = CORRECTIONS;
    atlas_openapi::apply_overlays(&[(name.to_owned(), text.to_owned())], &mut document)?;
    Ok(document)
}

/// Writes the outcome for the exchange in line `number`.
fn write_outcome(out: &mut impl Write, number: usize, exchange: &Exchange, outcome: &Outcome) -> Result<()> {
    let title = format!("{number}: {} ({})", exchange.operation_id, exchange.status);
    match outcome {
        Outcome::OtherVersion { generated } => {
            let version = exchange.resource_version.as_deref().unwrap_or_default();
            writeln!(out, "{title}: recorded at {version}, generated at {generated}")?;
        }
        Outcome::Undecodable(reason) => writeln!(out, "{title}: NOT DECODED: {reason}")?,
        Outcome::Decoded { lossy, undocumented } => {
            let state = if lossy.is_empty() { "decoded, lossless" } else { "decoded, LOSSY" };
            writeln!(out, "{title}: {state}")?;
            for problem in lossy {
                writeln!(out, "    {problem}")?;
            }
            for place in undocumented {
                writeln!(out, "    {place}: not documented")?;
            }
        }
    }
    Ok(())
}
