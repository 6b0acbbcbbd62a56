//! Encryption at rest: state, waits, validation, secrecy.

use atlas_api::{
    Confirm,
    encryption_at_rest::{AwsKeySpec, AzureKeySpec, EncryptionAtRestUpdate, GoogleKeySpec},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    private_endpoints::slow,
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const IDENTIFIER: &str = "https://vault.vault.azure.net/keys/a/b";

#[tokio::test]
async fn a_key_is_set_without_a_change_of_the_others_and_disabled() {
    let fake = FakeAtlas::start().await.unwrap();
    let keys = client(&fake).encryption_at_rest();
    keys.update(EncryptionAtRestUpdate::new().aws(AwsKeySpec::new("key", "US_EAST_1").role(ID))).await.unwrap();
    let google = GoogleKeySpec::new("projects/a").role(ID);
    keys.update(EncryptionAtRestUpdate::new().google_cloud(google)).await.unwrap();
    let enabled = async || {
        let keys = keys.get().await.unwrap();
        let (aws, azure) = (keys.aws_kms.as_ref().unwrap(), keys.azure_key_vault.as_ref().unwrap());
        [aws.enabled, azure.enabled, keys.google_cloud_kms.as_ref().unwrap().enabled].map(Option::unwrap)
    };
    assert_eq!(enabled().await, [true, false, true]);
    keys.update(EncryptionAtRestUpdate::new().disable_aws()).await.unwrap();
    assert_eq!(enabled().await, [false, false, true]);
}

#[tokio::test]
async fn a_private_endpoint_is_created_accepted_and_deleted() {
    let fake = slow().await;
    let endpoints = client(&fake).encryption_private_endpoints("AZURE");
    let created = endpoints.create("US_EAST_2").await.unwrap();
    assert_eq!(created.status.as_ref().unwrap().as_str(), "INITIATING");
    let id = created.id.clone().unwrap();
    let pending = endpoints.wait_until_acceptable(&*id).await.unwrap();
    assert_eq!(pending.status.as_ref().unwrap().as_str(), "PENDING_ACCEPTANCE");
    let active = endpoints.wait_until_active(&*id).await.unwrap();
    assert_eq!(active.status.as_ref().unwrap().as_str(), "ACTIVE");
    assert_eq!(endpoints.list().all().await.unwrap(), [active.into_inner()]);
    endpoints.delete(&*id).confirm(Confirm::name(&*id)).await.unwrap();
    assert!(endpoints.wait_until_active(&*id).await.unwrap_err().is_failed_state());
    endpoints.wait_until_deleted(&*id).await.unwrap();
    assert!(!endpoints.get(&*id).exists().await.unwrap());
}

#[tokio::test]
async fn a_wait_for_a_failed_or_an_absent_private_endpoint_ends() {
    let fake = slow().await;
    let endpoints = client(&fake).encryption_private_endpoints("AWS");
    assert!(endpoints.wait_until_active(ID).await.unwrap_err().is_absent());
    let failed = json!({ "id": ID, "regionName": "US_EAST_1", "status": "FAILED" });
    fake.insert("encryptionAtRest/AWS/privateEndpoints", failed).unwrap();
    for wait in [endpoints.wait_until_acceptable(ID), endpoints.wait_until_active(ID)] {
        let error = wait.await.unwrap_err();
        assert!(error.is_failed_state());
        assert!(
            error
                .to_string()
                .starts_with(&format!("private endpoint {ID:?} for encryption at rest failed: state FAILED after ")),
            "{error}"
        );
    }
}

#[test]
fn a_spec_does_not_show_its_secrets() {
    let spec = EncryptionAtRestUpdate::new()
        .aws(AwsKeySpec::new("key", "US_EAST_1").access_key("access-key-id-16", "hunter2"))
        .azure(AzureKeySpec::new(UUID, "group", "vault", IDENTIFIER).application(UUID, UUID, "hunter2"))
        .google_cloud(GoogleKeySpec::new("projects/a").service_account(r#"{"private_key": "hunter2"}"#));
    let request = offline().encryption_at_rest().update(spec.clone());
    let shown = format!("{spec:?} {spec:#?} {request:?}");
    assert!(shown.contains("access-key-id-16") && !shown.contains("hunter2"), "{shown}");
    assert_eq!(String::from_utf8_lossy(request.preview().unwrap().body().unwrap()).matches("hunter2").count(), 3);
}

#[test]
fn an_invalid_update_is_not_sent() {
    let update = EncryptionAtRestUpdate::new;
    let aws = || AwsKeySpec::new("key", "US_EAST_1");
    let azure = |identifier: &str| AzureKeySpec::new(UUID, "group", "vault", identifier);
    let uuid = "is not a UUID; expected for example 01234567-89ab-cdef-0123-456789abcdef";
    let version = "projects/my-project/locations/global/keyRings/ring/cryptoKeys/key/cryptoKeyVersions/1";
    for (update, rule) in [
        (update().aws(aws()), "AWS key: has no credentials; set a role or an access key".to_owned()),
        (
            update().aws(aws().role(ID).access_key("access-key-id-16", "secret")),
            "AWS key: has a role and an access key; set one of them".to_owned(),
        ),
        (
            update().aws(aws().role("atlas")),
            r#"cloud provider role id: expected 24 hexadecimal digits, not "atlas""#.to_owned(),
        ),
        (
            update().aws(aws().access_key("short", "secret")),
            "access key id: length is 5; expected 16 to 128 characters".to_owned(),
        ),
        (
            update().aws(aws().access_key("access-key-id-16", "")),
            "secret access key: length is 0; expected at least 1 character".to_owned(),
        ),
        (
            update().azure(azure("key").role(ID)),
            "key identifier: \"key\" does not begin with https://; expected for example \
             https://vault.vault.azure.net/keys/name/version"
                .to_owned(),
        ),
        (update().azure(azure(IDENTIFIER).application("a", UUID, "secret")), format!("Azure tenant: \"a\" {uuid}")),
        (
            update().google_cloud(GoogleKeySpec::new("key").role(ID)),
            format!("key version: \"key\" does not begin with projects/; expected for example {version}"),
        ),
        (
            update().google_cloud(GoogleKeySpec::new("projects/a").service_account("")),
            "service account key: length is 0; expected at least 1 character".to_owned(),
        ),
    ] {
        let error = offline().encryption_at_rest().update(update).preview().unwrap_err();
        assert_eq!(argument_and_rule(&error), rule);
    }
    let error = offline().encryption_private_endpoints("AZURE").create("").preview().unwrap_err();
    assert_eq!(argument_and_rule(&error), "region: length is 0; expected at least 1 character");
}
