//! A sequence of events that continues while new ones appear.

use std::{
    collections::VecDeque,
    fmt,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use futures_core::Stream;
use futures_util::stream;

use super::{EventFilter, EventPosition};
use crate::{Error, List, transport::Timer};

/// The default time between two requests.
const INTERVAL: Duration = Duration::from_secs(30);

/// The shortest time between two requests.
const MIN_INTERVAL: Duration = Duration::from_secs(1);

/// A function that reads the id and the date of an event. Atlas sets both on every event.
type Key<T> = fn(&T) -> Option<(&str, DateTime<Utc>)>;

/// The events of a project or organization in the order of their creation, as they appear; returned by
/// [`List::follow`].
///
/// [`next`](Self::next) waits for the next event. Each event is returned once. One that appears up to five minutes
/// after a newer one is returned too; a later one is missed.
/// After an error, `next` can be called again: it continues without a gap.
///
/// It waits between two requests with the client's sleep function
/// ([`sleep_with`](crate::AtlasBuilder::sleep_with)), and measures the time since the last request with the monotonic
/// clock of the operating system. Without [`List::since`], it begins at the time of the client's
/// [clock](crate::AtlasBuilder::clock).
///
/// # Examples
/// ```
/// # atlas_api::__example!(|atlas, fake| {
/// # atlas.database_users().delete("user-1").confirm(atlas_api::Confirm::yes()).await?;
/// let list = atlas.events().list().since("2025-01-01T00:00:00Z".parse()?);
/// let mut events = list.clone().follow();
/// println!("{:?}", events.next().await?.event_type_name);
///
/// // Another process continues after the last event:
/// let saved = events.position().to_string();
/// let events = list.follow().after(saved.parse()?);
/// # drop(events);
/// # });
/// ```
#[must_use = "nothing is requested until `next` is awaited"]
pub struct FollowEvents<T> {
    list: List<T, EventFilter>,
    key: Key<T>,
    timer: Timer,
    position: EventPosition,
    interval: Duration,
    /// The events that were listed and not returned yet, the oldest first.
    waiting: VecDeque<T>,
    /// The time of the last request. A caller can stop waiting for the next one and begin again.
    listed_at: Option<Instant>,
}

impl<T: Send + 'static> FollowEvents<T> {
    pub(super) fn new(mut list: List<T, EventFilter>, key: Key<T>) -> Self {
        let (timer, now) = (list.atlas().timer(), list.atlas().now());
        let position = EventPosition::starting_at(list.filter_mut().since.unwrap_or(now));
        Self { list, key, timer, position, interval: INTERVAL, waiting: VecDeque::new(), listed_at: None }
    }

    /// Continues after a position, instead of at the date of [`List::since`].
    pub fn after(mut self, position: EventPosition) -> Self {
        self.position = position;
        self
    }

    /// Sets the time between two requests, at least one second. Default: 30 seconds.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval.max(MIN_INTERVAL);
        self
    }

    /// Returns the position after the last event that [`next`](Self::next) returned.
    #[must_use]
    pub fn position(&self) -> &EventPosition {
        &self.position
    }

    /// Returns the next event. Waits until there is one; dropping the future loses no event.
    ///
    /// # Errors
    /// The errors of the list; [`is_invalid_argument`](Error::is_invalid_argument) if it has an end ([`List::until`]).
    pub async fn next(&mut self) -> Result<T, Error> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                if let Some((id, created)) = (self.key)(&event) {
                    self.position.advance(id, created);
                }
                return Ok(event);
            }
            if let Some(listed_at) = self.listed_at {
                let elapsed = self.timer.now().saturating_duration_since(listed_at);
                self.timer.sleep(self.interval.saturating_sub(elapsed)).await;
            }
            self.listed_at = Some(self.timer.now());
            self.list_new().await?;
        }
    }

    /// Returns the events as a [`Stream`], which does not end.
    pub fn into_stream(self) -> impl Stream<Item = Result<T, Error>> + Send {
        stream::unfold(self, |mut events| async {
            let event = events.next().await;
            Some((event, events))
        })
    }

    async fn list_new(&mut self) -> Result<(), Error> {
        let mut list = self.list.clone();
        let filter = list.filter_mut();
        if filter.until.is_some() {
            return Err(Error::invalid_argument("until", "events are followed without an end; remove the filter"));
        }
        filter.since = Some(self.position.list_from());
        let mut events = list.all().await?;
        // The newest event is the first one. The sort is stable, so events of the same second keep their order.
        events.reverse();
        events.sort_by_key(|event| (self.key)(event).map(|(_, created)| created));
        // Pages shift while new events appear, so a list can contain an event twice.
        let mut listed = self.position.clone();
        events.retain(|event| match (self.key)(event) {
            Some((id, created)) => {
                let is_new = listed.is_new(id, created);
                listed.advance(id, created);
                is_new
            }
            None => false,
        });
        self.waiting = events.into();
        Ok(())
    }
}

impl<T> fmt::Debug for FollowEvents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FollowEvents")
            .field("list", &self.list)
            .field("position", &self.position)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}
