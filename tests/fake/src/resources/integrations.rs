//! Integrations with other services, at most one of each type.

use serde_json::{Map, Value, json};

use crate::body::Validation;
use crate::error::{ApiError, codes};
use crate::masking;
use crate::parameter;
use crate::resource_kind::{Action, Context, Events, Lifecycle, ResourceKind, Rules};

pub(super) static KINDS: &[&ResourceKind] = &[&INTEGRATIONS];

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
    not_found: codes::INTEGRATION_NOT_CONFIGURED,
    rules: Rules {
        create: |context, _| {
            let call = context.call;
            if !parameter::can_exist(&call.operation.path, call.parameters) {
                return Err(ApiError::resource_not_found(&call.request.path));
            }
            check(context, &call.body(Validation::Full)?)
        },
        update: |context, _, body| {
            check(context, body)?;
            masking::mask(body);
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events {
        create: "INTEGRATION_CONFIGURED",
        update: "INTEGRATION_CONFIGURED",
        delete: "INTEGRATION_REMOVED",
        ..Events::NONE
    },
    lifecycle: Lifecycle { normalize: |_, integration| masking::mask(&mut integration.body), ..Lifecycle::NONE },
    ..ResourceKind::PLAIN
};

/// Rejects a type other than that in the path, and a masked secret, which would replace the real one.
fn check(context: &Context<'_>, body: &Map<String, Value>) -> Result<(), ApiError> {
    match body.get("type").and_then(Value::as_str) {
        None => return Err(ApiError::missing_attribute("type")),
        kind if kind == context.call.parameter("integrationType") => {}
        Some(_) => return Err(ApiError::invalid_attribute("type", "It has to be the type in the path.")),
    }
    masking::masked_property(body)
        .map_or(Ok(()), |name| Err(codes::INTEGRATION_FIELDS_INVALID.error(context.call, name)))
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
