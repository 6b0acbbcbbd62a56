//! Files of federated database instances, their query limits and private endpoints.

use atlas_gen::types::{DataFederationTenantQueryLimitInput, DataLakeTenantInput, PrivateNetworkEndpointIdEntry};
#[cfg(feature = "schemars")]
use serde_json::{Value, json};

use super::body::{apply, number, required, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, not_empty, one_of};
use crate::{
    Error,
    specs::{DataFederationEndpointSpec, FederatedDatabaseSpec, FederatedDatabaseUpdate, QueryLimitSpec},
};

/// Returns the rules of roles, stores and collections.
#[cfg(feature = "schemars")]
#[inline]
fn instance() -> Value {
    let role = json!({ "required": ["roleId"], "properties": { "roleId": id() } });
    let named = |part: &str, rule: Value| json!({ "items": { "required": ["name"], "properties": { "name": not_empty(), part: rule } } });
    let sources = json!({ "items": { "required": ["storeName"], "properties": { "storeName": not_empty() } } });
    json!({
        "cloudProviderConfig": { "properties": { "aws": role, "azure": role, "gcp": role } },
        "storage": { "properties": {
            "stores": { "items": {
                "required": ["name"],
                "properties": { "name": not_empty() },
                "if": { "required": ["provider"], "properties": { "provider": { "enum": ["atlas", "http"] } } },
                "then": { "properties": {
                    "region": false, "prefix": false, "public": false,
                    "urls": { "minItems": 1, "items": not_empty() },
                } },
            } },
            "databases": named("collections", named("dataSources", sources)),
        } },
    })
}

// The body is sent unchanged.
spec_from_body! {
    FederatedDatabaseSpec, DataLakeTenantInput,
    |body| Ok(FederatedDatabaseSpec::from(body)),
    |spec| spec.into_body().map(|(body, _)| body),
    {
        "required": ["name"],
        "properties": instance(),
        "allOf": [{ "properties": { "name": not_empty() } }],
    },
}

spec_from_body! {
    FederatedDatabaseUpdate, DataLakeTenantInput,
    |body| Ok(FederatedDatabaseUpdate::from(body)),
    |spec| spec.into_body().map(|(body, _)| body),
    { "minProperties": 1, "properties": instance() },
}

spec_from_body! {
    QueryLimitSpec, DataFederationTenantQueryLimitInput,
    |body| {
        let missing = || Error::invalid_argument("query limit", "not set; set the value in bytes");
        let spec = QueryLimitSpec::bytes(number("query limit", body.value.ok_or_else(missing)?)?);
        Ok(apply!(spec; body.overrun_policy => overrun_policy))
    },
    |spec| spec.into_body(),
    { "required": ["value"], "properties": { "value": { "minimum": 0 } } },
}

spec_from_body! {
    DataFederationEndpointSpec, PrivateNetworkEndpointIdEntry,
    |body| {
        let id = text(body.endpoint_id);
        let spec = match &*text(body.provider) {
            "AWS" => DataFederationEndpointSpec::aws(id),
            "AZURE" => {
                let address = required("customerEndpointIPAddress", body.customer_endpoint_ip_address)?;
                DataFederationEndpointSpec::azure(id, address)
            }
            other => {
                let rule = format!("{other:?} is not supported; use AWS or AZURE");
                return Err(Error::invalid_argument("cloud provider", rule));
            }
        };
        Ok(apply!(spec;
            body.region => region,
            body.customer_endpoint_dns_name => dns_name,
            body.comment => comment))
    },
    |spec| spec.into_body(),
    {
        "required": ["endpointId"],
        "properties": {
            "azureLinkId": false,
            "customerEndpointIPAddress": not_empty(),
            "endpointId": not_empty(),
            "errorMessage": false,
            "status": false,
            "type": false,
        },
        "oneOf": one_of("provider", &[("AWS", &[], &[]), ("AZURE", &["customerEndpointIPAddress"], &[])]),
    },
}
