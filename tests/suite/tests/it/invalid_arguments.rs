//! Errors of invalid arguments: each names the operation, the argument and the rule.

use atlas_api::{Atlas, Confirm, Error, logs::LogName};
use http::{HeaderName, HeaderValue};

use crate::{requests::offline, support::PROJECT};

fn without_project() -> Atlas {
    Atlas::builder().api_key("abcdefgh", "private-key").base_url("https://example.com").build().unwrap()
}

#[test]
fn an_invalid_argument_is_named_with_its_operation_and_its_rule() {
    let atlas = offline();
    let users = atlas.database_users();
    let no_instance_size = "instance size: empty; expected for example M10";
    let no_name = r#"cluster: "" is not a valid name; use ASCII letters, digits and hyphens, without a leading hyphen"#;
    let no_segment = r#"username: "" cannot be a segment of a path; expected a name"#;
    let no_project = "project id: not set; set `project_id` on the builder, MONGODB_ATLAS_PROJECT_ID or `project_id` in \
                      the profile, or use `Atlas::project`";
    let no_size = "page size: 0 is out of bounds; expected 1 to 500";
    let reserved = (HeaderName::from_static("host"), HeaderValue::from_static("example.com"));
    let header = |request: atlas_api::Request<_>| request.header(reserved.0.clone(), reserved.1.clone());
    let low_level = atlas.call(|api| api.clusters().get_cluster().group_id(PROJECT));
    for (error, operation, expected) in [
        (users.get("").preview().unwrap_err(), "getGroupDatabaseUser", no_segment),
        (users.delete("").check(&Confirm::yes()).unwrap_err(), "deleteGroupDatabaseUser", no_segment),
        (users.get("").exists().preview().unwrap_err(), "getGroupDatabaseUser", no_segment),
        (users.list().page_size(0).preview().unwrap_err(), "listGroupDatabaseUsers", no_size),
        (without_project().database_users().list().preview().unwrap_err(), "listGroupDatabaseUsers", no_project),
        (without_project().clusters().get("orders").preview().unwrap_err(), "getGroupCluster", no_project),
        (atlas.clusters().get("").preview().unwrap_err(), "getGroupCluster", no_name),
        (atlas.clusters().ensure_paused("").preview().unwrap_err(), "getGroupCluster", no_name),
        (
            atlas.clusters().set_instance_size("orders", "").preview().unwrap_err(),
            "updateGroupCluster",
            no_instance_size,
        ),
        (
            atlas.clusters().ensure_instance_size("orders", "").preview().unwrap_err(),
            "updateGroupCluster",
            no_instance_size,
        ),
        (
            atlas.logs().download("a:1", LogName::Mongodb).preview().unwrap_err(),
            "downloadGroupClusterLog",
            r#"host: "a:1" has a port; use the host name alone, "a""#,
        ),
        (
            header(users.get("reports")).preview().unwrap_err(),
            "getGroupDatabaseUser",
            "header \"host\": reserved; the HTTP client sets it for the connection and the body, so omit it",
        ),
        (
            low_level.preview().unwrap_err(),
            "getGroupCluster",
            "missing required parameter `clusterName`; call its setter",
        ),
    ] {
        let error: Error = error;
        assert!(error.is_invalid_argument(), "{error:?}");
        assert_eq!(error.to_string(), format!("{operation} cannot be sent: {expected}"));
        assert_eq!((error.operation(), error.attempts(), error.status()), (Some(operation), 0, None));
    }
}
