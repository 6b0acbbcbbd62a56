//! The requests of rate limits.

use atlas_api::rate_limits::RateLimitScope;

use super::{ID, ORGANIZATION, Row, case, check, offline, row};
use crate::support::PROJECT;

pub(super) fn rows() -> Vec<Row> {
    let limits = offline().rate_limits();
    let filtered = limits
        .list()
        .name("Clusters")
        .endpoint_path("/api/atlas/v2/groups/{groupId}/clusters")
        .scope(RateLimitScope::Project(PROJECT.to_owned()))
        .scope(RateLimitScope::IpAddress("192.0.2.17".parse().unwrap()))
        .scope(RateLimitScope::IpAddress("2001:db8::1".parse().unwrap()));
    vec![
        row("RateLimits::list", limits.list()),
        case("RateLimits::list", "filter", filtered),
        row("RateLimits::get", limits.get("clusters")),
        row("RateLimits::get_for", limits.get_for("clusters", RateLimitScope::Organization(ORGANIZATION.to_owned()))),
        case("RateLimits::get_for", "user", limits.get_for("clusters", RateLimitScope::User(ID.to_owned()))),
    ]
}

#[test]
fn requests_of_rate_limits() {
    check("rate_limits", &rows());
}
