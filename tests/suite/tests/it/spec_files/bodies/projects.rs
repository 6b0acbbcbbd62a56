//! Files of projects, organizations, keys, clusters and alert configurations.

use super::{ID, files};

files! {
    a_project: ProjectSpec, { "name": "sales", "orgId": ID },
    [
        { "withDefaultAlertsSettings": false },
        { "tags": [{ "key": "team", "value": "finance" }] },
        { "tags": [] },
        { "name": "Überblick 東京", "orgId": "5F1A2B3C4D5E6F7A8B9C0D1E" },
        { "regionUsageRestrictions": "GOV_REGIONS_ONLY" },
    ],
    [
        { "name": "-" },
        { "name": "a/b" },
        { "name": "x".repeat(65) },
        { "orgId": "-" },
        { "orgId": "1" },
        { "tags": null },
        { "tags": [{ "key": "team" }] },
        { "tags": [{ "key": "", "value": "finance" }] },
        { "tags": [{ "key": "team", "value": "finance", "values": [] }] },
        { "clusterCount": 1 },
    ];
    a_project_update: ProjectUpdate, { "name": "sales" },
    [{ "name": "-", "tags": [] }, { "withDefaultAlertsSettings": true }],
    [{ "name": "-" }, { "name": "" }, { "tags": [{ "key": "x".repeat(256), "value": "a" }] }, { "orgId": ID }];
    a_migration: ProjectMigrationSpec, { "destinationOrgId": ID },
    [{ "destinationOrgPublicApiKey": "abcdefgh", "destinationOrgPrivateApiKey": "secret" }],
    [
        { "destinationOrgId": "-" },
        { "destinationOrgPublicApiKey": "abcdefgh" },
        { "destinationOrgPrivateApiKey": "secret" },
        { "destinationOrgPublicApiKey": "abc", "destinationOrgPrivateApiKey": "secret" },
    ];
    project_settings: ProjectSettingsUpdate, { "isDataExplorerEnabled": false },
    [{ "isSchemaAdvisorEnabled": true }],
    [{ "isDataExplorerEnabled": "-" }, { "isAtlasHomePageAiAssistantEnabled": true }];
    an_organization: OrganizationSpec, { "name": "subsidiary" },
    [
        { "orgOwnerId": ID, "federationSettingsId": ID, "skipDefaultAlertsSettings": true },
        { "apiKey": { "desc": "deployment", "roles": ["ORG_OWNER"] } },
    ],
    [
        { "name": "-" },
        { "orgOwnerId": "ada" },
        { "apiKey": { "desc": "deployment", "roles": [] } },
        { "apiKey": { "desc": "deployment", "roles": ["ORG_OWNER"], "role": "a" } },
        { "serviceAccount": { "name": "a" } },
    ];
    an_organization_update: OrganizationUpdate, { "name": "sales" },
    [{ "skipDefaultAlertsSettings": false }],
    [{ "name": "-" }, { "name": "a;b" }];
    an_organization_user: OrganizationUserSpec,
    { "username": "grace@example.com", "roles": { "orgRoles": ["ORG_MEMBER"] } },
    [
        { "teamIds": [ID] },
        { "roles": {
            "orgRoles": ["ORG_MEMBER"], "groupRoleAssignments": [{ "groupId": ID, "groupRoles": ["GROUP_OWNER"] }],
        } },
    ],
    [
        { "username": "" },
        { "roles": "-" },
        { "roles": {} },
        { "roles": { "orgRoles": ["a", "a"] } },
        { "roles": { "orgRoles": ["a"], "groupRoleAssignments": [{ "groupId": "1", "groupRoles": ["a"] }] } },
        { "teamIds": ["1"] },
    ];
    an_organization_user_update: OrganizationUserUpdate, { "teamIds": [] },
    [{ "roles": { "orgRoles": ["ORG_OWNER"], "groupRoleAssignments": [] } }],
    [{ "teamIds": "-" }, { "roles": { "groupRoleAssignments": [] } }, { "roles": { "orgRoles": [] } }];
    organization_settings: OrganizationSettingsUpdate, { "apiAccessListRequired": true },
    [
        { "securityContact": "ada@example.com", "maxServiceAccountSecretValidityInHours": 8 },
        { "customSessionTimeouts": { "idleSessionTimeoutInSeconds": 600 } },
    ],
    [
        { "apiAccessListRequired": "-" },
        { "maxServiceAccountSecretValidityInHours": 7 },
        { "maxServiceAccountSecretValidityInHours": -1 },
        { "customSessionTimeouts": { "absoluteSessionTimeoutInSeconds": -1 } },
    ];
    delegation_settings: DelegationSettingsUpdate, { "delegatedMcpAccess": "READ_ONLY" },
    [{ "idleRefreshTokenLifetime": 1, "maximumRefreshTokenLifetime": 31_536_000 }],
    [
        { "delegatedMcpAccess": "-" },
        { "idleRefreshTokenLifetime": 0 },
        { "idleRefreshTokenLifetime": -1 },
        { "maximumRefreshTokenLifetime": 31_536_001 },
    ];
    an_api_key: ApiKeySpec, { "desc": "deployment", "roles": ["ORG_MEMBER"] },
    [{ "desc": "é".repeat(250) }],
    [{ "desc": "" }, { "roles": [""] }, { "roles": ["a", "a"] }, { "roles": "-" }, { "publicKey": "abc" }];
    an_api_key_update: ApiKeyUpdate, { "roles": ["ORG_MEMBER"] },
    [{ "roles": "-", "desc": "a" }],
    [{ "roles": "-" }, { "roles": [] }, { "desc": "x".repeat(251) }];
    a_service_account: ServiceAccountSpec,
    { "name": "a", "description": "b", "roles": ["ORG_MEMBER"], "secretExpiresAfterHours": 720 },
    [{ "secretExpiresAfterHours": 65535 }],
    [
        { "name": "x".repeat(65) },
        { "description": "-" },
        { "roles": [] },
        { "secretExpiresAfterHours": "-" },
        { "secretExpiresAfterHours": 0 },
        { "secretExpiresAfterHours": 65536 },
        { "secretExpiresAfterHours": 1.5 },
    ];
    a_service_account_update: ServiceAccountUpdate, { "name": "a" },
    [{ "description": "b", "roles": ["a"] }],
    [{ "name": "-" }, { "name": "" }, { "roles": ["a", "a"] }];
    roles_of_a_team: TeamRolesSpec, { "teamId": ID, "roleNames": ["GROUP_OWNER"] },
    [{ "roleNames": ["a", "b"] }],
    [{ "teamId": "1" }, { "teamId": "-" }, { "roleNames": [] }];
    a_cluster: ClusterSpec, { "name": "Cluster0", "clusterType": "REPLICASET" },
    [
        { "tags": [{ "key": "team", "value": "finance" }], "backupEnabled": true },
        { "replicationSpecs": [{ "regionConfigs": [{
            "providerName": "AWS", "regionName": "US_EAST_1", "priority": 7,
            "electableSpecs": { "instanceSize": "M10", "nodeCount": 3 },
        }] }] },
        { "clusterType": "GEOSHARDED", "replicationSpecs": [
            { "zoneName": "Europe", "regionConfigs": [{
                "providerName": "AWS", "regionName": "EU_WEST_1", "priority": 7,
                "electableSpecs": { "instanceSize": "M50", "nodeCount": 3 },
                "autoScaling": { "compute": { "enabled": true, "minInstanceSize": "M50", "maxInstanceSize": "M80" } },
            }] },
            { "zoneName": "America", "regionConfigs": [{
                "providerName": "GCP", "regionName": "EASTERN_US", "priority": 7,
                "electableSpecs": { "instanceSize": "M30", "nodeCount": 3 },
                "readOnlySpecs": { "instanceSize": "M30", "nodeCount": 1 },
            }] },
        ] },
    ],
    [
        { "name": "-" },
        { "name": "a b" },
        { "tags": [{ "key": "", "value": "a" }] },
        { "replicationSpecs": [{ "regionConfigs": [{ "provider": "AWS" }] }] },
        { "replicationSpecs": [{ "regionConfigs": [{ "priority": "high" }] }] },
        { "replicationSpecs": [{ "regionConfigs": [{ "priority": null }] }] },
    ];
    a_cluster_update: ClusterUpdate, { "backupEnabled": true },
    [{ "backupEnabled": "-", "tags": [] }],
    [{ "backupEnabled": "-" }, { "tags": [{ "key": "a" }] }];
    a_flex_cluster: FlexClusterSpec,
    { "name": "Flex0", "providerSettings": { "backingProviderName": "AWS", "regionName": "US_EAST_1" } },
    [{ "terminationProtectionEnabled": true, "tags": [{ "key": "a", "value": "b" }] }],
    [{ "name": "a b" }, { "providerSettings": { "provider": "AWS" } }, { "tags": [{ "key": "a" }] }];
    a_flex_cluster_update: FlexClusterUpdate, { "terminationProtectionEnabled": true },
    [{ "terminationProtectionEnabled": "-", "tags": [] }],
    [{ "terminationProtectionEnabled": "-" }, { "tags": [{ "key": "a" }] }];
    an_alert_config: AlertConfigSpec,
    {
        "eventTypeName": "NO_PRIMARY",
        "notifications": [{ "typeName": "EMAIL", "emailAddress": "ada@example.com", "intervalMin": 5 }],
    },
    [
        { "enabled": true, "severityOverride": "CRITICAL" },
        { "matchers": [{ "fieldName": "CLUSTER_NAME", "operator": "EQUALS", "value": "orders" }] },
        { "notifications": [{ "typeName": "SLACK", "notifierId": ID }] },
        { "notifications": [{ "typeName": "GROUP", "emailEnabled": true, "roles": ["GROUP_OWNER"] }] },
    ],
    [
        { "eventTypeName": "" },
        { "notifications": [] },
        { "notifications": [{}] },
        { "notifications": [{ "typeName": "EMAIL" }] },
        { "notifications": [{ "typeName": "EMAIL", "emailAddress": "a", "intervalMin": 4 }] },
        { "notifications": [{ "typeName": "EMAIL", "emailAddress": "a", "intervallMin": 5 }] },
        { "notifications": [{ "typeName": "PAGER_DUTY", "serviceKey": "a", "intervalMin": 5 }] },
        { "notifications": [{ "typeName": "GROUP", "emailEnabled": false }] },
        { "notifications": [{ "typeName": "WEBHOOK" }] },
        { "matchers": [{ "fieldName": "CLUSTER_NAME", "operator": "EQUALS", "value": "" }] },
        { "matchers": [{ "fieldName": "CLUSTER_NAME" }] },
    ];
    a_notification: NotificationSpec, { "typeName": "TEAM", "teamId": ID, "smsEnabled": true },
    [{ "delayMin": 0 }],
    [{ "typeName": "-" }, { "teamId": "1" }, { "smsEnabled": "-" }, { "delayMin": -1 }];
}
