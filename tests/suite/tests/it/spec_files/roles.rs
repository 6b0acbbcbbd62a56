//! Roles in files, alone and with what they are given on.

use atlas_api::specs::{AlertStatusSpec, DatabaseUsersPermissionsSpecs, Namespace, RoleSpecs};
use serde_json::json;

use super::Checker;

#[test]
fn a_role_can_be_given_where_a_spec_in_code_can_give_it_and_nowhere_else() {
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
    let mut given = 0;
    for name in names {
        for database in ["admin", "sales", ""] {
            for collection in [None, Some("orders"), Some("")] {
                let on = match collection {
                    None => Namespace::database(database),
                    Some(collection) => Namespace::collection(database, collection),
                };
                let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password");
                let good = spec.add_role(on, RoleSpecs::custom(name)).is_ok();
                let mut role = json!({ "databaseName": database, "roleName": name });
                if let Some(collection) = collection {
                    role["collectionName"] = collection.into();
                }
                checker.check(&json!([{ "username": "a", "password": "password", "roles": [role] }]), good);
                given += usize::from(good);
            }
        }
    }
    // All eleven on `admin`, four on another database, two on a collection of either.
    assert_eq!(given, 11 + 4 + 2 * 2);
}

#[test]
fn a_role_knows_no_null_and_no_other_property() {
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
fn names_and_namespaces_can_be_read_by_themselves() {
    let role = Checker::of::<RoleSpecs>();
    let status = Checker::of::<AlertStatusSpec>();
    let namespace = Checker::of::<Namespace>();
    for (name, good) in [(json!("read"), true), (json!("OPEN"), true), (json!(""), false), (json!(null), false)] {
        role.check(&name, good);
        status.check(&name, good);
    }
    namespace.check(&json!({ "databaseName": "sales" }), true);
    namespace.check(&json!({ "databaseName": "sales", "collectionName": "orders" }), true);
    for bad in [json!("sales"), json!({ "databaseName": "" }), json!({ "databaseName": "a", "collectionName": "" })] {
        namespace.check(&bad, false);
    }
    let read: Vec<RoleSpecs> = serde_json::from_value(json!(["readWrite", "reporting"])).unwrap();
    assert_eq!(read, [RoleSpecs::ReadWrite, RoleSpecs::custom("reporting")]);
    let read: Vec<AlertStatusSpec> = serde_json::from_value(json!(["OPEN", "CANCELLED"])).unwrap();
    assert_eq!(read, [AlertStatusSpec::Open, AlertStatusSpec::from("CANCELLED")]);
}
