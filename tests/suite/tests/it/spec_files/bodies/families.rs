//! Files of access lists, alerts, custom roles, integrations, maintenance windows, policies and search indexes.

use super::{ID, files};

files! {
    an_access_list_entry: AccessListEntrySpec, { "ipAddress": "192.0.2.1" },
    [
        { "comment": "é".repeat(80), "deleteAfterDate": "2025-06-15T15:06:40.9Z" },
        { "ipAddress": "-", "cidrBlock": "2001:db8::/32" },
        { "ipAddress": "-", "awsSecurityGroup": "sg-0123456789abcdef0" },
    ],
    [
        { "ipAddress": "-" },
        { "ipAddress": "192.0.2.0/24" },
        { "ipAddress": "0.0.0.0" },
        { "cidrBlock": "192.0.2.0/24" },
        { "comment": "x".repeat(81) },
        { "deleteAfterDate": "2025-06-15" },
        { "ipAddress": "-", "awsSecurityGroup": "sg-0123abcd", "deleteAfterDate": "2025-06-15T15:06:40Z" },
    ];
    an_acknowledgement: AcknowledgementSpec, { "acknowledgedUntil": "2125-06-15T15:06:40Z" },
    [{ "acknowledgementComment": "x".repeat(200) }],
    [
        { "acknowledgedUntil": "-" },
        { "acknowledgedUntil": "2125-06-15 15:06:40Z" },
        { "acknowledgementComment": "x".repeat(201) },
        { "unacknowledgeAlert": true },
    ];
    a_custom_role: CustomRoleSpec,
    { "actions": [{ "action": "FIND", "resources": [{ "db": "sales", "collection": "orders" }] }] },
    [
        { "inheritedRoles": [{ "role": "read", "db": "sales" }] },
        { "actions": [{ "action": "LIST_DATABASES", "resources": [{ "cluster": true }] }] },
    ],
    [
        { "actions": [] },
        { "actions": [{ "action": "FIND", "resources": [] }] },
        { "actions": [{ "action": "FIND", "resources": [{ "db": "" }] }] },
        { "actions": [{ "action": "FIND", "resources": [{ "cluster": true, "db": "a" }] }] },
        { "inheritedRoles": [{ "role": "", "db": "sales" }] },
    ];
    an_integration: IntegrationSpec, { "type": "DATADOG", "apiKey": "0123456789abcdef0123456789abcdef" },
    [
        { "region": "EU", "sendDatabaseMetrics": true },
        { "type": "WEBHOOK", "apiKey": "-", "url": "https://example.com/hook" },
        { "type": "SLACK", "apiKey": "-", "apiToken": "token", "channelName": "alerts", "teamName": "database" },
        {
            "type": "PROMETHEUS", "apiKey": "-", "username": "prometheus", "serviceDiscovery": "http",
            "enabled": true, "password": "password", "sendUserProvidedResourceTagsEnabled": true,
        },
    ],
    [
        { "type": "-" },
        { "type": "HIP_CHAT" },
        { "apiKey": "" },
        { "apiKey": 12_345_678 },
        { "id": ID },
        { "routingKey": "database" },
        { "sendUserProvidedResourceTagsEnabled": true },
        { "type": "SLACK", "apiKey": "-" },
        { "type": "SLACK", "apiKey": "-", "apiToken": "token", "channelName": "alerts", "region": "EU" },
        { "type": "WEBHOOK", "url": "https://example.com/hook" },
        { "type": "PROMETHEUS", "apiKey": "-", "username": "prometheus", "serviceDiscovery": "http" },
        { "type": "PROMETHEUS", "apiKey": "-", "username": "prometheus", "enabled": true },
    ];
    a_maintenance_window: MaintenanceWindowUpdate, { "dayOfWeek": 1, "hourOfDay": 4 },
    [
        { "dayOfWeek": 7, "autoDeferOnceEnabled": true, "startASAP": true },
        { "protectedHours": { "startHourOfDay": 20, "endHourOfDay": 6 } },
    ],
    [
        { "dayOfWeek": 0 },
        { "dayOfWeek": 8 },
        { "hourOfDay": "-" },
        { "hourOfDay": 24 },
        { "startASAP": false },
        { "protectedHours": { "startHourOfDay": 20 } },
    ];
    a_resource_policy: ResourcePolicySpec, { "name": "no changes", "policies": [{ "body": "forbid (a, b, c);" }] },
    [{ "description": "during the audit" }],
    [{ "name": "" }, { "policies": "-" }, { "policies": [] }, { "policies": [{ "body": "" }] }];
    a_resource_policy_update: ResourcePolicyUpdate, { "description": "after the audit" },
    [{ "policies": [{ "body": "forbid (a, b, c);" }] }],
    [{ "description": "-" }, { "name": "" }, { "policies": [] }];
    a_search_index: SearchIndexSpec,
    {
        "database": "shop", "collectionName": "books", "name": "default",
        "definition": { "mappings": { "dynamic": true } },
    },
    [
        { "type": "search", "definition": {
            "mappings": { "fields": { "title": { "type": "string" } } }, "analyzer": "lucene.english", "numPartitions": 2,
        } },
        { "type": "vectorSearch", "definition": { "fields": [
            { "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine", "quantization": "scalar" },
            { "type": "filter", "path": "b" },
        ] } },
        { "type": "vectorSearch", "definition": {
            "fields": [{ "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine" }],
            "nestedRoot": "a", "numPartitions": 4, "storedSource": { "include": ["b"] },
        } },
        { "definition": {
            "mappings": { "dynamic": true },
            "analyzers": [
                { "name": "a", "tokenizer": { "type": "keyword" }, "tokenFilters": [{ "type": "lowercase" }] },
            ],
            "synonyms": [{ "name": "b", "analyzer": "lucene.standard", "source": { "collection": "synonyms" } }],
        } },
    ],
    [
        { "database": "" },
        { "name": "-" },
        { "type": "vectorSearch" },
        { "definition": { "mappings": { "dynamic": false } } },
        { "definition": { "mappings": { "dynamic": true }, "numPartitions": 3 } },
        { "definition": { "mappings": { "fields": { "title": { "analyzer": "a" } } } } },
        { "definition": { "mappings": { "dynamic": true }, "analyzers": [{ "name": "a" }] } },
        { "definition": { "mappings": { "dynamic": true }, "analyzers": [{ "name": "a", "tokenizer": {} }] } },
        { "definition": {
            "mappings": { "dynamic": true },
            "analyzers": [{ "name": "a", "tokenizer": { "type": "keyword" }, "charFilters": [{}] }],
        } },
        { "definition": { "mappings": { "dynamic": true }, "synonyms": [{ "name": "b", "analyzer": "a" }] } },
        { "type": "vectorSearch", "definition": {
            "fields": [{ "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine" }],
            "numPartitions": 3,
        } },
        { "type": "vectorSearch", "definition": {
            "fields": [{ "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine" }],
            "analyzer": "lucene.standard",
        } },
        { "type": "vectorSearch", "definition": {
            "fields": [{ "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine" }],
            "sort": { "a": 1 },
        } },
        { "type": "vectorSearch", "definition": { "fields": [{ "type": "filter", "path": "b" }] } },
        { "definition": { "fields": [
            { "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine" },
        ] } },
        { "type": "vectorSearch", "definition": { "fields": [
            { "type": "vector", "path": "a", "numDimensions": 3, "similarity": "cosine", "other": 1 },
        ] } },
    ];
    search_nodes: SearchNodesSpec, { "specs": [{ "instanceSize": "S20_HIGHCPU_NVME", "nodeCount": 2 }] },
    [
        { "defaultNodeCount": 32, "specs": [
            { "instanceSize": "S20_HIGHCPU_NVME", "cloudProvider": "AWS", "regionName": "US_EAST_1" },
            { "instanceSize": "S30_HIGHCPU_NVME", "cloudProvider": "AWS", "regionName": "EU_WEST_1", "nodeCount": 3 },
        ] },
    ],
    [
        { "specs": [] },
        { "specs": "-" },
        { "defaultNodeCount": 1 },
        { "specs": [{ "nodeCount": 2 }] },
        { "specs": [{ "instanceSize": "S20_HIGHCPU_NVME", "nodeCount": 33 }] },
        { "specs": [{ "instanceSize": "S20_HIGHCPU_NVME", "cloudProvider": "AWS" }] },
        { "specs": [{ "instanceSize": "S20_HIGHCPU_NVME", "regionName": "US_EAST_1" }] },
    ];
    an_index_definition: IndexDefinition, { "mappings": { "dynamic": true } },
    [
        { "storedSource": true },
        { "searchAnalyzer": "lucene.standard" },
        { "sort": {}, "typeSets": [] },
        { "typeSets": [{ "name": "a", "types": [{ "type": "number" }] }] },
        {
            "mappings": { "dynamic": { "typeSet": "a" } },
            "typeSets": [{ "name": "a", "types": [{ "type": "number" }] }],
        },
        { "mappings": { "fields": { "a": { "type": "date" } } }, "sort": { "a": -1 } },
        { "mappings": { "fields": { "a": { "type": "date" } } }, "sort": { "a": { "order": 1, "noData": "lowest" } } },
    ],
    [
        { "mappings": { "dynamic": { "typeSet": "" } } },
        { "mappings": { "dynamic": { "typeSet": "a", "other": 1 } } },
        { "typeSets": [{ "name": "a", "types": [] }] },
        { "typeSets": [{ "name": "a", "types": [{}] }] },
        { "mappings": { "fields": { "a": { "type": "date" } } }, "sort": { "a": 2 } },
        { "mappings": { "fields": { "a": { "type": "date" } } }, "sort": { "a": { "noData": "lowest" } } },
        { "mappings": { "fields": { "a": { "type": "date" }, "b": { "type": "date" } } }, "sort": { "a": 1, "b": 1 } },
        { "nestedRoot": "a" },
    ];
}
