//! Operations, found by method and path.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::Operation;
use crate::OPERATIONS;

impl Operation {
    /// Returns the operation with this method whose path template matches `path`. If several match, returns the most
    /// specific one: the one with the most literal segments, then the most literal characters.
    ///
    /// The path may have a prefix, such as that of a proxy. The case of the method and empty segments make no difference,
    /// because a server may ignore them too.
    #[must_use]
    pub fn matching(method: &str, path: &str) -> Option<&'static Self> {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let path = format!("/{}", segments.join("/"));
        let path = below_prefix(&path)?;
        let candidates = OPERATIONS.iter().copied().filter(|operation| operation.method.eq_ignore_ascii_case(method));
        let matches = candidates.filter_map(|operation| Some((specificity(operation.path, path)?, operation)));
        matches.max_by_key(|(specificity, _)| *specificity).map(|(_, operation)| operation)
    }
}

/// Returns the part of a path from `/api/atlas/` on. A proxy in front of the service may add a prefix.
fn below_prefix(path: &str) -> Option<&str> {
    let slashes = path.match_indices('/').map(|(at, _)| at);
    slashes.map(|at| &path[at..]).find(|rest| {
        let mut segments = rest.split('/').skip(1).map(decoded);
        segments.next().is_some_and(|first| first == "api") && segments.next().is_some_and(|second| second == "atlas")
    })
}

/// Decodes a segment: an encoded letter addresses the same resource.
fn decoded(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}

/// Returns the number of literal segments of a template, and of literal characters in its other segments, if it matches.
fn specificity(template: &str, path: &str) -> Option<(usize, usize)> {
    let (mut templates, mut segments) = (template.split('/'), path.split('/'));
    let (mut literals, mut characters) = (0, 0);
    loop {
        match (templates.next(), segments.next()) {
            (None, None) => return Some((literals, characters)),
            (Some(template), Some(segment)) if template == decoded(segment) => literals += 1,
            (Some(template), Some(segment)) => characters += literal_characters(template, &decoded(segment))?,
            _ => return None,
        }
    }
}

/// Returns the number of literal characters in a template segment such as `{clusterName}:unpin`, if it matches.
fn literal_characters(template: &str, segment: &str) -> Option<usize> {
    let (before, rest) = template.split_once('{')?;
    let (_, after) = rest.split_once('}')?;
    let literals = before.len() + after.len();
    (segment.len() > literals && segment.starts_with(before) && segment.ends_with(after)).then_some(literals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_matches_the_most_specific_operation() {
        for (method, path, expected) in [
            ("GET", "/api/atlas/v2/groups", Some("listGroups")),
            ("GET", "/proxy/api/atlas/v2/groups/5f1a/databaseUsers", Some("listGroupDatabaseUsers")),
            ("GET", "/api/atlas/v2/groups/5f1a/databaseUsers/admin/a%2Fb", Some("getGroupDatabaseUser")),
            ("GET", "/api/atlas/v2/groups/byName/sales", Some("getGroupByName")),
            (
                "POST",
                "/%61pi/%61tlas/v%32/groups/5f1a/clusters/a/backup/restore%4Aobs",
                Some("createGroupClusterBackupRestoreJob"),
            ),
            (
                "POST",
                "/api/atlas/v2/groups/5f1a/streams/vpcPeeringConnections/b%3Areject",
                Some("rejectGroupStreamVpcPeeringConnection"),
            ),
            ("GET", "/api/atlas/v2/groups/5f1a/clusters/byName", Some("getGroupCluster")),
            ("PUT", "/api/atlas/v2/groups/5f1a/databaseUsers", None),
            ("GET", "/api/atlas/v2/brandNew", None),
            ("GET", "/brandNew", None),
        ] {
            let found = Operation::matching(method, path).map(|operation| operation.id);
            assert_eq!(found, expected, "{method} {path}");
        }
    }

    #[test]
    fn each_template_matches_its_own_operation() {
        for operation in OPERATIONS {
            let path = operation.path.replace(['{', '}'], "-");
            assert_eq!(Operation::matching(operation.method, &path).map(|operation| operation.id), Some(operation.id));
        }
    }
}
