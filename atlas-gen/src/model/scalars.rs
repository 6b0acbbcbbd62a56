//! Decoding of booleans, strings, numbers, dates and arbitrary JSON.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::decode::{Decode, Decoded};

impl Decode for bool {
    fn from_bool(value: bool) -> Decoded<Self> {
        Decoded::Value(value)
    }
}

impl Decode for String {
    fn from_text(value: &str) -> Decoded<Self> {
        Decoded::Value(value.to_owned())
    }
}

/// 2^53, the limit up to which an `f64` represents every integer exactly.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Returns `value` as an integer, if it has no fraction and is small enough to be exact.
fn integral(value: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation)] // The condition checks range and fraction.
    (value.fract() == 0.0 && value.abs() <= MAX_EXACT).then_some(value as i64)
}

impl Decode for i64 {
    fn from_i64(value: i64) -> Decoded<Self> {
        Decoded::Value(value)
    }

    fn from_f64(value: f64) -> Decoded<Self> {
        integral(value).map_or_else(|| Decoded::Mismatch(value.into()), Decoded::Value)
    }
}

impl Decode for i32 {
    fn from_i64(value: i64) -> Decoded<Self> {
        Self::try_from(value).map_or_else(|_| Decoded::Mismatch(value.into()), Decoded::Value)
    }

    fn from_f64(value: f64) -> Decoded<Self> {
        integral(value).map_or_else(|| Decoded::Mismatch(value.into()), Self::from_i64)
    }
}

impl Decode for f64 {
    fn from_i64(value: i64) -> Decoded<Self> {
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        // An integer that would lose digits is a mismatch.
        let (float, back) = (value as f64, value as f64 as i128);
        if back == i128::from(value) { Decoded::Value(float) } else { Decoded::Mismatch(value.into()) }
    }

    fn from_f64(value: f64) -> Decoded<Self> {
        Decoded::Value(value)
    }
}

impl Decode for DateTime<Utc> {
    fn from_text(value: &str) -> Decoded<Self> {
        DateTime::parse_from_rfc3339(value)
            .map_or_else(|_| Decoded::Mismatch(value.into()), |instant| Decoded::Value(instant.to_utc()))
    }
}

impl Decode for NaiveDate {
    fn from_text(value: &str) -> Decoded<Self> {
        Self::parse_from_str(value, "%Y-%m-%d").map_or_else(|_| Decoded::Mismatch(value.into()), Decoded::Value)
    }
}

impl Decode for Value {
    fn from_empty() -> Option<Self> {
        Some(Self::Null)
    }

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decoded<Self>, D::Error> {
        Ok(match Self::deserialize(deserializer)? {
            Self::Null => Decoded::Null,
            value => Decoded::Value(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check<T: Decode + fmt::Debug + PartialEq>(json: &str, expected: Decoded<T>) {
        let decoded = T::decode(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!(decoded, expected, "{json}");
    }

    #[test]
    fn a_value_of_the_documented_type_is_decoded() {
        check("true", Decoded::Value(true));
        check(r#""a""#, Decoded::Value("a".to_owned()));
        check("7", Decoded::Value(7_i32));
        check(r#""2026-02-28""#, Decoded::Value(NaiveDate::from_ymd_opt(2026, 2, 28).unwrap()));
    }

    #[test]
    fn a_value_of_another_type_is_a_mismatch() {
        check::<bool>(r#""true""#, Decoded::Mismatch(json!("true")));
        check::<String>("5", Decoded::Mismatch(json!(5)));
        check::<i32>("3000000000", Decoded::Mismatch(json!(3_000_000_000_u64)));
        check::<i64>("1.5", Decoded::Mismatch(json!(1.5)));
        check::<DateTime<Utc>>(r#""soon""#, Decoded::Mismatch(json!("soon")));
    }

    #[test]
    fn null_is_distinct_from_a_value() {
        check::<bool>("null", Decoded::Null);
        check::<Value>("null", Decoded::Null);
    }

    #[test]
    fn numbers_keep_every_digit() {
        check("10.0", Decoded::Value(10_i64));
        check("10", Decoded::Value(10.0_f64));
        check("0.1234567890123456", Decoded::Value(0.123_456_789_012_345_6_f64));
        check::<f64>("9007199254740993", Decoded::Mismatch(json!(9_007_199_254_740_993_i64)));
    }
}
