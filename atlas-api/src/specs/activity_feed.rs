//! The selection of events in an activity feed.

use chrono::{DateTime, Utc};

use crate::Error;

/// The most types, and the most clusters, in one link.
const MAX: usize = 20;

/// The events that the page behind a link shows, for [`Events::activity_feed`](crate::events::Events::activity_feed) and
/// [`OrganizationEvents::activity_feed`](crate::events::OrganizationEvents::activity_feed).
///
/// ```
/// use atlas_api::specs::ActivityFeedSpec;
///
/// let spec = ActivityFeedSpec::new().types(["CLUSTER_CREATED"]).clusters(["orders"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a spec selects nothing by itself; pass it to `activity_feed`"]
pub struct ActivityFeedSpec {
    pub(crate) types: Vec<String>,
    pub(crate) clusters: Vec<String>,
    pub(crate) since: Option<DateTime<Utc>>,
    pub(crate) until: Option<DateTime<Utc>>,
}

impl ActivityFeedSpec {
    /// Returns a spec of all events.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds types of events, such as `CLUSTER_CREATED`, at most 20. Default: all.
    #[doc(alias = "eventType")]
    pub fn types<T: ToString>(mut self, types: impl IntoIterator<Item = T>) -> Self {
        self.types.extend(types.into_iter().map(|name| name.to_string()));
        self
    }

    /// Adds clusters, at most 20. Default: the whole project. An organization's feed has no clusters.
    #[doc(alias = "clusterName")]
    pub fn clusters<T: ToString>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.clusters.extend(names.into_iter().map(|name| name.to_string()));
        self
    }

    /// Selects only events from this time on.
    #[doc(alias = "minDate")]
    #[inline]
    pub fn since(mut self, date: DateTime<Utc>) -> Self {
        self.since = Some(date);
        self
    }

    /// Selects only events up to this time.
    #[doc(alias = "maxDate")]
    #[inline]
    pub fn until(mut self, date: DateTime<Utc>) -> Self {
        self.until = Some(date);
        self
    }

    #[inline]
    pub(crate) fn check(&self) -> Result<(), Error> {
        for (argument, values) in [("event types", &self.types), ("clusters", &self.clusters)] {
            if values.len() > MAX {
                return Err(Error::invalid_argument(argument, format!("{} of them; use at most {MAX}", values.len())));
            }
            if values.iter().any(String::is_empty) {
                return Err(Error::invalid_argument(argument, "one is empty; name it or leave it out"));
            }
        }
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            return Err(Error::invalid_argument("since", format!("{since} is after `until`, {until}; swap them")));
        }
        Ok(())
    }
}
