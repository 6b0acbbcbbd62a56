//! The requests of auditing, LDAP, X.509, roles at cloud providers, and custom DNS.

use atlas_api::{
    auditing::AuditingUpdate,
    cloud_provider_access::CloudProviderRoleSpec,
    ldap::{LdapConnectionSpec, LdapUpdate},
};
use serde_json::json;

use super::{ID, Row, case, check, offline, row};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

pub(super) fn rows() -> Vec<Row> {
    let atlas = offline();
    let (auditing, ldap, x509) = (atlas.auditing(), atlas.ldap(), atlas.x509());
    let (access, dns) = (atlas.cloud_provider_access(), atlas.aws_custom_dns());
    let audit = AuditingUpdate::new().filter(json!({ "atype": "authenticate" })).authorization_success(true);
    let update = LdapUpdate::new()
        .server("ldap.example.com", 636)
        .bind("CN=atlas", "secret")
        .ca_certificate(CERTIFICATE)
        .authorization(true)
        .query_template("{USER}?memberOf?base")
        .map_user("(.+)@a", "CN={0}")
        .map_user_by_query("(.+)@b", "DC=b??sub?(name={0})");
    let connection = LdapConnectionSpec::new("ldap.example.com", 636, "CN=atlas", "secret");
    let azure = || CloudProviderRoleSpec::azure(UUID, UUID, UUID);
    let aws = CloudProviderRoleSpec::aws().iam_role("arn:aws:iam::123456789012:role/a");
    vec![
        row("Auditing::get", auditing.get()),
        row("Auditing::update", auditing.update(audit.enabled(true))),
        row("Ldap::get", ldap.get()),
        row("Ldap::update", ldap.update(update.authentication(true))),
        row("Ldap::clear_user_mappings", ldap.clear_user_mappings()),
        row("Ldap::verify", ldap.verify(connection.ca_certificate(CERTIFICATE))),
        row("Ldap::verification", ldap.verification(ID)),
        row("X509::list_certificates", x509.list_certificates("CN=a/b")),
        row("X509::create_certificate", x509.create_certificate("CN=a/b", 24)),
        row("X509::set_certificate_authority", x509.set_certificate_authority(CERTIFICATE)),
        row("X509::remove_certificate_authority", x509.remove_certificate_authority()),
        row("CloudProviderAccess::list", access.list()),
        row("CloudProviderAccess::get", access.get(ID)),
        case("CloudProviderAccess::create", "AWS", access.create(CloudProviderRoleSpec::aws())),
        case("CloudProviderAccess::create", "Azure", access.create(azure())),
        case("CloudProviderAccess::create", "Google Cloud", access.create(CloudProviderRoleSpec::gcp())),
        case("CloudProviderAccess::authorize", "AWS", access.authorize(ID, aws)),
        case("CloudProviderAccess::authorize", "Azure", access.authorize(ID, azure())),
        row("CloudProviderAccess::remove", access.remove("GCP", ID)),
        row("AwsCustomDns::get", dns.get()),
        row("AwsCustomDns::set", dns.set(true)),
    ]
}

#[test]
fn requests_of_security() {
    check("security", &rows());
}
