//! The life cycle of database users.

use std::time::{Duration, SystemTime};

use atlas_api::{
    Confirm,
    database_users::{
        AwsIamType, DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs,
        LdapAuthType, RoleSpecs, UserName, X509Type,
    },
    model::{DatabaseUser, DatabaseUserAwsIamType, DatabaseUserRole},
};
use atlas_fake::FakeAtlas;

use crate::support::{builder, client, statuses};

fn roles(user: &DatabaseUser) -> Vec<String> {
    let show = |role: &DatabaseUserRole| {
        format!("{} on {}", role.role_name.as_ref().unwrap(), role.database_name.as_deref().unwrap())
    };
    user.roles.iter().flatten().map(show).collect()
}

#[tokio::test]
async fn a_user_is_created_updated_and_deleted() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();

    let spec = Specs::new("reports", "a long password").add_role("sales", RoleSpecs::Read).unwrap();
    let created = users.create(spec).send().await.unwrap();
    assert_eq!(roles(&created), ["read on sales"]);
    assert_eq!(*users.get("reports").send().await.unwrap(), *created);
    assert_eq!(users.list().send().await.unwrap().items(), std::slice::from_ref(&*created));

    let spec = UpdateSpecs::new().add_roles("sales", [RoleSpecs::ReadWrite, RoleSpecs::DbAdmin]).unwrap();
    let updated = users.update("reports", spec.description("monthly")).send().await.unwrap();
    assert_eq!(roles(&updated), ["readWrite on sales", "dbAdmin on sales"]);
    assert_eq!(updated.description.as_deref(), Some("monthly"));

    let updated = users.update(&created, UpdateSpecs::new().clear_roles()).send().await.unwrap();
    assert_eq!(updated.roles, Some(vec![]));

    users.delete("reports").confirm(Confirm::yes()).send().await.unwrap();
    assert!(users.get("reports").send().await.unwrap_err().is_not_found());
    assert_eq!(statuses(&fake), [401, 201, 200, 200, 200, 200, 204, 404]);
}

#[tokio::test]
async fn names_with_reserved_characters_work_in_paths() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();
    for (name, spec) in [
        ("../x", Specs::new("../x", "a long password")),
        ("CN=a,OU=b/c", Specs::x509("CN=a,OU=b/c", X509Type::Customer)),
        (r"DOMAIN\reports", Specs::ldap(r"DOMAIN\reports", LdapAuthType::User)),
        ("arn:aws:iam::123456789012:role/a", Specs::aws_iam("arn:aws:iam::123456789012:role/a", AwsIamType::Role)),
    ] {
        let created = users.create(spec.add_role("admin", RoleSpecs::Backup).unwrap()).send().await.unwrap();
        let found = users.get(&created).send().await.unwrap();
        assert_eq!(found.username.as_deref(), Some(name));
        users.delete(&created).confirm(Confirm::yes()).send().await.unwrap();
        assert!(users.get(&created).send().await.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn an_external_user_is_found_in_its_database() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();
    let arn = "arn:aws:iam::123456789012:user/reports";
    users.create(Specs::aws_iam(arn, AwsIamType::User)).send().await.unwrap();

    assert!(users.get(arn).send().await.unwrap_err().is_not_found());
    let found = users.get(UserName::external(arn)).send().await.unwrap();
    assert_eq!(found.aws_iam_type, Some(DatabaseUserAwsIamType::User));
    assert_eq!(UserName::from(&found), UserName::external(arn));
}

#[tokio::test]
async fn creating_an_existing_name_is_a_conflict() {
    let fake = FakeAtlas::start().await.unwrap();
    let users = client(&fake).database_users();
    fake.seed_database_users(1);
    let error = users.create(Specs::new("user-1", "a long password")).send().await.unwrap_err();
    assert!(error.is_conflict());
    assert_eq!((error.code(), error.operation()), (Some("USER_ALREADY_EXISTS"), Some("createGroupDatabaseUser")));
}

#[tokio::test]
async fn the_end_of_a_temporary_user_is_rounded_down_to_a_second() {
    let now = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000);
    let fake = FakeAtlas::builder().clock(now).start().await.unwrap();
    let users = builder(&fake).clock(now).build().unwrap().database_users();
    let end = now() + Duration::from_millis(60_900);

    let created =
        users.create(Specs::new("reports", "a long password").delete_after_date(end.into())).send().await.unwrap();
    assert_eq!(created.delete_after_date.map(|date| date.timestamp_millis()), Some(1_750_000_060_000));
    let updated = users.update(&created, UpdateSpecs::new().clear_delete_after_date()).send().await.unwrap();
    assert_eq!(updated.delete_after_date, None);
}

#[tokio::test]
async fn a_client_of_another_project_reuses_the_challenge() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    atlas.database_users().list().send().await.unwrap();

    let error = atlas.project("5f1a2b3c4d5e6f7a8b9c0dff").unwrap().database_users().list().send().await.unwrap_err();
    assert_eq!(error.code(), Some("GROUP_NOT_FOUND"));
    let requests = fake.requests();
    assert_eq!(requests.last().unwrap().path(), "/api/atlas/v2/groups/5f1a2b3c4d5e6f7a8b9c0dff/databaseUsers");
    assert_eq!(statuses(&fake), [401, 200, 404]);
}
