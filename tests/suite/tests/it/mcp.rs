//! Remote MCP configurations, and their secrets.

use std::time::Duration;

use atlas_api::{
    Confirm,
    mcp::{McpConfigSpec, McpConfigUpdate},
};
use atlas_fake::FakeAtlas;

use crate::{
    requests::ID,
    support::{check_invalid, client},
};

const CONFIG: &str = "6a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d";

#[tokio::test]
async fn a_configuration_is_created_changed_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (configs, of_organization) = (atlas.project_mcp_configs(), atlas.organization_mcp_configs());
    let spec = McpConfigSpec::new("agents", ["GROUP_READ_ONLY"]).access_list(["192.0.2.0/24"]);
    let created = configs.create(spec).await.unwrap();
    let entries = created.ip_access_list.as_ref().unwrap();
    assert_eq!(entries[0].cidr_block.as_deref(), Some("192.0.2.0/24"));
    let id = created.mcp_config_id.clone().unwrap();
    configs.update(&*id, McpConfigUpdate::new().name("agents of finance")).await.unwrap();
    let fetched = configs.get(&*id).await.unwrap();
    let roles = Some(vec!["GROUP_READ_ONLY".to_owned()]);
    assert_eq!((fetched.mcp_config_name.as_deref(), &fetched.roles), (Some("agents of finance"), &roles));
    // An organization has configurations of its own.
    assert_eq!(of_organization.list().all().await.unwrap(), []);
    let own = of_organization.create(McpConfigSpec::new("agents", ["ORG_MEMBER"])).await.unwrap();
    assert_eq!(of_organization.get(own.mcp_config_id.clone().unwrap()).await.unwrap().roles, own.roles);

    let delete = configs.delete(&*id);
    assert!(delete.clone().confirm(Confirm::name("agents")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("agents of finance")).await.unwrap();
    assert!(!configs.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn a_secret_is_shown_once() {
    let fake = FakeAtlas::start().await.unwrap();
    let configs = client(&fake).project_mcp_configs();
    let created = configs.create(McpConfigSpec::new("agents", ["GROUP_OWNER"])).await.unwrap();
    let secrets = configs.secrets(created.mcp_config_id.clone().unwrap());
    let secret = secrets.create(720).await.unwrap();
    let (id, value) = (secret.id.clone().unwrap(), secret.secret.clone().unwrap());
    assert!(!value.expose().is_empty());
    assert_eq!(secrets.get(&*id).await.unwrap().secret, None);
    assert_eq!(secrets.list().all().await.unwrap().len(), 1);
    secrets.delete(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    assert_eq!(secrets.list().all().await.unwrap(), []);
    assert!(!secrets.get(&*id).exists().await.unwrap());
    assert!(configs.secrets(CONFIG).create(720).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_configuration_with_active_secrets_is_deleted_only_together_with_them() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let configs = atlas.project_mcp_configs();
    let created = configs.create(McpConfigSpec::new("agents", ["GROUP_OWNER"])).await.unwrap();
    let id = created.mcp_config_id.clone().unwrap();
    configs.secrets(&*id).create(720).await.unwrap();
    let refusal = configs.delete(&*id).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(refusal.code(), Some("MCP_CONFIG_HAS_ACTIVE_SECRETS"));
    assert_eq!(configs.secrets(&*id).list().all().await.unwrap().len(), 1);
    let delete = configs.delete_with_secrets(&*id);
    assert!(delete.clone().confirm(Confirm::name("other")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("agents")).await.unwrap();
    assert!(!configs.get(&*id).exists().await.unwrap());

    // A secret that has expired is not active.
    let configs = atlas.organization_mcp_configs();
    let created = configs.create(McpConfigSpec::new("agents", ["ORG_MEMBER"])).await.unwrap();
    let id = created.mcp_config_id.clone().unwrap();
    configs.secrets(&*id).create(1).await.unwrap();
    let refusal = configs.delete(&*id).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(refusal.code(), Some("MCP_CONFIG_HAS_ACTIVE_SECRETS"));
    fake.advance(Duration::from_secs(3600));
    configs.delete(&*id).confirm(Confirm::yes()).await.unwrap();
    assert!(!configs.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn arguments_are_checked_before_sending() {
    let fake = FakeAtlas::start().await.unwrap();
    let configs = client(&fake).project_mcp_configs();
    let id = r#"MCP configuration id: expected a UUID or 24 hexadecimal digits, not "agents""#;
    check_invalid(configs.get("agents").await, id);
    check_invalid(configs.secrets("agents").list().await, id);
    let secret = r#"secret id: expected 24 hexadecimal digits, not "first""#;
    check_invalid(configs.secrets(CONFIG).get("first").await, secret);
    check_invalid(configs.secrets(ID).create(0).await, "validity of the secret: 0 hours; use at least 1");
    let create = |spec: McpConfigSpec| configs.create(spec);
    let name = r#"name of the MCP configuration: "a/b" contains "/"; use letters, digits, spaces and -_.,'"#;
    check_invalid(create(McpConfigSpec::new("a/b", ["GROUP_OWNER"])).await, name);
    let roles = "roles: the list is empty; pass at least one role";
    check_invalid(create(McpConfigSpec::new("agents", [""; 0])).await, roles);
    let many = (0..101).map(|role| format!("ROLE_{role}"));
    check_invalid(
        configs.update(CONFIG, McpConfigUpdate::new().roles(many)).await,
        "roles: 101 are too many; use at most 100",
    );
    let entries = McpConfigSpec::new("agents", ["GROUP_OWNER"]).access_list(vec!["192.0.2.7"; 201]);
    check_invalid(create(entries).await, "access list: 201 entries; use at most 200");
    let empty = "MCP configuration: the update is empty; set at least one property";
    check_invalid(configs.update(CONFIG, McpConfigUpdate::new()).await, empty);
    assert_eq!(fake.request_count(), 0);
}
