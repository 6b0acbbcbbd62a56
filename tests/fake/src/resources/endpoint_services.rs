//! Private endpoint services: Atlas's side of the private connections to a region of a cloud provider.

use serde_json::{Value, json};

use crate::error::{ApiError, codes};
use crate::parameter;
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{self, Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&SERVICES];

static SERVICES: ResourceKind = ResourceKind {
    name: "endpointServices",
    key: ("endpointServiceId", "id"),
    operations: &[
        ("listGroupPrivateEndpointEndpointService", Action::Special(list)),
        ("getGroupPrivateEndpointEndpointService", Action::Special(get)),
        ("createGroupPrivateEndpointEndpointService", Action::Create),
        ("updateGroupPrivateEndpointEndpointService", Action::Update),
        ("deleteGroupPrivateEndpointEndpointService", Action::Delete),
    ],
    not_found: codes::ENDPOINT_SERVICE_NOT_FOUND,
    lifecycle: Lifecycle {
        normalize: |_, service| {
            // The request names the provider and the region otherwise. Without them, the draft has the default provider.
            if let Some(provider) = service.body.remove("providerName") {
                service.set("cloudProvider", provider);
            }
            let region = service.body.remove("region").unwrap_or_else(|| "US_EAST_1".into());
            service.body.entry("regionName").or_insert(region);
            service.body.entry("status").or_insert("AVAILABLE".into());
            for name in PROVIDERS.into_iter().flat_map(endpoint_lists) {
                service.body.remove(*name);
            }
            for name in endpoint_lists(service.text("cloudProvider")) {
                service.set(name, json!([]));
            }
        },
        ..Lifecycle::NONE
    },
    rules: Rules {
        create: |context, service| {
            check_region(context, service)?;
            service.set("status", "INITIATING");
            let mut ready = crate::serve::object(name_of(service));
            ready.insert("status".to_owned(), "AVAILABLE".into());
            service.set_at(context.call.now + context.times.cluster, ready.into());
            Ok(())
        },
        delete: |context, service| {
            if endpoints_of(context.store, service).next().is_some() {
                return Err(codes::CANNOT_DELETE_PRIVATELINK_WITH_ENDPOINTS.error(context.call, &service.key));
            }
            service.set("status", "DELETING");
            service.scheduled.clear();
            Ok(Some(context.call.now + context.times.cluster))
        },
        ..Rules::NONE
    },
    events: Events {
        create: "ENDPOINT_SERVICE_CREATED",
        update: "CROSS_REGION_SUPPORTED_REGION_MODIFIED",
        delete: "ENDPOINT_SERVICE_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

const PROVIDERS: [&str; 3] = ["AWS", "AZURE", "GCP"];

/// The collection of the endpoints of a service.
const ENDPOINTS: &str = "/groups/{}/privateEndpoint/{}/endpointService/{}/endpoint";

/// The setting of a project that allows several services in a region.
const REGIONAL_MODE: &str = "/groups/{}/privateEndpoint/regionalMode";

/// Rejects a second service in a region of a provider, unless the project has the regional mode.
fn check_region(context: &Context<'_>, service: &Resource) -> Result<(), ApiError> {
    let [provider, region] = ["cloudProvider", "regionName"].map(|name| service.text(name));
    let is_same = |other: &Resource| other.text("cloudProvider") == provider && other.text("regionName") == region;
    let mode = context.store.get(REGIONAL_MODE, context.scope, "");
    if mode.is_some_and(|mode| mode.flag("enabled")) || !context.store.list(SERVICES.name, context.scope).any(is_same) {
        return Ok(());
    }
    Err(codes::PRIVATE_ENDPOINT_SERVICE_ALREADY_EXISTS_FOR_REGION.of(&[provider, region]))
}

/// The states of a service that accepts endpoints.
const ACCEPTING: [&str; 2] = ["AVAILABLE", "WAITING_FOR_USER"];

/// Rejects an endpoint while its service in the path is not ready.
pub(crate) fn check_accepts_endpoints(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    let service = SERVICES.find(store, call)?;
    if ACCEPTING.contains(&service.text("status")) {
        return Ok(());
    }
    Err(codes::PRIVATELINK_CANNOT_ACCEPT_ENDPOINTS.error(call, &service.key))
}

/// Returns the properties with the endpoints of a service, the one with their names first.
fn endpoint_lists(provider: &str) -> &'static [&'static str] {
    match provider {
        "AZURE" => &["privateEndpoints"],
        "GCP" => &["endpointGroupNames", "serviceAttachmentNames"],
        _ => &["interfaceEndpoints"],
    }
}

/// Returns the property with the provider's name of a service that is available.
fn name_of(service: &Resource) -> Value {
    let (id, region) = (&service.key[..17], service.text("regionName").to_lowercase().replace('_', "-"));
    match service.text("cloudProvider") {
        "AZURE" => json!({
            "privateLinkServiceName": format!("pls_{}", service.key),
            "privateLinkServiceResourceId": format!("/subscriptions/example/privateLinkServices/pls_{}", service.key),
        }),
        "GCP" => json!({}),
        _ => json!({ "endpointServiceName": format!("com.amazonaws.vpce.{region}.vpce-svc-{id}") }),
    }
}

/// Returns the provider in the path.
fn provider<'a>(call: &Call<'a>) -> Result<&'a str, ApiError> {
    if !parameter::can_exist(&call.operation.path, call.parameters) {
        return Err(ApiError::resource_not_found(&call.request.path));
    }
    call.path_parameter("cloudProvider")
}

fn get(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let provider = provider(call)?;
    let service = Some(SERVICES.find(store, call)?).filter(|service| service.text("cloudProvider") == provider);
    let service = service.ok_or_else(|| SERVICES.not_found.error(call, &SERVICES.key_of(call)))?;
    Ok(with_endpoints(store, service))
}

/// Returns a service with the names of its endpoints.
fn with_endpoints(store: &Store, service: &Resource) -> Value {
    let names: Vec<_> = endpoints_of(store, service).map(|endpoint| Value::from(endpoint.key.as_str())).collect();
    let mut body = service.body.clone();
    if let Some(list) = endpoint_lists(service.text("cloudProvider")).first().filter(|_| !names.is_empty()) {
        body.insert((*list).to_owned(), names.into());
    }
    body.into()
}

/// Returns the services of a project through which clients can connect, each with the ids of its available endpoints.
pub(super) fn available<'a>(store: &'a Store, project: &str) -> Vec<(&'a Resource, Vec<&'a str>)> {
    let is_available = |endpoint: &&Resource| {
        ["connectionStatus", "status"].into_iter().any(|status| endpoint.text(status) == "AVAILABLE")
    };
    let with_endpoints = |service: &'a Resource| {
        let endpoints = endpoints_of(store, service).filter(is_available).map(|endpoint| endpoint.key.as_str());
        (service, endpoints.collect::<Vec<_>>())
    };
    let services = store.list(SERVICES.name, project).filter(|service| service.text("status") != "DELETING");
    services.map(with_endpoints).filter(|(_, endpoints)| !endpoints.is_empty()).collect()
}

fn endpoints_of<'a>(store: &'a Store, service: &Resource) -> impl Iterator<Item = &'a Resource> + use<'a> {
    let parts = [service.scope.as_str(), service.text("cloudProvider"), &service.key];
    store.list(ENDPOINTS, &store::scope(parts.into_iter()))
}

/// Lists the services of a provider.
fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let provider = provider(call)?;
    let services = store.list(SERVICES.name, &SERVICES.scope_of(call));
    Ok(services
        .filter(|service| service.text("cloudProvider") == provider)
        .map(|service| with_endpoints(store, service))
        .collect())
}
