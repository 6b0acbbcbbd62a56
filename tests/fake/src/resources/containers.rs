//! Network containers: one for each provider and region, created when the first cluster needs it.

use serde_json::{Map, Value, json};

use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&CONTAINERS];

static CONTAINERS: ResourceKind = ResourceKind {
    name: "containers",
    key: ("containerId", "id"),
    operations: &[
        ("listGroupContainers", Action::Special(|store, call, _| list(store, call, Some("AWS")))),
        ("listGroupContainerAll", Action::Special(|store, call, _| list(store, call, None))),
        ("getGroupContainer", Action::Special(get)),
        ("createGroupContainer", Action::Create),
        ("updateGroupContainer", Action::Update),
        ("deleteGroupContainer", Action::Delete),
    ],
    initial: |_| json!({ "providerName": "AWS", "provisioned": false }),
    not_found: codes::CLOUD_PROVIDER_CONTAINER_NOT_FOUND,
    rules: Rules {
        create: |context, container| {
            let mut others = context.store.list("containers", context.scope);
            let (provider, region) = location(&container.body);
            match others.any(|other| location(&other.body) == (provider.clone(), region.clone())) {
                true => Err(codes::CONTAINER_ALREADY_EXISTS.error(context.call, "")),
                false => Ok(()),
            }
        },
        update: |context, container, _| check_unused(context, container),
        delete: |context, container| check_unused(context, container).map(|()| None),
        ..Rules::NONE
    },
    events: Events { delete: "CONTAINER_DELETED", ..Events::NONE },
    ..ResourceKind::PLAIN
};

/// Returns the provider and the region of a container. A container on Google Cloud spans all regions.
fn location(container: &Map<String, Value>) -> (String, String) {
    let text = |name: &str| container.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let region = if text("providerName") == "AZURE" { text("region") } else { text("regionName") };
    (text("providerName"), region)
}

/// Returns the providers and regions that the clusters of a project use.
fn needed(store: &Store, project: &str) -> Vec<(String, String)> {
    let specs = store.list("clusters", project).flat_map(|cluster| {
        cluster.body.get("replicationSpecs").and_then(Value::as_array).cloned().unwrap_or_default()
    });
    let regions = specs.flat_map(|spec| spec["regionConfigs"].as_array().cloned().unwrap_or_default());
    let locations = regions.filter_map(|region| {
        let provider = region["providerName"].as_str().filter(|provider| *provider != "TENANT")?;
        let name = if provider == "GCP" { "" } else { region["regionName"].as_str()? };
        Some((provider.to_owned(), name.to_owned()))
    });
    let mut locations: Vec<_> = locations.collect();
    locations.sort();
    locations.dedup();
    locations
}

fn check_unused(context: &Context<'_>, container: &Resource) -> Result<(), ApiError> {
    let used = needed(context.store, context.scope).contains(&location(&container.body));
    if used { Err(codes::CONTAINERS_IN_USE.error(context.call, &container.key)) } else { Ok(()) }
}

/// Creates the missing containers that clusters need. Their IDs are derived from the project, the provider and the
/// region, so they do not depend on when a container is first requested.
pub(super) fn create_missing(store: &mut Store, project: &str) {
    for (provider, region) in needed(store, project) {
        let taken =
            store.list("containers", project).any(|other| location(&other.body) == (provider.clone(), region.clone()));
        if taken {
            continue;
        }
        let id = Store::id_of(&format!("container {project} {provider} {region}"));
        let number = store.list("containers", project).count() % 32;
        let mut body = crate::serve::object(json!({
            "atlasCidrBlock": format!("192.168.{}.0/21", 248 - 8 * number),
            "id": id,
            "providerName": provider,
            "provisioned": true,
        }));
        let (name, value) = match provider.as_str() {
            "AZURE" => ("region", region.into()),
            "GCP" => ("regions", json!([])),
            _ => ("regionName", region.into()),
        };
        body.insert(name.to_owned(), value);
        body.extend(crate::serve::object(network(&provider, &id)));
        store.put(CONTAINERS.name, Resource { scope: project.to_owned(), key: id, body, scheduled: Vec::new() });
    }
}

/// Returns the provider's names of the network that a container is in.
fn network(provider: &str, id: &str) -> Value {
    match provider {
        "AZURE" => {
            let subscription = Store::id_of("Azure subscription");
            json!({ "azureSubscriptionId": subscription, "vnetName": format!("vnet_{id}_example1") })
        }
        "GCP" => json!({ "gcpProjectId": "p-example", "networkName": format!("nt-{id}-example1") }),
        _ => json!({ "vpcId": format!("vpc-{}", &id[..17]) }),
    }
}

/// Lists the containers of the provider in the query, or else of `default`. Without `default`, lists all containers.
fn list(store: &mut Store, call: &Call<'_>, default: Option<&str>) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    create_missing(store, project);
    let provider = default.map(|default| call.request.query.value("providerName").unwrap_or(default));
    let is_wanted = |container: &&Resource| provider.is_none_or(|provider| container.text("providerName") == provider);
    Ok(store.list(CONTAINERS.name, project).filter(is_wanted).map(|container| container.body.clone()).collect())
}

fn get(store: &mut Store, call: &Call<'_>, _: &crate::resource_kind::Times) -> Result<Value, ApiError> {
    create_missing(store, call.path_parameter("groupId")?);
    CONTAINERS.find(store, call).map(|container| container.body.clone().into())
}
