//! The requests of resource policies.

use atlas_api::resource_policies::{ResourcePolicySpec, ResourcePolicyUpdate};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let policies = offline().resource_policies();
    let spec = ResourcePolicySpec::new("regions", "forbid (principal, action, resource);");
    let complete = spec.clone().description("only Europe").policy("permit (principal, action, resource);");
    let update = ResourcePolicyUpdate::new().policy("permit (principal, action, resource);");
    vec![
        row("ResourcePolicies::list", policies.list()),
        row("ResourcePolicies::get", policies.get(ID)),
        row("ResourcePolicies::create", policies.create(complete)),
        row("ResourcePolicies::validate", policies.validate(spec)),
        row("ResourcePolicies::update", policies.update(ID, update)),
        case("ResourcePolicies::update", "name", {
            policies.update(ID, ResourcePolicyUpdate::new().name("countries").description("only Europe"))
        }),
        row("ResourcePolicies::delete", policies.delete(ID)),
        row("ResourcePolicies::list_non_compliant_resources", policies.list_non_compliant_resources()),
    ]
}

#[test]
fn requests_of_resource_policies() {
    check("resource_policies", &rows());
}
