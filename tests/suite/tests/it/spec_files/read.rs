//! Deserialization of specs: equivalence with builders, and the location and rule in errors.

use atlas_api::{
    model::ScopeType,
    specs::{
        AwsIamType, DatabaseUsersPermissionsSpecs as Specs, DatabaseUsersUpdatePermissionsSpecs as UpdateSpecs,
        LdapAuthType, Namespace, OidcAuthType, RestoreSpec, RoleSpecs, X509Type,
    },
};
use chrono::DateTime;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Returns the location and the message of the error in a file.
fn error<T: DeserializeOwned>(file: &Value) -> (String, String) {
    let error = serde_path_to_error::deserialize::<_, T>(file).map(drop).unwrap_err();
    (error.path().to_string(), error.into_inner().to_string())
}

#[test]
fn a_new_user_is_read_like_a_built_spec() {
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
fn every_authentication_method_is_read() {
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
fn an_update_distinguishes_absent_null_and_empty_properties() {
    let new = UpdateSpecs::new;
    for (file, spec) in [
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
fn an_error_has_the_location_and_the_rule() {
    let user = |property: &str, value: Value| {
        let mut user = json!({ "username": "reports", "password": "a long password", "roles": [] });
        user[property] = value;
        json!([{ "username": "first", "password": "a long password", "roles": [] }, user])
    };
    let read = json!({ "databaseName": "sales", "roleName": "read" });
    for (file, location, rule) in [
        (user("password", "secret".into()), "[1]", "password: length is 6; expected at least 8 characters"),
        (
            user("awsIAMType", "ROLE".into()),
            "[1]",
            "authentication: none or several methods are set; set exactly one of password, x509Type, ldapAuthType, \
             oidcAuthType and awsIAMType",
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
            "role: \"dbAdmin\" cannot be granted on the collection \"sales.orders\"; grant it on the database, or use \
             read or readWrite",
        ),
        (
            user("scopes", json!([{ "name": "a b", "type": "CLUSTER" }])),
            "[1].scopes[0]",
            r#"scope: "a b" is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"#,
        ),
        (
            user("deleteAfterDate", "tomorrow".into()),
            "[1].deleteAfterDate",
            r#"timestamp: "tomorrow" is not valid RFC 3339; expected for example 2025-06-15T15:06:40Z"#,
        ),
    ] {
        assert_eq!(error::<Vec<Specs>>(&file), (location.to_owned(), rule.to_owned()));
    }
    let (location, rule) = error::<Vec<Specs>>(&user("rolls", json!([])));
    assert_eq!(location, "[1].rolls");
    assert!(rule.starts_with("unknown field `rolls`, expected one of `username`, `password`"), "{rule}");

    let file = json!({ "deliveryType": "download", "snapshotId": "it", "targetClusterName": "Cluster1" });
    let rule = r#"deliveryType: wrong properties for "download"; it requires snapshotId, and allows no others"#;
    assert_eq!(error::<RestoreSpec>(&file).1, rule);
}

#[test]
fn errors_and_debug_redact_the_password() {
    let file = json!({ "username": "", "password": "hunter22", "roles": [] });
    assert!(!error::<Specs>(&file).1.contains("hunter22"));
    let file = json!({ "username": "a", "password": "hunter2", "roles": [] });
    assert!(!error::<Specs>(&file).1.contains("hunter2"));
    let file = json!({ "username": "a", "password": "hunter22", "roles": [] });
    assert!(!format!("{:?}", serde_json::from_value::<Specs>(file).unwrap()).contains("hunter22"));
}
