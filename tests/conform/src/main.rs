//! Decodes recorded exchanges with the generated types, writes them back, and compares.
//!
//! `cargo xtask conform FILE.jsonl` runs it. One JSON object a line: `operation_id`, `status`, `resource_version`,
//! `response_body`; other members are passed over.

mod compare;
mod documented;
mod exchange;
mod verdict;

use std::{fs, io::Write, process::ExitCode};

use anyhow::{Context, Result, bail};
use atlas_openapi::Document;

use crate::{
    exchange::Exchange,
    verdict::{Verdict, judge},
};

/// The document that the types were generated from, as it was imported: what is documented is not ours to say.
const DOCUMENT: &str = include_str!("../../../spec/openapi.json");

fn main() -> Result<ExitCode> {
    let args: Vec<_> = std::env::args_os().skip(1).collect();
    let [file] = &args[..] else { bail!("usage: cargo xtask conform FILE.jsonl") };
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.to_string_lossy()))?;
    let document = Document::parse(DOCUMENT)?;
    let mut out = std::io::stdout().lock();
    let mut counts = Counts::default();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let exchange: Exchange = serde_json::from_str(line)
            .with_context(|| format!("{}:{}: no exchange", file.to_string_lossy(), number + 1))?;
        let what = format!("{}: {} ({})", number + 1, exchange.operation_id, exchange.status);
        let verdict = judge(document.as_value(), &exchange);
        counts.count(&verdict);
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
    }
    let Counts { of, decoded, lossless, undocumented, other } = counts;
    writeln!(out, "{undocumented} properties are not documented; {other} exchanges are of another version")?;
    writeln!(out, "decoded {decoded}/{of}, lossless {lossless}/{of}")?;
    Ok(if decoded == of && lossless == of { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[derive(Debug, Default)]
struct Counts {
    of: usize,
    decoded: usize,
    lossless: usize,
    undocumented: usize,
    other: usize,
}

impl Counts {
    fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::OtherVersion { .. } => self.other += 1,
            Verdict::Undecodable(_) => self.of += 1,
            Verdict::Decoded { lossy, undocumented } => {
                self.of += 1;
                self.decoded += 1;
                self.lossless += usize::from(lossy.is_empty());
                self.undocumented += undocumented.len();
            }
        }
    }
}
