//! Files of exports of logs and metrics, MCP configurations and live migrations.

use super::{ID, files};

files! {
    a_log_integration: LogIntegrationSpec,
    { "type": "DATADOG_LOG_EXPORT", "apiKey": "0123456789abcdef", "region": "EU", "logTypes": ["MONGOD"] },
    [
        {
            "type": "S3_LOG_EXPORT", "apiKey": "-", "region": "-",
            "iamRoleId": ID, "bucketName": "logs", "prefixPath": "atlas/", "kmsKey": "alias/logs",
            "useLegacyPathStructure": true,
        },
        {
            "type": "GCS_LOG_EXPORT", "apiKey": "-", "region": "-",
            "roleId": ID, "bucketName": "logs", "prefixPath": "atlas/",
        },
        {
            "type": "AZURE_LOG_EXPORT", "apiKey": "-", "region": "-",
            "roleId": ID, "storageAccountName": "a", "storageContainerName": "logs", "prefixPath": "atlas/",
        },
        {
            "type": "SPLUNK_LOG_EXPORT", "apiKey": "-", "region": "-",
            "hecUrl": "https://splunk.example.com", "hecToken": "secret",
        },
        {
            "type": "OTEL_LOG_EXPORT", "apiKey": "-", "region": "-",
            "otelEndpoint": "https://otel.example.com", "otelSuppliedHeaders": [{ "name": "a", "value": "b" }],
        },
    ],
    [
        { "type": "-" },
        { "type": "OTHER" },
        { "logTypes": [] },
        { "logTypes": "-" },
        { "apiKey": "" },
        { "region": "-" },
        { "region": "" },
        { "kmsKey": "alias/logs" },
        { "useLegacyPathStructure": true },
        { "type": "S3_LOG_EXPORT" },
        { "type": "S3_LOG_EXPORT", "apiKey": "-", "region": "-", "iamRoleId": ID, "bucketName": "logs" },
        {
            "type": "OTEL_LOG_EXPORT", "apiKey": "-", "region": "-",
            "otelEndpoint": "https://otel.example.com", "otelSuppliedHeaders": [],
        },
        {
            "type": "OTEL_LOG_EXPORT", "apiKey": "-", "region": "-",
            "otelEndpoint": "https://otel.example.com", "otelSuppliedHeaders": [{ "value": "b" }],
        },
    ];
    a_metric_integration: MetricIntegrationSpec,
    {
        "providerType": "DYNATRACE", "endpoint": "https://metrics.example.com", "aggregationTemporality": "DELTA",
        "metricSelection": ["MONGODB_METRICS"],
    },
    [
        { "authType": "HEADER", "integrationType": "OTEL", "headers": [] },
        { "headers": [{ "name": "Authorization", "value": "secret" }] },
    ],
    [
        { "providerType": "-" },
        { "endpoint": "" },
        { "endpoint": "x".repeat(2049) },
        { "aggregationTemporality": "" },
        { "metricSelection": [] },
        { "headers": [{ "name": "", "value": "a" }] },
        { "headers": [{ "name": "a" }] },
        { "headers": [{ "name": "a", "value": "" }] },
        { "authType": "NONE" },
    ];
    an_mcp_configuration: McpConfigSpec, { "mcpConfigName": "agents", "roles": ["GROUP_READ_ONLY"] },
    [
        { "mcpConfigName": "é".repeat(64), "ipAccessList": [] },
        { "ipAccessList": [{ "ipAddress": "192.0.2.1" }, { "cidrBlock": "203.0.113.0/24" }] },
    ],
    [
        { "mcpConfigName": "-" },
        { "mcpConfigName": "a/b" },
        { "roles": [] },
        { "roles": ["GROUP_OWNER", "GROUP_OWNER"] },
        { "roles": (0..101).map(|role| format!("ROLE_{role}")).collect::<Vec<_>>() },
        { "ipAccessList": [{}] },
        { "ipAccessList": [{ "ipAddress": "0.0.0.0" }] },
        { "ipAccessList": [{ "ipAddress": "203.0.113.0/24" }] },
        { "ipAccessList": [{ "cidrBlock": "203.0.113.1" }] },
        { "ipAccessList": [{ "ipAddress": "192.0.2.1", "cidrBlock": "192.0.2.1/32" }] },
    ];
    an_mcp_configuration_update: McpConfigUpdate, { "roles": ["ORG_READ_ONLY"] },
    [{ "roles": "-", "mcpConfigName": "agents of finance" }, { "ipAccessList": [] }],
    [{ "roles": "-" }, { "roles": [] }, { "mcpConfigName": "" }];
    a_live_migration: LiveMigrationSpec,
    {
        "source": { "groupId": ID, "clusterName": "shop" },
        "destination": { "clusterName": "orders" },
        "migrationHosts": ["migration.example.com"],
    },
    [
        { "source": {
            "groupId": ID, "clusterName": "shop", "ssl": true, "caCertificatePath": "/etc/ca.pem",
            "managedAuthentication": false, "username": "migrator", "password": "a long password",
        } },
        { "source": { "groupId": ID, "clusterName": "shop", "ssl": false, "managedAuthentication": true } },
        { "destination": { "clusterName": "orders", "hostnameSchemaType": "PUBLIC" } },
        { "destination": { "clusterName": "orders", "hostnameSchemaType": "VPC_PEERING" } },
        { "destination": { "clusterName": "orders", "hostnameSchemaType": "PRIVATE_LINK", "privateLinkId": "a" } },
        { "sharding": { "createSupportingIndexes": true, "shardingEntries": [] } },
    ],
    [
        { "source": "-" },
        { "source": { "groupId": "1", "clusterName": "shop" } },
        { "source": { "groupId": ID, "clusterName": "" } },
        { "source": { "groupId": ID, "clusterName": "shop", "managedAuthentication": false } },
        { "source": { "groupId": ID, "clusterName": "shop", "username": "migrator" } },
        { "source": {
            "groupId": ID, "clusterName": "shop", "managedAuthentication": true, "username": "a", "password": "b",
        } },
        { "source": { "groupId": ID, "clusterName": "shop", "username": "", "password": "b" } },
        { "source": { "groupId": ID, "clusterName": "shop", "username": "a", "password": "" } },
        { "source": { "groupId": ID, "clusterName": "shop", "caCertificatePath": "" } },
        { "source": { "groupId": ID, "clusterName": "shop", "ssl": false, "caCertificatePath": "/etc/ca.pem" } },
        { "destination": { "clusterName": "orders", "hostnameSchemaType": "PRIVATE_LINK", "privateLinkId": "" } },
        { "destination": "-" },
        { "destination": { "clusterName": "a b" } },
        { "destination": { "clusterName": "orders", "groupId": ID } },
        { "destination": { "clusterName": "orders", "hostnameSchemaType": "PRIVATE_LINK" } },
        { "destination": { "clusterName": "orders", "hostnameSchemaType": "OTHER" } },
        { "destination": { "clusterName": "orders", "privateLinkId": "a" } },
        { "migrationHosts": [] },
        { "migrationHosts": ["a.example.com", "b.example.com"] },
        { "dropDestinationData": true },
    ];
}
