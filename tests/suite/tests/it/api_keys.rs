//! API keys: secrets, roles in projects, confirmation, access lists, validation.

use std::net::{IpAddr, Ipv4Addr};

use atlas_api::{
    Confirm,
    api_keys::{ApiKeySpec, ApiKeyUpdate},
};
use atlas_fake::FakeAtlas;

use crate::support::{builder, check_invalid, client, client_without_organization};

const ID: &str = "6a1b2c3d4e5f6a7b8c9d0e1f";

#[tokio::test]
async fn a_new_key_works_and_its_private_key_is_shown_once() {
    let fake = FakeAtlas::start().await.unwrap();
    let keys = client(&fake).organization_api_keys();
    let created = keys.create(ApiKeySpec::new("deployment", ["ORG_OWNER"])).await.unwrap();
    let (public, private) = (created.public_key.clone().unwrap(), created.private_key.clone().unwrap());
    assert!(!format!("{created:?}").contains(private.expose()));

    let own = builder(&fake).api_key(&*public, private.expose()).build().unwrap().organization_api_keys();
    let id = created.id.clone().unwrap();
    let fetched = own.get(&*id).await.unwrap();
    assert_eq!(fetched.public_key, created.public_key);
    assert_ne!(fetched.private_key.as_ref().map(|key| key.expose()), Some(private.expose()));

    let delete = keys.delete(&*id);
    let expected = format!("API key {id:?} will be deleted, and programs that use it will be rejected");
    assert_eq!(delete.impact().to_string(), expected);
    assert!(delete.clone().confirm(Confirm::name("deployment")).await.unwrap_err().is_confirmation_required());
    delete.confirm(Confirm::name(public)).await.unwrap();
    assert!(!keys.get(id).exists().await.unwrap());
    assert!(own.list().await.unwrap_err().is_unauthorized());
}

#[tokio::test]
async fn a_key_of_the_organization_is_added_to_a_project_changed_and_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let (keys, of_project) = (atlas.organization_api_keys(), atlas.project_api_keys());
    let created = keys.create(ApiKeySpec::new("reports", ["ORG_MEMBER"])).await.unwrap();
    let id = created.id.clone().unwrap();
    let roles = async || -> Vec<String> {
        let listed = of_project.list().all().await.unwrap();
        let own = listed.iter().find(|key| key.id.as_ref() == Some(&id)).and_then(|key| key.roles.as_ref());
        let in_project = own.into_iter().flatten().filter(|role| role.group_id.as_deref() == Some(fake.project_id()));
        in_project.map(|role| role.role_name.as_ref().unwrap().to_string()).collect()
    };
    assert_eq!(roles().await, [""; 0]);
    of_project.add(&*id, ["GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"]).await.unwrap();
    assert_eq!(roles().await, ["GROUP_READ_ONLY", "GROUP_BACKUP_MANAGER"]);
    of_project.update(&*id, ApiKeyUpdate::new().roles(["GROUP_OWNER"])).await.unwrap();
    assert_eq!(roles().await, ["GROUP_OWNER"]);
    let updated = keys.update(&*id, ApiKeyUpdate::new().description("backups")).await.unwrap();
    assert_eq!((updated.desc.as_deref(), roles().await.len()), (Some("backups"), 1));

    let remove = client_without_organization(&fake).project_api_keys().remove(&*id);
    let public = created.public_key.clone().unwrap();
    assert!(remove.confirm(Confirm::name(&*public)).await.unwrap_err().is_confirmation_required());
    of_project.remove(&*id).confirm(Confirm::name(public)).await.unwrap();
    assert_eq!(roles().await, [""; 0]);
    assert!(keys.get(id).exists().await.unwrap());
}

#[tokio::test]
async fn entries_of_an_access_list_are_addresses_and_blocks() {
    let fake = FakeAtlas::start().await.unwrap();
    let keys = client(&fake).organization_api_keys();
    let id = keys.create(ApiKeySpec::new("reports", ["ORG_MEMBER"])).await.unwrap().id.clone().unwrap();
    let list = keys.access_list(id);
    let added = list.add([IpAddr::from(Ipv4Addr::new(192, 0, 2, 17))]).await.unwrap();
    assert_eq!(added.total_count(), Some(1));
    list.add(["198.51.100.0/24"]).await.unwrap();
    assert_eq!(list.get("198.51.100.0/24").await.unwrap().cidr_block.as_deref(), Some("198.51.100.0/24"));
    list.remove("192.0.2.17").confirm(Confirm::name("192.0.2.17/32")).await.unwrap();
    assert!(!list.get("192.0.2.17").exists().await.unwrap());
    assert_eq!(list.list().all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn invalid_arguments_are_not_sent() {
    let fake = FakeAtlas::start().await.unwrap();
    let (keys, of_project) = (client(&fake).organization_api_keys(), client(&fake).project_api_keys());
    let id = r#"API key id: expected 24 hexadecimal digits, not "reporter""#;
    let description = "description of the API key: length is 0; expected 1 to 250 characters";
    let no_roles = "roles: the list is empty; pass at least one role";
    check_invalid(keys.get("reporter").await, id);
    check_invalid(keys.access_list("reporter").list().await, id);
    check_invalid(keys.access_list("reporter").remove("192.0.2.1").confirm(Confirm::yes()).await, id);
    check_invalid(keys.create(ApiKeySpec::new("", ["ORG_OWNER"])).await, description);
    check_invalid(keys.update(ID, ApiKeyUpdate::new().description("")).await, description);
    check_invalid(keys.update(ID, ApiKeyUpdate::new().roles([""; 0])).await, no_roles);
    check_invalid(of_project.create(ApiKeySpec::new("a", [""; 0])).await, no_roles);
    check_invalid(of_project.add("reporter", ["GROUP_OWNER"]).await, id);
    check_invalid(of_project.add(ID, [""; 0]).await, no_roles);
    check_invalid(of_project.update(ID, ApiKeyUpdate::new().roles([""; 0])).await, no_roles);
    check_invalid(of_project.remove("reporter").confirm(Confirm::yes()).await, id);
    let list = keys.access_list(ID);
    check_invalid(list.add([""; 0]).await, "access list entries: the list is empty; pass at least one entry");
    let address = "is not an IPv4 or IPv6 address; expected for example 192.0.2.1";
    check_invalid(list.add(["192.0.2.1", "sg-0123"]).await, &format!(r#"IP address: "sg-0123" {address}"#));
    let block = r#"CIDR block: "192.0.2.0/33" is not a CIDR block; expected for example 192.0.2.0/24 or 2001:db8::/32"#;
    check_invalid(list.get("192.0.2.0/33").await, block);
    assert_eq!(fake.request_count(), 0);
}
