//! Specs that are read equal built ones, and errors have a location and no secret.

use atlas_api::specs::{
    AlertConfigSpec, ClusterSpec, ConnectedOrganizationUpdate, IntegrationSpec, NotificationSpec,
    OrganizationSettingsUpdate, ProjectSpec, ProjectUpdate,
};
use serde::de::DeserializeOwned;
use serde_json::json;

use super::ID;

#[track_caller]
fn check_error<T: DeserializeOwned>(file: &str, line: usize, message: &str) {
    let error = serde_json::from_str::<T>(file).map(drop).unwrap_err();
    assert_eq!(error.line(), line, "{error}");
    assert!(error.to_string().starts_with(message), "{error}");
}

#[test]
fn a_spec_that_is_read_equals_a_built_one() {
    let project = json!({ "name": "sales", "orgId": ID, "tags": [{ "key": "team", "value": "finance" }] });
    let read: ProjectSpec = serde_json::from_value(project).unwrap();
    assert_eq!(read, ProjectSpec::new("sales", ID).tag("team", "finance"));
    let read: ProjectUpdate = serde_json::from_value(json!({ "tags": [] })).unwrap();
    assert_eq!(read, ProjectUpdate::new().clear_tags());
    let update = json!({
        "domainRestrictionEnabled": true, "identityProviderId": null, "dataAccessIdentityProviderIds": [ID],
    });
    let read: ConnectedOrganizationUpdate = serde_json::from_value(update).unwrap();
    let built = ConnectedOrganizationUpdate::new(true).data_access_identity_providers([ID]).without_identity_provider();
    assert_eq!(read, built);
    let config = json!({
        "eventTypeName": "NO_PRIMARY",
        "enabled": true,
        "notifications": [{ "typeName": "GROUP", "emailEnabled": true, "intervalMin": 60 }],
    });
    let read: AlertConfigSpec = serde_json::from_value(config).unwrap();
    let owners = NotificationSpec::project_members().by_email().interval_minutes(60);
    assert_eq!(read, AlertConfigSpec::new("NO_PRIMARY").enabled(true).notification(owners));
}

#[test]
fn an_error_has_the_line_and_the_rule() {
    let cluster = r#"{
        "name": "Cluster0",
        "replicationSpecs": [{ "regionConfigs": [{
            "priority": 7,
            "provider": "AWS"
        }] }]
    }"#;
    check_error::<ClusterSpec>(cluster, 5, r#"unknown property "provider"; expected one of analyticsAutoScaling, "#);
    let cluster = cluster.replace("\"provider\"", "\"priority\"");
    check_error::<ClusterSpec>(&cluster, 5, r#"property "priority": repeated; use it once"#);
    let cluster = cluster.replace("\"priority\": 7", "\"priority\": \"high\"");
    check_error::<ClusterSpec>(&cluster, 4, "unexpected string; expected an integer of 32 bits");
    check_error::<Vec<ProjectSpec>>(
        "[\n{ \"name\": \"a/b\",\n\"orgId\": \"5f1a2b3c4d5e6f7a8b9c0d1e\" }\n]",
        3,
        r#"project name: "a/b" contains "/"; use letters, digits, spaces and -_.(),:&@+'"#,
    );
    let file = json!({ "name": "sales", "orgId": ID, "tags": [{ "key": "a", "value": null }] });
    let error = serde_path_to_error::deserialize::<_, ProjectSpec>(&file).unwrap_err();
    assert_eq!(error.path().to_string(), "tags[0].value");
    assert_eq!(error.into_inner().to_string(), "unexpected null; leave the property out");
}

#[test]
fn a_property_without_a_setter_is_not_lost() {
    let file = json!({ "customSessionTimeouts": {}, "isUnknown": true });
    assert!(serde_json::from_value::<OrganizationSettingsUpdate>(file).is_err());
    let file = json!({ "type": "DATADOG", "apiKey": "a", "id": ID });
    let error = serde_json::from_value::<IntegrationSpec>(file).unwrap_err();
    assert_eq!(error.to_string(), r#"property "id": not supported with the others; leave it out"#);
}

#[test]
fn an_error_does_not_show_a_secret() {
    for secret in [json!(["hunter22"]), json!({ "hunter22": 1 }), json!(87_654_321), json!("****er22")] {
        let file = json!({ "type": "DATADOG", "apiKey": secret });
        let error = serde_json::from_value::<IntegrationSpec>(file).unwrap_err().to_string();
        assert!(!error.contains("er22") && !error.contains("87654321"), "{error}");
    }
}
