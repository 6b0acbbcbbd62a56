//! Service accounts as resources: roles in projects, access lists, and the rotation of secrets.

use std::time::Duration;

use atlas_api::{
    Atlas, Confirm,
    service_accounts::{ServiceAccountSpec, ServiceAccountUpdate},
};
use atlas_fake::FakeAtlas;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::{
    requests::{ID, ORGANIZATION},
    support::{argument_and_rule, builder_of, check_invalid, client, received, server_with, statuses},
};

const ACCOUNT: &str = "mdb_sa_id_6a1b2c3d4e5f6a7b8c9d0e1f";

fn spec(role: &str, hours: u16) -> ServiceAccountSpec {
    ServiceAccountSpec::new("reports", "monthly reports", [role], hours)
}

/// Returns a client that uses the service account.
fn account_client(fake: &FakeAtlas, id: &str, secret: &str) -> Atlas {
    let builder = Atlas::builder().service_account(id, secret).base_url(fake.base_url());
    builder.project_id(fake.project_id()).organization_id(fake.organization_id()).build().unwrap()
}

#[tokio::test]
async fn a_new_account_works_and_its_secret_is_shown_once() {
    let fake = FakeAtlas::start().await.unwrap();
    let accounts = client(&fake).organization_service_accounts();
    let created = accounts.create(spec("ORG_OWNER", 720)).await.unwrap();
    let (id, secret) = (created.client_id.clone().unwrap(), created.secrets.as_ref().unwrap()[0].clone());
    let secret = secret.secret.unwrap();
    assert!(!format!("{created:?}").contains(secret.expose()));
    let own = account_client(&fake, &id, secret.expose()).organization_service_accounts();
    assert_eq!(own.get(&*id).await.unwrap().secrets.as_ref().unwrap()[0].secret, None);

    let delete = accounts.delete(&*id);
    let expected = format!(
        "service account {id:?} will be deleted, also in all its projects, and programs that use it will be rejected"
    );
    assert_eq!(delete.impact().to_string(), expected);
    assert!(delete.clone().confirm(Confirm::name("Reports")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name("reports")).await.unwrap();
    assert!(!accounts.get(&*id).exists().await.unwrap());
    assert!(own.list().await.unwrap_err().is_unauthorized());
}

#[tokio::test]
async fn an_account_is_added_to_a_project_changed_and_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (accounts, of_project) = (atlas.organization_service_accounts(), atlas.project_service_accounts());
    let id = accounts.create(spec("ORG_MEMBER", 720)).await.unwrap().client_id.clone().unwrap();
    assert_eq!(of_project.list().all().await.unwrap(), []);
    assert!(!of_project.get(&*id).exists().await.unwrap());
    let added = of_project.add(&*id, ["GROUP_READ_ONLY"]).await.unwrap();
    assert_eq!((added.name.as_deref(), added.roles.as_ref().unwrap().len()), (Some("reports"), 1));
    let update = ServiceAccountUpdate::new().description("backups").roles(["GROUP_OWNER", "GROUP_READ_ONLY"]);
    assert_eq!(of_project.update(&*id, update).await.unwrap().roles.as_ref().unwrap().len(), 2);

    let account = accounts.get(&*id).await.unwrap();
    let roles: Vec<_> = account.roles.iter().flatten().map(|role| role.as_str()).collect();
    assert_eq!((account.description.as_deref(), &*roles), (Some("backups"), &["ORG_MEMBER"][..]));
    let projects = accounts.list_projects(&*id).all().await.unwrap();
    let roles = Some(vec!["GROUP_OWNER".to_owned(), "GROUP_READ_ONLY".to_owned()]);
    assert_eq!(projects.len(), 1);
    assert_eq!((projects[0].group_id.as_deref(), &projects[0].roles), (Some(fake.project_id()), &roles));

    of_project.remove(&*id).confirm(Confirm::name("reports")).await.unwrap();
    assert_eq!(accounts.list_projects(&*id).all().await.unwrap(), []);
    assert!(accounts.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn the_organization_and_a_project_have_separate_access_lists() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let created = atlas.project_service_accounts().create(spec("GROUP_OWNER", 720)).await.unwrap();
    let id = created.client_id.clone().unwrap();
    let list = atlas.organization_service_accounts().access_list(&*id);
    let of_project = atlas.project_service_accounts().access_list(&*id);
    assert_eq!(list.add(["192.0.2.17", "198.51.100.0/24"]).await.unwrap().total_count(), Some(2));
    assert_eq!(of_project.list().all().await.unwrap(), []);
    of_project.add(["203.0.113.0/24"]).await.unwrap();
    list.remove("192.0.2.17").confirm(Confirm::name("192.0.2.17/32")).await.unwrap();
    let left = list.list().all().await.unwrap();
    assert_eq!((left.len(), left[0].cidr_block.as_deref()), (1, Some("198.51.100.0/24")));
    of_project.remove("203.0.113.0/24").confirm(Confirm::yes()).await.unwrap();
    let error = atlas.project_service_accounts().access_list(ACCOUNT).list().await.unwrap_err();
    assert_eq!(error.code(), Some("SERVICE_ACCOUNT_NOT_FOUND"));
}

#[tokio::test]
async fn a_rotated_secret_has_no_gap() {
    let fake = FakeAtlas::start().await.unwrap();
    let accounts = client(&fake).organization_service_accounts();
    let created = accounts.create(spec("ORG_OWNER", 24)).await.unwrap();
    let (id, first) = (created.client_id.clone().unwrap(), created.secrets.as_ref().unwrap()[0].clone());
    let secrets = accounts.secrets(&*id);
    let rotation = secrets.rotate(720).await.unwrap();
    assert_eq!(Some(rotation.old_id()), first.id.as_deref());
    assert!(!format!("{rotation:?}").contains(rotation.secret().expose()));

    // Both are valid, and an account has at most two.
    for secret in [first.secret.as_ref().unwrap(), rotation.secret()] {
        assert!(account_client(&fake, &id, secret.expose()).projects().list().await.is_ok());
    }
    let requests = fake.request_count();
    let error = secrets.rotate(720).await.unwrap_err();
    let expected = format!(
        "secrets of the service account: 2 exist; delete those that no program uses, and rotate then: {}, {}",
        rotation.old_id(),
        rotation.created().id.as_ref().unwrap()
    );
    assert!(error.is_invalid_argument());
    assert_eq!((argument_and_rule(&error), fake.request_count() - requests), (expected, 1));
    assert_eq!(secrets.create(720).await.unwrap_err().code(), Some("SERVICE_ACCOUNT_MAX_SECRETS_EXCEEDED"));

    let delete = rotation.delete_old();
    let effect = "will be deleted, and programs that use it will be rejected";
    let expected = format!("secret {:?} of service account {id:?} {effect}", rotation.old_id());
    assert_eq!(delete.impact().to_string(), expected);
    delete.confirm(Confirm::name(rotation.old_id())).await.unwrap();
    assert!(account_client(&fake, &id, first.secret.unwrap().expose()).projects().list().await.is_err());
    let own = account_client(&fake, &id, rotation.secret().expose());
    assert!(own.projects().list().await.is_ok());
    let left = accounts.get(&*id).await.unwrap().secrets.clone().unwrap();
    assert_eq!((left.len(), &left[0].id), (1, &rotation.created().id));

    // It is valid for the requested time.
    fake.advance(Duration::from_secs(721 * 3600));
    assert!(account_client(&fake, &id, rotation.secret().expose()).projects().list().await.is_err());
}

#[tokio::test]
async fn a_rotation_needs_a_secret_to_replace() {
    let fake = FakeAtlas::start().await.unwrap();
    let of_project = client(&fake).project_service_accounts();
    let created = of_project.create(spec("GROUP_OWNER", 24)).await.unwrap();
    let secrets = of_project.secrets(created.client_id.clone().unwrap());
    let first = created.secrets.as_ref().unwrap()[0].id.clone().unwrap();
    secrets.delete(&*first).confirm(Confirm::yes()).await.unwrap();
    let error = secrets.delete(&*first).confirm(Confirm::yes()).await.unwrap_err();
    assert_eq!(error.code(), Some("SERVICE_ACCOUNT_SECRET_NOT_FOUND"));
    let error = secrets.rotate(24).await.unwrap_err();
    assert_eq!(argument_and_rule(&error), "secrets of the service account: none to replace; use `create`");
    assert_eq!(error.operation(), Some("createGroupServiceAccountSecret"));
    let second = secrets.create(24).await.unwrap();
    let rotation = secrets.rotate(24).await.unwrap();
    assert_eq!((Some(rotation.old_id()), rotation.created().secret.is_some()), (second.id.as_deref(), true));
    assert!(statuses(&fake).ends_with(&[200, 201]));
}

#[tokio::test]
async fn a_response_without_the_new_secret_is_an_error() {
    let account = json!({ "clientId": ACCOUNT, "secrets": [{ "id": ID }] });
    let created = json!({ "id": ID, "maskedSecretValue": "mdb_sa_sk_...ab12" });
    let responses = [account, created].map(|body| ResponseTemplate::new(200).set_body_json(body));
    let server = server_with(responses.into()).await;
    let atlas = builder_of(server.uri()).organization_id(ORGANIZATION);
    let secrets = atlas.build().unwrap().organization_service_accounts().secrets(ACCOUNT);
    let error = secrets.rotate(24).await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    assert_eq!((error.operation(), error.attempts()), (Some("createOrgServiceAccountSecret"), 1));
    assert_eq!(received(&server).await.len(), 2);
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (accounts, of_project) = (atlas.organization_service_accounts(), atlas.project_service_accounts());
    let id = format!(r#"client id: expected mdb_sa_id_ and 24 hexadecimal digits, not "{ID}""#);
    let no_roles = "roles: the list is empty; pass at least one role";
    check_invalid(accounts.get(ID).await, &id);
    check_invalid(accounts.list_projects(ID).await, &id);
    check_invalid(accounts.access_list(ID).list().await, &id);
    check_invalid(of_project.add(ID, ["GROUP_OWNER"]).await, &id);
    check_invalid(of_project.remove(ID).confirm(Confirm::yes()).await, &id);
    check_invalid(of_project.secrets(ID).rotate(24).await, &id);
    let secret = r#"secret id: expected 24 hexadecimal digits, not "first""#;
    check_invalid(accounts.secrets(ACCOUNT).delete("first").confirm(Confirm::yes()).await, secret);
    check_invalid(accounts.secrets(ACCOUNT).rotate(0).await, "validity of the secret: 0 hours; use at least 1");
    check_invalid(of_project.create(spec("GROUP_OWNER", 0)).await, "validity of the secret: 0 hours; use at least 1");
    check_invalid(of_project.add(ACCOUNT, [""; 0]).await, no_roles);
    let update = ServiceAccountUpdate::new();
    check_invalid(accounts.update(ACCOUNT, update.clone().roles([""; 0])).await, no_roles);
    let name = "name of the service account: length is 65; expected 1 to 64 characters";
    check_invalid(accounts.update(ACCOUNT, update.clone().name("é".repeat(65))).await, name);
    let name = r#"name of the service account: "a/b" contains "/"; use letters, digits, spaces and -_.,'"#;
    check_invalid(accounts.update(ACCOUNT, update.clone().name("a/b")).await, name);
    let description = "description of the service account: length is 0; expected 1 to 250 characters";
    check_invalid(of_project.update(ACCOUNT, update.description("")).await, description);
    let entries = "access list entries: the list is empty; pass at least one entry";
    check_invalid(accounts.access_list(ACCOUNT).add([""; 0]).await, entries);
    assert_eq!(fake.request_count(), 0);
}
