//! A run of the scripts, held against what is right.

use serde_json::Value;

use super::right::{Kind, Right, has};
use super::{Family, Run};

/// For each family the calls that were made, those that came out right, and of these the ones at which the SDK fails with
/// the service too.
pub(super) type Tally = Vec<(&'static str, usize, usize, usize)>;

/// Compares a run with what is right, call by call.
pub(super) fn compare(run: &Run, families: &[Family]) -> (Tally, Vec<String>) {
    let mut tally = Tally::new();
    let mut wrong = Vec::new();
    let mut exchanges = run.exchanges.iter();
    for (name, table) in families {
        let begin = run.lines.iter().position(|line| line["family"] == *name).unwrap();
        let lines = run.lines[begin + 1..].iter().take_while(|line| line.get("family").is_none());
        let (mut lines, mut right, mut own) = (lines, 0, 0);
        let mut made = 0;
        for expected in table() {
            let Some(line) = lines.next() else {
                wrong.push(format!("{name}: {} was not called", expected.call));
                break;
            };
            made += 1;
            let requests = if expected.answer.is_some() { line["requests"].as_u64().unwrap() as usize } else { 0 };
            let sent: Vec<_> = exchanges.by_ref().take(requests).collect();
            let differences = differences(&expected, line, &sent);
            if !differences.is_empty() {
                wrong.extend(differences.into_iter().map(|why| format!("{name}: {}: {why}", expected.call)));
                continue;
            }
            right += usize::from(expected.kind != Kind::Later);
            own += usize::from(expected.kind == Kind::OwnFault);
        }
        wrong.extend(lines.map(|line| format!("{name}: nobody expected {line}")));
        tally.push((name, made, right, own));
    }
    wrong.extend(exchanges.map(|exchange| format!("nobody expected {exchange}")));
    (tally, wrong)
}

fn differences(expected: &Right, line: &Value, sent: &[&Value]) -> Vec<String> {
    let mut wrong = Vec::new();
    if line["call"] != expected.call {
        wrong.push(format!("{} was called instead", line["call"]));
    }
    if !has(line, &expected.outcome) {
        wrong.push(format!("it came out as {line} and not as {}", expected.outcome));
    }
    if let Some((operation, status)) = expected.answer {
        let last = sent.last().map(|exchange| exchange["status"].clone());
        if sent.iter().any(|exchange| exchange["operation_id"] != operation) || last != Some(status.into()) {
            wrong.push(format!("{operation} was to be answered {status}, and there was {sent:?}"));
        }
    }
    wrong
}
