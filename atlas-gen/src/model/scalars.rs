//! Values that hold no others: text, numbers, instants, and any JSON.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::decode::{Decode, Fit};

impl Decode for bool {
    fn from_bool(value: bool) -> Fit<Self> {
        Fit::Value(value)
    }
}

impl Decode for String {
    fn from_text(value: &str) -> Fit<Self> {
        Fit::Value(value.to_owned())
    }
}

/// The largest magnitude up to which every integer is exactly an `f64`: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The integer that `value` is, if it is one beyond doubt.
fn integral(value: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation)] // In range and without a fraction, as just checked.
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

impl Decode for i64 {
    fn from_i64(value: i64) -> Fit<Self> {
        Fit::Value(value)
    }

    fn from_f64(value: f64) -> Fit<Self> {
        integral(value).map_or_else(|| Fit::Misfit(value.into()), Fit::Value)
    }
}

impl Decode for i32 {
    fn from_i64(value: i64) -> Fit<Self> {
        Self::try_from(value).map_or_else(|_| Fit::Misfit(value.into()), Fit::Value)
    }

    fn from_f64(value: f64) -> Fit<Self> {
        integral(value).map_or_else(|| Fit::Misfit(value.into()), Self::from_i64)
    }
}

impl Decode for f64 {
    fn from_i64(value: i64) -> Fit<Self> {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        // One that loses digits is kept as it came.
        let (float, back) = (value as f64, value as f64 as i128);
        if back == i128::from(value) { Fit::Value(float) } else { Fit::Misfit(value.into()) }
    }

    fn from_f64(value: f64) -> Fit<Self> {
        Fit::Value(value)
    }
}

impl Decode for DateTime<Utc> {
    fn from_text(value: &str) -> Fit<Self> {
        DateTime::parse_from_rfc3339(value)
            .map_or_else(|_| Fit::Misfit(value.into()), |instant| Fit::Value(instant.to_utc()))
    }
}

impl Decode for NaiveDate {
    fn from_text(value: &str) -> Fit<Self> {
        Self::parse_from_str(value, "%Y-%m-%d").map_or_else(|_| Fit::Misfit(value.into()), Fit::Value)
    }
}

impl Decode for Value {
    fn from_nothing() -> Option<Self> {
        Some(Self::Null)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fit<Self>, D::Error> {
        Ok(match Self::deserialize(deserializer)? {
            Self::Null => Fit::Null,
            value => Fit::Value(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check<T: Decode + fmt::Debug + PartialEq>(json: &str, expected: Fit<T>) {
        let fit = T::decode(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!(fit, expected, "{json}");
    }

    #[test]
    fn a_value_of_the_documented_kind_fits() {
        check("true", Fit::Value(true));
        check(r#""a""#, Fit::Value("a".to_owned()));
        check("7", Fit::Value(7_i32));
        check(r#""2026-02-28""#, Fit::Value(NaiveDate::from_ymd_opt(2026, 2, 28).unwrap()));
    }

    #[test]
    fn a_value_of_another_kind_is_kept_as_it_came() {
        check::<bool>(r#""true""#, Fit::Misfit(json!("true")));
        check::<String>("5", Fit::Misfit(json!(5)));
        check::<i32>("3000000000", Fit::Misfit(json!(3_000_000_000_u64)));
        check::<i64>("1.5", Fit::Misfit(json!(1.5)));
        check::<DateTime<Utc>>(r#""soon""#, Fit::Misfit(json!("soon")));
    }

    #[test]
    fn null_is_told_from_a_value() {
        check::<bool>("null", Fit::Null);
        check::<Value>("null", Fit::Null);
    }

    #[test]
    fn numbers_keep_every_digit() {
        check("10.0", Fit::Value(10_i64));
        check("10", Fit::Value(10.0_f64));
        check("0.1234567890123456", Fit::Value(0.123_456_789_012_345_6_f64));
        check::<f64>("9007199254740993", Fit::Misfit(json!(9_007_199_254_740_993_i64)));
    }
}
