//! The rate limits of AI models: a catalog, and the limits that a project has set.

use serde_json::{Value, json};

use super::events;
use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&OF_PROJECT, &OF_ORGANIZATION];

static OF_PROJECT: ResourceKind = ResourceKind {
    name: "aiModelApiRateLimits",
    operations: &[
        ("getGroupAiModelApiRateLimits", Action::Special(list)),
        ("resetGroupAiModelApiRateLimits", Action::Special(reset_all)),
        ("getGroupAiModelApiCloudGeographyModelGroupNameRateLimits", Action::Special(get)),
        ("updateGroupAiModelApiCloudGeographyModelGroupNameRateLimits", Action::Special(update)),
        ("resetGroupAiModelApiCloudGeographyModelGroupNameRateLimits", Action::Special(reset)),
    ],
    ..ResourceKind::SINGLETON
};

static OF_ORGANIZATION: ResourceKind = ResourceKind {
    scope: &["orgId"],
    operations: &[
        ("getOrgAiModelApiRateLimits", Action::Special(list)),
        ("getOrgAiModelApiCloudGeographyModelGroupNameRateLimits", Action::Special(get)),
    ],
    ..ResourceKind::SINGLETON
};

/// The groups of models, each with its limits of requests and of tokens.
const GROUPS: [(&str, u32, u32); 3] =
    [("rerank-2.5", 2000, 2_000_000), ("voyage-4", 2000, 8_000_000), ("voyage-4-large", 2000, 3_000_000)];

/// Returns the project of the path; empty for an organization, which has the limits of the catalog.
fn project<'a>(call: &Call<'a>) -> &'a str {
    call.parameter("groupId").unwrap_or_default()
}

fn list(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    Ok(GROUPS.iter().map(|group| render(store, call, group)).collect())
}

fn get(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    Ok(render(store, call, find(call)?))
}

fn update(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let group = find(call)?;
    let body = call.body(call.operation.validation())?;
    let (scope, key) = (project(call).to_owned(), group.0.to_owned());
    let limit = Resource { scope, key, body, scheduled: Vec::new() };
    events::record(store, call, "AI_MODELS_APIS_RATE_LIMIT_UPDATED", &limit);
    store.put(OF_PROJECT.name, limit);
    Ok(render(store, call, group))
}

fn reset(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let group = find(call)?;
    store.remove(OF_PROJECT.name, project(call), group.0);
    events::record(store, call, "AI_MODELS_APIS_RATE_LIMIT_RESET", &Resource::default());
    Ok(render(store, call, group))
}

fn reset_all(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    for (name, ..) in &GROUPS {
        store.remove(OF_PROJECT.name, project(call), name);
    }
    events::record(store, call, "AI_MODELS_APIS_RATE_LIMIT_RESET", &Resource::default());
    list(store, call, times)
}

fn find(call: &Call<'_>) -> Result<&'static (&'static str, u32, u32), ApiError> {
    let wanted = call.path_parameter("modelGroupName")?;
    let found = GROUPS.iter().find(|(name, ..)| *name == wanted);
    found.ok_or_else(|| ApiError::resource_not_found(&call.request.path))
}

fn render(store: &Store, call: &Call<'_>, (name, requests, tokens): &(&str, u32, u32)) -> Value {
    let own = store.get(OF_PROJECT.name, project(call), name);
    let limit = |property: &str, default: u32| {
        own.and_then(|own| own.body.get(property).cloned()).unwrap_or_else(|| default.into())
    };
    json!({
        "cloud": "ANY",
        "endpoint": "https://ai.example.net/v1",
        "geography": "ANY",
        "modelGroupName": name,
        "modelNames": [name],
        "requestsPerMinuteLimit": limit("requestsPerMinuteLimit", *requests),
        "tokensPerMinuteLimit": limit("tokensPerMinuteLimit", *tokens),
    })
}
