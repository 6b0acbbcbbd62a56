//! Organizations, their users and their settings: names, secrets, confirmation, validation.

use atlas_api::{
    Confirm,
    organizations::{
        ApiKeySpec, OrganizationSettingsUpdate, OrganizationSpec, OrganizationUpdate, OrganizationUserSpec,
        OrganizationUserUpdate,
    },
    service_accounts::ServiceAccountSpec,
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::support::{check_invalid, client, client_without_organization};

const ORGANIZATION: &str = "5f1a2b3c4d5e6f7a8b9c0d2f";
const USER: &str = "5f1a2b3c4d5e6f7a8b9c0d3a";

fn deletions(fake: &FakeAtlas) -> usize {
    fake.requests().iter().filter(|request| request.method() == "DELETE").count()
}

#[tokio::test]
async fn an_organization_is_found_by_its_exact_name_among_those_with_the_same_start() {
    let fake = FakeAtlas::start().await.unwrap();
    let organizations = client(&fake).organizations();
    for (id, name) in [("a", "sales"), ("b", "Sales"), ("c", "sales & more"), ("d", "twice"), ("e", "twice")] {
        fake.insert("/orgs", json!({ "id": id.repeat(24), "name": name })).unwrap();
    }
    assert_eq!(organizations.list().name("SALES").all().await.unwrap().len(), 3);
    for (name, id) in [("sales", "a"), ("Sales", "b"), ("sales & more", "c")] {
        assert_eq!(organizations.get_by_name(name).await.unwrap().id, Some(id.repeat(24)));
    }
    let error = organizations.get_by_name("sale").await.unwrap_err();
    assert!(error.is_not_found() && !error.is_absent() && !error.is_ambiguous());
    assert_eq!(error.operation(), Some("listOrgs"));
    let error = organizations.get_by_name("twice").await.unwrap_err();
    assert!(error.is_ambiguous() && !error.is_not_found());
    let ids = format!("{}, {}", "d".repeat(24), "e".repeat(24));
    let expected = format!("listOrgs found 2 organizations with the name \"twice\"; use one of their ids: {ids}");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_page_has_the_number_of_all_organizations() {
    let fake = FakeAtlas::start().await.unwrap();
    for id in ["a", "b", "c"] {
        fake.insert("/orgs", json!({ "id": id.repeat(24), "name": format!("sales {id}") })).unwrap();
    }
    let list = client(&fake).organizations().list();
    let page = list.clone().page_size(2).await.unwrap();
    assert_eq!((page.items().len(), page.total_count()), (2, Some(4)));
    assert_eq!(list.name("sales").await.unwrap().total_count(), Some(3));
}

#[tokio::test]
async fn the_secrets_of_a_new_organization_are_in_its_response_and_are_not_printed() {
    let fake = FakeAtlas::start().await.unwrap();
    let organizations = client(&fake).organizations();
    let spec = OrganizationSpec::new("sales").api_key(ApiKeySpec::new("deployment", ["ORG_OWNER"]));
    let spec = spec.service_account(ServiceAccountSpec::new("reports", "monthly reports", ["ORG_READ_ONLY"], 720));
    let created = organizations.create(spec).await.unwrap();
    let private_key = created.api_key.as_ref().unwrap().private_key.as_ref().unwrap();
    let secret = created.service_account.as_ref().unwrap().secrets.as_ref().unwrap()[0].secret.as_ref().unwrap();
    for secret in [private_key, secret] {
        assert!(secret.expose().len() > 8);
        assert!(!format!("{created:?}").contains(secret.expose()));
    }
    let id = created.organization.as_ref().unwrap().id.clone().unwrap();
    assert_eq!(organizations.get(&*id).await.unwrap().name.as_deref(), Some("sales"));
    let renamed = organizations.update(&*id, OrganizationUpdate::new("orders")).await.unwrap();
    assert_eq!((renamed.id.as_ref(), renamed.name.as_deref()), (Some(&id), Some("orders")));
    assert_eq!(fake.requests().last().unwrap().json(), Some(json!({ "name": "orders" })));
}

#[tokio::test]
async fn the_deletion_of_an_organization_is_confirmed_by_its_name() {
    let fake = FakeAtlas::start().await.unwrap();
    let organizations = client(&fake).organizations();
    fake.insert("/orgs", json!({ "id": ORGANIZATION, "name": "sales" })).unwrap();
    let delete = organizations.delete(ORGANIZATION);
    let expected = format!("organization {ORGANIZATION:?} will be deleted, with its users, teams and credentials");
    assert_eq!(delete.impact().to_string(), expected);

    let error = delete.clone().confirm(Confirm::name("Sales")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    assert_eq!(deletions(&fake), 0);
    delete.confirm(Confirm::name("sales")).await.unwrap();
    assert!(!organizations.get(ORGANIZATION).exists().await.unwrap());

    let own = organizations.delete(fake.organization_id()).confirm(Confirm::yes()).await.unwrap_err();
    assert!(own.is_conflict());
}

#[tokio::test]
async fn a_user_is_invited_changed_and_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (users, project) = (atlas.organization_users(), fake.project_id());
    let spec = OrganizationUserSpec::new("ada@example.com", ["ORG_MEMBER"]).project_roles(project, ["GROUP_OWNER"]);
    let invited = users.invite(spec).await.unwrap();
    let id = invited.id.clone().unwrap();
    assert_eq!(invited.org_membership_status.as_ref().unwrap().as_str(), "PENDING");
    assert_eq!(atlas.project_users().get(&*id).await.unwrap().roles, Some(vec!["GROUP_OWNER".to_owned()]));
    for (status, count) in [("PENDING", 1), ("ACTIVE", 0)] {
        let listed = users.list().username("ada@example.com").org_membership_status(status).all().await.unwrap();
        assert_eq!(listed.len(), count, "{status}");
    }

    users.add_role(&*id, "ORG_BILLING_ADMIN").await.unwrap();
    let user = users.remove_role(&*id, "ORG_MEMBER").await.unwrap();
    assert_eq!(user.roles.as_ref().unwrap().org_roles, Some(vec!["ORG_BILLING_ADMIN".into()]));
    let update = OrganizationUserUpdate::new().roles(["ORG_OWNER"]);
    let user = users.update(&*id, update).await.unwrap();
    let roles = user.roles.as_ref().unwrap();
    assert_eq!(roles.org_roles, Some(vec!["ORG_OWNER".into()]));
    assert_eq!(roles.group_role_assignments.as_ref().unwrap().len(), 1);

    let remove = users.remove(&*id);
    let expected = format!("user {id:?} will be removed from the organization and all its projects");
    assert_eq!(remove.impact().to_string(), expected);
    let error = remove.clone().confirm(Confirm::name("bob@example.com")).await.unwrap_err();
    assert!(error.is_confirmation_required());
    remove.confirm(Confirm::name("ada@example.com")).await.unwrap();
    assert!(!users.get(id).exists().await.unwrap());
    assert_eq!(deletions(&fake), 1);
}

#[tokio::test]
async fn settings_that_are_not_in_an_update_keep_their_values() {
    let fake = FakeAtlas::start().await.unwrap();
    let settings = client(&fake).organization_settings();
    settings.update(OrganizationSettingsUpdate::new().multi_factor_auth(true)).await.unwrap();
    let updated = settings.update(OrganizationSettingsUpdate::new().session_timeouts(None, Some(600))).await.unwrap();
    assert_eq!(
        fake.requests().last().unwrap().json(),
        Some(json!({
            "customSessionTimeouts": { "idleSessionTimeoutInSeconds": 600 }
        }))
    );
    assert_eq!(updated.multi_factor_auth_required, Some(true));
    assert_eq!(*settings.get().await.unwrap(), *updated);
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (organizations, users) = (atlas.organizations(), atlas.organization_users());
    let id = |what: &str| format!(r#"{what}: expected 24 hexadecimal digits, not "../x""#);
    let name = r#"organization name: "a/b" contains "/"; use letters, digits, spaces and -_.(),:&@+'"#;
    let spec = || OrganizationSpec::new("sales");
    check_invalid(organizations.get("../x").await, &id("organization id"));
    check_invalid(organizations.delete("../x").confirm(Confirm::yes()).await, &id("organization id"));
    check_invalid(organizations.get_by_name("").await, "organization name: length is 0; expected at least 1 character");
    check_invalid(organizations.create(OrganizationSpec::new("a/b")).await, name);
    check_invalid(organizations.update(ORGANIZATION, OrganizationUpdate::new("a/b")).await, name);
    check_invalid(organizations.create(spec().owner("../x")).await, &id("user id"));
    let settings_id = r#"federation settings id: expected 24 hexadecimal digits, not "../x""#;
    check_invalid(organizations.create(spec().federation_settings("../x")).await, settings_id);
    let key = spec().api_key(ApiKeySpec::new("", ["ORG_OWNER"]));
    let rule = "description of the API key: length is 0; expected 1 to 250 characters";
    check_invalid(organizations.create(key).await, rule);
    let no_roles = "roles: the list is empty; pass at least one role";
    check_invalid(organizations.create(spec().api_key(ApiKeySpec::new("a", [""; 0]))).await, no_roles);
    let account = spec().service_account(ServiceAccountSpec::new("a", "b", ["ORG_OWNER"], 0));
    check_invalid(organizations.create(account).await, "validity of the secret: 0 hours; use at least 1");

    let invited = |username: &str| OrganizationUserSpec::new(username, ["ORG_MEMBER"]);
    check_invalid(users.get("../x").await, &id("user id"));
    check_invalid(users.remove("../x").confirm(Confirm::yes()).await, &id("user id"));
    check_invalid(users.add_role(USER, "").await, "role: length is 0; expected at least 1 character");
    check_invalid(users.invite(invited("")).await, "username: length is 0; expected at least 1 character");
    check_invalid(users.invite(invited("a").team("../x")).await, &id("team id"));
    check_invalid(users.invite(invited("a").project_roles("../x", ["GROUP_OWNER"])).await, &id("project id"));
    check_invalid(users.invite(OrganizationUserSpec::new("a", [""; 0])).await, no_roles);
    let only_projects = OrganizationUserUpdate::new().clear_project_roles();
    let rule = "roles: not set next to roles in projects; set the roles in the organization too, which Atlas requires";
    check_invalid(users.update(USER, only_projects).await, rule);
    let hours = OrganizationSettingsUpdate::new().service_account_secret_hours(7);
    let rule = "validity of service account secrets: 7 hours; use 8 to 8760";
    check_invalid(atlas.organization_settings().update(hours).await, rule);

    let missing = "organization id: not set; set `organization_id` on the builder, MONGODB_ATLAS_ORG_ID or `org_id` in the \
                   profile, or use `Atlas::organization`";
    let without = client_without_organization(&fake);
    check_invalid(without.organization_users().list().await, missing);
    check_invalid(without.organization_settings().get().await, missing);
    check_invalid(without.invoices().list().await, missing);
    check_invalid(without.invoices().cost(2025, 6).await, missing);
    assert_eq!(fake.request_count(), 0);
}
