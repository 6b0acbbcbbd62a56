//! Rate limits of sets of endpoints.

mod scope;

use atlas_gen::OperationBuilder;

pub use self::scope::RateLimitScope;
use crate::{Atlas, Error, List, Request, model::EndpointSetRateLimit, operation_doc, specs::check_length};

/// The rate limits of Atlas, each for a set of endpoints; returned by [`Atlas::rate_limits`].
///
/// A limit is a bucket of requests that is refilled at a rate, separately for each organization, project, user or IP
/// address. [`Atlas::rate_limit`] returns the state of the last response instead, without a request.
#[derive(Clone, Debug)]
pub struct RateLimits {
    pub(crate) atlas: Atlas,
}

impl RateLimits {
    /// Lists the limits with their default values, or with those of a [scope](List::scope).
    #[doc = operation_doc!("listRateLimits")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::rate_limits::RateLimitScope;
    ///
    /// let limits = atlas.rate_limits().list().scope(RateLimitScope::Project("5f1a2b3c4d5e6f7a8b9c0d1e".into()));
    /// for limit in limits.all().await? {
    ///     println!("{:?}: {:?}", limit.endpoint_set_name, limit.capacity);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<EndpointSetRateLimit, RateLimitFilter> {
        List::filtered(&self.atlas, RateLimitFilter::default(), |_, api, filter: &RateLimitFilter| {
            let list = api.rate_limiting().list_rate_limits();
            let list = list.maybe(filter.name.as_deref(), |list, name| list.name(name));
            let list = list.maybe(filter.endpoint_path.as_deref(), |list, path| list.endpoint_path(path));
            let list = filter.scopes.iter().try_fold(list, |list, scope| {
                let id = scope.checked()?;
                Ok::<_, Error>(match scope {
                    RateLimitScope::Organization(_) => list.org_id(id),
                    RateLimitScope::Project(_) => list.group_id(id),
                    RateLimitScope::User(_) => list.user_id(id),
                    RateLimitScope::IpAddress(_) => list.ip_address(id),
                })
            })?;
            Ok(list)
        })
    }

    /// Fetches the limit of a set of endpoints by its id, with its default values.
    #[doc = operation_doc!("getRateLimit")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is empty; [`is_not_found`](Error::is_not_found) if the
    /// set does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.rate_limits().get("clusters").await?;
    /// println!("{:?} per {:?}", limit.refill_rate, limit.refill_duration_seconds);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<EndpointSetRateLimit> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            check_length("endpoint set id", &id, 1..=usize::MAX)?;
            Ok(api.rate_limiting().get_rate_limit().endpoint_set_id(id))
        })
    }

    /// Fetches the limit of a set of endpoints for an organization, a project, a user or an IP address.
    #[doc = operation_doc!("getRateLimit")]
    /// # Errors
    /// As [`get`](Self::get); and [`is_invalid_argument`](Error::is_invalid_argument) if the scope is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::rate_limits::RateLimitScope;
    ///
    /// let scope = RateLimitScope::IpAddress([192, 0, 2, 17].into());
    /// let limit = atlas.rate_limits().get_for("clusters", scope).await?;
    /// println!("{:?}", limit.capacity);
    /// # });
    /// ```
    pub fn get_for(&self, id: impl Into<String>, scope: RateLimitScope) -> Request<EndpointSetRateLimit> {
        let id = id.into();
        Request::new(&self.atlas, |api| {
            check_length("endpoint set id", &id, 1..=usize::MAX)?;
            let (get, of) = (api.rate_limiting().get_rate_limit().endpoint_set_id(id), scope.checked()?);
            Ok(match scope {
                RateLimitScope::Organization(_) => get.org_id(of),
                RateLimitScope::Project(_) => get.group_id(of),
                RateLimitScope::User(_) => get.user_id(of),
                RateLimitScope::IpAddress(_) => get.ip_address(of),
            })
        })
    }
}

/// The filter of [`RateLimits::list`]. Its setters are [`List::name`], [`List::endpoint_path`] and [`List::scope`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RateLimitFilter {
    name: Option<String>,
    endpoint_path: Option<String>,
    scopes: Vec<RateLimitScope>,
}

impl List<EndpointSetRateLimit, RateLimitFilter> {
    /// Lists only the set of endpoints of this name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.filter_mut().name = Some(name.into());
        self
    }

    /// Lists only sets with this endpoint, such as `/api/atlas/v2/groups/{groupId}/clusters`.
    pub fn endpoint_path(mut self, path: impl Into<String>) -> Self {
        self.filter_mut().endpoint_path = Some(path.into());
        self
    }

    /// Lists limits with the values of an organization, a project, a user or an IP address. Can be called for one of each
    /// kind; a second one replaces the first one.
    #[inline]
    pub fn scope(mut self, scope: RateLimitScope) -> Self {
        let scopes = &mut self.filter_mut().scopes;
        scopes.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&scope));
        scopes.push(scope);
        self
    }
}
