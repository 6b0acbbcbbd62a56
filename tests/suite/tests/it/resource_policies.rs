//! Resource policies: the life of one, and validation.

use atlas_api::{
    Confirm,
    resource_policies::{ResourcePolicySpec, ResourcePolicyUpdate},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    requests::ID,
    support::{check_invalid, client},
};

const TEXT: &str = "forbid (principal, action, resource);";

#[tokio::test]
async fn a_policy_is_validated_created_changed_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let policies = client(&fake).resource_policies();
    let spec = ResourcePolicySpec::new("regions", TEXT);
    policies.validate(spec.clone()).await.unwrap();
    assert_eq!(*policies.list().await.unwrap(), []);
    let created = policies.create(spec.description("only Europe")).await.unwrap();
    assert_eq!(created.description.as_deref(), Some("only Europe"));
    let id = created.id.clone().unwrap();
    let texts = async || -> Vec<String> {
        let policy = policies.get(&*id).await.unwrap();
        policy.policies.iter().flatten().filter_map(|policy| policy.body.clone()).collect()
    };
    policies.update(&*id, ResourcePolicyUpdate::new().name("countries")).await.unwrap();
    assert_eq!(
        (policies.get(&*id).await.unwrap().name.as_deref(), texts().await),
        (Some("countries"), vec![TEXT.into()])
    );
    policies.update(&*id, ResourcePolicyUpdate::new().policy("a").policy("b")).await.unwrap();
    assert_eq!(texts().await, ["a", "b"]);

    policies.update(&*id, ResourcePolicyUpdate::new().description("x").clear_description()).await.unwrap();
    assert_eq!(fake.requests().last().unwrap().json(), Some(json!({ "description": null })));

    let delete = policies.delete(&*id);
    assert!(delete.clone().confirm(Confirm::name("regions")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("countries")).await.unwrap();
    assert!(!policies.get(&*id).exists().await.unwrap());
    let again = policies.delete(&*id).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(again.code(), Some("RESOURCE_POLICY_NOT_FOUND"));
}

#[tokio::test]
async fn resources_that_violate_a_policy_are_listed_with_it() {
    let fake = FakeAtlas::start().await.unwrap();
    let policies = client(&fake).resource_policies();
    assert_eq!(*policies.list_non_compliant_resources().await.unwrap(), []);
    let cause = json!({ "resourcePolicyId": ID, "resourcePolicyName": "regions" });
    let cluster = json!({
        "resourceName": "orders", "resourceType": "CLUSTER", "resourcePoliciesCausingNonCompliance": [cause],
    });
    fake.insert(&format!("/orgs/{}/nonCompliantResources", fake.organization_id()), cluster).unwrap();
    let listed = policies.list_non_compliant_resources().await.unwrap();
    assert_eq!((listed.len(), listed[0].resource_name.as_deref()), (1, Some("orders")));
    assert_eq!(listed[0].resource_type.as_ref().unwrap().as_str(), "CLUSTER");
    let causes = listed[0].resource_policies_causing_non_compliance.as_ref().unwrap();
    assert_eq!(causes[0].resource_policy_name.as_deref(), Some("regions"));
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let policies = client(&fake).resource_policies();
    let name = "name of the resource policy: length is 0; expected at least 1 character";
    let text = "text of the resource policy: length is 0; expected at least 1 character";
    check_invalid(policies.create(ResourcePolicySpec::new("", TEXT)).await, name);
    check_invalid(policies.validate(ResourcePolicySpec::new("regions", TEXT).policy("")).await, text);
    check_invalid(policies.update(ID, ResourcePolicyUpdate::new().name("")).await, name);
    check_invalid(policies.update(ID, ResourcePolicyUpdate::new().policy("")).await, text);
    let id = r#"resource policy id: expected 24 hexadecimal digits, not "regions""#;
    check_invalid(policies.get("regions").await, id);
    check_invalid(policies.delete("regions").confirm(Confirm::yes()).await, id);
    assert_eq!(fake.request_count(), 0);
}
