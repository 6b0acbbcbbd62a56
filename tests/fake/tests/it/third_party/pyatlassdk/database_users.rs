//! What is right for database users.

use serde_json::{Value, json};

use super::right::{Right, done_without_body, gives, refused, refused_somehow, stumbles};

const LIST: &str = "listGroupDatabaseUsers";
const CREATE: &str = "createGroupDatabaseUser";
const GET: &str = "getGroupDatabaseUser";
const UPDATE: &str = "updateGroupDatabaseUser";
const DELETE: &str = "deleteGroupDatabaseUser";
const CERTIFIED: &str = "CN=ada lovelace,OU=sales/eu";

fn named(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "username": name })).collect()
}

pub(super) fn table() -> Vec<Right> {
    let app = |role: &str| {
        json!({
            "awsIAMType": "NONE",
            "databaseName": "admin",
            "password": null,
            "roles": [{ "databaseName": "sales", "roleName": role }],
            "scopes": [],
            "username": "app",
        })
    };
    let certified = json!({ "databaseName": "$external", "username": CERTIFIED, "x509Type": "CUSTOMER" });
    let all = named(&["app", CERTIFIED, "temporary"]);
    vec![
        gives("list none", LIST, 200, json!({ "results": [], "totalCount": 0 })),
        gives("create", CREATE, 201, app("readWrite")),
        refused("create again", CREATE, 409, "USER_ALREADY_EXISTS"),
        refused_somehow("create without password", CREATE, 400),
        refused("create in no project", CREATE, 404, "GROUP_NOT_FOUND"),
        refused_somehow("create with a role of no database", CREATE, 400),
        gives("create with a certificate", CREATE, 201, certified.clone()),
        gives("get with a certificate", GET, 200, certified),
        gives("create for six days", CREATE, 201, json!({ "username": "temporary" })),
        refused_somehow("create for eight days", CREATE, 400),
        gives("get", GET, 200, app("readWrite")),
        refused("get none", GET, 404, "USER_NOT_FOUND"),
        gives("update", UPDATE, 200, app("read")),
        refused("update none", UPDATE, 404, "USER_NOT_FOUND"),
        gives("list", LIST, 200, json!({ "results": all, "totalCount": 3 })),
        gives("list page 2", LIST, 200, json!({ "results": named(&["temporary"]), "totalCount": 3 })),
        gives("list page 3", LIST, 200, json!({ "results": [], "totalCount": 3 })),
        gives("list without count", LIST, 200, json!({ "results": all, "totalCount": null })),
        refused_somehow("list too many", LIST, 400),
        gives("list in an envelope", LIST, 200, json!({ "results": all, "status": 200 })),
        gives("get pretty", GET, 200, app("read")),
        stumbles("get in an envelope", GET, 200, "ValidationError"),
        stumbles("create with a custom role", CREATE, 201, "ValidationError"),
        stumbles("list with a custom role", LIST, 200, "ValidationError"),
        done_without_body("delete", DELETE, 204),
        refused("delete again", DELETE, 404, "USER_NOT_FOUND"),
    ]
}
