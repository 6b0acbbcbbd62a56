//! Search and vector search indexes of a cluster, in both forms of the API.
//!
//! The older operations, below `fts`, have the definition at the root of an index, and other names of its states.

use serde_json::{Map, Value, json};

use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules, Times};
use crate::serve;
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&INDEXES];

static INDEXES: ResourceKind = ResourceKind {
    name: "searchIndexes",
    scope: &["groupId", "clusterName"],
    key: ("indexId", "indexID"),
    id: Some("indexID"),
    operations: &[
        ("listGroupClusterSearchIndexes", Action::List),
        ("listGroupClusterSearchIndex", Action::Special(list_of_collection)),
        ("getGroupClusterSearchIndex", Action::Get),
        ("createGroupClusterSearchIndex", Action::Create),
        ("updateGroupClusterSearchIndex", Action::Update),
        ("deleteGroupClusterSearchIndex", Action::Delete),
        ("getGroupClusterSearchIndexByName", Action::Special(get_by_name)),
        ("updateGroupClusterSearchIndexByName", Action::Special(update_by_name)),
        ("deleteGroupClusterSearchIndexByName", Action::Special(delete_by_name)),
        ("listGroupClusterFtsIndex", Action::Special(list_of_collection)),
        ("getGroupClusterFtsIndex", Action::Get),
        ("createGroupClusterFtsIndex", Action::Create),
        ("updateGroupClusterFtsIndex", Action::Update),
        ("deleteGroupClusterFtsIndex", Action::Delete),
    ],
    initial: |_| json!({ "type": "search" }),
    not_found: codes::ATLAS_SEARCH_INDEX_NOT_FOUND,
    lifecycle: Lifecycle {
        normalize: |_, index| {
            let definition = take_definition(&mut index.body);
            index.set("latestDefinition", definition.unwrap_or_default());
            index.set("latestDefinitionVersion", json!({ "version": 0 }));
        },
        ..Lifecycle::NONE
    },
    rules: Rules {
        create: |context, index| {
            let mut others = context.store.list(INDEXES.name, context.scope);
            if others.any(|other| NAME.iter().all(|property| other.text(property) == index.text(property))) {
                return Err(codes::ATLAS_FTS_DUPLICATE_INDEX.error(context.call, index.text("name")));
            }
            start_build(context, index);
            Ok(())
        },
        update,
        delete: |context, index| {
            index.set("status", "DELETING");
            index.set("queryable", false);
            index.scheduled.clear();
            Ok(Some(context.call.now + context.times.cluster))
        },
        ..Rules::NONE
    },
    events: Events {
        create: "FTS_INDEX_CREATED",
        update: "FTS_INDEX_UPDATED",
        delete: "FTS_INDEX_DELETED",
        ..Events::NONE
    },
    view: Some(|_, call, index| Ok(view(call, &index.body))),
    ..ResourceKind::PLAIN
};

/// The properties that are unique in a cluster together.
const NAME: [&str; 3] = ["database", "collectionName", "name"];

/// The properties that identify an index. The others are its definition, in the older form.
const IDENTITY: [&str; 12] = [
    "clusterName",
    "collectionName",
    "database",
    "groupId",
    "indexID",
    "latestDefinition",
    "latestDefinitionVersion",
    "name",
    "queryable",
    "status",
    "statusDetail",
    "type",
];

/// Removes the definition from a body in either form. Returns `None` without one.
fn take_definition(body: &mut Map<String, Value>) -> Option<Map<String, Value>> {
    if let Some(Value::Object(definition)) = body.remove("definition") {
        return Some(definition);
    }
    let names: Vec<_> = body.keys().filter(|name| !IDENTITY.contains(&name.as_str())).cloned().collect();
    let definition: Map<_, _> = names.into_iter().filter_map(|name| body.remove_entry(&name)).collect();
    (!definition.is_empty()).then_some(definition)
}

fn start_build(context: &Context<'_>, index: &mut Resource) {
    index.set("queryable", false);
    index.set("status", "PENDING");
    index.scheduled.clear();
    let built = context.call.now + context.times.cluster;
    index.set_at(built, json!({ "queryable": true, "status": "READY" }));
}

/// Replaces the definition, and builds the index again.
fn update(context: &Context<'_>, index: &mut Resource, body: &mut Map<String, Value>) -> Result<(), ApiError> {
    if let Some(definition) = take_definition(body) {
        let version = index.body["latestDefinitionVersion"]["version"].as_i64().unwrap_or_default();
        index.set("latestDefinition", definition);
        let changed = json!({ "createdAt": context.call.timestamp(), "version": version + 1 });
        index.set("latestDefinitionVersion", changed);
        start_build(context, index);
    }
    body.clear();
    Ok(())
}

/// Returns an index in the form of the operation.
fn view(call: &Call<'_>, index: &Map<String, Value>) -> Map<String, Value> {
    if !call.operation.id.contains("Fts") {
        return index.clone();
    }
    let mut index = index.clone();
    if let Some(Value::Object(definition)) = index.remove("latestDefinition") {
        index.extend(definition);
    }
    index.entry("synonyms").or_insert_with(|| json!([]));
    let state = match index.get("status").and_then(Value::as_str) {
        Some("READY") => "STEADY",
        Some("PENDING") => "IN_PROGRESS",
        _ => return index,
    };
    index.insert("status".to_owned(), state.into());
    index
}

fn list_of_collection(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let (database, collection) = (call.path_parameter("databaseName")?, call.path_parameter("collectionName")?);
    let indexes = store.list(INDEXES.name, &INDEXES.scope_of(call));
    let indexes =
        indexes.filter(|index| index.text("database") == database && index.text("collectionName") == collection);
    Ok(indexes.map(|index| Value::Object(view(call, &index.body))).collect())
}

/// Returns the index that the path names.
fn find(store: &Store, call: &Call<'_>) -> Result<Resource, ApiError> {
    let (database, collection) = (call.path_parameter("databaseName")?, call.path_parameter("collectionName")?);
    let name = call.path_parameter("indexName")?;
    let wanted = [database, collection, name];
    let is_named = |index: &&Resource| NAME.iter().zip(wanted).all(|(property, value)| index.text(property) == value);
    let found = store.list(INDEXES.name, &INDEXES.scope_of(call)).find(is_named);
    found.cloned().ok_or_else(|| INDEXES.not_found.error(call, name))
}

fn get_by_name(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    find(store, call).map(|index| index.body.into())
}

fn update_by_name(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let index = find(store, call)?;
    serve::change(store, call, times, &INDEXES, index, false).map(|index| index.body.into())
}

fn delete_by_name(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let index = find(store, call)?;
    serve::remove(store, call, times, &INDEXES, index)?;
    Ok(Value::Null)
}
