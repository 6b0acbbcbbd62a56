//! A summary of a series of measurements.

use crate::model::Measurement;

/// A summary of the values of a series.
///
/// Zeros are values. A data point without a value, for example while the process was down, is missing.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Statistics {
    /// The number of values.
    pub count: usize,
    /// The number of data points without a value.
    pub missing: usize,
    /// The mean of the values; `None` without any.
    pub mean: Option<f64>,
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
}

impl Statistics {
    /// Summarizes a series.
    #[inline]
    #[must_use]
    #[doc(alias = "measurement_stats")]
    pub fn of(series: &Measurement) -> Self {
        Self::of_values(series.data_points.iter().flatten().map(|point| point.value))
    }

    /// Summarizes values, of which some can be missing.
    #[must_use]
    pub fn of_values(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        let mut summary = Self { count: 0, missing: 0, mean: None, min: None, max: None };
        let mut mean = 0.0;
        for value in values {
            let Some(value) = value else {
                summary.missing += 1;
                continue;
            };
            summary.count += 1;
            // The sum of many large values would lose precision, or overflow.
            #[allow(clippy::cast_precision_loss)] // A series has far fewer than 2^53 values.
            let count = summary.count as f64;
            mean += (value - mean) / count;
            summary.min = Some(summary.min.map_or(value, |min| min.min(value)));
            summary.max = Some(summary.max.map_or(value, |max| max.max(value)));
        }
        summary.mean = (summary.count > 0).then_some(mean);
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_count_and_missing_values_are_counted() {
        let statistics = Statistics::of_values([Some(0.0), Some(0.0), Some(10.0), None, Some(2_048.0)]);
        let expected = Statistics { count: 4, missing: 1, mean: Some(514.5), min: Some(0.0), max: Some(2_048.0) };
        assert_eq!(statistics, expected);
        let zeros = Statistics::of_values([Some(0.0), Some(0.0)]);
        assert_eq!((zeros.count, zeros.mean, zeros.max), (2, Some(0.0), Some(0.0)));
        let none = Statistics { count: 0, missing: 1, mean: None, min: None, max: None };
        assert_eq!(Statistics::of_values([None]), none);
    }
}
