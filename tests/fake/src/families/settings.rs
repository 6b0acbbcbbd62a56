//! What there is always one of in an organization or a project: settings, and a project's limits.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::family::{Action, Code, Family, Times};
use crate::state::Call;
use crate::store::{Resource, Store};

pub(super) static FAMILIES: &[&Family] = &[&OF_ORGANIZATIONS, &OF_PROJECTS, &AUDIT, &LIMITS];

static OF_ORGANIZATIONS: Family = Family {
    name: "orgSettings",
    scope: &["orgId"],
    operations: &[("getOrgSettings", Action::Read), ("updateOrgSettings", Action::Write)],
    initial: |_| {
        json!({
            "apiAccessListRequired": false,
            "genAIFeaturesEnabled": true,
            "maxServiceAccountSecretValidityInHours": 8760,
            "multiFactorAuthRequired": false,
            "restrictEmployeeAccess": false,
        })
    },
    ..Family::ONLY
};

static OF_PROJECTS: Family = Family {
    name: "groupSettings",
    operations: &[("getGroupSettings", Action::Read), ("updateGroupSettings", Action::Write)],
    initial: |_| {
        json!({
            "isCollectDatabaseSpecificsStatisticsEnabled": true,
            "isDataExplorerEnabled": true,
            "isDataExplorerGenAIFeaturesEnabled": true,
            "isDataExplorerGenAISampleDocumentPassingEnabled": false,
            "isExtendedStorageSizesEnabled": false,
            "isPerformanceAdvisorEnabled": true,
            "isRealtimePerformancePanelEnabled": true,
            "isSchemaAdvisorEnabled": true,
        })
    },
    ..Family::ONLY
};

static AUDIT: Family = Family {
    name: "auditLog",
    operations: &[("getGroupAuditLog", Action::Read), ("updateGroupAuditLog", Action::Write)],
    initial: |_| {
        json!({
            "auditAuthorizationSuccess": false,
            "auditFilter": "{}",
            "configurationType": "NONE",
            "enabled": false,
        })
    },
    ..Family::ONLY
};

/// The limits that can be set, with what holds where none is.
const DEFAULTS: &[(&str, u64)] = &[
    ("atlas.project.deployment.clusters", 25),
    ("atlas.project.deployment.nodesPerPrivateLinkRegion", 50),
    ("atlas.project.security.databaseAccess.customRoles", 100),
    ("atlas.project.security.databaseAccess.users", 100),
    ("atlas.project.security.networkAccess.crossRegionEntries", 40),
    ("atlas.project.security.networkAccess.entries", 200),
];

const NOT_FOUND: Code = Code(404, "LIMIT_NOT_FOUND", "There is no limit {key}.");

static LIMITS: Family = Family {
    name: "limits",
    key: ("limitName", "name"),
    id: None,
    operations: &[
        ("listGroupLimits", Action::Special(limits)),
        ("getGroupLimit", Action::Special(limit)),
        ("setGroupLimit", Action::Special(set_limit)),
        ("deleteGroupLimit", Action::Special(delete_limit)),
    ],
    ..Family::PLAIN
};

fn value(store: &Store, call: &Call<'_>, name: &str, default: u64) -> Value {
    let set = store.get("limits", &LIMITS.scope_of(call), name);
    let value = set.and_then(|limit| limit.body.get("value")).cloned().unwrap_or_else(|| default.into());
    json!({ "currentUsage": 0, "defaultLimit": default, "maximumLimit": default.saturating_mul(4), "name": name, "value": value })
}

fn limits(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    Ok(DEFAULTS.iter().map(|&(name, default)| value(store, call, name, default)).collect())
}

/// The limit that the path names; those of data federation have no default.
fn named<'a>(call: &Call<'a>) -> Result<(&'a str, u64), ApiError> {
    let name = call.path_parameter("limitName")?;
    match DEFAULTS.iter().find(|(known, _)| *known == name) {
        Some(&(_, default)) => Ok((name, default)),
        None if name.starts_with("dataFederation.") => Ok((name, 0)),
        None => Err(NOT_FOUND.error(call, name)),
    }
}

fn limit(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let (name, default) = named(call)?;
    Ok(value(store, call, name, default))
}

fn set_limit(store: &mut Store, call: &Call<'_>, times: &Times) -> Result<Value, ApiError> {
    let (name, _) = named(call)?;
    let body = call.body(call.operation.extent())?;
    store.put("limits", Resource { scope: LIMITS.scope_of(call), key: name.to_owned(), body, later: Vec::new() });
    limit(store, call, times)
}

fn delete_limit(store: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let (name, _) = named(call)?;
    store.remove("limits", &LIMITS.scope_of(call), name);
    Ok(Value::Null)
}
