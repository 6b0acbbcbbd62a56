//! Rules about the thresholds of events.

use atlas_gen::types::{AlertConfigMetricThreshold, AlertConfigThreshold};

use super::metric_units::{TIME_UNITS, units_of};
use crate::{Error, model::AlertConfigEvent as Event};

/// The threshold of an event.
#[derive(Clone, Copy)]
enum Rule {
    /// A metric threshold. The names of metrics with an event of their own have this prefix.
    Metric(&'static str),
    /// A metric threshold on a metric with this prefix, or a threshold that names a metric too.
    MetricOrPlain(&'static str),
    /// A threshold with this operator and one of these units.
    Plain { is_required: bool, operator: Option<&'static str>, units: Option<&'static [&'static str]> },
    /// No threshold.
    None,
    /// The event is unknown: Atlas decides.
    Unknown,
}

/// The prefixes of metrics that belong to another event than `OUTSIDE_METRIC_THRESHOLD`.
const PREFIXES: [(&str, &str); 4] = [
    ("FLEX_", "OUTSIDE_FLEX_METRIC_THRESHOLD"),
    ("SERVERLESS_", "OUTSIDE_SERVERLESS_METRIC_THRESHOLD"),
    ("STREAM_PROCESSOR_", "OUTSIDE_STREAM_PROCESSOR_METRIC_THRESHOLD"),
    ("REALM_", "OUTSIDE_REALM_METRIC_THRESHOLD"),
];

impl Rule {
    #[inline]
    fn of(event: &Event) -> Self {
        let (above, below) = (Some("GREATER_THAN"), Some("LESS_THAN"));
        match event {
            Event::OutsideMetricThreshold => Self::Metric(""),
            Event::OutsideFlexMetricThreshold => Self::Metric("FLEX_"),
            Event::OutsideServerlessMetricThreshold => Self::Metric("SERVERLESS_"),
            Event::OutsideRealmMetricThreshold => Self::Metric("REALM_"),
            Event::OutsideStreamProcessorMetricThreshold => Self::MetricOrPlain("STREAM_PROCESSOR_"),
            Event::PendingInvoiceOverThreshold
            | Event::DailyBillOverThreshold
            | Event::DailyBillingChangeOverThreshold
            | Event::WeeklyBillingChangeOverThreshold
            | Event::MonthlyBillingChangeOverThreshold => {
                Self::Plain { is_required: true, operator: above, units: Some(&["RAW"]) }
            }
            Event::CpsSnapshotBehind | Event::CpsPrevSnapshotOld | Event::CpsOplogBehind => {
                Self::Plain { is_required: true, operator: above, units: Some(TIME_UNITS) }
            }
            Event::NdsX509UserAuthenticationCustomerCaExpirationCheck
            | Event::NdsX509UserAuthenticationCustomerCrlExpirationCheck
            | Event::NdsX509UserAuthenticationManagedUserCertsExpirationCheck => {
                Self::Plain { is_required: true, operator: below, units: Some(&["DAYS"]) }
            }
            Event::TooManyElections
            | Event::ReplicationOplogWindowRunningOut
            | Event::TooFewHealthyMembers
            | Event::TooManyUnhealthyMembers => Self::Plain { is_required: true, operator: None, units: None },
            Event::AwsEncryptionKeyNeedsRotation
            | Event::AzureEncryptionKeyNeedsRotation
            | Event::GcpEncryptionKeyNeedsRotation
            | Event::AwsEncryptionKeyInvalid
            | Event::AzureEncryptionKeyInvalid
            | Event::GcpEncryptionKeyInvalid => {
                Self::Plain { is_required: false, operator: above, units: Some(&["DAYS"]) }
            }
            Event::NoPrimary | Event::PrimaryElected => Self::Plain { is_required: false, operator: None, units: None },
            Event::Unknown(_) => Self::Unknown,
            _ => Self::None,
        }
    }
}

/// Checks that an event has the threshold that it needs, and no other.
#[inline]
pub(super) fn check_thresholds(
    event: &Event,
    metric: Option<&AlertConfigMetricThreshold>,
    plain: Option<&AlertConfigThreshold>,
) -> Result<(), Error> {
    let rule = Rule::of(event);
    match (rule, metric, plain) {
        (_, Some(_), Some(_)) => {
            Err(threshold_error("a threshold and a metric threshold are set; Atlas accepts only one of them"))
        }
        (Rule::Metric(_), None, _) => Err(metric_needed(event)),
        (Rule::MetricOrPlain(_), None, plain) if !plain.is_some_and(has_metric) => Err(metric_needed(event)),
        (Rule::Plain { is_required: true, .. }, _, None) => {
            Err(threshold_error(format!("{event} needs a threshold; set it with `threshold`")))
        }
        (Rule::Plain { .. } | Rule::None, Some(_), None) => {
            Err(threshold_error(format!("{event} is not about a metric; leave the metric threshold out")))
        }
        (Rule::None, None, Some(_)) => Err(threshold_error(format!("{event} does not have one; leave it out"))),
        (Rule::Metric(prefix) | Rule::MetricOrPlain(prefix), Some(metric), None) => {
            check_family(event, prefix, metric)?;
            check_metric(metric)
        }
        (_, Some(metric), None) => check_metric(metric),
        (rule, None, Some(plain)) => check_plain(event, rule, plain),
        (_, None, None) => Ok(()),
    }
}

#[inline]
fn metric_needed(event: &Event) -> Error {
    threshold_error(format!("{event} needs a metric threshold; set it with `metric_threshold`"))
}

#[inline]
fn has_metric(threshold: &AlertConfigThreshold) -> bool {
    threshold.metric_name.as_deref().is_some_and(|name| !name.is_empty())
}

/// Rejects a metric of another event.
#[inline]
fn check_family(event: &Event, prefix: &str, metric: &AlertConfigMetricThreshold) -> Result<(), Error> {
    let name = metric.metric_name.as_deref().unwrap_or_default();
    let other = PREFIXES.into_iter().find(|(other, _)| *other != prefix && name.starts_with(other));
    let other = other.map(|(_, event)| event).or_else(|| {
        let is_host_metric = !name.starts_with(prefix) && units_of(name).is_some();
        is_host_metric.then_some("OUTSIDE_METRIC_THRESHOLD")
    });
    other.map_or(Ok(()), |other| {
        Err(Error::invalid_argument("metric", format!("{name:?} is not a metric of {event}; use the event {other}")))
    })
}

#[inline]
fn check_metric(threshold: &AlertConfigMetricThreshold) -> Result<(), Error> {
    let name = threshold.metric_name.as_deref().unwrap_or_default();
    if name.is_empty() {
        return Err(Error::invalid_argument("metric", "the name is empty; use for example CONNECTIONS_PERCENT"));
    }
    check_value(threshold.threshold)?;
    let units = threshold.units.as_ref().map(|units| units.as_str());
    check_units(name, units, units_of(name))
}

#[inline]
fn check_plain(event: &Event, rule: Rule, threshold: &AlertConfigThreshold) -> Result<(), Error> {
    check_value(threshold.threshold)?;
    let Rule::Plain { operator, units, .. } = rule else { return Ok(()) };
    let is_other = |expected: &&str| threshold.operator.as_ref().is_some_and(|actual| actual.as_str() != *expected);
    if let Some(expected) = operator.filter(is_other) {
        let setter = if expected == "LESS_THAN" { "below" } else { "above" };
        return Err(threshold_error(format!(
            "{event} has only the operator {expected}; use `AlertThreshold::{setter}`"
        )));
    }
    check_units(event.as_str(), threshold.units.as_ref().map(|units| units.as_str()), units)
}

/// Checks that there is a value, and that JSON can express it.
#[inline]
fn check_value(value: Option<f64>) -> Result<(), Error> {
    match value {
        Some(value) if value.is_finite() => Ok(()),
        Some(value) => Err(threshold_error(format!("{value} is not a number; use a finite one"))),
        None => Err(threshold_error("the value is missing; set a number")),
    }
}

#[inline]
fn check_units(of: &str, units: Option<&str>, allowed: Option<&[&str]>) -> Result<(), Error> {
    match (units, allowed) {
        (Some(units), Some(allowed)) if !allowed.contains(&units) => {
            let rule = format!("{units:?} is not a unit of {of}; expected {}", allowed.join(", "));
            Err(Error::invalid_argument("units", rule))
        }
        _ => Ok(()),
    }
}

#[inline]
fn threshold_error(rule: impl Into<String>) -> Error {
    Error::invalid_argument("threshold", rule)
}
