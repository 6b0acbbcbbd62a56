//! Expected outcomes for database users.

use serde_json::{Value, json};

use super::expectation::{
    Expectation, fails_to_decode, refused, refused_with_any_code, returns, succeeds_without_body,
};

const LIST: &str = "listGroupDatabaseUsers";
const CREATE: &str = "createGroupDatabaseUser";
const GET: &str = "getGroupDatabaseUser";
const UPDATE: &str = "updateGroupDatabaseUser";
const DELETE: &str = "deleteGroupDatabaseUser";
const CERTIFIED: &str = "CN=ada lovelace,OU=sales/eu";

fn named(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "username": name })).collect()
}

pub(super) fn table() -> Vec<Expectation> {
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
        returns("list none", LIST, 200, json!({ "results": [], "totalCount": 0 })),
        returns("create", CREATE, 201, app("readWrite")),
        refused("create again", CREATE, 409, "USER_ALREADY_EXISTS"),
        refused_with_any_code("create without password", CREATE, 400),
        refused("create in an unknown project", CREATE, 404, "GROUP_NOT_FOUND"),
        refused_with_any_code("create with a role without a database", CREATE, 400),
        returns("create with a certificate", CREATE, 201, certified.clone()),
        returns("get with a certificate", GET, 200, certified),
        returns("create for six days", CREATE, 201, json!({ "username": "temporary" })),
        refused_with_any_code("create for eight days", CREATE, 400),
        returns("get", GET, 200, app("readWrite")),
        refused("get none", GET, 404, "USER_NOT_FOUND"),
        returns("update", UPDATE, 200, app("read")),
        refused("update none", UPDATE, 404, "USER_NOT_FOUND"),
        returns("list", LIST, 200, json!({ "results": all, "totalCount": 3 })),
        returns("list page 2", LIST, 200, json!({ "results": named(&["temporary"]), "totalCount": 3 })),
        returns("list page 3", LIST, 200, json!({ "results": [], "totalCount": 3 })),
        returns("list without count", LIST, 200, json!({ "results": all, "totalCount": null })),
        refused_with_any_code("list too many items", LIST, 400),
        returns("list in an envelope", LIST, 200, json!({ "results": all, "status": 200 })),
        returns("get pretty", GET, 200, app("read")),
        fails_to_decode("get in an envelope", GET, 200, "ValidationError"),
        fails_to_decode("create with a custom role", CREATE, 201, "ValidationError"),
        fails_to_decode("list with a custom role", LIST, 200, "ValidationError"),
        succeeds_without_body("delete", DELETE, 204),
        refused("delete again", DELETE, 404, "USER_NOT_FOUND"),
    ]
}
