//! The part of a log of stream processing to download.

use chrono::{DateTime, Utc};

use crate::{Error, logs::LogPeriod, specs::check_length};

/// The part of a log of stream processing to [download](crate::streams::Streams::operational_logs). Default: that of
/// Atlas, for all processors.
///
/// ```
/// use atlas_api::specs::StreamLogPeriod;
/// use chrono::{TimeZone, Utc};
///
/// let may = Utc.with_ymd_and_hms(2026, 5, 1, 0, 0, 0).single();
/// # let Some(may) = may else { return };
/// let period = StreamLogPeriod::new().processor("averages").from(may);
/// # let _ = period;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a period downloads nothing by itself; pass it to `operational_logs` or `audit_logs`"]
pub struct StreamLogPeriod {
    pub(crate) processor: Option<String>,
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
}

impl StreamLogPeriod {
    /// Returns the default.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Restricts the log to one processor.
    #[doc(alias = "spName")]
    pub fn processor(mut self, name: impl Into<String>) -> Self {
        self.processor = Some(name.into());
        self
    }

    /// Sets the start of the period, truncated to a second.
    #[doc(alias = "startDate")]
    pub fn from(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.from = Some(date.into());
        self
    }

    /// Sets the end of the period, truncated to a second.
    #[doc(alias = "endDate")]
    pub fn until(mut self, date: impl Into<DateTime<Utc>>) -> Self {
        self.until = Some(date.into());
        self
    }

    /// Returns the period, if it is valid.
    #[inline]
    pub(crate) fn checked(&self) -> Result<LogPeriod, Error> {
        if let Some(name) = &self.processor {
            check_length("stream processor", name, 1..=usize::MAX)?;
        }
        LogPeriod::new(self.from, self.until)
    }
}
