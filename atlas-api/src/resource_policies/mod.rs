//! Resource policies: rules for the resources that people and programs may create in an organization.

mod id;

pub use self::id::ResourcePolicyId;
#[doc(inline)]
pub use crate::specs::{ResourcePolicySpec, ResourcePolicyUpdate};
use crate::{
    Atlas, Impact, Request, Unconfirmed,
    model::{NonCompliantResource, ResourcePolicy},
    operation_doc,
};

/// The resource policies of the client's [organization](Atlas::organization); returned by [`Atlas::resource_policies`].
///
/// A policy is text in the language Cedar. It forbids for example clusters of a provider or in a region. Atlas rejects
/// requests that violate a policy, and keeps resources that violate a new one.
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct ResourcePolicies {
    pub(crate) atlas: Atlas,
}

impl ResourcePolicies {
    /// Lists the policies.
    #[doc = operation_doc!("listOrgResourcePolicies")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for policy in atlas.resource_policies().list().await?.iter() {
    ///     println!("{:?}: {:?}", policy.id, policy.name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<Vec<ResourcePolicy>> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.resource_policies().list_org_resource_policies().org_id(organization))
        })
    }

    /// Fetches a policy by its id.
    #[doc = operation_doc!("getOrgResourcePolicy")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`RESOURCE_POLICY_NOT_FOUND`) if the policy does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let policy = atlas.resource_policies().get("5f1a2b3c4d5e6f7a8b9c0d7a").await?;
    /// for part in policy.policies.iter().flatten() {
    ///     println!("{:?}", part.body);
    /// }
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<ResourcePolicy> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.resource_policies().get_org_resource_policy().org_id(organization);
            Ok(get.resource_policy_id(id.parse::<ResourcePolicyId>()?))
        })
    }

    /// Creates a policy, which applies at once, and returns it.
    #[doc = operation_doc!("createOrgResourcePolicy")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; an error of Atlas, with a
    /// status of 400, for text that is not a policy.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::resource_policies::ResourcePolicySpec;
    ///
    /// let text = r#"forbid (principal, action == ResourcePolicy::Action::"cluster.modify", resource)
    ///     when { context.cluster.cloudProviders.containsAny([ResourcePolicy::CloudProvider::"azure"]) };"#;
    /// let policy = atlas.resource_policies().create(ResourcePolicySpec::new("no Azure", text)).await?;
    /// assert_eq!(policy.name.as_deref(), Some("no Azure"));
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: ResourcePolicySpec) -> Request<ResourcePolicy> {
        Request::in_organization(&self.atlas, |api, organization| {
            let create = api.resource_policies().create_org_resource_policy().org_id(organization);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Validates a policy without creating it, and returns it as it would be created.
    #[doc = operation_doc!("validateOrgResourcePolicies")]
    /// # Errors
    /// As [`create`](Self::create).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::resource_policies::ResourcePolicySpec;
    ///
    /// let text = r#"forbid (principal, action == ResourcePolicy::Action::"cluster.modify", resource);"#;
    /// atlas.resource_policies().validate(ResourcePolicySpec::new("no changes", text)).await?;
    /// assert_eq!(atlas.resource_policies().list().await?.len(), 1);
    /// # });
    /// ```
    #[inline]
    pub fn validate(&self, spec: ResourcePolicySpec) -> Request<ResourcePolicy> {
        Request::in_organization(&self.atlas, |api, organization| {
            let validate = api.resource_policies().validate_resource_policies().org_id(organization);
            Ok(validate.body(spec.into_body()?))
        })
    }

    /// Updates a policy, and returns it.
    #[doc = operation_doc!("updateOrgResourcePolicy")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or
    /// empty; [`is_not_found`](crate::Error::is_not_found) if the policy does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::resource_policies::ResourcePolicyUpdate;
    ///
    /// let spec = ResourcePolicyUpdate::new().name("only Europe");
    /// let policy = atlas.resource_policies().update("5f1a2b3c4d5e6f7a8b9c0d7a", spec).await?;
    /// assert_eq!(policy.name.as_deref(), Some("only Europe"));
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: ResourcePolicyUpdate) -> Request<ResourcePolicy> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let update = api.resource_policies().update_org_resource_policy().org_id(organization);
            Ok(update.resource_policy_id(id.parse::<ResourcePolicyId>()?).body(spec.into_body()?))
        })
    }

    /// Deletes a policy. Requests that it forbade are accepted from then on.
    #[doc = operation_doc!("deleteOrgResourcePolicy")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the policy does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let delete = atlas.resource_policies().delete("5f1a2b3c4d5e6f7a8b9c0d7a");
    /// delete.confirm(Confirm::name("regions")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact =
            Impact::on_id("resource policy", &*id, "will be deleted, and requests that it forbids will be accepted");
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let delete = api.resource_policies().delete_org_resource_policy().org_id(organization);
            Ok(delete.resource_policy_id(id.parse::<ResourcePolicyId>()?))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }

    /// Lists the resources that violate a policy, such as clusters that are older than it, each with these policies.
    #[doc = operation_doc!("getOrgNonCompliantResources")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for resource in atlas.resource_policies().list_non_compliant_resources().await?.iter() {
    ///     println!("{:?} {:?}", resource.resource_type, resource.resource_name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list_non_compliant_resources(&self) -> Request<Vec<NonCompliantResource>> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.resource_policies().get_non_compliant_resources().org_id(organization))
        })
    }
}
