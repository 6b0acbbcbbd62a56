//! The text form of faults: `getGroupCluster:status=503,times=2`.

use std::str::FromStr;
use std::time::Duration;

use http::{Method, StatusCode};

use super::fault::{Fault, checked_status, is_operation};
use super::kind::FaultKind;

const GRAMMAR: &str = "OPERATION:KIND[,OPTION]…, for example getGroupCluster:status=503,times=2";
const KINDS: &str = "status=N, latency=20ms, reset=before, reset=after, cut, html, empty=N, stale-nonce or rate-limit";

/// The error of a text that cannot be parsed as a [`Fault`]. The message names the invalid part and the expected form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FaultSpecError(String);

impl FromStr for Fault {
    type Err = FaultSpecError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text, is_operation)
    }
}

impl Fault {
    /// Parses a fault. `is_operation` is whether an operation ID is known.
    pub(crate) fn parse(text: &str, is_operation: impl Fn(&str) -> bool) -> Result<Self, FaultSpecError> {
        parse(text, is_operation).map_err(FaultSpecError)
    }
}

fn parse(text: &str, is_operation: impl Fn(&str) -> bool) -> Result<Fault, String> {
    let (operation, rest) =
        text.split_once(':').ok_or_else(|| format!("fault {text:?}: no colon; expected {GRAMMAR}"))?;
    let parts = rest.split(',').map(|part| match part.split_once('=') {
        Some((name, value)) => (name.trim(), Some(value.trim())),
        None => (part.trim(), None),
    });
    let (options, kinds): (Vec<_>, Vec<_>) = parts.partition(|(name, _)| is_option(name));
    let mut fault = match kinds.as_slice() {
        [(name, value)] => Fault::new(kind(name, *value)?),
        [] => return Err(format!("fault {text:?}: no kind; expected {KINDS}")),
        [_, (second, _), ..] => return Err(format!("fault {text:?}: more than one kind; remove {second:?}")),
    };
    for (name, value) in options {
        fault = option(fault, name, value)?;
    }
    match operation.trim() {
        "*" => Ok(fault),
        operation if is_operation(operation) => Ok(Fault { operation_id: Some(operation.to_owned()), ..fault }),
        operation => {
            Err(format!("operation {operation:?}: not in the API document; use an operationId, or * for any operation"))
        }
    }
}

fn is_option(name: &str) -> bool {
    ["times", "after", "probability", "seed", "method", "code", "challenges"].contains(&name)
}

fn kind(name: &str, value: Option<&str>) -> Result<FaultKind, String> {
    match (name, value) {
        ("status", value) => Ok(FaultKind::Status { status: status(name, value)?, code: None }),
        ("latency", Some(value)) => Ok(FaultKind::Latency(duration(value)?)),
        ("reset", Some("before")) => Ok(FaultKind::ResetBefore),
        ("reset", Some("after")) => Ok(FaultKind::ResetAfter),
        ("reset", _) => {
            Err("kind \"reset\": needs a time relative to the request; use reset=before or reset=after".to_owned())
        }
        ("cut", None) => Ok(FaultKind::CutBody),
        ("html", None) => Ok(FaultKind::HtmlPage(StatusCode::BAD_GATEWAY)),
        ("html", value) => Ok(FaultKind::HtmlPage(status(name, value)?)),
        ("empty", value) => Ok(FaultKind::Empty(status(name, value)?)),
        ("stale-nonce", None) => Ok(FaultKind::StaleNonce),
        ("rate-limit", None) => Ok(FaultKind::RateLimited { retry_after: None }),
        ("rate-limit", value) => Ok(FaultKind::RateLimited { retry_after: Some(number(name, value)?) }),
        ("latency", None) => Err("kind \"latency\": missing duration; use for example latency=20ms".to_owned()),
        ("cut" | "stale-nonce", Some(_)) => Err(format!("kind {name:?}: takes no value; remove the value")),
        _ => Err(format!("kind {name:?}: unknown; expected {KINDS}")),
    }
}

fn option(fault: Fault, name: &str, value: Option<&str>) -> Result<Fault, String> {
    match (name, value) {
        ("times", value) => Ok(fault.times(number(name, value)?)),
        ("after", value) => Ok(fault.after(number(name, value)?)),
        ("seed", value) => Ok(fault.seed(number(name, value)?)),
        ("probability", value) => {
            let probability = value.and_then(|value| value.parse().ok()).filter(|value| (0.0..=1.0).contains(value));
            let invalid = "option \"probability\": not a number from 0 to 1; use for example probability=0.1";
            Ok(fault.probability(probability.ok_or(invalid)?))
        }
        ("method", Some(value)) if Method::from_bytes(value.as_bytes()).is_ok() => Ok(fault.methods([value])),
        ("method", _) => Err("option \"method\": not an HTTP method; use for example method=GET".to_owned()),
        ("code", Some(value)) if matches!(fault.kind, FaultKind::Status { .. }) => Ok(fault.code(value)),
        ("code", _) => {
            Err("option \"code\": needs a value and the kind status; use for example status=409,code=X".to_owned())
        }
        ("challenges", None) => Ok(fault.challenges_too()),
        _ => Err(format!("option {name:?}: takes no value; remove the value")),
    }
}

fn number(name: &str, value: Option<&str>) -> Result<u64, String> {
    value
        .and_then(|value| value.parse().ok())
        .ok_or_else(|| format!("{name:?}: not a whole number; use for example {name}=2"))
}

fn status(name: &str, value: Option<&str>) -> Result<StatusCode, String> {
    let status = value.and_then(|value| value.parse().ok()).and_then(checked_status);
    status.ok_or_else(|| format!("{name:?}: not a status from 200 to 599; use for example {name}=503"))
}

/// Parses a duration that ends in `ms`, `s`, `m` or `h`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let units = [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)];
    let split = units.iter().find_map(|&(unit, seconds)| Some((text.strip_suffix(unit)?, seconds)));
    split
        .and_then(|(number, seconds)| Duration::try_from_secs_f64(number.parse::<f64>().ok()? * seconds).ok())
        .ok_or_else(|| format!("duration {text:?}: not a number with the unit ms, s, m or h; use for example 20ms"))
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        let found = text.parse::<Fault>().map(|fault| fault.to_string()).map_err(|error| error.to_string());
        match expected {
            Ok(expected) => {
                assert_eq!(found.as_deref(), Ok(expected));
                let again = expected.parse::<Fault>().map(|fault| fault.to_string());
                assert_eq!(again.as_deref(), Ok(expected), "the text form does not round-trip");
            }
            Err(part) => assert!(found.as_ref().is_err_and(|error| error.contains(part)), "{found:?} for {text}"),
        }
    }

    #[test]
    fn the_text_form_of_a_fault_round_trips() {
        check("getGroupCluster:status=503,times=2", Ok("getGroupCluster:status=503,times=2"));
        check(
            "*:status=409,code=SOME_CODE,method=POST,method=PATCH",
            Ok("*:status=409,code=SOME_CODE,method=POST,method=PATCH"),
        );
        check("*:latency=20ms", Ok("*:latency=20ms"));
        check("*: latency=1.5s , probability=0.1, seed=7", Ok("*:latency=1.5s,probability=0.1,seed=7"));
        check("*:latency=2m", Ok("*:latency=120s"));
        check("*:latency=1h", Ok("*:latency=3600s"));
        check("*:reset=before,challenges", Ok("*:reset=before,challenges"));
        check("*:reset=after", Ok("*:reset=after"));
        check("*:cut", Ok("*:cut"));
        check("*:html", Ok("*:html=502"));
        check("*:empty=401", Ok("*:empty=401"));
        check("*:stale-nonce,after=1", Ok("*:stale-nonce,after=1"));
        check("*:rate-limit", Ok("*:rate-limit"));
        check("*:rate-limit=5", Ok("*:rate-limit=5"));
    }

    #[test]
    fn an_invalid_text_is_rejected_with_the_invalid_part() {
        check("status=503", Err("fault \"status=503\": no colon"));
        check("getCluster:status=503", Err("operation \"getCluster\": not in the API document"));
        check("*:times=2", Err("no kind"));
        check("*:status=503,cut", Err("more than one kind; remove \"cut\""));
        check("*:status=600", Err("from 200 to 599"));
        check("*:status=503,times=two", Err("\"times\": not a whole number"));
        check("*:latency=20", Err("duration \"20\": not a number with the unit"));
        check("*:latency=-1s", Err("duration \"-1s\": not a number with the unit"));
        check("*:latency=1e300s", Err("duration \"1e300s\": not a number with the unit"));
        check("*:cut,probability=2", Err("from 0 to 1"));
        check("*:cut,code=X", Err("needs a value and the kind status"));
        check("*:explode", Err("kind \"explode\": unknown"));
    }
}
