//! Events: the activity log of a project or an organization.

mod filter;
mod follow;
mod organization;
mod position;

use atlas_gen::OperationBuilder;

pub use self::{filter::EventFilter, follow::FollowEvents, organization::OrganizationEvents, position::EventPosition};
#[doc(inline)]
pub use crate::specs::ActivityFeedSpec;
use crate::{
    Atlas, List, Request,
    model::{ActivityFeed, Event, EventType},
    object_id::object_id,
    operation_doc,
};

object_id! {
    /// The id of an event.
    EventId, "event id"
}

/// The events of a project; returned by [`Atlas::events`].
///
/// An event has the properties of its type: that of a change by a person has `username`, that of a process `hostname`.
/// Types are an open enumeration, because Atlas adds new ones.
#[derive(Clone, Debug)]
pub struct Events {
    pub(crate) atlas: Atlas,
}

impl Events {
    /// Lists the project's events, the newest first.
    #[doc = operation_doc!("listGroupEvents")]
    /// [`types`](List::types), [`excluding`](List::excluding), [`clusters`](List::clusters), [`since`](List::since) and
    /// [`until`](List::until) filter them. Atlas keeps events for a limited time. [`follow`](List::follow) returns new
    /// events as they appear.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let mut events = atlas.events().list().types(["CLUSTER_CREATED", "CLUSTER_DELETED"]).stream();
    /// while let Some(event) = events.next().await {
    ///     let event = event?;
    ///     println!("{:?} {:?} {:?}", event.created, event.event_type_name, event.username);
    /// }
    /// # });
    /// ```
    #[doc(alias = "all")]
    #[doc(alias = "all_by_type")]
    #[inline]
    pub fn list(&self) -> List<Event, EventFilter> {
        List::filtered(&self.atlas, EventFilter::default(), |atlas, api, filter| {
            filter.check()?;
            let list = api.events().list_group_events().group_id(atlas.project_id()?);
            let list = list.maybe(filter.types(), |list, types| list.event_type(types));
            let list = list.maybe(filter.excluded(), |list, types| list.excluded_event_type(types));
            let list = list.maybe(filter.clusters(), |list, names| list.cluster_names(names));
            let list = list.maybe(filter.since, |list, date| list.min_date(date));
            let list = list.maybe(filter.until, |list, date| list.max_date(date));
            Ok(list.maybe(filter.raw(), |list, raw| list.include_raw(raw)))
        })
    }

    /// Fetches an event.
    #[doc = operation_doc!("getGroupEvent")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the event does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let newest = atlas.events().list().page_size(1).await?;
    /// for id in newest.items().iter().filter_map(|event| event.id.as_deref()) {
    ///     println!("{:?}", atlas.events().get(id).await?.event_type_name);
    /// }
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<Event> {
        Request::by_id(&self.atlas, id, |api, project, event: EventId| {
            Ok(api.events().get_group_event().group_id(project).event_id(event))
        })
    }

    /// Returns a link to the page of the Atlas UI with the project's events that the spec selects.
    #[doc = operation_doc!("getGroupActivityFeed")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::events::ActivityFeedSpec;
    ///
    /// let feed = atlas.events().activity_feed(ActivityFeedSpec::new().clusters(["orders"])).await?;
    /// println!("{:?}", feed.link);
    /// # });
    /// ```
    #[inline]
    pub fn activity_feed(&self, spec: ActivityFeedSpec) -> Request<ActivityFeed> {
        Request::in_project(&self.atlas, |api, project| {
            spec.check()?;
            let get = api.activity_feed().get_group_activity_feed().group_id(project);
            let get = get.maybe((!spec.types.is_empty()).then_some(spec.types), |get, types| get.event_type(types));
            let clusters = (!spec.clusters.is_empty()).then_some(spec.clusters);
            let get = get.maybe(clusters, |get, names| get.cluster_name(names));
            let get = get.maybe(spec.since, |get, date| get.min_date(date));
            Ok(get.maybe(spec.until, |get, date| get.max_date(date)))
        })
    }

    /// Lists all types of events, with a description by Atlas.
    #[doc = operation_doc!("listEventTypes")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for event_type in atlas.events().list_types().await? {
    ///     println!("{:?}: {:?}", event_type.event_type, event_type.description);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list_types(&self) -> List<EventType> {
        List::new(&self.atlas, |_, api| Ok(api.events().list_event_types()))
    }
}
