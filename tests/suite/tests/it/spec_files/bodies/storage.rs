//! Files of online archives, data federation, managed namespaces and rolling indexes.

use super::{ID, files};

files! {
    an_online_archive: OnlineArchiveSpec,
    {
        "dbName": "sales", "collName": "orders",
        "criteria": { "type": "DATE", "dateField": "created", "expireAfterDays": 90 },
    },
    [
        { "criteria": { "type": "DATE", "dateField": "at", "expireAfterDays": 0, "dateFormat": "EPOCH_SECONDS" } },
        { "criteria": { "type": "CUSTOM", "query": " {\"status\": \"closed\"}" }, "collectionType": "STANDARD" },
        { "collectionType": "TIMESERIES", "dataExpirationRule": { "expireAfterDays": 9215 } },
        { "partitionFields": [{ "fieldName": "region", "order": 0 }, { "fieldName": "created" }] },
        { "partitionFields": [], "dataProcessRegion": { "cloudProvider": "AWS", "region": "US_EAST_1" } },
        { "dataExpirationRule": {} },
        { "schedule": { "type": "DEFAULT" } },
        { "schedule": { "type": "DAILY", "startHour": 22, "startMinute": 0, "endHour": 4, "endMinute": 30 } },
        { "schedule": {
            "type": "WEEKLY", "dayOfWeek": 7, "startHour": 0, "startMinute": 0, "endHour": 23, "endMinute": 59,
        } },
    ],
    [
        { "dbName": "-" },
        { "dbName": "x".repeat(65) },
        { "collName": "" },
        { "criteria": "-" },
        { "criteria": { "dateField": "created", "expireAfterDays": 90 } },
        { "criteria": { "type": "DATE", "dateField": "created" } },
        { "criteria": { "type": "DATE", "dateField": "created", "expireAfterDays": -1 } },
        { "criteria": { "type": "DATE", "dateField": "created", "expireAfterDays": 90, "query": "{}" } },
        { "criteria": { "type": "CUSTOM", "query": "status" } },
        { "criteria": { "type": "CUSTOM", "query": "{}", "dateFormat": "ISODATE" } },
        { "collectionType": "OTHER" },
        { "dataExpirationRule": { "expireAfterDays": 6 } },
        { "partitionFields": [{ "order": 0 }] },
        { "dataProcessRegion": { "region": "US_EAST_1" } },
        { "paused": true },
        { "schedule": { "type": "DEFAULT", "startHour": 1 } },
        { "schedule": { "type": "DAILY", "startHour": 22, "startMinute": 0, "endHour": 4 } },
        { "schedule": { "type": "DAILY", "startHour": 24, "startMinute": 0, "endHour": 4, "endMinute": 30 } },
        { "schedule": { "type": "MONTHLY", "startHour": 22, "startMinute": 0, "endHour": 4, "endMinute": 30 } },
    ];
    an_online_archive_update: OnlineArchiveUpdate, { "dataExpirationRule": { "expireAfterDays": 365 } },
    [
        { "criteria": { "type": "DATE", "dateField": "created", "expireAfterDays": 30 } },
        { "dataExpirationRule": "-", "schedule": { "type": "DEFAULT" } },
        { "dataExpirationRule": {} },
    ],
    [{ "dataExpirationRule": "-" }, { "dbName": "sales" }, { "paused": false }, { "criteria": { "type": "CUSTOM" } }];
    a_federated_database: FederatedDatabaseSpec,
    {
        "name": "sales",
        "storage": {
            "stores": [{ "provider": "atlas", "name": "orders", "clusterName": "orders" }],
            "databases": [{ "name": "sales", "collections": [{ "name": "orders", "dataSources": [
                { "storeName": "orders", "database": "sales", "collection": "orders" },
            ] }] }],
        },
    },
    [
        { "cloudProviderConfig": { "aws": { "roleId": ID, "testS3Bucket": "my-bucket" } } },
        { "storage": "-", "dataProcessRegion": { "cloudProvider": "AWS", "region": "VIRGINIA_USA" } },
        { "storage": { "stores": [{ "provider": "s3", "name": "a", "bucket": "a", "includeTags": true }] } },
        { "storage": { "stores": [{ "provider": "http", "name": "a", "urls": ["https://example.com/a.json"] }] } },
    ],
    [
        { "name": "-" },
        { "name": "" },
        { "cloudProviderConfig": { "azure": { "roleId": "1" } } },
        { "cloudProviderConfig": { "aws": { "testS3Bucket": "my-bucket" } } },
        { "storage": { "stores": [{ "provider": "s3", "bucket": "a" }] } },
        { "storage": { "stores": [{ "provider": "atlas", "name": "a", "region": "US_EAST_1" }] } },
        { "storage": { "stores": [{ "provider": "http", "name": "a", "urls": ["https://a"], "prefix": "a/" }] } },
        { "storage": { "stores": [{ "provider": "http", "name": "a", "urls": [] }] } },
        { "storage": { "stores": [{ "provider": "http", "name": "a", "urls": [""] }] } },
        { "storage": { "stores": [{ "provider": "s3", "name": "a", "buckets": "a" }] } },
        { "storage": { "databases": [{ "collections": [] }] } },
        { "storage": { "databases": [{ "name": "a", "collections": [{ "name": "a", "dataSources": [{}] }] }] } },
    ];
    a_federated_database_update: FederatedDatabaseUpdate, { "storage": { "stores": [] } },
    [{ "storage": "-", "dataProcessRegion": { "cloudProvider": "AWS", "region": "DUBLIN_IRL" } }],
    [{ "storage": "-" }, { "storage": { "stores": [{ "name": "" }] } }];
    a_query_limit: QueryLimitSpec, { "value": 100_000_000_000_i64 },
    [{ "value": 0 }, { "overrunPolicy": "BLOCK_AND_KILL" }],
    [{ "value": "-", "overrunPolicy": "BLOCK" }, { "value": -1 }];
    an_endpoint_of_data_federation: DataFederationEndpointSpec,
    { "provider": "AWS", "endpointId": "vpce-0123456789abcdef0" },
    [
        { "region": "US_EAST_1", "comment": "office", "customerEndpointDNSName": "vpce.example.com" },
        { "provider": "AZURE", "endpointId": "/subscriptions/a", "customerEndpointIPAddress": "10.0.0.1" },
    ],
    [
        { "provider": "-" },
        { "provider": "GCP" },
        { "provider": "AZURE" },
        { "endpointId": "" },
        { "customerEndpointIPAddress": "10.0.0.1" },
        { "status": "OK" },
    ];
    a_managed_namespace: ManagedNamespaceSpec, { "db": "sales", "collection": "customers", "customShardKey": "email" },
    [
        { "isShardKeyUnique": true },
        { "isCustomShardKeyHashed": true, "numInitialChunks": 8192, "presplitHashedZones": true },
    ],
    [
        { "db": "-" },
        { "collection": "" },
        { "customShardKey": "-" },
        { "isCustomShardKeyHashed": true, "isShardKeyUnique": true },
        { "numInitialChunks": 8193 },
        { "numInitialChunks": -1 },
    ];
    a_rolling_index: RollingIndexSpec, { "db": "shop", "collection": "orders", "keys": [{ "customer": "1" }] },
    [
        { "keys": [{ "customer": "1" }, { "date": "-1" }], "options": { "name": "a", "sparse": true } },
        { "options": { "partialFilterExpression": { "open": true } }, "collation": { "locale": "en" } },
    ],
    [
        { "db": "" },
        { "collection": "-" },
        { "keys": "-" },
        { "keys": [] },
        { "keys": [{}] },
        { "keys": [{ "customer": "1", "date": "-1" }] },
        { "keys": [{ "customer": 1 }] },
        { "options": { "unique": true } },
    ];
}
