//! Path templates such as `/groups/{groupId}/clusters/{clusterName}:unpin`, and their matching.

use std::cmp::Reverse;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A path template, split into segments.
#[derive(Debug)]
pub(crate) struct Template(Vec<Segment>);

#[derive(Debug)]
enum Segment {
    Literal(String),
    /// A parameter with the text around it in the same segment.
    Parameter {
        prefix: String,
        name: String,
        suffix: String,
    },
}

/// The path parameters, as pairs of names and decoded values.
pub(crate) type PathParameters = Vec<(String, String)>;

/// Returns the value of a parameter.
pub(crate) fn value_of<'a>(parameters: &'a PathParameters, name: &str) -> Option<&'a str> {
    parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Splits an undecoded path at its slashes, then decodes each segment once. An encoded slash or dot stays part of its
/// segment. The error is a segment that is not UTF-8.
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

    /// Returns the names of the parameters in the order of the path.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Parameter { name, .. } => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }

    /// Returns the names in the path that are not parameters.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Literal(literal) => Some(literal.as_str()),
            Segment::Parameter { .. } => None,
        })
    }

    /// Returns whether the path ends in a name, and not in a parameter.
    pub(crate) fn is_of_list(&self) -> bool {
        matches!(self.0.last(), Some(Segment::Literal(_)))
    }

    /// Returns the path with these values of its parameters, or `None` if one has no value.
    pub(crate) fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Option<String> {
        let segments = self.0.iter().map(|segment| match segment {
            Segment::Literal(literal) => Some(literal.clone()),
            Segment::Parameter { prefix, name, suffix } => {
                Some(format!("{prefix}{}{suffix}", utf8_percent_encode(&value(name)?, NON_ALPHANUMERIC)))
            }
        });
        Some(segments.collect::<Option<Vec<_>>>()?.join("/"))
    }

    /// Returns the group of endpoints for rate limits: the first literal, and after `groups` or `orgs` the second one
    /// too, for example `groups/clusters`.
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

    /// Returns the path without the prefix of the API, with `{}` for each parameter.
    pub(crate) fn shape(&self) -> String {
        let segments = self.0.iter().map(|segment| match segment {
            Segment::Literal(literal) => literal.clone(),
            Segment::Parameter { prefix, suffix, .. } => format!("{prefix}{{}}{suffix}"),
        });
        let path = segments.collect::<Vec<_>>().join("/");
        path.strip_prefix("/api/atlas/v2").unwrap_or(&path).to_owned()
    }

    /// Matches decoded segments. Returns the values of the parameters.
    pub(crate) fn matches(&self, segments: &[String]) -> Option<PathParameters> {
        if segments.len() != self.0.len() {
            return None;
        }
        // Literals are compared first, from the end: most templates differ in a late literal.
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

    /// Returns a sort key, with which the most specific template comes first.
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
    fn a_segment_is_decoded_once_after_splitting_the_path() {
        check("/users/{db}/{name}", "/users/admin/a%2Fb", Some(&["admin", "a/b"]));
        check("/users/{db}/{name}", "/users/%24external/CN=a,OU=b%2Fx", Some(&["$external", "CN=a,OU=b/x"]));
        check("/users/{db}/{name}", "/users/admin/..%2Fx", Some(&["admin", "../x"]));
        check("/users/{db}/{name}", "/users/admin/100%2525", Some(&["admin", "100%25"]));
        check("/users/{db}/{name}", "/users/admin/a/b", None);
        check("/users/{db}/{name}", "/users/admin/", None);
    }

    #[test]
    fn the_text_around_a_parameter_is_not_part_of_its_value() {
        check("/logs/{name}.gz", "/logs/mongodb.gz", Some(&["mongodb"]));
        check("/logs/{name}.gz", "/logs/mongodb", None);
        check("/clusters/{name}:unpin", "/clusters/a:unpin", Some(&["a"]));
        check("/clusters/{name}:unpin", "/clusters/:unpin", None);
    }

    #[test]
    fn a_shape_has_no_names_of_parameters() {
        let shape = |path: &str| Template::parse(path).shape();
        assert_eq!(shape("/api/atlas/v2/groups/{groupId}/peers/{peerId}"), "/groups/{}/peers/{}");
        assert_eq!(shape("/api/atlas/v2/groups/{groupId}/logs/{logName}.gz"), "/groups/{}/logs/{}.gz");
        assert_eq!(shape("/api/atlas/v2/groups/{groupId}/streams/{id}:accept"), "/groups/{}/streams/{}:accept");
    }

    #[test]
    fn a_path_is_filled_with_encoded_values() {
        let template = Template::parse("/users/{db}/{name}/certs");
        assert_eq!(template.literals().collect::<Vec<_>>(), ["", "users", "certs"]);
        let fill = |known: &[&str]| template.fill(|name| known.contains(&name).then(|| format!("{name}/1")));
        assert_eq!(fill(&["db", "name"]).as_deref(), Some("/users/db%2F1/name%2F1/certs"));
        assert_eq!(fill(&["db"]), None);
        assert!(template.is_of_list() && !Template::parse("/users/{db}").is_of_list());
    }

    #[test]
    fn a_group_consists_of_the_first_literals() {
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
