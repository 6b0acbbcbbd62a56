//! Projects, which the API calls groups.

use serde_json::{Value, json};

use super::compliance::{self, Protected};
use super::{api_keys, clusters, defaults, events, users};
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

/// The name of the projects collection.
pub(crate) const NAME: &str = "groups";

pub(super) static KINDS: &[&ResourceKind] = &[&PROJECTS];

static PROJECTS: ResourceKind = ResourceKind {
    name: NAME,
    scope: &[],
    key: ("groupId", "id"),
    operations: &[
        ("listGroups", Action::List),
        ("getGroup", Action::Get),
        ("createGroup", Action::Create),
        ("updateGroup", Action::Update),
        ("deleteGroup", Action::Delete),
        ("getGroupByName", Action::Special(by_name)),
        ("getOrgGroups", Action::Special(of_organization)),
        ("migrateGroup", Action::Special(migrate)),
        ("getGroupIpAddresses", Action::Special(addresses)),
    ],
    initial: |context| {
        json!({
            "clusterCount": 0,
            "created": context.call.timestamp(),
            "withDefaultAlertsSettings": true,
        })
    },
    not_found: codes::GROUP_NOT_FOUND,
    rules: Rules {
        create: |context, project| {
            let (organization, name) = (project.text("orgId"), project.text("name"));
            if context.store.get("orgs", "", organization).is_none() {
                return Err(codes::ORG_NOT_FOUND.error(context.call, organization));
            }
            let owner = context.call.request.query.value(OWNER);
            if let Some(id) = owner.filter(|id| context.store.get("orgUsers", organization, id).is_none()) {
                return Err(codes::USER_NOT_FOUND.error(context.call, id));
            }
            check_name_is_free(context, organization, name)
        },
        update: |context, project, body| match body.get("name").and_then(Value::as_str) {
            Some(name) if name != project.text("name") => check_name_is_free(context, project.text("orgId"), name),
            _ => Ok(()),
        },
        delete: |context, project| {
            compliance::check(context.store, context.call, &project.key, &Protected::Project)?;
            let mut clusters =
                context.store.list("clusters", &project.key).chain(context.store.list("flexClusters", &project.key));
            if clusters.next().is_some() {
                Err(codes::CANNOT_CLOSE_GROUP_ACTIVE_ATLAS_CLUSTERS.error(context.call, &project.key))
            } else {
                Ok(None)
            }
        },
        ..Rules::NONE
    },
    lifecycle: Lifecycle {
        after_create: |store, call, _, project| {
            // The hook is called after updates too.
            if *call.operation.id == *"createGroup" {
                let owner = call.request.query.value(OWNER);
                defaults::of_project(store, project.text("orgId"), &project.key, &call.timestamp(), owner);
            }
        },
        after_delete: |store, _, _, project| {
            users::remove_project_roles(store, &project.key);
            api_keys::remove_project_roles(store, &project.key);
        },
        ..Lifecycle::NONE
    },
    events: Events {
        create: "GROUP_CREATED",
        delete: "GROUP_DELETED",
        more: |before, after| {
            let differs = |name: &str| before.body.get(name) != after.body.get(name);
            let events = [("name", "GROUP_NAME_CHANGED"), ("tags", "GROUP_TAGS_MODIFIED")];
            events.into_iter().filter(|(name, _)| differs(name)).map(|(_, event)| event).collect()
        },
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// The query parameter with the ID of the user who becomes the owner of a new project.
const OWNER: &str = "projectOwnerId";

fn check_name_is_free(context: &Context<'_>, organization: &str, name: &str) -> Result<(), ApiError> {
    let taken = |other: &Resource| other.text("name") == name && other.text("orgId") == organization;
    if context.store.all("groups").any(taken) {
        Err(codes::GROUP_ALREADY_EXISTS.error(context.call, name))
    } else {
        Ok(())
    }
}

/// Updates the cluster count of each project.
pub(crate) fn count_clusters(store: &mut Store) {
    let ids: Vec<_> = store.all("groups").map(|project| project.key.clone()).collect();
    for id in ids {
        let count = store.list("clusters", &id).count() + store.list("flexClusters", &id).count();
        if let Some(project) = store.get_mut("groups", "", &id) {
            project.set("clusterCount", count);
        }
    }
}

fn by_name(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let name = call.path_parameter("groupName")?;
    let found = store.all("groups").find(|project| project.text("name") == name);
    found.map(|project| project.body.clone().into()).ok_or_else(|| codes::GROUP_NAME_NOT_FOUND.error(call, name))
}

fn of_organization(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let id = call.path_parameter("orgId")?;
    Ok(store.all("groups").filter(|project| project.text("orgId") == id).map(|project| project.body.clone()).collect())
}

/// Moves a project to another organization.
fn migrate(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let organization = body.get("destinationOrgId").and_then(Value::as_str);
    let organization = organization.ok_or_else(|| ApiError::missing_attribute("destinationOrgId"))?;
    if store.get("orgs", "", organization).is_none() {
        return Err(codes::ORG_NOT_FOUND.error(call, organization));
    }
    let project = PROJECTS.find_mut(store, call)?;
    project.set("orgId", organization);
    let project = project.clone();
    events::record(store, call, "GROUP_MOVED", &project);
    Ok(project.body.into())
}

/// Returns the addresses of each cluster's processes, from a block reserved for benchmarks (198.18.0.0/15).
fn addresses(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let project = call.path_parameter("groupId")?;
    let mut last = 0;
    let clusters = store.list("clusters", project).map(|cluster| {
        let addresses: Vec<_> = clusters::hosts(cluster)
            .iter()
            .map(|_| {
                last += 1;
                format!("198.18.{}.{}", last / 256, last % 256)
            })
            .collect();
        json!({
            "clusterName": cluster.key,
            "futureInbound": [],
            "futureOutbound": [],
            "inbound": addresses,
            "outbound": addresses,
        })
    });
    let clusters: Vec<_> = clusters.collect();
    Ok(json!({ "groupId": project, "services": { "clusters": clusters } }))
}
