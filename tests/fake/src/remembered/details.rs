//! Known rules of single families: recorded ones, and relations between properties.

use chrono::{DateTime, Months, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use crate::error::{ApiError, codes};
use crate::resources::endpoint_services;
use crate::state::Call;
use crate::store::{self, Resource, Store};

pub(super) const ARCHIVES: &str = "/groups/{}/clusters/{}/onlineArchives";
const CERTIFICATES: &str = "/groups/{}/databaseUsers/{}/certs";
pub(super) const DATA_ENDPOINTS: &str = "/groups/{}/privateNetworkSettings/endpointIds";
pub(super) const ENDPOINTS: &str = "/groups/{}/privateEndpoint/{}/endpointService/{}/endpoint";
const FEDERATION: &str = "/groups/{}/dataFederation";
const KEY_MANAGEMENT: &str = "/groups/{}/encryptionAtRest";
pub(super) const KEY_ENDPOINTS: &str = "/groups/{}/encryptionAtRest/{}/privateEndpoints";
const MCP_CONFIGS: [&str; 2] = ["/groups/{}/mcpConfigs", "/orgs/{}/mcpConfigs"];
const MCP_SECRETS: [&str; 2] = ["/groups/{}/mcpConfigs/{}/secrets", "/orgs/{}/mcpConfigs/{}/secrets"];
pub(super) const OUTAGE: &str = "/groups/{}/clusters/{}/outageSimulation";
pub(super) const PEERS: &str = "/groups/{}/peers";
pub(super) const ROLES: &str = "/groups/{}/cloudProviderAccess";
pub(super) const SEARCH_NODES: &str = "/groups/{}/clusters/{}/search/deployment";

/// The properties with the keys of the providers.
const KEYS: [&str; 3] = ["awsKms", "azureKeyVault", "googleCloudKms"];

/// The time until a simulated outage ends on its own.
const OUTAGE_TIME: TimeDelta = TimeDelta::days(2);

/// Returns the error for a resource that nobody created.
pub(super) fn not_found(call: &Call<'_>, shape: &str) -> ApiError {
    match (shape, call.parameter("groupId"), call.parameter("tenantName")) {
        (FEDERATION, Some(project), Some(name)) => {
            codes::DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME.of(&[project, name])
        }
        (ENDPOINTS, ..) => codes::PRIVATELINK_INTERFACE_ENDPOINT_NOT_FOUND
            .error(call, call.parameter("endpointId").unwrap_or_default()),
        (ROLES, ..) => {
            codes::CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND.error(call, call.parameter("roleId").unwrap_or_default())
        }
        (PEERS, ..) => codes::PEER_NOT_FOUND.error(call, call.parameter("peerId").unwrap_or_default()),
        _ => ApiError::resource_not_found(&call.request.path),
    }
}

/// Returns whether a list has resources. Nothing creates the instances of online archives, which a filter selects.
pub(super) fn is_listed(call: &Call<'_>, shape: &str) -> bool {
    shape != FEDERATION || call.request.query.value("type") != Some("ONLINE_ARCHIVE")
}

/// Returns the error for a key that is in use.
pub(super) fn taken(call: &Call<'_>, shape: &str, key: &str) -> ApiError {
    if shape == ENDPOINTS {
        return codes::PRIVATELINK_INTERFACE_ENDPOINT_ALREADY_EXISTS.error(call, key);
    }
    codes::RESOURCE_ALREADY_EXISTS.of(&[key, &call.request.path]).with_parameters([key])
}

/// Sets the properties of a new resource that depend on others.
pub(super) fn complete(call: &Call<'_>, shape: &str, resource: &mut Resource) {
    match shape {
        CERTIFICATES => {
            let months = resource.body.remove("monthsUntilExpiration").and_then(|months| months.as_u64()).unwrap_or(3);
            let months = Months::new(u32::try_from(months).unwrap_or_default());
            let end = call.now.checked_add_months(months).unwrap_or(call.now);
            resource.set("notAfter", text(end));
            let user = call.parameter("username").unwrap_or_default();
            let is_subject = user.starts_with("CN=");
            resource.set("subject", if is_subject { user.to_owned() } else { format!("CN={user}") });
        }
        ENDPOINTS => complete_endpoint(call, resource),
        FEDERATION => {
            let id = Store::id_of(&format!("{} {}", resource.scope, resource.key));
            let host = format!("{}-{}.a.query.example.net", resource.key.to_lowercase(), &id[..5]);
            resource.set("hostnames", json!([host]));
        }
        OUTAGE => {
            resource.set("startRequestDate", text(call.now));
            resource.set("expirationDate", text(call.now + OUTAGE_TIME));
        }
        KEY_ENDPOINTS => {
            let name = format!("pe-{}", resource.key);
            resource.set("privateEndpointConnectionName", name);
        }
        _ if MCP_SECRETS.contains(&shape) => {
            if let Some(hours) = resource.body.remove("secretExpiresAfterHours").and_then(|hours| hours.as_i64()) {
                resource.set("expiresAt", call.timestamp_in(TimeDelta::hours(hours.clamp(0, 8760))));
            }
        }
        PEERS if resource.text("providerName") == "AWS" => {
            // A resource that is inserted can have a name already.
            let name = format!("pcx-{}", &Store::id_of(&resource.key)[..17]);
            if !resource.text("connectionId").starts_with("pcx-") {
                resource.set("connectionId", name);
            }
        }
        ROLES => complete_role(resource),
        _ => updated(call, shape, resource),
    }
}

fn text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Sets the name of an endpoint in the property of its provider.
fn complete_endpoint(call: &Call<'_>, endpoint: &mut Resource) {
    let name = match call.parameter("cloudProvider") {
        Some("AZURE") => "privateEndpointResourceId",
        Some("GCP") => "endpointGroupName",
        _ => "interfaceEndpointId",
    };
    let key = endpoint.key.clone();
    endpoint.body.remove("id");
    endpoint.set(name, key);
}

/// Sets the names that Atlas has at the cloud provider of a role, which is not authorized yet.
fn complete_role(role: &mut Resource) {
    match role.text("providerName") {
        "AWS" => {
            role.set("atlasAWSAccountArn", "arn:aws:iam::123456789012:root");
            if role.text("iamAssumedRoleArn").is_empty() {
                role.body.remove("authorizedDate");
            }
        }
        "GCP" => {
            let id = Store::id_of(&role.key);
            let name = format!("mongodb-atlas-{}@p-{id}.iam.gserviceaccount.com", &id[..16]);
            role.set("gcpServiceAccountForAtlas", name);
        }
        _ => {}
    }
}

/// Sets the properties of a changed resource that depend on others.
pub(super) fn updated(call: &Call<'_>, shape: &str, resource: &mut Resource) {
    match shape {
        ARCHIVES => {
            let state = match (resource.flag("paused"), resource.text("state")) {
                (true, _) => "PAUSED",
                (false, "" | "PAUSED" | "PAUSING") => "ACTIVE",
                (false, _) => return,
            };
            resource.set("state", state);
        }
        KEY_MANAGEMENT => {
            for key in KEYS {
                let Some(key) = resource.body.get_mut(key).and_then(Value::as_object_mut) else { continue };
                let is_enabled = key.get("enabled") == Some(&Value::Bool(true));
                key.insert("valid".to_owned(), is_enabled.into());
            }
        }
        ROLES if !resource.text("iamAssumedRoleArn").is_empty() => resource.set("authorizedDate", text(call.now)),
        SEARCH_NODES => {
            resource.body.remove("defaultNodeCount");
            // A region has its own number of nodes, or the default of the request.
            let sent = if call.expects_body() { call.body(call.operation.validation()) } else { Ok(Map::new()) };
            let mut sent = sent.unwrap_or_default();
            let number = |nodes: Option<&Value>| nodes.filter(|nodes| nodes.is_u64()).cloned();
            let default = number(sent.get("defaultNodeCount")).unwrap_or_else(|| 2.into());
            if let Some(Value::Array(mut specs)) = sent.remove("specs") {
                for spec in &mut specs {
                    spec["nodeCount"] = number(spec.get("nodeCount")).unwrap_or_else(|| default.clone());
                }
                let size =
                    |spec: &Value| json!({ "instanceSize": spec["instanceSize"], "nodeCount": spec["nodeCount"] });
                resource.set("specs", specs.iter().map(size).collect::<Value>());
                resource.set("effectiveSpecs", specs);
            }
            resource.set("encryptionAtRestProvider", "NONE");
        }
        _ => {}
    }
}

/// Sets a property of an update to `null` if its value removes it: a rule without days ends the expiration of an archive.
pub(super) fn removed(shape: &str, body: &mut Map<String, Value>) {
    if let Some(rule) = body.get_mut("dataExpirationRule").filter(|rule| shape == ARCHIVES && **rule == json!({})) {
        *rule = Value::Null;
    }
}

/// Rejects an invalid creation: that of an endpoint whose service is not ready.
pub(super) fn check_create(store: &Store, call: &Call<'_>, shape: &str) -> Result<(), ApiError> {
    if shape == ENDPOINTS { endpoint_services::check_accepts_endpoints(store, call) } else { Ok(()) }
}

/// Rejects an invalid update.
pub(super) fn check_update(
    call: &Call<'_>,
    shape: &str,
    before: &Resource,
    body: &Map<String, Value>,
) -> Result<(), ApiError> {
    let criteria = body.get("criteria").filter(|_| shape == ARCHIVES);
    let known = before.body.get("criteria").unwrap_or(&Value::Null);
    let is_changed = |name: &str| {
        criteria
            .and_then(|criteria| criteria.get(name))
            .is_some_and(|value| known.get(name).is_some_and(|known| known != value))
    };
    if ["type", "dateField", "dateFormat"].into_iter().any(is_changed) {
        return Err(codes::ONLINE_ARCHIVE_CANNOT_MODIFY_FIELD.of(&[]));
    }
    let pauses = body.get("paused") == Some(&Value::Bool(true));
    if shape == ARCHIVES && pauses && before.text("state") != "ACTIVE" {
        let id = call.parameter("archiveId").unwrap_or_default();
        return Err(codes::ONLINE_ARCHIVE_MUST_BE_ACTIVE_TO_PAUSE.of(&[id]));
    }
    Ok(())
}

/// Rejects an invalid deletion: that of an MCP configuration with active secrets, unless they are deleted too.
pub(super) fn check_delete(store: &Store, call: &Call<'_>, shape: &str, resource: &Resource) -> Result<(), ApiError> {
    let Some(secrets) = MCP_CONFIGS.iter().position(|configs| *configs == shape).map(|index| MCP_SECRETS[index]) else {
        return Ok(());
    };
    if call.request.query.flag("cascading", false)? {
        return Ok(());
    }
    let scope = format!("{}/{}", resource.scope, store::scope([&*resource.key].into_iter()));
    let is_active = |secret: &Resource| {
        DateTime::parse_from_rfc3339(secret.text("expiresAt")).map_or(true, |expires| expires > call.now)
    };
    if store.list(secrets, &scope).any(is_active) {
        return Err(codes::MCP_CONFIG_HAS_ACTIVE_SECRETS.of(&[&resource.key]));
    }
    Ok(())
}
