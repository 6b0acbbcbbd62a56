//! Detection of errors about the requested resource itself, as opposed to a parent, by the error code.

/// The part of a code after the kind of the missing resource. A qualifier such as `_FOR_NAME` can follow it.
const NOT_FOUND: [&str; 5] = ["_NOT_FOUND", "_DOES_NOT_EXIST", "_DOESNT_EXIST", "_NOT_EXIST", "_NOT_IN_GROUP"];

/// Other names that error codes have for the resources of a collection.
const ALIASES: [(&str, &[&str]); 10] = [
    ("accessList", &["ENTRY"]),
    ("customDBRoles", &["ROLE"]),
    ("databaseUsers", &["USER"]),
    ("groups", &["PROJECT"]),
    ("orgs", &["ORGANIZATION"]),
    ("peers", &["PEER", "CONNECTION"]),
    ("processes", &["HOST"]),
    ("restoreJobs", &["RESTORE", "JOB"]),
    ("shardedCluster", &["SNAPSHOT"]),
    ("streams", &["TENANT", "INSTANCE", "WORKSPACE"]),
];

/// Kinds that contain other resources. A code with such a kind never means the absence of another resource, even if the
/// path does not have the kind.
const CONTAINERS: [&str; 4] = ["GROUP", "PROJECT", "ORG", "ORGANIZATION"];

/// Kinds in error codes that can be any resource.
const UNSPECIFIC: [&str; 2] = ["RESOURCE", "OBJECT"];

/// Returns whether `code` means that the resource at `path`, a template with `{names}`, does not exist.
///
/// The code names the kind of the missing resource. If that is the kind of a parent, such as the project, the resource
/// itself may exist. A code without a specific kind counts only if the error `mentions` the name or id of the resource.
pub(super) fn is_about_resource(code: &str, path: &str, mentions: bool) -> bool {
    let Some(kind) = NOT_FOUND.iter().find_map(|suffix| code.split_once(suffix)).map(|(kind, _)| kind) else {
        return false;
    };
    if UNSPECIFIC.contains(&kind) {
        return mentions;
    }
    // Some codes name the property that identifies the resource, such as `TEAM_NAME`.
    let kind = kind.strip_suffix("_NAME").or_else(|| kind.strip_suffix("_ID")).unwrap_or(kind);
    let mut levels = levels(path);
    let own = levels.pop().unwrap_or_default();
    let names = |level: &[String]| level.iter().any(|name| ends_with_words(kind, name));
    if names(&own) {
        return true;
    }
    // `CLUSTER` is the kind of a flex cluster too, unless a parent is a cluster.
    let is_general = own.iter().any(|name| ends_with_words(name, kind));
    is_general && !(CONTAINERS.contains(&kind) || levels.iter().any(|level| names(level)))
}

/// Returns whether words such as `ATLAS_BACKUP_SNAPSHOT` end with the words of `name`.
fn ends_with_words(words: &str, name: &str) -> bool {
    words == name || words.strip_suffix(name).is_some_and(|rest| rest.ends_with('_'))
}

/// Returns whether a text mentions a resource by its name or id. A name that is a plain word counts only in quotes.
pub(super) fn mentions(text: &str, resource: &str) -> bool {
    let is_plain = resource.chars().all(char::is_alphabetic);
    text.match_indices(resource).any(|(at, _)| {
        let (before, after) = (text[..at].chars().next_back(), text[at + resource.len()..].chars().next());
        let is_quote =
            |char: Option<char>| char.is_some_and(|char| matches!(char, '"' | '\'' | '`' | '“' | '”' | '‘' | '’'));
        let is_outside =
            |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric() && !matches!(char, '-' | '_'));
        if is_plain { is_quote(before) && is_quote(after) } else { is_outside(before) && is_outside(after) }
    })
}

/// Returns the names of each resource in a path, outermost first. They come from its collection and its parameter.
fn levels(path: &str) -> Vec<Vec<String>> {
    // The status of a resource is absent with the resource.
    let path = path.strip_suffix("/status").unwrap_or(path);
    let segments: Vec<&str> = path.split('/').collect();
    let mut levels: Vec<Vec<String>> = Vec::new();
    let mut collection = "";
    for segment in segments {
        let Some(parameter) = segment.strip_prefix('{').and_then(|rest| rest.split('}').next()) else {
            collection = segment;
            continue;
        };
        let mut names = vec![upper_snake(singular(collection))];
        let stem = parameter.strip_suffix("Name").or_else(|| parameter.strip_suffix("Id")).unwrap_or(parameter);
        names.push(upper_snake(stem));
        let aliases = ALIASES.iter().filter(|(name, _)| *name == collection).flat_map(|(_, aliases)| *aliases);
        names.extend(aliases.map(|alias| (*alias).to_owned()));
        names.retain(|name| !name.is_empty());
        levels.push(names);
    }
    // A path without a parameter at the end addresses a singleton, such as the settings of a project.
    if !path.ends_with('}') {
        levels.push(vec![upper_snake(singular(collection)), upper_snake(collection)]);
    }
    levels
}

/// Returns the singular of a collection's name.
fn singular(collection: &str) -> &str {
    match collection {
        "indexes" => "index",
        "processes" => "process",
        other => other.strip_suffix('s').unwrap_or(other),
    }
}

/// Converts a name such as `databaseUser` to `DATABASE_USER`.
fn upper_snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for (at, char) in name.char_indices() {
        if char.is_ascii_uppercase() && at > 0 && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(char.to_ascii_uppercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLUSTER: &str = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}";
    const SNAPSHOT: &str = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}";
    const USER: &str = "/api/atlas/v2/groups/{groupId}/databaseUsers/{databaseName}/{username}";
    const STREAM: &str = "/api/atlas/v2/groups/{groupId}/streams/{tenantName}/connections/{connectionName}";

    #[test]
    fn only_a_code_about_the_resource_itself_means_its_absence() {
        for (code, path, expected) in [
            ("CLUSTER_NOT_FOUND", CLUSTER, true),
            ("GROUP_NOT_FOUND", CLUSTER, false),
            ("PROJECT_NOT_FOUND", CLUSTER, false),
            ("SNAPSHOT_NOT_FOUND", SNAPSHOT, true),
            ("ATLAS_BACKUP_SNAPSHOT_NOT_FOUND", SNAPSHOT, true),
            ("CLUSTER_NOT_FOUND", SNAPSHOT, false),
            ("GROUP_NOT_FOUND", SNAPSHOT, false),
            ("USER_NOT_FOUND", USER, true),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/groups/{groupId}", true),
            ("ORG_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", false),
            ("ORGANIZATION_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", false),
            ("TEAM_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", true),
            ("TEAM_NOT_IN_GROUP", "/api/atlas/v2/groups/{groupId}/teams/{teamId}", true),
            ("STREAM_CONNECTION_NOT_FOUND_FOR_NAME", STREAM, true),
            ("STREAM_TENANT_NOT_FOUND_FOR_NAME", STREAM, false),
            (
                "DATA_FEDERATION_TENANT_NOT_FOUND_FOR_NAME",
                "/api/atlas/v2/groups/{groupId}/dataFederation/{tenantName}",
                true,
            ),
            (
                "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
                "/api/atlas/v2/groups/{groupId}/accessList/{entryValue}",
                true,
            ),
            (
                "ATLAS_NETWORK_PERMISSION_ENTRY_NOT_FOUND",
                "/api/atlas/v2/groups/{groupId}/accessList/{entryValue}/status",
                true,
            ),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/accessList/{entryValue}/status", false),
            ("HOST_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/processes/{processId}/databases/{databaseName}", false),
            ("RESOURCE_POLICY_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/resourcePolicies/{resourcePolicyId}", true),
            (
                "ATLAS_SEARCH_DEPLOYMENT_DOES_NOT_EXIST",
                "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/search/deployment",
                true,
            ),
            ("CLUSTER_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/search/deployment", false),
            ("ORG_NOT_FOUND", CLUSTER, false),
            ("GROUP_NOT_FOUND", "/api/atlas/v2/orgs/{orgId}/teams/{teamId}", false),
            ("CLUSTER_NOT_FOUND", "/api/atlas/v2/groups/{groupId}/flexClusters/{name}", true),
            (
                "CLUSTER_NOT_FOUND",
                "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}",
                false,
            ),
            ("GROUP_NAME_NOT_FOUND", "/api/atlas/v2/groups/byName/{groupName}", true),
            ("PAGE_NOT_FOUND", CLUSTER, false),
            ("ROUTE_NOT_FOUND", CLUSTER, false),
            ("API_KEY_NOT_FOUND", CLUSTER, false),
            ("VERSION_NOT_FOUND", CLUSTER, false),
            ("USER_NOT_FOUND", CLUSTER, false),
            ("USER_UNAUTHORIZED", USER, false),
            ("", CLUSTER, false),
        ] {
            assert_eq!(is_about_resource(code, path, false), expected, "{code} at {path}");
        }
    }

    #[test]
    fn a_text_mentions_an_id_as_a_word_and_a_plain_name_in_quotes() {
        for (text, resource, expected) in [
            ("No resource with id 5f1a exists.", "5f1a", true),
            ("No resource with id 5f1a2b exists.", "5f1a", false),
            ("Cluster my-cluster was not found.", "my-cluster", true),
            ("Cluster my-cluster-2 was not found.", "my-cluster", false),
            ("The requested product resource was not found.", "prod", false),
            ("The requested product resource was not found.", "resource", false),
            ("The resource \"orders\" was not found.", "orders", true),
            ("The resource 'orders' was not found.", "orders", true),
        ] {
            assert_eq!(mentions(text, resource), expected, "{resource} in {text}");
        }
    }

    #[test]
    fn an_unspecific_code_counts_if_the_error_mentions_the_resource() {
        for code in ["RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND_FOR_JOB"] {
            assert!(is_about_resource(code, SNAPSHOT, true), "{code}");
            assert!(!is_about_resource(code, SNAPSHOT, false), "{code}");
        }
    }
}
