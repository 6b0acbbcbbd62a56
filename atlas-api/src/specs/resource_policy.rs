//! Specs of resource policies.

use atlas_gen::types::{PolicyCreate, ResourcePolicyCreate, ResourcePolicyEdit};

use super::{check_length, check_not_empty};
use crate::Error;

/// A resource policy to [create](crate::resource_policies::ResourcePolicies::create) or to
/// [validate](crate::resource_policies::ResourcePolicies::validate).
///
/// ```
/// use atlas_api::specs::ResourcePolicySpec;
///
/// let text = r#"forbid (principal, action == ResourcePolicy::Action::"cluster.modify", resource);"#;
/// let spec = ResourcePolicySpec::new("no changes", text).description("during the audit");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct ResourcePolicySpec {
    name: String,
    description: Option<String>,
    policies: Vec<String>,
}

impl ResourcePolicySpec {
    /// Returns a spec of a policy with a name and a text in the language Cedar. Neither is empty.
    pub fn new(name: impl Into<String>, policy: impl Into<String>) -> Self {
        Self { name: name.into(), description: None, policies: vec![policy.into()] }
    }

    /// Adds another text, which applies together with the others.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policies.push(policy.into());
        self
    }

    /// Sets a description. Default: none.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<ResourcePolicyCreate, Error> {
        check_policy_name(&self.name)?;
        let mut body = ResourcePolicyCreate::new().name(self.name).policies(policies_body(self.policies)?);
        body.description = self.description;
        Ok(body)
    }
}

/// An [update](crate::resource_policies::ResourcePolicies::update) of a resource policy.
///
/// Only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::ResourcePolicyUpdate;
///
/// let spec = ResourcePolicyUpdate::new().description("after the audit");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ResourcePolicyUpdate {
    name: Option<String>,
    description: Option<String>,
    clears_description: bool,
    policies: Option<Vec<String>>,
}

impl ResourcePolicyUpdate {
    /// Returns an empty update. At least one property must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name, which is not empty.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the description.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        (self.description, self.clears_description) = (Some(description.into()), false);
        self
    }

    /// Removes the description.
    #[inline]
    pub fn clear_description(mut self) -> Self {
        (self.description, self.clears_description) = (None, true);
        self
    }

    /// Adds a text to those that replace all texts of the policy.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policies.get_or_insert_default().push(policy.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<ResourcePolicyEdit, Error> {
        check_not_empty("resource policy", &self)?;
        self.name.as_deref().map_or(Ok(()), check_policy_name)?;
        let mut body = ResourcePolicyEdit::new();
        (body.name, body.description) = (self.name, self.description);
        body.policies = self.policies.map(policies_body).transpose()?;
        Ok(if self.clears_description { body.description(None) } else { body })
    }
}

#[inline]
fn check_policy_name(name: &str) -> Result<(), Error> {
    check_length("name of the resource policy", name, 1..=usize::MAX)
}

#[inline]
fn policies_body(policies: Vec<String>) -> Result<Vec<PolicyCreate>, Error> {
    let body = |policy: String| {
        check_length("text of the resource policy", &policy, 1..=usize::MAX)?;
        Ok(PolicyCreate::new().body(policy))
    };
    policies.into_iter().map(body).collect()
}
