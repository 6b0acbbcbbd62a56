//! MongoDB versions of clusters.

use serde_json::{Map, Value};

/// The default major version.
pub(super) const NEWEST: &str = "8.0";

/// The major versions with the release that a cluster runs, the oldest first.
const VERSIONS: [(&str, &str); 4] = [("5.0", "5.0.31"), ("6.0", "6.0.20"), ("7.0", "7.0.16"), (NEWEST, "8.0.4")];

fn position(major: &str) -> Option<usize> {
    VERSIONS.iter().position(|(known, _)| *known == major)
}

pub(super) fn is_known(major: &str) -> bool {
    position(major).is_some()
}

/// Returns whether a change of the major version is a downgrade.
pub(super) fn is_downgrade(from: &str, to: &str) -> bool {
    position(to) < position(from)
}

/// Fills in the full version and the feature compatibility version from the major version.
pub(super) fn complete(cluster: &mut Map<String, Value>) {
    let major = cluster.get("mongoDBMajorVersion").and_then(Value::as_str).unwrap_or(NEWEST).to_owned();
    let Some((major, full)) = position(&major).and_then(|index| VERSIONS.get(index)).copied() else { return };
    cluster.entry("mongoDBVersion").or_insert_with(|| full.into());
    cluster.entry("featureCompatibilityVersion").or_insert_with(|| major.into());
}

/// Removes the properties that a change of the major version invalidates.
pub(super) fn invalidate(cluster: &mut Map<String, Value>) {
    cluster.remove("mongoDBVersion");
    cluster.remove("featureCompatibilityVersion");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_has_the_last_release_of_its_major_version() {
        let mut cluster = Map::from_iter([("mongoDBMajorVersion".to_owned(), "7.0".into())]);
        complete(&mut cluster);
        assert_eq!(
            (&cluster["mongoDBVersion"], &cluster["featureCompatibilityVersion"]),
            (&"7.0.16".into(), &"7.0".into())
        );
    }

    #[test]
    fn a_downgrade_is_detected() {
        assert!(is_downgrade("8.0", "7.0"));
        assert!(!is_downgrade("7.0", "8.0") && !is_downgrade("7.0", "7.0"));
        assert!(!is_known("3.6"));
    }
}
