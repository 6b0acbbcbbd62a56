//! The period of measurements and its times.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use crate::error::{ApiError, codes};
use crate::state::Call;

/// The maximum number of points of one measurement in a response.
const MAX_POINTS: i32 = 1_440;

/// The supported granularities.
const GRANULARITIES: [&str; 5] = ["PT10S", "PT1M", "PT5M", "PT1H", "P1D"];

/// The period of a request.
pub(super) struct Period<'a> {
    pub(super) granularity: &'a str,
    /// The time between two points.
    pub(super) step: TimeDelta,
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
}

impl<'a> Period<'a> {
    /// Returns the period of the query: from its start to its end, or else the time up to now.
    pub(super) fn from_query(call: &Call<'a>) -> Result<Self, ApiError> {
        let query = &call.request.query;
        let granularity = query.value("granularity").unwrap_or("PT1M");
        let step = duration(granularity).filter(|_| GRANULARITIES.contains(&granularity));
        let step = step.ok_or_else(|| codes::INVALID_GRANULARITY.error(call, granularity))?;
        let instant = |name: &'static str| match query.value(name) {
            Some(text) => match DateTime::parse_from_rfc3339(text) {
                Ok(time) => Ok(Some(time.to_utc())),
                Err(_) => Err(ApiError::invalid_query_parameter(name)),
            },
            None => Ok(None),
        };
        let period = query.value("period");
        let invalid = || codes::INVALID_PERIOD.error(call, period.unwrap_or_default());
        let length = period.map_or(Some(TimeDelta::hours(1)), duration).ok_or_else(invalid)?;
        let end = instant("end")?.unwrap_or(call.now);
        let start = match instant("start")? {
            Some(start) => start,
            None => end.checked_sub_signed(length).ok_or_else(invalid)?,
        };
        if start > end {
            return Err(codes::START_DATE_AFTER_END_DATE.error(call, ""));
        }
        Ok(Self { granularity, step, start, end })
    }

    /// Returns the times of the points.
    pub(super) fn times(&self) -> impl Iterator<Item = DateTime<Utc>> + use<> {
        let (start, step, end) = (self.start, self.step, self.end);
        let times = (0..MAX_POINTS).map_while(move |number| start.checked_add_signed(step * number));
        times.take_while(move |time| *time <= end)
    }
}

/// Parses a duration such as `P1DT12H`.
fn duration(text: &str) -> Option<TimeDelta> {
    let (mut seconds, mut number, mut of_time) = (0_i64, String::new(), false);
    for letter in text.strip_prefix('P')?.chars() {
        if letter == 'T' {
            of_time = true;
        } else if letter.is_ascii_digit() {
            number.push(letter);
        } else {
            let unit = match (letter, of_time) {
                ('W', false) => 604_800,
                ('D', false) => 86_400,
                ('H', true) => 3_600,
                ('M', true) => 60,
                ('S', true) => 1,
                _ => return None,
            };
            seconds = seconds.checked_add(std::mem::take(&mut number).parse::<i64>().ok()?.checked_mul(unit)?)?;
        }
    }
    if number.is_empty() { TimeDelta::try_seconds(seconds) } else { None }
}

pub(super) fn to_rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_are_parsed_to_the_second() {
        let seconds =
            ["PT1M", "P1DT12H", "P2W", "PT", "1M", "P1M", "PT5"].map(|text| Some(duration(text)?.num_seconds()));
        assert_eq!(seconds, [Some(60), Some(129_600), Some(1_209_600), Some(0), None, None, None]);
    }
}
