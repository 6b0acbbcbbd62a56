//! Settings of organizations and projects. They always exist, exactly once.

use serde_json::{Map, Value, json};

use crate::resource_kind::{Action, Context, Events, ResourceKind, Rules};
use crate::store::Resource;

pub(super) static KINDS: &[&ResourceKind] = &[&OF_ORGANIZATIONS, &OF_PROJECTS, &AUDIT];

/// Settings that are on or off, with the events for turning each on and off.
type Switches = &'static [(&'static str, &'static str, &'static str)];

const ORGANIZATION_SWITCHES: Switches = &[
    ("apiAccessListRequired", "ORG_PUBLIC_API_ACCESS_LIST_REQUIRED", "ORG_PUBLIC_API_ACCESS_LIST_NOT_REQUIRED"),
    ("multiFactorAuthRequired", "ORG_TWO_FACTOR_AUTH_REQUIRED", "ORG_TWO_FACTOR_AUTH_OPTIONAL"),
    ("restrictEmployeeAccess", "ORG_EMPLOYEE_ACCESS_RESTRICTED", "ORG_EMPLOYEE_ACCESS_UNRESTRICTED"),
];

const PROJECT_SWITCHES: Switches = &[
    (
        "isCollectDatabaseSpecificsStatisticsEnabled",
        "PROJECT_COLLECT_DATABASE_STATISTICS_UPDATED",
        "PROJECT_COLLECT_DATABASE_STATISTICS_UPDATED",
    ),
    ("isDataExplorerEnabled", "DATA_EXPLORER_ENABLED", "DATA_EXPLORER_DISABLED"),
    (
        "isExtendedStorageSizesEnabled",
        "PROJECT_ENABLE_EXTENDED_STORAGE_SIZES_UPDATED",
        "PROJECT_ENABLE_EXTENDED_STORAGE_SIZES_UPDATED",
    ),
];

fn switch_events(switches: Switches, before: &Resource, after: &Resource) -> Vec<&'static str> {
    let differing = switches.iter().filter(|(name, ..)| before.flag(name) != after.flag(name));
    differing.map(|(name, on, off)| if after.flag(name) { *on } else { *off }).collect()
}

/// Replaces each `null` in an update by the initial value of the property, if it has one.
fn reset_nulls(kind: &ResourceKind, context: &Context<'_>, body: &mut Map<String, Value>) {
    let initial = (kind.initial)(context);
    for (name, value) in body.iter_mut().filter(|(_, value)| value.is_null()) {
        *value = initial.get(name).cloned().unwrap_or_default();
    }
}

static OF_ORGANIZATIONS: ResourceKind = ResourceKind {
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
    rules: Rules {
        update: |context, _, body| {
            reset_nulls(&OF_ORGANIZATIONS, context, body);
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events {
        update: "ORG_SETTINGS_UPDATED",
        more: |before, after| switch_events(ORGANIZATION_SWITCHES, before, after),
        ..Events::NONE
    },
    ..ResourceKind::SINGLETON
};

static OF_PROJECTS: ResourceKind = ResourceKind {
    name: "groupSettings",
    operations: &[("getGroupSettings", Action::Read), ("updateGroupSettings", Action::Write)],
    initial: |_| {
        json!({
            "isAtlasHomePageAiAssistantEnabled": true,
            "isClusterAiAssistantEnabled": true,
            "isCollectDatabaseSpecificsStatisticsEnabled": true,
            "isDataExplorerEnabled": true,
            "isDataExplorerGenAIFeaturesEnabled": true,
            "isDataExplorerGenAISampleDocumentPassingEnabled": false,
            "isDataValidationEnabled": true,
            "isExtendedStorageSizesEnabled": false,
            "isNativeRerankingEnabled": false,
            "isPerformanceAdvisorEnabled": true,
            "isRealtimePerformancePanelEnabled": true,
            "isSchemaAdvisorEnabled": true,
        })
    },
    rules: Rules {
        update: |context, _, body| {
            reset_nulls(&OF_PROJECTS, context, body);
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events { more: |before, after| switch_events(PROJECT_SWITCHES, before, after), ..Events::NONE },
    ..ResourceKind::SINGLETON
};

static AUDIT: ResourceKind = ResourceKind {
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
    rules: Rules {
        update: |context, _, body| {
            reset_nulls(&AUDIT, context, body);
            Ok(())
        },
        ..Rules::NONE
    },
    events: Events { update: "AUDIT_LOG_CONFIGURATION_UPDATED", ..Events::NONE },
    ..ResourceKind::SINGLETON
};
