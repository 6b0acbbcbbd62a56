//! The settings of federations, each inserted for an organization. Identity providers, connected organizations and role
//! mappings are remembered.

use serde_json::{Value, json};

use super::events;
use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&SETTINGS];

static SETTINGS: ResourceKind = ResourceKind {
    name: "federationSettings",
    scope: &["orgId"],
    operations: &[
        ("getOrgFederationSettings", Action::Special(|store, call, _| get(store, call))),
        ("deleteFederationSetting", Action::Special(delete)),
    ],
    initial: |context| {
        json!({
            "federatedDomains": [],
            "hasRoleMappings": false,
            "id": context.store.new_id(),
            "identityProviderStatus": "INACTIVE",
        })
    },
    ..ResourceKind::SINGLETON
};

/// Rejects a path with federation settings that do not exist.
pub(crate) fn check(store: &Store, call: &Call<'_>) -> Result<(), ApiError> {
    let Some(id) = call.parameter("federationSettingsId") else { return Ok(()) };
    let exists = store.all(SETTINGS.name).any(|settings| settings.text("id") == id);
    let missing = || ApiError::resource_not_found(&format!("/api/atlas/v2/federationSettings/{id}"));
    if exists { Ok(()) } else { Err(missing()) }
}

/// Returns the organization of the federation settings with an ID.
pub(crate) fn organization(store: &Store, id: &str) -> Option<String> {
    store.all(SETTINGS.name).find(|settings| settings.text("id") == id).map(|settings| settings.scope.clone())
}

fn get(store: &Store, call: &Call<'_>) -> Result<Value, ApiError> {
    let settings = store.get(SETTINGS.name, &SETTINGS.scope_of(call), "");
    let missing = || ApiError::resource_not_found(&call.request.path);
    settings.map(|settings| settings.body.clone().into()).ok_or_else(missing)
}

/// Disconnects all organizations, and removes everything in the federation.
fn delete(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    check(store, call)?;
    let id = call.path_parameter("federationSettingsId")?;
    let connected = store.all(SETTINGS.name).filter(|settings| settings.text("id") == id);
    let organizations: Vec<_> = connected.map(|settings| settings.scope.clone()).collect();
    for organization in organizations {
        store.remove(SETTINGS.name, &organization, "");
        events::record_in_organization(store, call, "FEDERATION_SETTINGS_DELETED", &organization);
    }
    store.remove_recursively(SETTINGS.name, "", id);
    Ok(Value::Null)
}
