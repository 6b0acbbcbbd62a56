//! Files of auditing, LDAP and encryption at rest.

use atlas_gen::types::{
    AuditLogInput, AwsKmsConfigurationInput, AzureKeyVaultInput, EncryptionAtRestInput, GoogleCloudKmsInput,
    LdapVerifyConnectivityJobRequestParamsInput, UserSecurityInput,
};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, number, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{UUID, certificate, id, length, not_empty};
use crate::{
    Error, Secret,
    specs::{
        AuditingUpdate, AwsKeySpec, AzureKeySpec, EncryptionAtRestUpdate, GoogleKeySpec, LdapConnectionSpec, LdapUpdate,
    },
};

// In Atlas's API, the filter is JSON in a text.
spec_from_body! {
    AuditingUpdate, AuditLogInput,
    |body| {
        let filter = body.audit_filter.map(|filter| {
            let invalid = |_| Error::invalid_argument("audit filter", "not JSON; use the text of an object");
            serde_json::from_str(&filter).map_err(invalid)
        });
        Ok(apply!(AuditingUpdate::new();
            body.enabled => enabled,
            filter.transpose()? => filter,
            body.audit_authorization_success => authorization_success))
    },
    // The text may have other spaces than the one that is sent.
    |spec, file| spec.into_body().map(|mut body| {
        body.audit_filter.clone_from(&file.audit_filter);
        body
    }),
    { "minProperties": 1, "properties": { "auditFilter": { "pattern": r"^\s*\{" } } },
}

/// Returns the rule of the host of an LDAP server.
#[cfg(feature = "schemars")]
#[inline]
fn hostname() -> Value {
    json!({ "pattern": r"^[\p{Alphabetic}\p{N}.:\-]+$" })
}

spec_from_body! {
    LdapConnectionSpec, LdapVerifyConnectivityJobRequestParamsInput,
    |body| {
        let (port, password) = (number("port", body.port.unwrap_or_default())?, body.bind_password);
        let password = password.unwrap_or_else(|| Secret::from(""));
        Ok(apply!(LdapConnectionSpec::new(text(body.hostname), port, text(body.bind_username), password);
            body.ca_certificate => ca_certificate, body.authz_query_template => query_template))
    },
    |spec| spec.into_body(),
    {
        "required": ["hostname", "port", "bindUsername", "bindPassword"],
        "properties": {
            "hostname": hostname(),
            "port": { "minimum": 1, "maximum": 65535 },
            "bindUsername": not_empty(),
            "bindPassword": not_empty(),
            "caCertificate": certificate(),
        },
    },
}

spec_from_body! {
    LdapUpdate, UserSecurityInput,
    |body| {
        let body = body.ldap.unwrap_or_default();
        let mut spec = apply!(LdapUpdate::new();
            body.ca_certificate => ca_certificate,
            body.authentication_enabled => authentication,
            body.authorization_enabled => authorization,
            body.authz_query_template => query_template);
        if let (Some(hostname), Some(port)) = (body.hostname, body.port) {
            spec = spec.server(hostname, number("port", port)?);
        }
        if let (Some(username), Some(password)) = (body.bind_username, body.bind_password) {
            spec = spec.bind(username, password);
        }
        Ok(body.user_to_dn_mapping.into_iter().flatten().fold(spec, |spec, mapping| match mapping.ldap_query {
            Some(query) => spec.map_user_by_query(text(mapping.match_), query),
            None => spec.map_user(text(mapping.match_), text(mapping.substitution)),
        }))
    },
    |spec| spec.into_body(),
    {
        "required": ["ldap"],
        "properties": { "customerX509": false, "ldap": {
            "minProperties": 1,
            "dependentRequired": {
                "hostname": ["port"], "port": ["hostname"],
                "bindUsername": ["bindPassword"], "bindPassword": ["bindUsername"],
            },
            "properties": {
                "hostname": hostname(),
                "port": { "minimum": 1, "maximum": 65535 },
                "bindUsername": not_empty(),
                "bindPassword": not_empty(),
                "caCertificate": certificate(),
                "userToDNMapping": { "minItems": 1, "items": {
                    "required": ["match"],
                    "oneOf": [{ "required": ["substitution"] }, { "required": ["ldapQuery"] }],
                    "properties": { "match": not_empty(), "substitution": not_empty(), "ldapQuery": not_empty() },
                } },
            },
        } },
    },
}

spec_from_body! {
    AwsKeySpec, AwsKmsConfigurationInput,
    |body| {
        let spec = AwsKeySpec::new(text(body.customer_master_key_id), text(body.region));
        let spec = apply!(spec; body.role_id => role, body.require_private_networking => private_networking);
        Ok(match (body.access_key_id, body.secret_access_key) {
            (Some(id), Some(secret)) => spec.access_key(id, secret),
            _ => spec,
        })
    },
    |spec| spec.into_body(),
    {
        "required": ["customerMasterKeyID", "region"],
        "oneOf": [
            { "required": ["roleId"], "properties": { "accessKeyID": false, "secretAccessKey": false } },
            { "required": ["accessKeyID", "secretAccessKey"], "properties": { "roleId": false } },
        ],
        "properties": {
            "enabled": { "const": true },
            "customerMasterKeyID": length(1, 2048),
            "region": not_empty(),
            "roleId": id(),
            "accessKeyID": length(16, 128),
            "secretAccessKey": not_empty(),
        },
    },
}

spec_from_body! {
    AzureKeySpec, AzureKeyVaultInput,
    |body| {
        let (group, vault) = (text(body.resource_group_name), text(body.key_vault_name));
        let spec = AzureKeySpec::new(text(body.subscription_id), group, vault, text(body.key_identifier));
        let spec = apply!(spec;
            body.role_id => role,
            body.azure_environment => environment,
            body.require_private_networking => private_networking);
        Ok(match (body.tenant_id, body.client_id, body.secret) {
            (Some(tenant), Some(client), Some(secret)) => spec.application(tenant, client, secret),
            _ => spec,
        })
    },
    |spec| spec.into_body(),
    {
        "required": ["subscriptionID", "resourceGroupName", "keyVaultName", "keyIdentifier"],
        "oneOf": [
            { "required": ["roleId"], "properties": { "tenantID": false, "clientID": false, "secret": false } },
            { "required": ["tenantID", "clientID", "secret"], "properties": { "roleId": false } },
        ],
        "properties": {
            "enabled": { "const": true },
            "subscriptionID": { "pattern": UUID },
            "resourceGroupName": not_empty(),
            "keyVaultName": not_empty(),
            "keyIdentifier": { "pattern": "^https://." },
            "roleId": id(),
            "tenantID": { "pattern": UUID },
            "clientID": { "pattern": UUID },
            "secret": not_empty(),
        },
    },
}

spec_from_body! {
    GoogleKeySpec, GoogleCloudKmsInput,
    |body| Ok(apply!(GoogleKeySpec::new(text(body.key_version_resource_id));
        body.role_id => role, body.service_account_key => service_account)),
    |spec| spec.into_body(),
    {
        "required": ["keyVersionResourceID"],
        "oneOf": [{ "required": ["roleId"] }, { "required": ["serviceAccountKey"] }],
        "properties": {
            "enabled": { "const": true },
            "keyVersionResourceID": { "pattern": "^projects/." },
            "roleId": id(),
            "serviceAccountKey": not_empty(),
        },
    },
}

// A key with `enabled: false` and nothing else is disabled.
spec_from_body! {
    EncryptionAtRestUpdate, EncryptionAtRestInput,
    |body| {
        let mut spec = apply!(EncryptionAtRestUpdate::new(); body.enabled_for_search_nodes => search_nodes);
        if let Some(key) = body.aws_kms {
            let is_disabled = key == AwsKmsConfigurationInput::new().enabled(false);
            spec = if is_disabled { spec.disable_aws() } else { spec.aws(AwsKeySpec::from_body(key)?) };
        }
        if let Some(key) = body.azure_key_vault {
            let is_disabled = key == AzureKeyVaultInput::new().enabled(false);
            spec = if is_disabled { spec.disable_azure() } else { spec.azure(AzureKeySpec::from_body(key)?) };
        }
        if let Some(key) = body.google_cloud_kms {
            let is_disabled = key == GoogleCloudKmsInput::new().enabled(false);
            spec =
                if is_disabled { spec.disable_google_cloud() } else { spec.google_cloud(GoogleKeySpec::from_body(key)?) };
        }
        Ok(spec)
    },
    |spec| spec.into_body(),
    {
        "minProperties": 1,
        "properties": {
            "awsKms": key_or_disabled(AwsKeySpec::rules()),
            "azureKeyVault": key_or_disabled(AzureKeySpec::rules()),
            "googleCloudKms": key_or_disabled(GoogleKeySpec::rules()),
        },
    },
}

/// Returns the rules of a key, or of one that is disabled.
#[cfg(feature = "schemars")]
#[inline]
fn key_or_disabled(key: Value) -> Value {
    let disabled =
        json!({ "required": ["enabled"], "maxProperties": 1, "properties": { "enabled": { "const": false } } });
    json!({ "anyOf": [key, disabled] })
}
