//! The requests of the database users.

use std::time::{Duration, SystemTime};

use atlas_api::{
    Confirm,
    database_users::{
        AwsIamType, DatabaseUsers, DatabaseUsersPermissionsSpecs as Specs,
        DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs, LdapAuthType, Namespace, OidcAuthType, RoleSpecs, UserName,
        X509Type,
    },
    model::ScopeType,
};
use atlas_fake::FakeAtlas;
use serde_json::Value;

use crate::support::{builder, wire};

const NOW: Duration = Duration::from_secs(1_750_000_000);

/// Sends one request to a fake with one user. Returns the authenticated request.
async fn sent<F>(call: impl FnOnce(DatabaseUsers) -> F) -> Value
where
    F: Future<Output = ()>,
{
    let fake = FakeAtlas::builder().clock(|| SystemTime::UNIX_EPOCH + NOW).start().await.unwrap();
    fake.seed_database_users(1);
    let atlas = builder(&fake).clock(|| SystemTime::UNIX_EPOCH + NOW).build().unwrap();
    call(atlas.database_users()).await;
    let requests = fake.requests();
    assert_eq!(requests.len(), 2, "a challenge and a request");
    wire(&requests[1])
}

async fn created(spec: Specs) -> Value {
    sent(async |users| drop(users.create(spec).await.unwrap())).await
}

async fn updated(spec: UpdateSpecs) -> Value {
    sent(async |users| drop(users.update("user-1", spec).await.unwrap())).await
}

/// Requests a user that does not exist, whose name has special characters.
async fn requested(user: UserName) -> Value {
    sent(async |users| assert!(users.get(user).await.unwrap_err().is_not_found())).await
}

#[tokio::test]
async fn list_requests_one_page() {
    let wire = sent(async |users| drop(users.list().page(3).page_size(20).await.unwrap())).await;
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn a_stream_requests_the_largest_pages() {
    let wire = sent(async |users| drop(users.list().stream().next().await.unwrap().unwrap())).await;
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn get_has_the_database_and_the_user_in_its_path() {
    let wire = sent(async |users| drop(users.get("user-1").await.unwrap())).await;
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn names_are_one_segment_of_the_path() {
    for (name, user) in [
        ("dots", UserName::from("../x")),
        ("subject", UserName::external("CN=a,OU=b/c")),
        ("domain", UserName::external(r"DOMAIN\reports")),
        ("arn", UserName::external("arn:aws:iam::123456789012:role/reports")),
        ("signs", UserName::from("50% of?it #here")),
        ("letters", UserName::from("Zoë")),
    ] {
        let wire = requested(user).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["request"]) });
    }
}

#[tokio::test]
async fn delete_has_the_database_and_the_user_in_its_path() {
    let wire = sent(async |users| drop(users.delete("user-1").confirm(Confirm::yes()).await.unwrap())).await;
    insta::assert_json_snapshot!(wire);
}

#[tokio::test]
async fn create_sends_four_properties_unless_more_are_set() {
    let spec = Specs::new("reports", "a long password")
        .add_role("sales", RoleSpecs::ReadWrite)
        .and_then(|spec| spec.add_role("sales", RoleSpecs::custom("reporting")))
        .and_then(|spec| spec.add_role(Namespace::collection("billing", "invoices"), RoleSpecs::Read));
    insta::assert_json_snapshot!(created(spec.unwrap()).await);
}

#[tokio::test]
async fn create_sends_all_properties_that_are_set() {
    let end = SystemTime::UNIX_EPOCH + NOW + Duration::from_millis(3_600_500);
    let spec = Specs::new("reports", "a long password")
        .database_name("admin")
        .add_roles("admin", [RoleSpecs::ReadAnyDatabase, RoleSpecs::ClusterMonitor])
        .unwrap()
        .scope("Cluster0", ScopeType::Cluster)
        .scope("lake", ScopeType::DataLake)
        .label("team", "finance")
        .description("monthly reports")
        .delete_after_date(end.into());
    insta::assert_json_snapshot!(created(spec).await["body"]);
}

#[tokio::test]
async fn create_of_an_external_user_sends_its_authentication_method_and_no_password() {
    let arn = "arn:aws:iam::123456789012:role/reports";
    for (name, spec) in [
        ("x509", Specs::x509("CN=reports,O=example", X509Type::Customer)),
        ("x509_managed", Specs::x509("reports", X509Type::Managed)),
        ("ldap_user", Specs::ldap("CN=reports,DC=example,DC=com", LdapAuthType::User)),
        ("ldap_group", Specs::ldap("CN=reports,DC=example,DC=com", LdapAuthType::Group)),
        ("oidc_user", Specs::oidc("32b6e34b3d91647abb20e7b8/reports", OidcAuthType::User)),
        ("oidc_group", Specs::oidc("32b6e34b3d91647abb20e7b8/reports", OidcAuthType::IdpGroup)),
        ("aws_iam_user", Specs::aws_iam("arn:aws:iam::123456789012:user/reports", AwsIamType::User)),
        ("aws_iam_role", Specs::aws_iam(arn, AwsIamType::Role)),
    ] {
        let spec = spec.add_role("admin", RoleSpecs::Backup).unwrap();
        let wire = created(spec).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["body"]) });
    }
}

#[tokio::test]
async fn update_sends_only_the_properties_that_are_set() {
    let spec = UpdateSpecs::new().add_role("sales", RoleSpecs::Read).unwrap();
    insta::assert_json_snapshot!(updated(spec).await);
}

#[tokio::test]
async fn update_distinguishes_absent_null_and_empty_properties() {
    let end = SystemTime::UNIX_EPOCH + NOW + Duration::from_secs(3_600);
    let new = UpdateSpecs::new;
    let role = |spec: UpdateSpecs| spec.add_role("sales", RoleSpecs::Read).unwrap();
    for (name, spec) in [
        ("password", new().password("another password")),
        ("no_roles", new().clear_roles()),
        ("roles_after_clearing", role(role(new()).clear_roles())),
        ("a_role_added_and_removed", role(new()).remove_role("sales", RoleSpecs::Read).description("reports")),
        ("other_scopes_and_labels", new().scope("s1", ScopeType::Stream).label("team", "sales")),
        ("no_scopes_and_no_labels", new().clear_scopes().clear_labels()),
        ("other_description_and_end", new().description("reports").delete_after_date(end.into())),
        ("no_description_and_no_end", new().clear_description().clear_delete_after_date()),
    ] {
        let wire = updated(spec).await;
        insta::with_settings!({ snapshot_suffix => name }, { insta::assert_json_snapshot!(wire["body"]) });
    }
}
