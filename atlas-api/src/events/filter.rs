//! Filters of event lists.

use chrono::{DateTime, Utc};

use super::FollowEvents;
use crate::{
    Error, List,
    model::{Event, OrganizationEvent},
};

/// The filter of [`Events::list`](super::Events::list) and
/// [`OrganizationEvents::list`](super::OrganizationEvents::list). Its setters are methods of [`List`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EventFilter {
    types: Vec<String>,
    excluded: Vec<String>,
    clusters: Vec<String>,
    pub(super) since: Option<DateTime<Utc>>,
    pub(super) until: Option<DateTime<Utc>>,
    raw: bool,
}

/// Implements the setters for a list.
macro_rules! setters {
    ($($event:ty),*) => {$(
        impl List<$event, EventFilter> {
            /// Lists only events of these types, such as `CLUSTER_CREATED`. Repeated calls add types. Default: all.
            #[doc(alias = "eventType")]
            pub fn types<T: ToString>(mut self, types: impl IntoIterator<Item = T>) -> Self {
                self.filter_mut().types.extend(types.into_iter().map(|name| name.to_string()));
                self
            }

            /// Lists only events from this time on.
            #[doc(alias = "minDate")]
            #[inline]
            pub fn since(mut self, date: DateTime<Utc>) -> Self {
                self.filter_mut().since = Some(date);
                self
            }

            /// Lists only events up to this time.
            #[doc(alias = "maxDate")]
            #[inline]
            pub fn until(mut self, date: DateTime<Utc>) -> Self {
                self.filter_mut().until = Some(date);
                self
            }

            /// Adds the property `raw` to each event, with details that depend on its type.
            #[doc(alias = "includeRaw")]
            #[inline]
            pub fn with_raw(mut self) -> Self {
                self.filter_mut().raw = true;
                self
            }

            /// Returns the events in the order of their creation, and then new ones as they appear. Begins at the time of
            /// [`since`](Self::since), by default now. Events have times in whole seconds, so the first ones can be up to a
            /// second older.
            #[inline]
            pub fn follow(self) -> FollowEvents<$event> {
                FollowEvents::new(self, |event| Some((event.id.as_deref()?, event.created?)))
            }
        }
    )*};
}
setters!(Event, OrganizationEvent);

impl List<Event, EventFilter> {
    /// Lists no events of these types. Repeated calls add types.
    #[doc(alias = "excludedEventType")]
    pub fn excluding<T: ToString>(mut self, types: impl IntoIterator<Item = T>) -> Self {
        self.filter_mut().excluded.extend(types.into_iter().map(|name| name.to_string()));
        self
    }

    /// Lists only events of these clusters. Repeated calls add clusters. Default: events of the whole project.
    #[doc(alias = "clusterNames")]
    pub fn clusters<T: ToString>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.filter_mut().clusters.extend(names.into_iter().map(|name| name.to_string()));
        self
    }
}

impl EventFilter {
    #[inline]
    pub(super) fn types(&self) -> Option<Vec<String>> {
        non_empty(&self.types)
    }

    #[inline]
    pub(super) fn excluded(&self) -> Option<Vec<String>> {
        non_empty(&self.excluded)
    }

    #[inline]
    pub(super) fn clusters(&self) -> Option<Vec<String>> {
        non_empty(&self.clusters)
    }

    #[inline]
    pub(super) fn raw(&self) -> Option<bool> {
        self.raw.then_some(true)
    }

    /// Rejects empty names, which Atlas would read as no filter, and an end before the beginning.
    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        for (argument, names) in
            [("event type", &self.types), ("excluded event type", &self.excluded), ("cluster", &self.clusters)]
        {
            if names.iter().any(String::is_empty) {
                return Err(Error::invalid_argument(argument, "name is empty; use a name, or remove the filter"));
            }
        }
        match (self.since, self.until) {
            (Some(since), Some(until)) if since > until => {
                let rule = format!("{since} is after the end, {until}; use an earlier date");
                Err(Error::invalid_argument("since", rule))
            }
            _ => Ok(()),
        }
    }
}

#[inline]
fn non_empty(names: &[String]) -> Option<Vec<String>> {
    (!names.is_empty()).then(|| names.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_names_and_an_end_before_the_beginning_are_rejected() {
        let message = |filter: EventFilter| filter.check().unwrap_err().to_string();
        let empty = || vec![String::new()];
        let rule = "name is empty; use a name, or remove the filter";
        assert_eq!(message(EventFilter { types: empty(), ..EventFilter::default() }), format!("event type: {rule}"));
        let excluded = EventFilter { excluded: empty(), ..EventFilter::default() };
        assert_eq!(message(excluded), format!("excluded event type: {rule}"));
        assert_eq!(message(EventFilter { clusters: empty(), ..EventFilter::default() }), format!("cluster: {rule}"));
        let at = |second| DateTime::from_timestamp(second, 0);
        let filter = |since, until| EventFilter { since: at(since), until: at(until), ..EventFilter::default() };
        let expected = "since: 1970-01-01 00:00:02 UTC is after the end, 1970-01-01 00:00:01 UTC; use an earlier date";
        assert_eq!(message(filter(2, 1)), expected);
        assert!(filter(1, 1).check().is_ok());
    }
}
