//! Resource policies of an organization.

use serde_json::{Map, Value, json};

use crate::error::{ApiError, codes};
use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&POLICIES];

static POLICIES: ResourceKind = ResourceKind {
    name: "resourcePolicies",
    scope: &["orgId"],
    key: ("resourcePolicyId", "id"),
    operations: &[
        ("listOrgResourcePolicies", Action::List),
        ("getOrgResourcePolicy", Action::Get),
        ("createOrgResourcePolicy", Action::Create),
        ("updateOrgResourcePolicy", Action::Update),
        ("deleteOrgResourcePolicy", Action::Delete),
        ("validateOrgResourcePolicies", Action::Special(validate)),
    ],
    initial,
    not_found: codes::RESOURCE_POLICY_NOT_FOUND,
    rules: Rules {
        create: |context, policy| {
            number(context.store, &mut policy.body);
            Ok(())
        },
        update: |context, policy, body| {
            number(context.store, body);
            policy.set("lastUpdatedByUser", user());
            policy.set("lastUpdatedDate", context.call.timestamp());
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events {
        create: "RESOURCE_POLICY_CREATED",
        update: "RESOURCE_POLICY_MODIFIED",
        delete: "RESOURCE_POLICY_DELETED",
        ..Events::NONE
    },
    ..ResourceKind::PLAIN
};

fn initial(context: &Context<'_>) -> Value {
    let user = user();
    json!({
        "createdByUser": user,
        "createdDate": context.call.timestamp(),
        "lastUpdatedByUser": user,
        "lastUpdatedDate": context.call.timestamp(),
        "version": "v1",
    })
}

/// Returns the user that the events name too.
fn user() -> Value {
    json!({ "id": Store::id_of("user someone@example.com"), "name": "someone@example.com" })
}

/// Gives each statement of a policy an ID.
fn number(store: &Store, body: &mut Map<String, Value>) {
    let policies = body.get_mut("policies").and_then(Value::as_array_mut);
    for policy in policies.into_iter().flatten().filter_map(Value::as_object_mut) {
        policy.entry("id").or_insert_with(|| store.new_id().into());
    }
}

/// Returns the policy that the body would create. The fake does not parse policies.
fn validate(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let given = call.body(call.operation.validation())?;
    let scope = POLICIES.scope_of(call);
    let context = Context { store, call, times, scope: &scope };
    let mut body = crate::serve::object(initial(&context));
    body.insert("id".to_owned(), store.new_id().into());
    body.insert("orgId".to_owned(), scope.clone().into());
    body.extend(given);
    number(store, &mut body);
    Ok(body.into())
}
