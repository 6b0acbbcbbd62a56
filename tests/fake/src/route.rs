//! Path templates, `/groups/{groupId}/clusters/{clusterName}:unpin`, and how a path fits them.

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;

/// A path of the document, cut into its segments.
#[derive(Debug)]
pub(crate) struct Template(Vec<Segment>);

#[derive(Debug)]
enum Segment {
    Literal(String),
    /// One parameter, with what stands around it in the same segment.
    Parameter {
        prefix: String,
        name: String,
        suffix: String,
    },
}

/// The values of a path's parameters, decoded, by name.
pub(crate) type PathParameters = Vec<(String, String)>;

/// The value of a parameter.
pub(crate) fn value_of<'a>(parameters: &'a PathParameters, name: &str) -> Option<&'a str> {
    parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Cuts a path as sent at its slashes and then decodes each segment, once: an encoded slash or dot stays part of its
/// segment. `Err` holds a segment that is not UTF-8.
pub(crate) fn decode(path: &str) -> Result<Vec<String>, &str> {
    path.split('/')
        .map(|segment| match percent_decode_str(segment).decode_utf8() {
            Ok(text) => Ok(text.into_owned()),
            Err(_) => Err(segment),
        })
        .collect()
}

impl Template {
    pub(crate) fn parse(path: &str) -> Self {
        Self(path.split('/').map(Segment::parse).collect())
    }

    /// The parameters' names, in the order of the path.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Parameter { name, .. } => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }

    /// The set of endpoints that a path belongs to: what is behind the project or the organization, `groups/clusters`.
    pub(crate) fn group(&self) -> String {
        let mut literals = self.0.iter().filter_map(|segment| match segment {
            Segment::Literal(literal) if !["", "api", "atlas", "v2"].contains(&literal.as_str()) => {
                Some(literal.as_str())
            }
            _ => None,
        });
        let first = literals.next().unwrap_or_default();
        match literals.next().filter(|_| ["groups", "orgs"].contains(&first)) {
            Some(second) => format!("{first}/{second}"),
            None => first.to_owned(),
        }
    }

    /// The parameters' values if the decoded `segments` fit.
    pub(crate) fn matches(&self, segments: &[String]) -> Option<PathParameters> {
        if segments.len() != self.0.len() {
            return None;
        }
        // Most templates differ in a literal, the later the rather, which is looked at before anything is taken out.
        let mut pairs = self.0.iter().zip(segments).rev();
        if pairs.any(|(template, segment)| matches!(template, Segment::Literal(literal) if literal != segment)) {
            return None;
        }
        let mut parameters = PathParameters::new();
        for (template, segment) in self.0.iter().zip(segments) {
            match template {
                Segment::Literal(_) => {}
                Segment::Parameter { prefix, name, suffix } => {
                    let value = segment.strip_prefix(prefix.as_str())?.strip_suffix(suffix.as_str())?;
                    if value.is_empty() {
                        return None;
                    }
                    parameters.push((name.clone(), value.to_owned()));
                }
            }
        }
        Some(parameters)
    }

    /// Orders templates from the most to the least specific: where several fit a path, the first is meant.
    pub(crate) fn precedence(&self) -> impl Ord + use<> {
        let literals = self.0.iter().filter(|segment| matches!(segment, Segment::Literal(_))).count();
        let around: usize = self.0.iter().map(Segment::length_around).sum();
        (Reverse(literals), Reverse(around))
    }
}

impl Segment {
    fn parse(text: &str) -> Self {
        let parameter = text.split_once('{').and_then(|(prefix, rest)| {
            let (name, suffix) = rest.split_once('}')?;
            Some((prefix.to_owned(), name.to_owned(), suffix.to_owned()))
        });
        match parameter {
            Some((prefix, name, suffix)) => Self::Parameter { prefix, name, suffix },
            None => Self::Literal(text.to_owned()),
        }
    }

    fn length_around(&self) -> usize {
        match self {
            Self::Literal(_) => 0,
            Self::Parameter { prefix, suffix, .. } => prefix.len() + suffix.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, decode};

    #[track_caller]
    fn check(template: &str, path: &str, expected: Option<&[&str]>) {
        let parameters = Template::parse(template).matches(&decode(path).unwrap());
        let values = parameters
            .as_ref()
            .map(|parameters| parameters.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>());
        assert_eq!(values.as_deref(), expected, "{path} against {template}");
    }

    #[test]
    fn a_segment_is_decoded_once_and_after_the_path_is_cut() {
        check("/users/{db}/{name}", "/users/admin/a%2Fb", Some(&["admin", "a/b"]));
        check("/users/{db}/{name}", "/users/%24external/CN=a,OU=b%2Fx", Some(&["$external", "CN=a,OU=b/x"]));
        check("/users/{db}/{name}", "/users/admin/..%2Fx", Some(&["admin", "../x"]));
        check("/users/{db}/{name}", "/users/admin/100%2525", Some(&["admin", "100%25"]));
        check("/users/{db}/{name}", "/users/admin/a/b", None);
        check("/users/{db}/{name}", "/users/admin/", None);
    }

    #[test]
    fn what_stands_around_a_parameter_is_not_part_of_it() {
        check("/logs/{name}.gz", "/logs/mongodb.gz", Some(&["mongodb"]));
        check("/logs/{name}.gz", "/logs/mongodb", None);
        check("/clusters/{name}:unpin", "/clusters/a:unpin", Some(&["a"]));
        check("/clusters/{name}:unpin", "/clusters/:unpin", None);
    }

    #[test]
    fn a_group_is_what_is_behind_the_scope() {
        let group = |path: &str| Template::parse(path).group();
        assert_eq!(group("/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup"), "groups/clusters");
        assert_eq!(group("/api/atlas/v2/groups/{groupId}"), "groups");
        assert_eq!(group("/api/atlas/v2/orgs/{orgId}/invoices"), "orgs/invoices");
        assert_eq!(group("/api/atlas/v2/unauth/controlPlaneIPAddresses"), "unauth");
        assert_eq!(group("/api/atlas/v2"), "");
    }

    #[test]
    fn the_more_specific_template_comes_first() {
        let [certs, user] = ["/users/{name}/certs", "/users/{db}/{name}"].map(Template::parse);
        assert!(certs.precedence() < user.precedence());
        let [unpin, cluster] = ["/clusters/{name}:unpin", "/clusters/{name}"].map(Template::parse);
        assert!(unpin.precedence() < cluster.precedence());
    }
}
