//! The time between two data points.

use crate::open_enum::open_enum;

/// The time between two data points of a series.
///
/// Atlas keeps fine data points for a shorter time than coarse ones, so a long period requires a coarse granularity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Granularity {
    /// `PT10S`: ten seconds. Only for clusters from M40 on.
    TenSeconds,
    /// `PT1M`: one minute.
    Minute,
    /// `PT5M`: five minutes.
    FiveMinutes,
    /// `PT1H`: one hour.
    Hour,
    /// `P1D`: one day.
    Day,
    /// Another duration in ISO 8601.
    #[non_exhaustive]
    Unknown(String),
}

open_enum! {
    Granularity {
        TenSeconds => "PT10S",
        Minute => "PT1M",
        FiveMinutes => "PT5M",
        Hour => "PT1H",
        Day => "P1D",
    }
}
