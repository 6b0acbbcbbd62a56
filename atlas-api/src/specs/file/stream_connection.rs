//! Files of connections of stream processing.

use atlas_gen::types::{
    StreamsConnectionInput, StreamsKafkaAuthenticationInput, StreamsKafkaNetworkingInput,
    StreamsPublicPrivateLinkNetworkingInput,
};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{UUID, certificate, id, not_empty, one_of, segment};
use crate::{
    Error, Secret,
    specs::{KafkaAuthentication, StreamConnectionSpec},
};

/// Returns a required secret. An absent one is empty, which the spec refuses.
fn secret(secret: Option<Secret>) -> Secret {
    secret.unwrap_or_else(|| Secret::from(""))
}

fn unknown<T>(argument: &'static str, rule: &str) -> Result<T, Error> {
    Err(Error::invalid_argument(argument, rule))
}

fn login(body: StreamsKafkaAuthenticationInput) -> Result<KafkaAuthentication, Error> {
    let mechanism = text(body.mechanism);
    let (username, password) = (text(body.username), body.password);
    let login = match (&*mechanism, body.aws) {
        ("OAUTHBEARER", _) => {
            let (url, client) = (text(body.token_endpoint_url), text(body.client_id));
            KafkaAuthentication::oauth(url, client, secret(body.client_secret))
        }
        ("SSL", _) => KafkaAuthentication::tls(text(body.ssl_certificate), secret(body.ssl_key)),
        (_, Some(aws)) => KafkaAuthentication::aws_role(mechanism.clone(), text(aws.role_arn)),
        ("PLAIN", None) => KafkaAuthentication::plain(username, secret(password)),
        ("SCRAM-256", None) => KafkaAuthentication::scram_256(username, secret(password)),
        ("SCRAM-512", None) => KafkaAuthentication::scram_512(username, secret(password)),
        _ => return unknown("mechanism of Kafka", "unknown; use for example SCRAM-512"),
    };
    Ok(apply!(login;
        body.ssl_key_password => key_password,
        body.scope => scope,
        body.sasl_oauthbearer_extensions => extensions))
}

/// Adds the route to the servers of the connection.
fn route(spec: StreamConnectionSpec, body: StreamsKafkaNetworkingInput) -> Result<StreamConnectionSpec, Error> {
    let access = body.access.unwrap_or_default();
    match &*text(access.type_) {
        "PUBLIC" => Ok(spec.public_access()),
        "PRIVATE_LINK" => Ok(spec.private_link(text(access.connection_id))),
        "VPC" => Ok(spec.vpc_peering()),
        "TRANSIT_GATEWAY" => Ok(spec.transit_gateway(text(access.tgw_route_id))),
        _ => unknown("networking", "of an unknown type; use PUBLIC, PRIVATE_LINK, VPC or TRANSIT_GATEWAY"),
    }
}

/// Adds the route of a connection that is public or uses a private link.
fn link(
    spec: StreamConnectionSpec,
    body: StreamsPublicPrivateLinkNetworkingInput,
) -> Result<StreamConnectionSpec, Error> {
    let access = body.access.unwrap_or_default();
    match &*text(access.type_) {
        "PUBLIC" => Ok(spec.public_access()),
        "PRIVATE_LINK" => Ok(spec.private_link(text(access.connection_id))),
        _ => unknown("networking", "of an unknown type; use PUBLIC or PRIVATE_LINK"),
    }
}

spec_from_body! {
    StreamConnectionSpec, StreamsConnectionInput,
    |body| {
        let name = text(body.name);
        let aws = body.aws.unwrap_or_default();
        let arn = text(aws.role_arn);
        let mut spec = match &*text(body.type_) {
            "Cluster" => {
                let spec = StreamConnectionSpec::cluster(name, text(body.cluster_name));
                let spec = apply!(spec; body.cluster_group_id => cluster_project);
                let role = body.db_role_to_execute.map(|role| (text(role.type_), text(role.role)));
                match role.as_ref().map(|(kind, role)| (&**kind, role)) {
                    None => spec,
                    Some(("BUILT_IN", role)) => spec.built_in_role(role),
                    Some(("CUSTOM", role)) => spec.custom_role(role),
                    Some(_) => return unknown("role", "of an unknown type; use BUILT_IN or CUSTOM"),
                }
            }
            "Kafka" => {
                let login = login(body.authentication.unwrap_or_default())?;
                let servers = text(body.bootstrap_servers);
                let security = body.security.unwrap_or_default();
                let spec = apply!(StreamConnectionSpec::kafka(name, [servers], login);
                    security.protocol => security_protocol,
                    security.broker_public_certificate => broker_certificate);
                let config = body.config.into_iter().flatten();
                config.fold(spec, |spec, (property, value)| spec.config(property, value))
            }
            "Sample" => StreamConnectionSpec::sample(name),
            "Https" => {
                let spec = StreamConnectionSpec::https(name, text(body.url));
                body.headers.into_iter().flatten().fold(spec, |spec, (name, value)| spec.header(name, value))
            }
            "S3" => apply!(StreamConnectionSpec::s3(name, arn); aws.test_bucket => test_bucket),
            "AWSLambda" => StreamConnectionSpec::aws_lambda(name, arn),
            "AWSKinesisDataStreams" => StreamConnectionSpec::aws_kinesis(name, arn),
            "AzureBlobStorage" => {
                let azure = body.azure.unwrap_or_default();
                let (principal, account) = (text(azure.service_principal_id), text(azure.storage_account_name));
                StreamConnectionSpec::azure_blob_storage(name, principal, account)
            }
            "GCPPubSub" => {
                StreamConnectionSpec::gcp_pub_sub(name, text(body.gcp.unwrap_or_default().service_account_id))
            }
            "SchemaRegistry" => {
                let spec = StreamConnectionSpec::schema_registry(name, body.schema_registry_urls.unwrap_or_default());
                let login = body.schema_registry_authentication.unwrap_or_default();
                match &*text(login.type_) {
                    "USER_INFO" => spec.registry_login(text(login.username), secret(login.password)),
                    _ => spec,
                }
            }
            _ => return unknown("stream connection", "of an unknown type; use for example Kafka or Cluster"),
        };
        spec = apply!(spec; body.region => region);
        if let Some(networking) = body.networking {
            spec = route(spec, networking)?;
        }
        match body.public_private_networking {
            Some(networking) => link(spec, networking),
            None => Ok(spec),
        }
    },
    |spec| spec.into_body(),
    {
        "required": ["name"],
        "properties": properties(),
        "oneOf": one_of("type", &[
            ("Cluster", &["clusterName"], &["clusterGroupId", "dbRoleToExecute"]),
            ("Kafka", &["bootstrapServers", "authentication"], &["config", "security", "networking"]),
            ("Sample", &[], &[]),
            ("Https", &["url"], &["headers"]),
            ("S3", &["aws"], &["networking"]),
            ("AWSLambda", &["aws"], &["publicPrivateNetworking"]),
            ("AWSKinesisDataStreams", &["aws"], &["networking"]),
            ("AzureBlobStorage", &["azure"], &["publicPrivateNetworking"]),
            ("GCPPubSub", &["gcp"], &["publicPrivateNetworking"]),
            ("SchemaRegistry", &["schemaRegistryUrls"], &["provider", "schemaRegistryAuthentication"]),
        ]),
        "if": { "not": { "properties": { "type": { "const": "S3" } } } },
        "then": { "properties": { "aws": { "properties": { "testBucket": false } } } },
    },
}

#[cfg(feature = "schemars")]
#[inline]
fn properties() -> Value {
    let role = json!({ "required": ["roleArn"], "properties": { "roleArn": { "pattern": "^arn:." } } });
    json!({
        "name": segment(),
        "region": not_empty(),
        "clusterName": not_empty(),
        "clusterGroupId": id(),
        "dbRoleToExecute": {
            "required": ["role", "type"],
            "properties": { "role": not_empty(), "type": { "enum": ["BUILT_IN", "CUSTOM"] } },
        },
        "bootstrapServers": { "pattern": "^[^,]+:[0-9]{1,5}(,[^,]+:[0-9]{1,5})*$" },
        "authentication": authentication(&role),
        "security": { "properties": { "brokerPublicCertificate": certificate() } },
        "networking": { "required": ["access"], "properties": { "access": {
            "properties": { "connectionId": id(), "tgwRouteId": id(), "name": false },
            "oneOf": one_of("type", &[
                ("PUBLIC", &[], &[]), ("PRIVATE_LINK", &["connectionId"], &[]),
                ("VPC", &[], &[]), ("TRANSIT_GATEWAY", &["tgwRouteId"], &[]),
            ]),
        } } },
        "publicPrivateNetworking": { "required": ["access"], "properties": { "access": {
            "properties": { "connectionId": id() },
            "oneOf": one_of("type", &[("PUBLIC", &[], &[]), ("PRIVATE_LINK", &["connectionId"], &[])]),
        } } },
        "url": { "pattern": "^https://." },
        "aws": {
            "required": ["roleArn"],
            "properties": { "roleArn": { "pattern": "^arn:." }, "testBucket": not_empty() },
        },
        "azure": {
            "required": ["servicePrincipalId", "storageAccountName"],
            "properties": {
                "region": false, "servicePrincipalId": { "pattern": UUID }, "storageAccountName": not_empty(),
            },
        },
        "gcp": { "required": ["serviceAccountId"], "properties": { "serviceAccountId": not_empty() } },
        "provider": { "const": "CONFLUENT" },
        "schemaRegistryUrls": { "minItems": 1, "maxItems": 10, "uniqueItems": true, "items": { "pattern": "^https://." } },
        "schemaRegistryAuthentication": {
            "properties": { "username": not_empty(), "password": not_empty() },
            "oneOf": one_of("type", &[("SASL_INHERIT", &[], &[]), ("USER_INFO", &["username", "password"], &[])]),
        },
    })
}

/// Returns the rule of a login at Kafka. A role on AWS can log in by any mechanism that is not one of the others.
#[cfg(feature = "schemars")]
#[inline]
fn authentication(role: &Value) -> Value {
    let password: [&[&str]; 2] = [&["username", "password"], &[]];
    let mut kinds = one_of(
        "mechanism",
        &[
            ("PLAIN", password[0], password[1]),
            ("SCRAM-256", password[0], password[1]),
            ("SCRAM-512", password[0], password[1]),
            (
                "OAUTHBEARER",
                &["tokenEndpointUrl", "clientId", "clientSecret"],
                &["method", "scope", "saslOauthbearerExtensions"],
            ),
            ("SSL", &["sslCertificate", "sslKey"], &["sslKeyPassword"]),
        ],
    );
    for kind in kinds.as_array_mut().into_iter().flatten() {
        kind["properties"]["aws"] = false.into();
    }
    kinds.as_array_mut().into_iter().for_each(|kinds| {
        kinds.push(json!({
            "required": ["mechanism", "aws"],
            "properties": { "mechanism": { "minLength": 1, "not": { "enum": ["OAUTHBEARER", "SSL"] } } },
            "maxProperties": 2,
        }));
    });
    let mut aws = role.clone();
    aws["properties"]["testBucket"] = false.into();
    json!({
        "properties": {
            "aws": aws,
            "username": not_empty(),
            "password": not_empty(),
            "method": { "const": "OIDC" },
            "tokenEndpointUrl": { "pattern": "^https://." },
            "clientId": not_empty(),
            "clientSecret": not_empty(),
            "sslCertificate": certificate(),
            "sslKey": not_empty(),
        },
        "oneOf": kinds,
    })
}
