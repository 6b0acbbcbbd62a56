//! Files of federated authentication.

use super::{ID, files};

files! {
    a_role_mapping: RoleMappingSpec,
    { "externalGroupName": "developers", "roleAssignments": [{ "role": "ORG_MEMBER", "orgId": ID }] },
    [{ "roleAssignments": [{ "role": "GROUP_OWNER", "groupId": ID }] }],
    [
        { "externalGroupName": "" },
        { "roleAssignments": [] },
        { "roleAssignments": [{ "role": "GROUP_OWNER" }] },
        { "roleAssignments": [{ "role": "GROUP_OWNER", "groupId": ID, "orgId": ID }] },
    ];
    a_connected_organization: ConnectedOrganizationUpdate,
    {
        "domainRestrictionEnabled": true,
        "identityProviderId": "0123456789abcdef0123",
        "dataAccessIdentityProviderIds": [ID],
    },
    [
        { "identityProviderId": null },
        { "domainAllowList": ["example.com"], "instantUserProvisioningDisabled": true },
    ],
    [
        { "domainRestrictionEnabled": "-" },
        { "identityProviderId": "-" },
        { "identityProviderId": "1" },
        { "dataAccessIdentityProviderIds": "-" },
        { "dataAccessIdentityProviderIds": ["1"] },
        { "dataAccessIdentityProviderIds": null },
    ];
    an_identity_provider: IdentityProviderSpec,
    {
        "displayName": "Okta", "issuerUri": "https://idp.example.com", "audience": "atlas",
        "idpType": "WORKFORCE", "protocol": "OIDC", "clientId": "abc",
    },
    [
        { "requestedScopes": ["openid"], "associatedDomains": ["example.com"] },
        { "idpType": "WORKLOAD", "clientId": "-", "groupsClaim": "groups" },
    ],
    [
        { "displayName": "x".repeat(51) },
        { "issuerUri": "" },
        { "audience": "-" },
        { "idpType": "-" },
        { "clientId": "" },
        { "clientId": "-" },
        { "idpType": "WORKLOAD" },
        { "protocol": "SAML" },
    ];
    an_identity_provider_update: IdentityProviderUpdate,
    { "protocol": "OIDC", "idpType": "WORKFORCE", "displayName": "Okta" },
    [{ "protocol": "SAML", "idpType": "-", "ssoDebugEnabled": true, "status": "ACTIVE" }],
    [
        { "protocol": "-" },
        { "idpType": "-" },
        { "displayName": "-" },
        { "displayName": "" },
        { "ssoDebugEnabled": true },
        { "status": "OFF" },
        { "idpType": "WORKLOAD", "clientId": "abc" },
    ];
}
