//! Events of an organization.

use atlas_gen::OperationBuilder;

use super::{ActivityFeedSpec, EventFilter, EventId};
use crate::{
    Atlas, Error, List, Request,
    model::{ActivityFeed, OrganizationEvent},
    operation_doc,
};

/// The events of the client's organization; returned by [`Atlas::organization_events`].
///
/// They concern the organization itself, such as its users, teams and invoices. Its projects have events of their own.
#[derive(Clone, Debug)]
pub struct OrganizationEvents {
    pub(crate) atlas: Atlas,
}

impl OrganizationEvents {
    /// Lists the organization's events, the newest first.
    #[doc = operation_doc!("listOrgEvents")]
    /// [`types`](List::types), [`since`](List::since) and [`until`](List::until) filter them. [`follow`](List::follow)
    /// returns new events as they appear.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let atlas = atlas.organization(fake.organization_id())?;
    /// let page = atlas.organization_events().list().await?;
    /// println!("{:?}", page.items().first().map(|event| &event.event_type_name));
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<OrganizationEvent, EventFilter> {
        List::filtered(&self.atlas, EventFilter::default(), |atlas, api, filter| {
            filter.check()?;
            let list = api.events().list_org_events().org_id(atlas.organization_id()?);
            let list = list.maybe(filter.types(), |list, types| list.event_type(types));
            let list = list.maybe(filter.since, |list, date| list.min_date(date));
            let list = list.maybe(filter.until, |list, date| list.max_date(date));
            Ok(list.maybe(filter.raw(), |list, raw| list.include_raw(raw)))
        })
    }

    /// Fetches an event.
    #[doc = operation_doc!("getOrgEvent")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the client has no
    /// organization; [`is_not_found`](crate::Error::is_not_found) if the event does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let atlas = atlas.organization(fake.organization_id())?;
    /// let newest = atlas.organization_events().list().page_size(1).await?;
    /// for id in newest.items().iter().filter_map(|event| event.id.as_deref()) {
    ///     println!("{:?}", atlas.organization_events().get(id).await?.event_type_name);
    /// }
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<OrganizationEvent> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let event: EventId = id.parse()?;
            Ok(api.events().get_org_event().org_id(organization).event_id(event))
        })
    }

    /// Returns a link to the page of the Atlas UI with the organization's events that the spec selects.
    #[doc = operation_doc!("getOrgActivityFeed")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or selects clusters, or if the
    /// client has no organization.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::events::ActivityFeedSpec;
    ///
    /// let feed = atlas.organization_events().activity_feed(ActivityFeedSpec::new()).await?;
    /// println!("{:?}", feed.link);
    /// # });
    /// ```
    #[inline]
    pub fn activity_feed(&self, spec: ActivityFeedSpec) -> Request<ActivityFeed> {
        Request::in_organization(&self.atlas, |api, organization| {
            spec.check()?;
            if !spec.clusters.is_empty() {
                return Err(Error::invalid_argument("clusters", "not supported for an organization; leave them out"));
            }
            let get = api.activity_feed().get_org_activity_feed().org_id(organization);
            let get = get.maybe((!spec.types.is_empty()).then_some(spec.types), |get, types| get.event_type(types));
            let get = get.maybe(spec.since, |get, date| get.min_date(date));
            Ok(get.maybe(spec.until, |get, date| get.max_date(date)))
        })
    }
}
