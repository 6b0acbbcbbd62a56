//! The requests of keys and rate limits of AI models.

use super::{Row, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (keys, of_organization) = (offline().project_ai_model_keys(), offline().organization_ai_model_keys());
    let limits = offline().project_ai_model_rate_limits();
    let limits_of_organization = offline().organization_ai_model_rate_limits();
    vec![
        row("OrganizationAiModelKeys::list", of_organization.list()),
        row("OrganizationAiModelKeys::get", of_organization.get("key-1")),
        row("ProjectAiModelKeys::list", keys.list()),
        row("ProjectAiModelKeys::get", keys.get("key-1")),
        row("ProjectAiModelKeys::create", keys.create("search")),
        row("ProjectAiModelKeys::rename", keys.rename("key-1", "nightly search")),
        row("ProjectAiModelKeys::delete", keys.delete("key-1")),
        row("OrganizationAiModelRateLimits::list", limits_of_organization.list()),
        row("OrganizationAiModelRateLimits::get", limits_of_organization.get("voyage-4")),
        row("ProjectAiModelRateLimits::list", limits.list()),
        row("ProjectAiModelRateLimits::get", limits.get("voyage-4")),
        row("ProjectAiModelRateLimits::set", limits.set("voyage-4", 100, 1_000_000)),
        row("ProjectAiModelRateLimits::reset", limits.reset("voyage-4")),
        row("ProjectAiModelRateLimits::reset_all", limits.reset_all()),
    ]
}

#[test]
fn requests_of_ai_models() {
    check("ai_models", &rows());
}
