//! Sentences that only repeat a name.

use super::words::{words, words_beside};

/// The name of a part of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name<'a> {
    /// The name of a parameter or a property.
    Member(&'a str),
    /// The name of a component.
    Component(&'a str),
}

impl Name<'_> {
    /// Returns whether a sentence has no word that the name does not have.
    pub(super) fn is_repeated_by(self, sentence: &str) -> bool {
        let (text, is_component) = match self {
            Self::Member(text) => (text, false),
            Self::Component(text) => (text, true),
        };
        let own = words(text);
        let mut known = runs(&own);
        // "Name of the cluster." is a fact about `cluster`, and repeats `clusterName`.
        let general = ["name", "type"].map(str::to_owned);
        if is_component || general.iter().any(|word| own.contains(word)) {
            known.extend(general);
        }
        let said = words_beside(sentence, |word| known.iter().any(|known| known == word));
        // "Host name." and "Name of the host." repeat `hostname`.
        let joined = own.concat();
        said.iter().all(|word| known.contains(word))
            || said.concat() == joined
            || said.iter().rev().map(String::as_str).collect::<String>() == joined
    }
}

/// Returns the words, and all runs of them joined, because a sentence can write several as one.
fn runs(words: &[String]) -> Vec<String> {
    let starts = 0..words.len();
    starts.flat_map(|start| (start + 1..=words.len()).map(move |end| words[start..end].concat())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: Name<'_>, sentence: &str, expected: bool) {
        assert_eq!(name.is_repeated_by(sentence), expected, "{name:?}: {sentence}");
    }

    #[test]
    fn words_are_compared_without_case_number_and_empty_words() {
        for (name, sentence, expected) in [
            ("clusterName", "The cluster name.", true),
            ("clusterName", "Name of the clusters.", true),
            ("clusterName", "The MongoDB cluster's unique name.", true),
            ("clusterName", "Name of the cluster, unique in its project.", false),
            ("cluster_name", "The cluster name.", true),
            ("teamId", "Unique identifier string: the team's id.", true),
            ("teamId", "Id of the team with these roles.", false),
            ("enabled", "Indicates whether this setting is enabled.", true),
            ("enabled", "Whether alerts are sent.", false),
            ("policies", "The policy.", true),
            ("policies", "List of policies.", true),
            ("ipAddresses", "The given IP address.", true),
            ("value", "Specifies the value.", true),
            ("atlas", "The Atlas with Atlas.", false),
        ] {
            check(Name::Member(name), sentence, expected);
        }
    }

    #[test]
    fn a_name_or_a_type_is_a_fact_where_the_name_has_neither() {
        for (name, sentence, expected) in [
            (Name::Member("cluster"), "Name of the cluster.", false),
            (Name::Member("cluster"), "Type of the cluster.", false),
            (Name::Member("cluster"), "The cluster.", true),
            (Name::Member("clusterName"), "Name of the cluster type.", true),
            (Name::Member("name"), "The name.", true),
            (Name::Member("type"), "The type.", true),
            (Name::Component("Cluster"), "The cluster type.", true),
            (Name::Component("Cluster"), "Name of the cluster.", true),
            (Name::Component("Cluster"), "A set of servers.", false),
        ] {
            check(name, sentence, expected);
        }
    }

    #[test]
    fn words_are_compared_joined_and_apart() {
        for (name, sentence, expected) in [
            ("mongoDBVersion", "MongoDB version.", true),
            ("mongoDBVersion", "The version of mongo DB.", true),
            ("mongoDBVersion", "The MongoDB version to run.", false),
            ("AWSAccountId", "Id of the AWS account.", true),
            ("IPAddress", "The IP address.", true),
            ("x509Type", "The X.509 type.", true),
            ("x509Type", "Type of the X509.", true),
            ("oAuthToken", "The OAuth token.", true),
            ("numCPUs", "The CPU num.", true),
            ("hostname", "The host name.", true),
            ("hostname", "Name of the host.", true),
            ("hostname", "Name of the host that the process runs on.", false),
        ] {
            check(Name::Member(name), sentence, expected);
        }
    }
}
