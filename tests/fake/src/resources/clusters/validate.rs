//! The validation of a cluster without a change.

use serde_json::{Map, Value, json};

use super::{CLUSTERS, rules};
use crate::body::Validation;
use crate::error::{ApiError, codes};
use crate::resource_kind::{Context, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

/// Reports the error that the creation or the update of a cluster would return.
pub(super) fn configuration(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let body = call.body(Validation::Full)?;
    let description = body.get("clusterDescription").and_then(Value::as_object).cloned().unwrap_or_default();
    let scope = CLUSTERS.scope_of(call);
    let context = Context { store, call, times, scope: &scope };
    let result = if body.get("editing") == Some(&Value::Bool(true)) {
        let name = body.get("clusterName").and_then(Value::as_str).unwrap_or_default();
        check_update(&context, name, description)
    } else {
        check_new(&context, description)
    };
    let errors: Vec<_> = result
        .err()
        .into_iter()
        .map(|error| json!({ "errorCode": error.code, "validationIssue": error.detail }))
        .collect();
    Ok(json!({ "valid": errors.is_empty(), "errors": errors }))
}

fn check_new(context: &Context<'_>, description: Map<String, Value>) -> Result<(), ApiError> {
    let mut body = crate::serve::object((CLUSTERS.initial)(context));
    body.extend(description);
    let key = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_taken =
        ["clusters", "flexClusters"].iter().any(|kind| context.store.get(kind, context.scope, &key).is_some());
    if is_taken {
        return Err(codes::DUPLICATE_CLUSTER_NAME.error(context.call, &key));
    }
    let mut cluster = Resource { scope: context.scope.to_owned(), key, body, scheduled: Vec::new() };
    (CLUSTERS.lifecycle.normalize)(context, &mut cluster);
    rules::check_new(context, &cluster.key, &cluster.body)
}

fn check_update(context: &Context<'_>, name: &str, description: Map<String, Value>) -> Result<(), ApiError> {
    let before = context.store.get("clusters", context.scope, name);
    let before = before.ok_or_else(|| CLUSTERS.not_found.error(context.call, name))?;
    let mut after = before.clone();
    after.body.extend(description);
    (CLUSTERS.lifecycle.normalize)(context, &mut after);
    rules::check_change(context, &before.body, &after.body)
}
