//! Which operation it is that a path leads to.

use atlas_gen::{OPERATIONS, Operation};
use http::Method;

/// The operation of this method whose template fits `path`, if there is one; of several, the one with the most words of
/// its own.
pub(super) fn known(method: &Method, path: &str) -> Option<&'static Operation> {
    // The service may stand behind a proxy with a path of its own.
    let path = &path[path.find("/api/atlas/")?..];
    let of_method = OPERATIONS.iter().copied().filter(|operation| operation.method == method.as_str());
    let fitting = of_method.filter_map(|operation| Some((words_that_fit(operation.path, path)?, operation)));
    fitting.max_by_key(|(words, _)| *words).map(|(_, operation)| operation)
}

/// How many segments of a template are words of its own, and how many letters beside a name are, if it fits `path`.
fn words_that_fit(template: &str, path: &str) -> Option<(usize, usize)> {
    let (mut templates, mut segments) = (template.split('/'), path.split('/'));
    let (mut words, mut letters) = (0, 0);
    loop {
        match (templates.next(), segments.next()) {
            (None, None) => return Some((words, letters)),
            (Some(template), Some(segment)) if template == segment => words += 1,
            (Some(template), Some(segment)) => letters += letters_that_fit(template, segment)?,
            _ => return None,
        }
    }
}

/// How many letters there are beside the `{name}` in a segment such as `{clusterName}:unpin`, if it fits.
fn letters_that_fit(template: &str, segment: &str) -> Option<usize> {
    let (before, rest) = template.split_once('{')?;
    let (_, after) = rest.split_once('}')?;
    let letters = before.len() + after.len();
    (segment.len() > letters && segment.starts_with(before) && segment.ends_with(after)).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_the_operation_whose_template_fits_best() {
        for (method, path, expected) in [
            (Method::GET, "/api/atlas/v2/groups", Some("listGroups")),
            (Method::GET, "/proxy/api/atlas/v2/groups/5f1a/databaseUsers", Some("listGroupDatabaseUsers")),
            (Method::GET, "/api/atlas/v2/groups/5f1a/databaseUsers/admin/a%2Fb", Some("getGroupDatabaseUser")),
            (Method::GET, "/api/atlas/v2/groups/byName/sales", Some("getGroupByName")),
            (Method::GET, "/api/atlas/v2/groups/5f1a/clusters/byName", Some("getGroupCluster")),
            (Method::PUT, "/api/atlas/v2/groups/5f1a/databaseUsers", None),
            (Method::GET, "/api/atlas/v2/brandNew", None),
            (Method::GET, "/brandNew", None),
        ] {
            let found = known(&method, path).map(|operation| operation.id);
            assert_eq!(found, expected, "{method} {path}");
        }
    }

    #[test]
    fn each_template_leads_to_its_own_operation() {
        for operation in OPERATIONS {
            let path = operation.path.replace(['{', '}'], "-");
            let method = operation.method.parse().unwrap();
            assert_eq!(known(&method, &path).map(|operation| operation.id), Some(operation.id));
        }
    }
}
