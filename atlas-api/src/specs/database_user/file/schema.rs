//! The rules for users that are about several properties, as JSON Schema.

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

/// The rules for what a role can be given on.
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

/// The ways to log in, one of which a user has, each with the database that it belongs to.
pub(super) fn ways_to_log_in() -> Value {
    let password = json!({ "properties": others(None), "required": ["password"] });
    json!([
        with_database(password, "admin"),
        way("x509Type", &["CUSTOMER", "MANAGED"], "$external"),
        way("ldapAuthType", &["USER", "GROUP"], "$external"),
        way("oidcAuthType", &["IDP_GROUP"], "admin"),
        way("oidcAuthType", &["USER"], "$external"),
        way("awsIAMType", &["USER", "ROLE"], "$external"),
    ])
}

fn way(property: &str, values: &[&str], database: &str) -> Value {
    let mut properties = others(Some(property));
    properties["password"] = false.into();
    properties[property] = json!({ "enum": values });
    with_database(json!({ "properties": properties, "required": [property] }), database)
}

/// All ways but a password and this one, none of which is gone.
fn others(property: Option<&str>) -> Value {
    let names = ["x509Type", "ldapAuthType", "oidcAuthType", "awsIAMType"].into_iter();
    let others = names.filter(|name| Some(*name) != property);
    others.map(|name| (name.to_owned(), json!({ "const": "NONE" }))).collect::<serde_json::Map<_, _>>().into()
}

fn with_database(mut way: Value, database: &str) -> Value {
    way["properties"]["databaseName"] = json!({ "const": database });
    way
}

fn names(which: impl Fn(&RoleSpecs) -> bool) -> Vec<String> {
    RoleSpecs::BUILT_IN.iter().filter(|role| which(role)).map(ToString::to_string).collect()
}
