//! Files of stream processing.

use super::{ID, files};

const PEM: &str = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const ROLE: &str = "arn:aws:iam::123456789012:role/streams";

files! {
    a_workspace: StreamWorkspaceSpec,
    { "name": "sensors", "dataProcessRegion": { "cloudProvider": "AWS", "region": "DUBLIN_IRL" } },
    [
        { "streamConfig": { "tier": "SP10", "maxTierSize": "SP30" } },
        { "failoverRegions": [{ "cloudProvider": "AWS", "region": "OHIO_USA" }] },
        { "failoverRegions": [] },
    ],
    [
        { "name": "-" },
        { "name": ".." },
        { "dataProcessRegion": "-" },
        { "dataProcessRegion": { "region": "DUBLIN_IRL" } },
        { "streamConfig": { "tier": "" } },
        { "failoverRegions": [{ "cloudProvider": "AWS" }] },
        { "failoverRegions": [
            { "cloudProvider": "AWS", "region": "a" }, { "cloudProvider": "AWS", "region": "b" },
            { "cloudProvider": "AWS", "region": "c" },
        ] },
        { "sampleConnections": { "solar": true } },
    ];
    a_workspace_update: StreamWorkspaceUpdate, { "cloudProvider": "AWS", "region": "OHIO_USA" },
    [
        { "cloudProvider": "-", "region": "-", "failoverRegions": [] },
        { "processorStatus": { "status": "STOPPED" }, "streamConfig": { "maxTierSize": "SP50" } },
        { "processorStatus": { "status": "FAILED_OVER", "region": "OHIO_USA", "mode": "FORCED" } },
    ],
    [
        { "cloudProvider": "-" },
        { "cloudProvider": "-", "region": "-" },
        { "region": "" },
        { "processorStatus": { "status": "OTHER" } },
        { "processorStatus": { "status": "FAILED_OVER", "region": "OHIO_USA" } },
        { "processorStatus": { "status": "STARTED", "mode": "FORCED" } },
    ];
    a_processor: StreamProcessorSpec,
    { "name": "means", "pipeline": [{ "$source": { "connectionName": "a" } }, { "$emit": { "connectionName": "b" } }] },
    [
        { "options": { "dlq": { "connectionName": "a", "db": "b", "coll": "c" } } },
        { "tier": "SP10", "failoverEnabled": true },
    ],
    [
        { "name": "" },
        { "pipeline": "-" },
        { "pipeline": [] },
        { "pipeline": [{ "source": {} }] },
        { "pipeline": [{ "$source": {}, "$emit": {} }] },
        { "pipeline": ["$source"] },
        { "options": { "dlq": { "connectionName": "a", "db": "b" } } },
        { "tier": "" },
    ];
    a_processor_update: StreamProcessorUpdate, { "name": "averages" },
    [
        { "name": "-", "tier": "SP30" },
        { "pipeline": [{ "$source": {} }], "options": { "resumeFromCheckpoint": false } },
    ],
    [{ "name": "-" }, { "name": "." }, { "pipeline": [] }, { "options": { "dlq": { "db": "b" } } }];
    a_private_link_of_streams: StreamPrivateLinkSpec,
    { "arn": "arn:aws:kafka:us-east-1:123456789012:cluster/orders/01234567-89ab", "authenticationScheme": "IAM" },
    [
        { "provider": "AWS", "vendor": "MSK" },
        { "arn": "-", "provider": "AWS", "vendor": "S3", "region": "us-east-1", "serviceEndpointId": "com.example.s3" },
        { "arn": "-", "provider": "AWS", "vendor": "CONFLUENT", "dnsDomain": "a.example.com", "dnsSubDomain": ["b"] },
        { "arn": "-", "provider": "GCP", "vendor": "CONFLUENT", "gcpServiceAttachmentUris": ["a", "b", "c"] },
    ],
    [
        { "arn": "-" },
        { "arn": "arn:aws:s3:::a" },
        { "provider": "GCP" },
        { "vendor": "CONFLUENT" },
        { "arn": "-", "provider": "AWS" },
        { "region": "" },
        { "gcpConnectionIds": ["a", "b", "c", "d"] },
        { "gcpConnectionIds": ["a", "a"] },
        { "gcpServiceAttachmentUris": ["a", "b", "a"] },
    ];
    a_connection_to_a_cluster: StreamConnectionSpec, { "type": "Cluster", "name": "archive", "clusterName": "orders" },
    [
        { "clusterGroupId": ID, "region": "DUBLIN_IRL" },
        { "dbRoleToExecute": { "role": "readWriteAnyDatabase", "type": "BUILT_IN" } },
        { "dbRoleToExecute": { "role": "writer", "type": "CUSTOM" } },
        { "type": "Sample", "clusterName": "-" },
        { "type": "Https", "clusterName": "-", "url": "https://example.com/hook", "headers": { "a": "b" } },
        { "type": "S3", "clusterName": "-", "aws": { "roleArn": ROLE, "testBucket": "a" } },
        { "type": "AWSLambda", "clusterName": "-", "aws": { "roleArn": ROLE } },
        {
            "type": "AWSLambda", "clusterName": "-", "aws": { "roleArn": ROLE },
            "publicPrivateNetworking": { "access": { "type": "PUBLIC" } },
        },
        {
            "type": "AWSKinesisDataStreams", "clusterName": "-", "aws": { "roleArn": ROLE },
            "networking": { "access": { "type": "PRIVATE_LINK", "connectionId": ID } },
        },
        {
            "type": "AzureBlobStorage", "clusterName": "-",
            "azure": { "servicePrincipalId": "01234567-89ab-cdef-0123-456789abcdef", "storageAccountName": "a" },
        },
        {
            "type": "GCPPubSub", "clusterName": "-", "gcp": { "serviceAccountId": "a" },
            "publicPrivateNetworking": { "access": { "type": "PRIVATE_LINK", "connectionId": ID } },
        },
        { "type": "SchemaRegistry", "clusterName": "-", "schemaRegistryUrls": ["https://registry.example.com"] },
        {
            "type": "SchemaRegistry", "clusterName": "-", "provider": "CONFLUENT",
            "schemaRegistryUrls": ["https://registry.example.com"],
            "schemaRegistryAuthentication": { "type": "USER_INFO", "username": "a", "password": "b" },
        },
    ],
    [
        { "type": "-" },
        { "type": "Other" },
        { "name": ".." },
        { "clusterName": "" },
        { "clusterGroupId": "1" },
        { "dbRoleToExecute": { "role": "writer" } },
        { "region": "" },
        { "url": "https://example.com/hook" },
        { "type": "Sample" },
        { "type": "Https", "clusterName": "-", "url": "http://example.com/hook" },
        { "type": "S3", "clusterName": "-", "aws": { "roleArn": "streams" } },
        { "type": "AWSLambda", "clusterName": "-", "aws": { "roleArn": ROLE, "testBucket": "a" } },
        {
            "type": "AWSLambda", "clusterName": "-", "aws": { "roleArn": ROLE },
            "networking": { "access": { "type": "PRIVATE_LINK", "connectionId": ID } },
        },
        { "type": "AzureBlobStorage", "clusterName": "-", "azure": { "storageAccountName": "a" } },
        { "type": "GCPPubSub", "clusterName": "-" },
        {
            "type": "GCPPubSub", "clusterName": "-", "gcp": { "serviceAccountId": "a" },
            "publicPrivateNetworking": { "access": { "type": "VPC" } },
        },
        { "type": "SchemaRegistry", "clusterName": "-", "schemaRegistryUrls": [] },
        {
            "type": "SchemaRegistry", "clusterName": "-",
            "schemaRegistryUrls": ["https://registry.example.com", "https://registry.example.com"],
        },
        {
            "type": "SchemaRegistry", "clusterName": "-", "schemaRegistryUrls": ["https://registry.example.com"],
            "schemaRegistryAuthentication": { "type": "USER_INFO", "username": "a" },
        },
    ];
    a_connection_to_kafka: StreamConnectionSpec,
    {
        "type": "Kafka", "name": "broker", "bootstrapServers": "a.example.com:9092,b.example.com:9092",
        "authentication": { "mechanism": "SCRAM-512", "username": "atlas", "password": "a long password" },
    },
    [
        { "config": { "auto.offset.reset": "earliest" } },
        { "security": { "protocol": "SASL_SSL", "brokerPublicCertificate": PEM } },
        { "networking": { "access": { "type": "PUBLIC" } } },
        { "networking": { "access": { "type": "VPC" } } },
        { "networking": { "access": { "type": "TRANSIT_GATEWAY", "tgwRouteId": ID } } },
        { "authentication": { "mechanism": "SSL", "sslCertificate": PEM, "sslKey": "a", "sslKeyPassword": "b" } },
        { "authentication": {
            "mechanism": "OAUTHBEARER", "method": "OIDC", "tokenEndpointUrl": "https://login.example.com/token",
            "clientId": "atlas", "clientSecret": "secret", "scope": "kafka",
        } },
        { "authentication": { "mechanism": "AWS_MSK_IAM", "aws": { "roleArn": ROLE } } },
    ],
    [
        { "bootstrapServers": "a.example.com" },
        { "bootstrapServers": "-" },
        { "authentication": "-" },
        { "authentication": { "mechanism": "OTHER", "username": "atlas", "password": "a" } },
        { "authentication": { "mechanism": "PLAIN", "username": "atlas" } },
        { "authentication": { "mechanism": "PLAIN", "username": "atlas", "password": "a", "scope": "kafka" } },
        { "authentication": { "mechanism": "SSL", "sslCertificate": "-----BEGIN PRIVATE KEY-----", "sslKey": "a" } },
        { "authentication": { "mechanism": "OAUTHBEARER", "clientId": "atlas", "clientSecret": "secret" } },
        { "authentication": { "mechanism": "AWS_MSK_IAM", "aws": { "roleArn": "streams" } } },
        { "security": { "brokerPublicCertificate": "a" } },
        { "networking": { "access": { "type": "PUBLIC", "connectionId": ID } } },
        { "networking": { "access": { "type": "PRIVATE_LINK" } } },
        { "clusterName": "orders" },
    ];
}
