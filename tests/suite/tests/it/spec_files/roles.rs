//! Roles in files, alone and with namespaces.

use atlas_api::specs::{AlertStatusSpec, DatabaseUsersPermissionsSpecs, Namespace, RoleSpecs};
use serde_json::json;

use super::Checker;

#[test]
fn files_and_builders_accept_roles_on_the_same_namespaces() {
    let checker = Checker::of::<Vec<DatabaseUsersPermissionsSpecs>>();
    let names = [
        "atlasAdmin",
        "readWriteAnyDatabase",
        "readAnyDatabase",
        "backup",
        "clusterMonitor",
        "dbAdmin",
        "dbAdminAnyDatabase",
        "enableSharding",
        "read",
        "readWrite",
        "reporting",
        "",
    ];
    let mut granted = 0;
    for name in names {
        for database in ["admin", "sales", ""] {
            for collection in [None, Some("orders"), Some("")] {
                let namespace = match collection {
                    None => Namespace::database(database),
                    Some(collection) => Namespace::collection(database, collection),
                };
                let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password");
                let valid = spec.add_role(namespace, RoleSpecs::custom(name)).is_ok();
                let mut role = json!({ "databaseName": database, "roleName": name });
                if let Some(collection) = collection {
                    role["collectionName"] = collection.into();
                }
                checker.check(&json!([{ "username": "a", "password": "password", "roles": [role] }]), valid);
                granted += usize::from(valid);
            }
        }
    }
    // All eleven on `admin`, four on the other database, and two on a collection of each.
    assert_eq!(granted, 11 + 4 + 2 * 2);
}

#[test]
fn a_role_rejects_null_and_unknown_properties() {
    let checker = Checker::of::<Vec<DatabaseUsersPermissionsSpecs>>();
    for role in [
        json!({ "databaseName": "sales", "roleName": "read", "collectionName": null }),
        json!({ "databaseName": "sales", "roleName": "read", "collection": "orders" }),
        json!({ "database": "sales", "roleName": "read" }),
        json!({ "databaseName": "sales", "roleName": null }),
        json!("read"),
    ] {
        checker.check(&json!([{ "username": "a", "password": "password", "roles": [role] }]), false);
    }
}

#[test]
fn roles_statuses_and_namespaces_are_read_on_their_own() {
    let role = Checker::of::<RoleSpecs>();
    let status = Checker::of::<AlertStatusSpec>();
    let namespace = Checker::of::<Namespace>();
    for (name, valid) in [(json!("read"), true), (json!("OPEN"), true), (json!(""), false), (json!(null), false)] {
        role.check(&name, valid);
        status.check(&name, valid);
    }
    namespace.check(&json!({ "databaseName": "sales" }), true);
    namespace.check(&json!({ "databaseName": "sales", "collectionName": "orders" }), true);
    for invalid in [json!("sales"), json!({ "databaseName": "" }), json!({ "databaseName": "a", "collectionName": "" })]
    {
        namespace.check(&invalid, false);
    }
    let read: Vec<RoleSpecs> = serde_json::from_value(json!(["readWrite", "reporting"])).unwrap();
    assert_eq!(read, [RoleSpecs::ReadWrite, RoleSpecs::custom("reporting")]);
    let read: Vec<AlertStatusSpec> = serde_json::from_value(json!(["OPEN", "CANCELLED"])).unwrap();
    assert_eq!(read, [AlertStatusSpec::Open, AlertStatusSpec::from("CANCELLED")]);
}
