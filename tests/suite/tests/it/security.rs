//! Auditing, LDAP, X.509, roles at cloud providers, and custom DNS: state, waits, validation.

use atlas_api::{
    Confirm,
    auditing::AuditingUpdate,
    cloud_provider_access::CloudProviderRoleSpec,
    database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs, X509Type},
    ldap::{LdapConnectionSpec, LdapUpdate},
};
use atlas_fake::FakeAtlas;
use serde_json::json;

use crate::{
    private_endpoints::slow,
    requests::{ID, offline},
    support::{argument_and_rule, client},
};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

fn connection(password: &str) -> LdapConnectionSpec {
    LdapConnectionSpec::new("ldap.example.com", 636, "CN=atlas,DC=example,DC=com", password)
}

#[tokio::test]
async fn the_filter_of_auditing_is_kept_when_it_is_disabled() {
    let fake = FakeAtlas::start().await.unwrap();
    let auditing = client(&fake).auditing();
    let filter = json!({ "atype": "authenticate" });
    auditing.update(AuditingUpdate::new().enabled(true).filter(filter.clone())).await.unwrap();
    let disabled = auditing.update(AuditingUpdate::new().enabled(false)).await.unwrap();
    let kept: serde_json::Value = serde_json::from_str(disabled.audit_filter.as_deref().unwrap()).unwrap();
    assert_eq!((disabled.enabled, kept), (Some(false), filter));
    assert_eq!(*auditing.get().await.unwrap(), disabled.into_inner());
}

#[tokio::test]
async fn ldap_is_configured_and_its_mappings_are_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    let ldap = client(&fake).ldap();
    let bind = LdapUpdate::new().server("ldap.example.com", 10636).bind("CN=atlas,DC=example,DC=com", "secret");
    let updated = ldap.update(bind.authentication(true).map_user("(.+)@a", "CN={0}")).await.unwrap();
    let settings = updated.ldap.as_ref().unwrap();
    assert_eq!((settings.port, settings.bind_password.as_ref()), (Some(10636), None));
    let project = client(&fake).projects().get(fake.project_id()).await.unwrap();
    ldap.clear_user_mappings().confirm(Confirm::name(&*project.name.clone().unwrap())).await.unwrap();
    let security = ldap.get().await.unwrap();
    let settings = security.ldap.as_ref().unwrap();
    assert_eq!((settings.authentication_enabled, &settings.user_to_dn_mapping), (Some(true), &None));
}

#[tokio::test]
async fn a_verification_of_an_ldap_connection_is_waited_for() {
    let fake = slow().await;
    let ldap = client(&fake).ldap();
    let started = ldap.verify(connection("secret")).await.unwrap();
    assert_eq!(started.status.as_ref().unwrap().as_str(), "PENDING");
    let id = started.request_id.clone().unwrap();
    let error = ldap.wait_until_verified(&*id).await.unwrap_err();
    assert!(error.is_failed_state());
    let failed = ldap.verification(&*id).await.unwrap();
    assert_eq!(failed.validations.as_ref().unwrap()[0].validation_type.as_ref().unwrap().as_str(), "CONNECT");

    let body = json!({ "requestId": id, "status": "SUCCESS", "validations": [] });
    let succeeded = atlas_fake::SetResponse::json(200, &body);
    fake.respond("getGroupUserSecurityLdapVerify", succeeded);
    let verified = ldap.wait_until_verified(&*id).await.unwrap();
    assert_eq!(verified.status.as_ref().unwrap().as_str(), "SUCCESS");
}

#[tokio::test]
async fn a_wait_for_an_absent_verification_or_role_ends() {
    let fake = slow().await;
    let error = client(&fake).ldap().wait_until_verified(ID).await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (true, Some("LDAP_VERIFY_CONNECTIVITY_REQUEST_NOT_FOUND")));
    let error = client(&fake).cloud_provider_access().wait_until_complete(ID).await.unwrap_err();
    assert_eq!((error.is_absent(), error.code()), (true, Some("CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND")));
}

#[tokio::test]
async fn a_certificate_is_issued_and_not_shown() {
    let fake = FakeAtlas::start().await.unwrap();
    let atlas = client(&fake);
    let spec = DatabaseUsersPermissionsSpecs::x509("CN=reports", X509Type::Managed);
    atlas.database_users().create(spec.add_role("sales", RoleSpecs::Read).unwrap()).await.unwrap();
    let pem = atlas.x509().create_certificate("CN=reports", 6).await.unwrap();
    assert!(pem.expose().starts_with("-----BEGIN "));
    assert!(!format!("{pem:?}").contains("BEGIN"));
    let certificates = atlas.x509().list_certificates("CN=reports").all().await.unwrap();
    assert_eq!((certificates.len(), certificates[0].subject.as_deref()), (1, Some("CN=reports")));
    let error = atlas.x509().create_certificate("nobody", 6).await.unwrap_err();
    assert_eq!((error.is_not_found(), error.code()), (true, Some("USER_NOT_FOUND")));
}

#[tokio::test]
async fn a_certificate_authority_is_set_and_removed() {
    let fake = FakeAtlas::start().await.unwrap();
    let x509 = client(&fake).x509();
    let cas = |security: &atlas_api::model::UserSecurity| security.customer_x509.as_ref().unwrap().cas.clone();
    let set = x509.set_certificate_authority(CERTIFICATE).await.unwrap();
    assert_eq!(cas(&set).as_deref(), Some(CERTIFICATE));
    let removed = x509.remove_certificate_authority().confirm(Confirm::name(fake.project_id())).await.unwrap();
    assert_eq!(cas(&removed), None);
}

#[tokio::test]
async fn a_role_is_created_authorized_waited_for_and_removed() {
    let fake = slow().await;
    let access = client(&fake).cloud_provider_access();
    let aws = access.create(CloudProviderRoleSpec::aws()).await.unwrap();
    let id = aws.role_id.clone().unwrap();
    assert_eq!((aws.authorized_date, aws.atlas_assumed_role_external_id.is_some()), (None, true));
    let arn = "arn:aws:iam::123456789012:role/atlas";
    access.authorize(&*id, CloudProviderRoleSpec::aws().iam_role(arn)).await.unwrap();
    let authorized = access.wait_until_complete(&*id).await.unwrap();
    assert_eq!((authorized.iam_assumed_role_arn.as_deref(), authorized.authorized_date.is_some()), (Some(arn), true));

    let gcp = access.create(CloudProviderRoleSpec::gcp()).await.unwrap();
    assert_eq!(gcp.status.as_ref().unwrap().as_str(), "IN_PROGRESS");
    let account = access.wait_until_complete(gcp.role_id.clone().unwrap()).await.unwrap();
    assert_eq!(account.status.as_ref().unwrap().as_str(), "COMPLETE");

    access.remove("AWS", &*id).confirm(Confirm::name(&*id)).await.unwrap();
    let roles = access.list().await.unwrap();
    assert_eq!((&roles.aws_iam_roles, roles.gcp_service_accounts.as_ref().map(Vec::len)), (&Some(vec![]), Some(1)));
    fake.insert("cloudProviderAccess", json!({ "roleId": ID, "providerName": "GCP", "status": "FAILED" })).unwrap();
    assert!(access.wait_until_complete(ID).await.unwrap_err().is_failed_state());
}

#[tokio::test]
async fn custom_dns_is_enabled() {
    let fake = FakeAtlas::start().await.unwrap();
    let dns = client(&fake).aws_custom_dns();
    dns.set(true).await.unwrap();
    assert_eq!(dns.get().await.unwrap().enabled, Some(true));
}

#[test]
fn a_spec_does_not_show_its_password() {
    let shown = format!("{:?} {:?}", connection("hunter2"), LdapUpdate::new().bind("CN=atlas", "hunter2"));
    assert!(shown.contains("CN=atlas") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn invalid_arguments_are_not_sent() {
    let atlas = offline();
    let (ldap, x509, access) = (atlas.ldap(), atlas.x509(), atlas.cloud_provider_access());
    let key = "-----BEGIN PRIVATE KEY-----";
    let (aws, gcp) = (CloudProviderRoleSpec::aws, CloudProviderRoleSpec::gcp);
    for (result, rule) in [
        (
            atlas.auditing().update(AuditingUpdate::new().filter(json!("all"))).preview(),
            r#"audit filter: "all" is not an object; expected for example {"atype": "authenticate"}"#,
        ),
        (
            ldap.update(LdapUpdate::new().server("ldaps://example.com", 636)).preview(),
            r#"hostname: "ldaps://example.com" contains '/'; expected a host without a scheme, such as ldap.example.com"#,
        ),
        (
            ldap.update(LdapUpdate::new().server("example.com", 0)).preview(),
            "port: 0 is out of range; expected 1 to 65535, such as 636",
        ),
        (
            ldap.update(LdapUpdate::new().map_user("(.+)", "")).preview(),
            "target of a mapping: length is 0; expected at least 1 character",
        ),
        (ldap.verify(connection("")).preview(), "bind password: length is 0; expected at least 1 character"),
        (
            ldap.verify(connection("a").ca_certificate("MIIB")).preview(),
            "CA certificate: not a certificate in PEM; expected a text with -----BEGIN CERTIFICATE-----",
        ),
        (
            x509.set_certificate_authority(format!("{CERTIFICATE}{key}")).preview(),
            "certificate authority: contains a private key; use only the certificate",
        ),
        (x509.create_certificate("CN=a", 25).preview(), "validity: 25 months is out of range; expected 1 to 24"),
        (
            access.create(CloudProviderRoleSpec::azure("a", UUID, UUID)).preview(),
            r#"Azure application: "a" is not a UUID; expected for example 01234567-89ab-cdef-0123-456789abcdef"#,
        ),
        (
            access.create(aws().iam_role("arn:aws:iam::123456789012:role/a")).preview(),
            "cloud provider role: has an IAM role, which is set when the role is authorized; leave it out",
        ),
        (access.authorize(ID, aws()).preview(), "cloud provider role: AWS needs an IAM role; set it"),
        (
            access.authorize(ID, gcp().iam_role("arn:a")).preview(),
            "cloud provider role: GCP does not have an IAM role; leave it out",
        ),
        (
            access.authorize(ID, aws().iam_role("role/a")).preview(),
            r#"IAM role: "role/a" does not begin with arn:; expected for example arn:aws:iam::123456789012:role/atlas"#,
        ),
    ] {
        assert_eq!(argument_and_rule(&result.unwrap_err()), rule);
    }
}
