//! What is read from a file is what code would say, and an error says where it is and which rule it breaks.

use atlas_api::{
    model::ScopeType,
    specs::{
        AwsIamType, DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs,
        LdapAuthType, Namespace, OidcAuthType, RestoreSpecs, RoleSpecs, X509Type,
    },
};
use chrono::DateTime;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The place of the error in a file, and what it says.
fn error<T: DeserializeOwned>(file: &Value) -> (String, String) {
    let error = serde_path_to_error::deserialize::<_, T>(file).map(drop).unwrap_err();
    (error.path().to_string(), error.into_inner().to_string())
}

#[test]
fn a_new_user_is_read_as_code_says_it() {
    let file = json!({
        "username": "reports",
        "password": "a long password",
        "databaseName": "admin",
        "roles": [
            { "databaseName": "sales", "roleName": "readWrite" },
            { "databaseName": "sales", "roleName": "reporting" },
            { "databaseName": "billing", "collectionName": "invoices", "roleName": "read" },
        ],
        "scopes": [{ "name": "Cluster0", "type": "CLUSTER" }, { "name": "lake", "type": "DATA_LAKE" }],
        "labels": [{ "key": "team", "value": "finance" }],
        "description": "monthly reports",
        "deleteAfterDate": "2025-06-15T15:06:40.9Z",
    });
    let spec = Specs::new("reports", "a long password")
        .database_name("admin")
        .add_roles("sales", [RoleSpecs::ReadWrite, RoleSpecs::custom("reporting")])
        .and_then(|spec| spec.add_role(Namespace::collection("billing", "invoices"), RoleSpecs::Read))
        .unwrap()
        .scope("Cluster0", ScopeType::Cluster)
        .scope("lake", ScopeType::DataLake)
        .label("team", "finance")
        .description("monthly reports")
        .delete_after_date(DateTime::from_timestamp(1_750_000_000, 0).unwrap());
    assert_eq!(serde_json::from_value::<Specs>(file).unwrap(), spec);
}

#[test]
fn each_way_to_log_in_is_read() {
    for (property, value, spec) in [
        ("x509Type", "CUSTOMER", Specs::x509("a", X509Type::Customer)),
        ("x509Type", "MANAGED", Specs::x509("a", X509Type::Managed)),
        ("ldapAuthType", "USER", Specs::ldap("a", LdapAuthType::User)),
        ("ldapAuthType", "GROUP", Specs::ldap("a", LdapAuthType::Group)),
        ("oidcAuthType", "USER", Specs::oidc("a", OidcAuthType::User)),
        ("oidcAuthType", "IDP_GROUP", Specs::oidc("a", OidcAuthType::IdpGroup)),
        ("awsIAMType", "USER", Specs::aws_iam("a", AwsIamType::User)),
        ("awsIAMType", "ROLE", Specs::aws_iam("a", AwsIamType::Role)),
    ] {
        let file = json!({ "username": "a", "roles": [], property: value });
        assert_eq!(serde_json::from_value::<Specs>(file).unwrap(), spec);
    }
}

#[test]
fn what_is_left_out_of_a_change_differs_from_null_and_from_what_is_empty() {
    let new = UpdateSpecs::new;
    for (file, spec) in [
        (json!({}), new()),
        (json!({ "password": "another password" }), new().password("another password")),
        (json!({ "roles": [] }), new().clear_roles()),
        (json!({ "scopes": [], "labels": [] }), new().clear_scopes().clear_labels()),
        (json!({ "description": null, "deleteAfterDate": null }), new().clear_description().clear_delete_after_date()),
        (
            json!({ "description": "", "scopes": [{ "name": "s1", "type": "STREAM" }] }),
            new().description("").scope("s1", ScopeType::Stream),
        ),
    ] {
        assert_eq!(serde_json::from_value::<UpdateSpecs>(file).unwrap(), spec);
    }
}

#[test]
fn an_error_says_the_place_and_the_rule() {
    let user = |property: &str, value: Value| {
        let mut user = json!({ "username": "reports", "password": "a long password", "roles": [] });
        user[property] = value;
        json!([{ "username": "first", "password": "a long password", "roles": [] }, user])
    };
    let read = json!({ "databaseName": "sales", "roleName": "read" });
    for (file, place, rule) in [
        (user("password", "secret".into()), "[1]", "password: it needs at least 8 characters, and has 6"),
        (
            user("awsIAMType", "ROLE".into()),
            "[1]",
            "way to log in: expected exactly one of password, x509Type, ldapAuthType, oidcAuthType and awsIAMType",
        ),
        (
            user("x509Type", "managed".into()),
            "[1].x509Type",
            "unknown variant `managed`, expected `CUSTOMER` or `MANAGED`",
        ),
        (
            user(
                "roles",
                json!([read, { "databaseName": "sales", "collectionName": "orders", "roleName": "dbAdmin" }]),
            ),
            "[1].roles[1]",
            "role: dbAdmin can't be given on a collection (sales.orders): only read and readWrite can; give it on a whole \
             database",
        ),
        (
            user("scopes", json!([{ "name": "a b", "type": "CLUSTER" }])),
            "[1].scopes[0]",
            r#"scope: "a b" is no name: ASCII letters, digits and hyphens, the first no hyphen"#,
        ),
        (
            user("deleteAfterDate", "tomorrow".into()),
            "[1].deleteAfterDate",
            r#""tomorrow" is no instant such as 2025-06-15T15:06:40Z"#,
        ),
    ] {
        assert_eq!(error::<Vec<Specs>>(&file), (place.to_owned(), rule.to_owned()));
    }
    let (place, rule) = error::<Vec<Specs>>(&user("rolls", json!([])));
    assert_eq!(place, "[1].rolls");
    assert!(rule.starts_with("unknown field `rolls`, expected one of `username`, `password`"), "{rule}");

    let file = json!({ "deliveryType": "download", "snapshotId": "it", "targetClusterName": "Cluster1" });
    let rule = "deliveryType: `download` needs snapshotId, and takes nothing else";
    assert_eq!(error::<RestoreSpecs>(&file).1, rule);
}

#[test]
fn neither_errors_nor_debug_show_a_password() {
    let file = json!({ "username": "", "password": "hunter22", "roles": [] });
    assert!(!error::<Specs>(&file).1.contains("hunter22"));
    let file = json!({ "username": "a", "password": "hunter2", "roles": [] });
    assert!(!error::<Specs>(&file).1.contains("hunter2"));
    let file = json!({ "username": "a", "password": "hunter22", "roles": [] });
    assert!(!format!("{:?}", serde_json::from_value::<Specs>(file).unwrap()).contains("hunter22"));
}
