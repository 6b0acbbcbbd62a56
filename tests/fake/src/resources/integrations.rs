//! Integrations with other services, at most one of each type.

use serde_json::{Map, Value, json};

use crate::body::Validation;
use crate::error::ApiError;
use crate::masking;
use crate::parameter;
use crate::resource_kind::{Action, Context, ErrorSpec, ResourceKind};

pub(super) static KINDS: &[&ResourceKind] = &[&INTEGRATIONS];

const MASKED: ErrorSpec =
    ErrorSpec(400, "INTEGRATION_FIELDS_INVALID", "The attribute {key} of the integration is masked.");

static INTEGRATIONS: ResourceKind = ResourceKind {
    name: "integrations",
    key: ("integrationType", "type"),
    operations: &[
        ("listGroupIntegrations", Action::List),
        ("getGroupIntegration", Action::Get),
        ("createGroupIntegration", Action::Create),
        ("updateGroupIntegration", Action::Replace),
        ("deleteGroupIntegration", Action::Delete),
    ],
    initial: |context| defaults(context.call.parameter("integrationType").unwrap_or_default()),
    not_found: ErrorSpec(
        404,
        "INTEGRATION_NOT_CONFIGURED",
        "The integration {key} is not configured in group {groupId}.",
    ),
    validate_create: |context, integration| {
        let call = context.call;
        if !parameter::can_exist(&call.operation.path, call.parameters) {
            return Err(ApiError::resource_not_found(&call.request.path));
        }
        check(context, &call.body(Validation::Full)?)?;
        masking::mask(&mut integration.body);
        Ok(())
    },
    validate_update: |context, _, body| {
        check(context, body)?;
        masking::mask(body);
        Ok(())
    },
    ..ResourceKind::PLAIN
};

/// Rejects a type other than that in the path, and a masked secret, which would replace the real one.
fn check(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    match body.get("type").and_then(Value::as_str) {
        None => return Err(ApiError::missing_attribute("type")),
        kind if kind == context.call.parameter("integrationType") => {}
        Some(_) => return Err(ApiError::invalid_attribute("type", "It has to be the type in the path.")),
    }
    masking::masked_property(body).map_or(Ok(()), |name| Err(MASKED.error(context.call, name)))
}

fn defaults(kind: &str) -> Value {
    match kind {
        "DATADOG" => json!({
            "region": "US",
            "sendCollectionLatencyMetrics": false,
            "sendDatabaseMetrics": false,
            "sendQueryStatsMetrics": false,
            "sendUserProvidedResourceTags": false,
            "type": kind,
        }),
        "OPS_GENIE" | "PAGER_DUTY" => json!({ "region": "US", "type": kind }),
        _ => json!({ "type": kind }),
    }
}
