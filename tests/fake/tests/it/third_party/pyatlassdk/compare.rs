//! Comparison of a run of the scripts with the expected outcomes.

use serde_json::Value;

use super::expectation::{Expectation, SdkBehavior};
use super::{Group, Run};
use crate::third_party::part::contains;

/// For each group: its name, and the numbers of calls, of correct calls, and of correct calls with a defect of the SDK.
pub(super) type Tally = Vec<(&'static str, usize, usize, usize)>;

/// Compares a run with the expected outcomes, call by call; returns the totals and the differences.
pub(super) fn compare(run: &Run, groups: &[Group]) -> (Tally, Vec<String>) {
    let mut tally = Tally::new();
    let mut failures = Vec::new();
    let mut exchanges = run.exchanges.iter();
    for (name, table) in groups {
        let begin = run.lines.iter().position(|line| line["group"] == *name).unwrap();
        let lines = run.lines[begin + 1..].iter().take_while(|line| line.get("group").is_none());
        let (mut lines, mut total, mut correct, mut defects) = (lines, 0, 0, 0);
        for expected in table() {
            let Some(line) = lines.next() else {
                failures.push(format!("{name}: {}: not called", expected.call));
                break;
            };
            total += 1;
            let requests = if expected.response.is_some() { line["requests"].as_u64().unwrap() as usize } else { 0 };
            let sent: Vec<_> = exchanges.by_ref().take(requests).collect();
            let differences = differences(&expected, line, &sent);
            if !differences.is_empty() {
                failures.extend(
                    differences.into_iter().map(|difference| format!("{name}: {}: {difference}", expected.call)),
                );
                continue;
            }
            correct += usize::from(expected.sdk != SdkBehavior::Newer);
            defects += usize::from(expected.sdk == SdkBehavior::Defect);
        }
        failures.extend(lines.map(|line| format!("{name}: unexpected line {line}")));
        tally.push((name, total, correct, defects));
    }
    failures.extend(exchanges.map(|exchange| format!("unexpected exchange {exchange}")));
    (tally, failures)
}

fn differences(expected: &Expectation, line: &Value, sent: &[&Value]) -> Vec<String> {
    let mut differences = Vec::new();
    if line["call"] != expected.call {
        differences.push(format!("{} was called instead", line["call"]));
    }
    if !contains(line, &expected.outcome) {
        differences.push(format!("outcome {line} instead of {}", expected.outcome));
    }
    if let Some((operation, status)) = expected.response {
        let last = sent.last().map(|exchange| exchange["status"].clone());
        if sent.iter().any(|exchange| exchange["operation_id"] != operation) || last != Some(status.into()) {
            differences.push(format!("expected {operation} with status {status}, found {sent:?}"));
        }
    }
    differences
}
