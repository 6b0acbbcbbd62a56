//! What is right for projects.

use serde_json::{Value, json};

use super::right::{Right, done_without_body, gives, refused, refused_somehow};

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

pub(super) fn table() -> Vec<Right> {
    let fake = json!({ "clusterCount": 0, "name": "fake", "orgId": "5f1a2b3c4d5e6f7a8b9c0d1f" });
    let sales = json!({ "clusterCount": 0, "name": "sales", "orgId": "5f1a2b3c4d5e6f7a8b9c0d1f" });
    let tags = json!([{ "key": "environment", "value": "test" }]);
    let updated = json!({ "clusterCount": 0, "name": "sales eu", "tags": tags });
    let plain = json!({ "name": "plain" });
    let invitation = |roles: Value| json!({ "groupName": "sales eu", "roles": roles, "username": "ada@example.com" });
    let invited = invitation(json!(["GROUP_READ_ONLY"]));
    let all = json!([fake, updated, plain]);
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
        gives("list", LIST, 200, json!({ "results": [fake], "totalCount": 1 })),
        gives("create", CREATE, 201, sales.clone()),
        gives("create as its types say not to", CREATE, 201, plain),
        refused("create again", CREATE, 409, "GROUP_ALREADY_EXISTS"),
        refused_somehow("create in no organization", CREATE, 404),
        refused("create without a name", CREATE, 400, "MISSING_ATTRIBUTE"),
        refused_somehow("create with an id", CREATE, 400),
        gives("get", GET, 200, sales.clone()),
        refused("get none", GET, 404, NO_PROJECT),
        gives("get by name", BY_NAME, 200, sales),
        refused("get none by name", BY_NAME, 404, "GROUP_NAME_NOT_FOUND"),
        gives("update", UPDATE, 200, updated.clone()),
        refused("update none", UPDATE, 404, NO_PROJECT),
        gives("get by a name with a space", BY_NAME, 200, updated.clone()),
        gives("list page 2", LIST, 200, json!({ "results": [updated], "totalCount": 3 })),
        gives("list without count", LIST, 200, json!({ "results": all, "totalCount": null })),
        gives("settings", "getGroupSettings", 200, json!({ "isDataExplorerEnabled": true })),
        gives(
            "update settings",
            "updateGroupSettings",
            200,
            json!({ "isDataExplorerEnabled": false, "isSchemaAdvisorEnabled": true }),
        ),
        gives("list limits", "listGroupLimits", 200, listed),
        gives("get limit", GET_LIMIT, 200, limits(100)),
        refused_somehow("get no limit", GET_LIMIT, 404),
        gives("set limit", "setGroupLimit", 200, limits(120)),
        done_without_body("delete limit", "deleteGroupLimit", 204),
        gives("get limit again", GET_LIMIT, 200, limits(100)),
        gives("invite", "createGroupInvite", 200, invited.clone()),
        gives("list invitations", LIST_INVITATIONS, 200, json!([invited])),
        gives("list invitations of another", LIST_INVITATIONS, 200, json!([])),
        gives("get invitation", GET_INVITATION, 200, invited),
        refused_somehow("get no invitation", GET_INVITATION, 404),
        gives(
            "update invitation by name",
            "updateGroupInvites",
            200,
            invitation(json!(["GROUP_READ_ONLY", "GROUP_CLUSTER_MANAGER"])),
        ),
        gives("update invitation", UPDATE_INVITATION, 200, invitation(json!(["GROUP_OWNER"]))),
        refused_somehow("update no invitation", UPDATE_INVITATION, 404),
        done_without_body("delete invitation", DELETE_INVITATION, 204),
        refused_somehow("delete invitation again", DELETE_INVITATION, 404),
        gives("add a person", ADD, 200, json!({ "username": "ada@example.com" })),
        refused("add a person to no project", ADD, 404, NO_PROJECT),
        refused("roles of nobody", "updateGroupUserRoles", 404, "USER_NOT_FOUND"),
        gives("addresses", "getGroupIpAddresses", 200, json!({ "services": { "clusters": [] } })),
        gives(
            "versions",
            "getGroupMongoDbVersions",
            200,
            json!({ "results": [version("7.0"), version("8.0")], "totalCount": 2 }),
        ),
        gives("create an organization", "createOrg", 201, json!({ "organization": { "name": "two" } })),
        gives("migrate", MIGRATE, 200, json!({ "name": "sales eu" })),
        refused_somehow("migrate to nowhere", MIGRATE, 404),
        gives("get migrated", GET, 200, json!({ "name": "sales eu", "tags": tags })),
        gives("delete", DELETE, 202, json!({})),
        refused("delete again", DELETE, 404, NO_PROJECT),
    ]
}
