//! Lines about slow operations.

use std::time::Duration;

use super::LogLine;

/// The message of a line in JSON about a slow operation.
const MESSAGE: &str = "Slow query";

/// The components that write lines of text about operations.
const COMPONENTS: [&str; 4] = ["COMMAND", "QUERY", "WRITE", "TXN"];

/// Slow operations, which a server logs if they take longer than its threshold, by default 100 ms.
impl LogLine {
    /// Returns whether the line is about a slow operation of any kind, such as a query, an update or a command.
    #[must_use]
    pub fn is_slow_query(&self) -> bool {
        self.duration().is_some()
    }

    /// Returns the time that the slow operation took, in milliseconds. `None` for other lines.
    ///
    /// # Examples
    /// ```
    /// use std::time::Duration;
    ///
    /// use atlas_api::logs::LogLine;
    ///
    /// let line = LogLine::from(r#"{"msg":"Slow query","attr":{"ns":"shop.orders","planSummary":"COLLSCAN","durationMillis":950}}"#);
    /// assert_eq!(line.duration(), Some(Duration::from_millis(950)));
    /// assert_eq!((line.namespace(), line.plan_summary()), (Some("shop.orders"), Some("COLLSCAN")));
    /// ```
    #[must_use]
    #[doc(alias = "durationMillis")]
    pub fn duration(&self) -> Option<Duration> {
        let milliseconds = if self.json.is_some() {
            let attributes = self.attributes().filter(|_| self.message() == Some(MESSAGE))?;
            attributes["durationMillis"].as_u64()?
        } else {
            let (_, last) = self.operation()?.rsplit_once(' ')?;
            last.strip_suffix("ms")?.parse().ok()?
        };
        Some(Duration::from_millis(milliseconds))
    }

    /// Returns the namespace of the slow operation, such as `shop.orders`.
    #[must_use]
    #[doc(alias = "ns")]
    pub fn namespace(&self) -> Option<&str> {
        self.duration()?;
        match self.attributes() {
            Some(attributes) => attributes["ns"].as_str(),
            None => self.operation()?.split(' ').nth(1),
        }
    }

    /// Returns the plan of the slow operation, such as `COLLSCAN` for a scan of the collection.
    #[must_use]
    pub fn plan_summary(&self) -> Option<&str> {
        self.duration()?;
        match self.attributes() {
            Some(attributes) => attributes["planSummary"].as_str(),
            None => {
                let (_, plan) = self.operation()?.split_once(" planSummary: ")?;
                // The keys of an index follow its plan.
                Some(
                    plan.split_once(['{', ','])
                        .map_or_else(|| plan.split(' ').next().unwrap_or(plan), |(plan, _)| plan.trim_end()),
                )
            }
        }
    }

    /// Returns the message of a line of text about an operation.
    fn operation(&self) -> Option<&str> {
        self.message().filter(|_| self.component().is_some_and(|component| COMPONENTS.contains(&component)))
    }
}
