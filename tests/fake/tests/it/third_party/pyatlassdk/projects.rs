//! Expected outcomes for projects.

use serde_json::{Value, json};

use super::expectation::{Expectation, refused, refused_with_any_code, returns, succeeds_without_body};

const LIST: &str = "listGroups";
const CREATE: &str = "createGroup";
const GET: &str = "getGroup";
const BY_NAME: &str = "getGroupByName";
const UPDATE: &str = "updateGroup";
const DELETE: &str = "deleteGroup";
const GET_LIMIT: &str = "getGroupLimit";
const LIST_INVITATIONS: &str = "listGroupInvites";
const GET_INVITATION: &str = "getGroupInvite";
const UPDATE_INVITATION: &str = "updateGroupInviteById";
const DELETE_INVITATION: &str = "deleteGroupInvite";
const ADD: &str = "addGroupAccessUser";
const MIGRATE: &str = "migrateGroup";
const NO_PROJECT: &str = "GROUP_NOT_FOUND";

fn limits(value: u64) -> Value {
    json!({ "defaultLimit": 100, "name": "atlas.project.security.databaseAccess.users", "value": value })
}

pub(super) fn table() -> Vec<Expectation> {
    let fake = json!({ "clusterCount": 0, "name": "fake", "orgId": "5f1a2b3c4d5e6f7a8b9c0d1f" });
    let sales = json!({ "clusterCount": 0, "name": "sales", "orgId": "5f1a2b3c4d5e6f7a8b9c0d1f" });
    let tags = json!([{ "key": "environment", "value": "test" }]);
    let updated = json!({ "clusterCount": 0, "name": "sales eu", "tags": tags });
    let plain = json!({ "name": "plain" });
    let invitation = |roles: Value| json!({ "groupName": "sales eu", "roles": roles, "username": "ada@example.com" });
    let invited = invitation(json!(["GROUP_READ_ONLY"]));
    let odd = json!({ "name": "odd" });
    let all = json!([fake, updated, plain, odd]);
    let limit_names = [
        "atlas.project.deployment.clusters",
        "atlas.project.deployment.nodesPerPrivateLinkRegion",
        "atlas.project.security.databaseAccess.customRoles",
        "atlas.project.security.databaseAccess.users",
        "atlas.project.security.networkAccess.crossRegionEntries",
        "atlas.project.security.networkAccess.entries",
    ];
    let listed: Value = limit_names.iter().map(|name| json!({ "name": name })).collect();
    let version = |version: &str| json!({ "cloudProvider": "AWS", "instanceSize": "M10", "version": version });
    vec![
        returns("list", LIST, 200, json!({ "results": [fake], "totalCount": 1 })),
        returns("create", CREATE, 201, sales.clone()),
        returns("create without read-only properties", CREATE, 201, plain),
        refused("create again", CREATE, 409, "GROUP_ALREADY_EXISTS"),
        refused_with_any_code("create in an unknown organization", CREATE, 404),
        refused("create without a name", CREATE, 400, "MISSING_ATTRIBUTE"),
        returns("create with an id", CREATE, 201, odd),
        returns("get", GET, 200, sales.clone()),
        refused("get none", GET, 404, NO_PROJECT),
        returns("get by name", BY_NAME, 200, sales),
        refused("get none by name", BY_NAME, 404, "GROUP_NAME_NOT_FOUND"),
        returns("update", UPDATE, 200, updated.clone()),
        refused("update none", UPDATE, 404, NO_PROJECT),
        returns("get by a name with a space", BY_NAME, 200, updated.clone()),
        returns("list page 2", LIST, 200, json!({ "results": [updated], "totalCount": 4 })),
        returns("list without count", LIST, 200, json!({ "results": all, "totalCount": null })),
        returns("settings", "getGroupSettings", 200, json!({ "isDataExplorerEnabled": true })),
        returns(
            "update settings",
            "updateGroupSettings",
            200,
            json!({ "isDataExplorerEnabled": false, "isSchemaAdvisorEnabled": true }),
        ),
        returns("list limits", "listGroupLimits", 200, listed),
        returns("get limit", GET_LIMIT, 200, limits(100)),
        refused_with_any_code("get no limit", GET_LIMIT, 404),
        returns("set limit", "setGroupLimit", 200, limits(120)),
        succeeds_without_body("delete limit", "deleteGroupLimit", 204),
        returns("get limit again", GET_LIMIT, 200, limits(100)),
        returns("invite", "createGroupInvite", 200, invited.clone()),
        returns("list invitations", LIST_INVITATIONS, 200, json!([invited])),
        returns("list invitations of another", LIST_INVITATIONS, 200, json!([])),
        returns("get invitation", GET_INVITATION, 200, invited),
        refused_with_any_code("get no invitation", GET_INVITATION, 404),
        returns(
            "update invitation by name",
            "updateGroupInvites",
            200,
            invitation(json!(["GROUP_READ_ONLY", "GROUP_CLUSTER_MANAGER"])),
        ),
        returns("update invitation", UPDATE_INVITATION, 200, invitation(json!(["GROUP_OWNER"]))),
        refused_with_any_code("update no invitation", UPDATE_INVITATION, 404),
        succeeds_without_body("delete invitation", DELETE_INVITATION, 204),
        refused_with_any_code("delete invitation again", DELETE_INVITATION, 404),
        returns("add a user", ADD, 200, json!({ "username": "ada@example.com" })),
        refused("add a user to an unknown project", ADD, 404, NO_PROJECT),
        refused("roles of an unknown user", "updateGroupUserRoles", 404, "USER_NOT_FOUND"),
        returns("addresses", "getGroupIpAddresses", 200, json!({ "services": { "clusters": [] } })),
        returns(
            "versions",
            "getGroupMongoDbVersions",
            200,
            json!({ "results": [version("7.0"), version("8.0")], "totalCount": 2 }),
        ),
        returns("create an organization", "createOrg", 201, json!({ "organization": { "name": "two" } })),
        returns("migrate", MIGRATE, 200, json!({ "name": "sales eu" })),
        refused_with_any_code("migrate to nowhere", MIGRATE, 404),
        returns("get migrated", GET, 200, json!({ "name": "sales eu", "tags": tags })),
        returns("delete", DELETE, 202, json!({})),
        refused("delete again", DELETE, 404, NO_PROJECT),
    ]
}
