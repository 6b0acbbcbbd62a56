//! Files of resource policies.

use atlas_gen::types::{ResourcePolicyCreate, ResourcePolicyEdit};

use super::body::{apply, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::not_empty;
use crate::{
    Error,
    specs::{ResourcePolicySpec, ResourcePolicyUpdate},
};

spec_from_body! {
    ResourcePolicySpec, ResourcePolicyCreate,
    |body| {
        let mut policies = body.policies.into_iter().flatten().map(|policy| text(policy.body));
        let spec = ResourcePolicySpec::new(text(body.name), policies.next().unwrap_or_default());
        Ok(apply!(policies.fold(spec, ResourcePolicySpec::policy); body.description => description))
    },
    |spec| spec.into_body(),
    {
        "required": ["name", "policies"],
        "properties": {
            "name": not_empty(),
            "policies": { "minItems": 1, "items": { "required": ["body"], "properties": { "body": not_empty() } } },
        },
    },
}

spec_from_body! {
    ResourcePolicyUpdate, ResourcePolicyEdit,
    |body| {
        let spec = apply!(ResourcePolicyUpdate::new(); body.name => name, body.description => description);
        if body.policies.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::invalid_argument("resource policy", "the list of texts is empty; add one"));
        }
        let policies = body.policies.into_iter().flatten().map(|policy| text(policy.body));
        Ok(policies.fold(spec, ResourcePolicyUpdate::policy))
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "properties": {
            "name": not_empty(),
            "policies": { "minItems": 1, "items": { "required": ["body"], "properties": { "body": not_empty() } } },
        },
    },
}
