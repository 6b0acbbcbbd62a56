//! Files of networks, endpoints, keys and security settings.

use super::{ID, files};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const PEM: &str = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";

files! {
    a_container: NetworkContainerSpec,
    { "providerName": "AWS", "regionName": "US_EAST_1", "atlasCidrBlock": "10.8.0.0/21" },
    [
        { "providerName": "AZURE", "regionName": "-", "region": "US_EAST_2" },
        { "providerName": "GCP", "regionName": "-", "regions": ["EASTERN_US"] },
    ],
    [
        { "providerName": "-" },
        { "providerName": "OTHER" },
        { "regionName": "" },
        { "atlasCidrBlock": "10.8.0.0" },
        { "regions": ["EASTERN_US"] },
        { "region": "US_EAST_2" },
    ];
    a_peering: NetworkPeeringSpec,
    {
        "providerName": "AWS", "containerId": ID, "accepterRegionName": "us-east-1", "awsAccountId": "123456789012",
        "vpcId": "vpc-0123456789abcdef0", "routeTableCidrBlock": "10.0.0.0/16",
    },
    [{
        "providerName": "GCP", "accepterRegionName": "-", "awsAccountId": "-", "vpcId": "-", "routeTableCidrBlock": "-",
        "gcpProjectId": "a", "networkName": "b",
    }],
    [
        { "containerId": "1" },
        { "awsAccountId": "1" },
        { "vpcId": "a" },
        { "routeTableCidrBlock": "-" },
        { "networkName": "b" },
        { "providerName": "AZURE" },
    ];
    an_endpoint_service: PrivateEndpointServiceSpec, { "providerName": "AWS", "region": "us-east-1" },
    [
        { "supportedRemoteRegions": ["eu-west-1"] },
        { "providerName": "GCP", "portMappingEnabled": true },
        { "providerName": "AZURE" },
    ],
    [
        { "region": "" },
        { "providerName": "-" },
        { "portMappingEnabled": true },
        { "supportedRemoteRegions": [""] },
        { "providerName": "AZURE", "supportedRemoteRegions": ["eu-west-1"] },
    ];
    an_endpoint: PrivateEndpointSpec, { "id": "vpce-0123456789abcdef0" },
    [
        { "id": "/subscriptions/a/privateEndpoints/b", "privateEndpointIPAddress": "10.0.0.1" },
        {
            "id": "-", "gcpProjectId": "a", "endpointGroupName": "b",
            "endpoints": [{ "endpointName": "c", "ipAddress": "10.0.0.1" }],
        },
    ],
    [
        { "id": "a" },
        { "id": "-" },
        { "privateEndpointIPAddress": "10.0.0.1" },
        { "id": "/subscriptions/a", "privateEndpointIPAddress": "10.0.0" },
        { "gcpProjectId": "a" },
        { "id": "-", "gcpProjectId": "a", "endpointGroupName": "b", "endpoints": [] },
    ];
    a_cloud_provider_role: CloudProviderRoleSpec, { "providerName": "AWS" },
    [
        { "iamAssumedRoleArn": "arn:aws:iam::123456789012:role/atlas" },
        { "providerName": "AZURE", "atlasAzureAppId": UUID, "servicePrincipalId": UUID, "tenantId": UUID },
        { "providerName": "GCP" },
    ],
    [
        { "providerName": "-" },
        { "providerName": "OTHER" },
        { "iamAssumedRoleArn": "atlas" },
        { "tenantId": UUID },
        { "providerName": "AZURE", "atlasAzureAppId": UUID, "servicePrincipalId": UUID, "tenantId": "1" },
    ];
    auditing: AuditingUpdate, { "enabled": true },
    [{ "auditFilter": "{ \"atype\": \"authenticate\" }", "auditAuthorizationSuccess": false }],
    [{ "enabled": "-" }, { "auditFilter": "authenticate" }, { "auditFilter": "[1]" }];
    an_ldap_connection: LdapConnectionSpec,
    { "hostname": "ldap.example.com", "port": 636, "bindUsername": "cn=admin", "bindPassword": "secret" },
    [{ "caCertificate": PEM, "authzQueryTemplate": "{USER}?memberOf?base" }],
    [
        { "hostname": "ldaps://ldap.example.com" },
        { "port": 0 },
        { "port": 65536 },
        { "bindPassword": "-" },
        { "caCertificate": "PEM" },
    ];
    ldap: LdapUpdate, { "ldap": { "authenticationEnabled": true } },
    [
        { "ldap": { "hostname": "ldap.example.com", "port": 636, "bindUsername": "a", "bindPassword": "b" } },
        { "ldap": { "userToDNMapping": [{ "match": "(.+)", "substitution": "cn={0}" }] } },
        { "ldap": { "userToDNMapping": [{ "match": "(.+)", "ldapQuery": "a??sub" }] } },
    ],
    [
        { "ldap": "-" },
        { "ldap": {} },
        { "ldap": { "hostname": "ldap.example.com" } },
        { "ldap": { "bindUsername": "a" } },
        { "ldap": { "userToDNMapping": [{ "match": "(.+)" }] } },
        { "customerX509": { "cas": PEM } },
    ];
    an_aws_key: AwsKeySpec, { "customerMasterKeyID": "a", "region": "US_EAST_1", "roleId": ID },
    [
        { "enabled": true, "requirePrivateNetworking": true },
        { "roleId": "-", "accessKeyID": "AKIAIOSFODNN7EXAMPLE", "secretAccessKey": "secret" },
    ],
    [
        { "enabled": false },
        { "region": "-" },
        { "roleId": "-" },
        { "roleId": "1" },
        { "roleId": "-", "accessKeyID": "short", "secretAccessKey": "secret" },
        { "accessKeyID": "AKIAIOSFODNN7EXAMPLE", "secretAccessKey": "secret" },
    ];
    an_azure_key: AzureKeySpec,
    {
        "subscriptionID": UUID, "resourceGroupName": "a", "keyVaultName": "b",
        "keyIdentifier": "https://vault.vault.azure.net/keys/name/version", "roleId": ID,
    },
    [
        { "azureEnvironment": "AZURE" },
        { "roleId": "-", "tenantID": UUID, "clientID": UUID, "secret": "secret" },
    ],
    [
        { "subscriptionID": "1" },
        { "keyIdentifier": "a" },
        { "roleId": "-" },
        { "roleId": "-", "tenantID": UUID, "clientID": UUID },
    ];
    a_google_key: GoogleKeySpec, { "keyVersionResourceID": "projects/a", "roleId": ID },
    [{ "roleId": "-", "serviceAccountKey": "secret" }],
    [{ "keyVersionResourceID": "a" }, { "roleId": "-" }, { "serviceAccountKey": "secret" }];
    encryption_at_rest: EncryptionAtRestUpdate, { "enabledForSearchNodes": true },
    [
        { "awsKms": { "enabled": false }, "azureKeyVault": { "enabled": false } },
        { "googleCloudKms": { "enabled": true, "keyVersionResourceID": "projects/a", "roleId": ID } },
    ],
    [{ "enabledForSearchNodes": "-" }, { "awsKms": {} }, { "googleCloudKms": { "keyVersionResourceID": "a" } }];
}
