//! Rules that span several properties of a user, as JSON Schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::specs::RoleSpecs;

impl JsonSchema for RoleSpecs {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "RoleSpecs".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "enum": names(|_| true) },
                { "type": "string", "minLength": 1, "description": "Name of a custom role." },
            ]
        })
    }
}

/// Returns the rules for the namespaces that a role can be granted on.
#[inline]
pub(super) fn role_rules() -> Value {
    let on_a_collection = names(RoleSpecs::fits_collection);
    let only_on_admin = names(|role| !role.fits_any_database());
    json!([
        {
            "if": { "required": ["collectionName"] },
            "then": { "properties": { "roleName": { "enum": on_a_collection } } },
        },
        {
            "if": { "properties": { "roleName": { "enum": only_on_admin } } },
            "then": { "properties": { "databaseName": { "const": "admin" } } },
        },
    ])
}

/// Returns the authentication methods, each with its database. A user has exactly one method.
#[inline]
pub(super) fn methods() -> Value {
    let password = json!({ "properties": others(None), "required": ["password"] });
    json!([
        with_database(password, "admin"),
        method("x509Type", &["CUSTOMER", "MANAGED"], "$external"),
        method("ldapAuthType", &["USER", "GROUP"], "$external"),
        method("oidcAuthType", &["IDP_GROUP"], "admin"),
        method("oidcAuthType", &["USER"], "$external"),
        method("awsIAMType", &["USER", "ROLE"], "$external"),
    ])
}

#[inline]
fn method(property: &str, values: &[&str], database: &str) -> Value {
    let mut properties = others(Some(property));
    properties["password"] = false.into();
    properties[property] = json!({ "enum": values });
    with_database(json!({ "properties": properties, "required": [property] }), database)
}

/// Returns the properties of all methods except passwords and this one, which may only be absent or `NONE`.
#[inline]
fn others(property: Option<&str>) -> Value {
    let names = ["x509Type", "ldapAuthType", "oidcAuthType", "awsIAMType"].into_iter();
    let others = names.filter(|name| Some(*name) != property);
    others.map(|name| (name.to_owned(), json!({ "const": "NONE" }))).collect::<serde_json::Map<_, _>>().into()
}

#[inline]
fn with_database(mut method: Value, database: &str) -> Value {
    method["properties"]["databaseName"] = json!({ "const": database });
    method
}

fn names(which: impl Fn(&RoleSpecs) -> bool) -> Vec<String> {
    RoleSpecs::BUILT_IN.iter().filter(|role| which(role)).map(ToString::to_string).collect()
}
