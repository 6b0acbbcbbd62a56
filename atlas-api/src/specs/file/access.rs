//! Files of access list entries, acknowledgements and custom roles.

use atlas_gen::types::{AccessListEntryInput, AcknowledgeAlert, UpdateCustomDbRole};
use chrono::{DateTime, TimeDelta, Utc};
#[cfg(feature = "schemars")]
use serde_json::json;

use super::body::{apply, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{length, not_empty};
use crate::{
    Error,
    specs::{AccessListEntrySpec, AcknowledgementSpec, CustomRoleSpec, RoleResource},
};

/// Returns a time shortly before a date, so that the date is valid. It is compared with the clock when it is sent.
fn before(date: Option<DateTime<Utc>>) -> DateTime<Utc> {
    date.and_then(|date| date.checked_sub_signed(TimeDelta::seconds(2))).unwrap_or(DateTime::UNIX_EPOCH)
}

spec_from_body! {
    AccessListEntrySpec, AccessListEntryInput,
    |body| {
        let spec = match (body.ip_address, body.cidr_block, body.aws_security_group) {
            (Some(address), None, None) => AccessListEntrySpec::ip(address),
            (None, Some(block), None) => AccessListEntrySpec::cidr(block),
            (None, None, Some(group)) => AccessListEntrySpec::aws_security_group(group),
            _ => {
                let rule = "not one origin; set ipAddress, cidrBlock or awsSecurityGroup";
                return Err(Error::invalid_argument("access list entry", rule));
            }
        };
        Ok(apply!(spec; body.comment => comment, body.delete_after_date => delete_after_date))
    },
    |spec, file| spec.into_body(before(file.delete_after_date)),
    {
        "oneOf": [{ "required": ["ipAddress"] }, { "required": ["cidrBlock"] }, { "required": ["awsSecurityGroup"] }],
        "not": { "required": ["awsSecurityGroup", "deleteAfterDate"] },
        "properties": {
            "ipAddress": {
                "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }],
                "not": { "enum": ["0.0.0.0", "::"] },
            },
            "cidrBlock": { "pattern": "^[0-9a-fA-F.:]+/[0-9]{1,3}$" },
            "awsSecurityGroup": { "pattern": "^([0-9]{12}/)?sg-[0-9a-f]+$" },
            "comment": length(0, 80),
        },
    },
}

spec_from_body! {
    AcknowledgementSpec, AcknowledgeAlert,
    |body| {
        let until = body.acknowledged_until.ok_or_else(|| {
            Error::invalid_argument("acknowledged until", "not set; set the date at which the acknowledgement ends")
        })?;
        Ok(apply!(AcknowledgementSpec::until(until); body.acknowledgement_comment => comment))
    },
    |spec, file| spec.into_body(before(file.acknowledged_until)),
    {
        "required": ["acknowledgedUntil"],
        "properties": { "acknowledgementComment": length(0, 200), "unacknowledgeAlert": false },
    },
}

// The name of a role is an argument of the call, not a part of its spec.
spec_from_body! {
    CustomRoleSpec, UpdateCustomDbRole,
    |body| {
        let mut spec = CustomRoleSpec::new();
        for action in body.actions.into_iter().flatten() {
            for resource in action.resources.into_iter().flatten() {
                let resource = match (resource.cluster, resource.db, resource.collection) {
                    (Some(true), None, None) => RoleResource::cluster(),
                    (None, Some(database), None) => RoleResource::database(database),
                    (None, Some(database), Some(name)) => RoleResource::collection(database, name),
                    _ => {
                        let rule = "not one resource; set `cluster` to true, or `db`, or `db` and `collection`";
                        return Err(Error::invalid_argument("resource", rule));
                    }
                };
                spec = spec.allow(resource, [text(action.action.as_ref())]);
            }
        }
        let inherited = body.inherited_roles.into_iter().flatten();
        Ok(inherited.fold(spec, |spec, role| spec.inherit(text(role.role), text(role.db))))
    },
    |spec| spec.into_update(""),
    {
        "anyOf": [
            { "required": ["actions"], "properties": { "actions": { "minItems": 1 } } },
            { "required": ["inheritedRoles"], "properties": { "inheritedRoles": { "minItems": 1 } } },
        ],
        "properties": {
            "actions": { "items": {
                "required": ["resources"],
                "properties": { "action": not_empty(), "resources": { "minItems": 1, "uniqueItems": true, "items": {
                    "oneOf": [{ "required": ["cluster"], "maxProperties": 1 }, { "required": ["db"] }],
                    "properties": { "cluster": { "const": true }, "db": not_empty(), "collection": not_empty() },
                    "not": { "required": ["cluster", "db"] },
                } } },
            } },
            "inheritedRoles": {
                "uniqueItems": true,
                "items": json!({ "required": ["role", "db"], "properties": { "role": not_empty(), "db": not_empty() } }),
            },
        },
    },
}
