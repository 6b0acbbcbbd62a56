//! Organizations.

use serde_json::{Map, Value, json};

use super::{api_keys, events, service_accounts};
use crate::credentials;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static KINDS: &[&ResourceKind] = &[&ORGANIZATIONS];

static ORGANIZATIONS: ResourceKind = ResourceKind {
    name: "orgs",
    scope: &[],
    key: ("orgId", "id"),
    operations: &[
        ("listOrgs", Action::List),
        ("getOrg", Action::Get),
        ("updateOrg", Action::Update),
        ("deleteOrg", Action::Delete),
        ("createOrg", Action::Special(create)),
    ],
    initial: |_| json!({ "isDeleted": false, "skipDefaultAlertsSettings": false }),
    not_found: codes::ORG_NOT_FOUND,
    rules: Rules {
        delete: |context, organization| {
            let used = context.store.all("groups").any(|project| project.text("orgId") == organization.key);
            if used { Err(codes::ORG_NOT_EMPTY.error(context.call, &organization.key)) } else { Ok(None) }
        },
        ..Rules::NONE
    },
    events: Events {
        more: |before, after| if before.text("name") == after.text("name") { vec![] } else { vec!["ORG_RENAMED"] },
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

/// Creates an organization with the requested credentials. Only this response has their secrets.
fn create(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(call.operation.validation())?;
    let id = store.new_id();
    let organization =
        json!({ "id": id, "isDeleted": false, "name": body.get("name"), "skipDefaultAlertsSettings": false });
    let resource =
        Resource { key: id.clone(), body: crate::serve::object(organization.clone()), ..Resource::default() };
    store.put(ORGANIZATIONS.name, resource);
    events::record_in_organization(store, call, "ORG_CREATED", &id);

    let mut response = Map::from_iter([("organization".to_owned(), organization)]);
    for name in ["orgOwnerId", "skipDefaultAlertsSettings"] {
        response.extend(body.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    response.entry("skipDefaultAlertsSettings").or_insert(Value::Bool(false));
    for (name, kind) in [("apiKey", &api_keys::API_KEYS), ("serviceAccount", &service_accounts::OF_ORGANIZATIONS)] {
        let Some(Value::Object(given)) = body.get(name) else { continue };
        let context = Context { store, call, times, scope: &id };
        let created = credential(&context, kind, given.clone())?;
        response.insert(name.to_owned(), created.body.clone().into());
        let mut stored = created;
        credentials::hide(&mut stored.body);
        store.put(kind.name, stored);
    }
    Ok(response.into())
}

/// Returns a credential of the new organization, as its own operation would create it.
fn credential(context: &Context<'_>, kind: &ResourceKind, given: Map<String, Value>) -> Result<Resource, ApiError> {
    let mut body = Map::new();
    if let Value::Object(initial) = (kind.initial)(context) {
        body.extend(initial);
    }
    body.extend(kind.id.map(|id| (id.to_owned(), context.store.new_id().into())));
    body.extend(given);
    let key = body.get(kind.key.1).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut resource = Resource { scope: context.scope.to_owned(), key, body, scheduled: Vec::new() };
    (kind.lifecycle.normalize)(context, &mut resource);
    (kind.rules.create)(context, &mut resource)?;
    Ok(resource)
}
