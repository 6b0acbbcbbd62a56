//! Decodes recorded exchanges with the generated types, writes them back, and compares.
//!
//! `cargo xtask conform FILE.jsonl` is the program, and [`report`] the same for tests. One JSON object a line:
//! `operation_id`, `status`, `resource_version`, `response_body`; other members are passed over.

mod compare;
mod counts;
mod documented;
mod exchange;
mod verdict;

use std::io::Write;

use anyhow::{Context, Result};
use atlas_openapi::Document;

pub use crate::{compare::missing, counts::Counts};
use crate::{
    exchange::Exchange,
    verdict::{Verdict, judge},
};

/// The document that the types were generated from, as it was imported: what is documented is not ours to say.
const DOCUMENT: &str = include_str!("../../../spec/openapi.json");

/// Judges each exchange of a recording, writes to `out` what is found of it, and counts.
///
/// `name` is what an error calls the recording.
///
/// # Errors
/// If a line is no exchange, or can't be written.
pub fn report(name: &str, recording: &str, out: &mut impl Write) -> Result<Counts> {
    let document = Document::parse(DOCUMENT)?;
    let mut counts = Counts::default();
    for (number, line) in recording.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let exchange: Exchange =
            serde_json::from_str(line).with_context(|| format!("{name}:{}: no exchange", number + 1))?;
        let verdict = judge(document.as_value(), &exchange);
        counts.count(&verdict);
        tell(out, number + 1, &exchange, &verdict)?;
    }
    let Counts { of, decoded, lossless, undocumented, other } = counts;
    writeln!(out, "{undocumented} properties are not documented; {other} exchanges are of another version")?;
    writeln!(out, "decoded {decoded}/{of}, lossless {lossless}/{of}")?;
    Ok(counts)
}

/// Writes what is found of the exchange in line `number`.
fn tell(out: &mut impl Write, number: usize, exchange: &Exchange, verdict: &Verdict) -> Result<()> {
    let what = format!("{number}: {} ({})", exchange.operation_id, exchange.status);
    match verdict {
        Verdict::OtherVersion { generated } => {
            let version = exchange.resource_version.as_deref().unwrap_or_default();
            writeln!(out, "{what}: recorded at {version}, generated at {generated}")?;
        }
        Verdict::Undecodable(reason) => writeln!(out, "{what}: NOT DECODED: {reason}")?,
        Verdict::Decoded { lossy, undocumented } => {
            let state = if lossy.is_empty() { "decoded, lossless" } else { "decoded, LOSSY" };
            writeln!(out, "{what}: {state}")?;
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
