//! AI models: the keys with which programs use them, and their rate limits.

mod keys;
mod rate_limits;

pub use self::{
    keys::{OrganizationAiModelKeys, ProjectAiModelKeys},
    rate_limits::{OrganizationAiModelRateLimits, ProjectAiModelRateLimits},
};

/// The cloud provider and the geography of all keys and limits: Atlas knows no others yet.
const ANY: &str = "ANY";
