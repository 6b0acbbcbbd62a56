//! Rate limits of AI models.

use atlas_gen::{Call, types::AiModelsRateLimitUpdateRequest};

use super::ANY;
use crate::{Atlas, Error, FirstPage, List, Request, model::AiModelRateLimit, operation_doc, specs::check_length};

/// The rate limits of AI models in the [organization](Atlas::organization), which its projects share; returned by
/// [`Atlas::organization_ai_model_rate_limits`].
///
/// Requests fail with [`is_invalid_argument`](Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationAiModelRateLimits {
    pub(crate) atlas: Atlas,
}

impl OrganizationAiModelRateLimits {
    /// Lists the limits of all groups of models.
    #[doc = operation_doc!("getOrgAiModelApiRateLimits")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for limit in atlas.organization_ai_model_rate_limits().list().all().await? {
    ///     println!("{:?}: {:?} tokens per minute", limit.model_group_name, limit.tokens_per_minute_limit);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<AiModelRateLimit> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.ai_model_rate_limits().get_org_model_limits().org_id(atlas.organization_id()?))
        })
    }

    /// Fetches the limits of a group of models, such as `voyage-4-large`.
    #[doc = operation_doc!("getOrgAiModelApiCloudGeographyModelGroupNameRateLimits")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `group` is empty; [`is_not_found`](Error::is_not_found) if
    /// it does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.organization_ai_model_rate_limits().get("voyage-4-large").await?;
    /// println!("{:?}", limit.requests_per_minute_limit);
    /// # });
    /// ```
    pub fn get(&self, group: impl Into<String>) -> Request<AiModelRateLimit> {
        let group = group.into();
        Request::in_organization(&self.atlas, |api, organization| {
            check_group(&group)?;
            let get = api.ai_model_rate_limits().get_org_rate_limits().org_id(organization);
            Ok(get.cloud(ANY).geography(ANY).model_group_name(group))
        })
    }
}

/// The rate limits of AI models in the project; returned by [`Atlas::project_ai_model_rate_limits`].
///
/// They are not above those of the [organization](Atlas::organization_ai_model_rate_limits).
#[derive(Clone, Debug)]
pub struct ProjectAiModelRateLimits {
    pub(crate) atlas: Atlas,
}

impl ProjectAiModelRateLimits {
    /// Lists the limits of all groups of models.
    #[doc = operation_doc!("getGroupAiModelApiRateLimits")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for limit in atlas.project_ai_model_rate_limits().list().all().await? {
    ///     println!("{:?}: {:?}", limit.model_group_name, limit.model_names);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<AiModelRateLimit> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.ai_model_rate_limits().get_group_model_limits().group_id(atlas.project_id()?))
        })
    }

    /// Fetches the limits of a group of models, such as `voyage-4-large`.
    #[doc = operation_doc!("getGroupAiModelApiCloudGeographyModelGroupNameRateLimits")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `group` is empty; [`is_not_found`](Error::is_not_found) if
    /// it does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.project_ai_model_rate_limits().get("voyage-4-large").await?;
    /// println!("{:?}", limit.tokens_per_minute_limit);
    /// # });
    /// ```
    pub fn get(&self, group: impl Into<String>) -> Request<AiModelRateLimit> {
        let group = group.into();
        Request::in_project(&self.atlas, |api, project| {
            check_group(&group)?;
            let get = api.ai_model_rate_limits().get_group_rate_limits().group_id(project);
            Ok(get.cloud(ANY).geography(ANY).model_group_name(group))
        })
    }

    /// Sets how many requests, and how many tokens, all models of a group accept in a minute, and returns the limits.
    #[doc = operation_doc!("updateGroupAiModelApiCloudGeographyModelGroupNameRateLimits")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `group` is empty or a number is 0 or above 2147483647;
    /// [`is_not_found`](Error::is_not_found) if the group does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.project_ai_model_rate_limits().set("voyage-4-large", 100, 1_000_000).await?;
    /// assert_eq!(limit.requests_per_minute_limit, Some(100));
    /// # });
    /// ```
    pub fn set(&self, group: impl Into<String>, requests: u32, tokens: u32) -> Request<AiModelRateLimit> {
        let group = group.into();
        Request::in_project(&self.atlas, |api, project| {
            check_group(&group)?;
            let body = AiModelsRateLimitUpdateRequest::new()
                .requests_per_minute_limit(checked("requests per minute", requests)?)
                .tokens_per_minute_limit(checked("tokens per minute", tokens)?);
            let update = api.ai_model_rate_limits().update_group_rate_limits().group_id(project);
            Ok(update.cloud(ANY).geography(ANY).model_group_name(group).body(body))
        })
    }

    /// Sets the limits of a group of models back to those of the organization, and returns them.
    #[doc = operation_doc!("resetGroupAiModelApiCloudGeographyModelGroupNameRateLimits")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limit = atlas.project_ai_model_rate_limits().reset("voyage-4-large").await?;
    /// println!("{:?}", limit.tokens_per_minute_limit);
    /// # });
    /// ```
    pub fn reset(&self, group: impl Into<String>) -> Request<AiModelRateLimit> {
        let group = group.into();
        Request::in_project(&self.atlas, |api, project| {
            check_group(&group)?;
            let reset = api.ai_model_rate_limits().reset_group_model_limits().group_id(project);
            Ok(reset.cloud(ANY).geography(ANY).model_group_name(group))
        })
    }

    /// Sets the limits of all groups of models back to those of the organization, and returns the first page of them.
    #[doc = operation_doc!("resetGroupAiModelApiRateLimits")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let limits = atlas.project_ai_model_rate_limits().reset_all().await?;
    /// println!("{}", limits.items().len());
    /// # });
    /// ```
    #[inline]
    pub fn reset_all(&self) -> Request<FirstPage<AiModelRateLimit>> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.ai_model_rate_limits().reset_group_rate_limits().group_id(project))
        })
        .map_call(Call::convert_page)
    }
}

#[inline]
fn check_group(group: &str) -> Result<(), Error> {
    check_length("group of models", group, 1..=usize::MAX)
}

/// Returns a limit as it is sent.
#[inline]
fn checked(argument: &'static str, limit: u32) -> Result<i32, Error> {
    let sent = i32::try_from(limit).ok().filter(|limit| *limit > 0);
    sent.ok_or_else(|| Error::invalid_argument(argument, format!("{limit} is out of range; use 1 to {}", i32::MAX)))
}
