//! Versioned media types: `application/vnd.atlas.2023-01-01+json`.

use std::cmp::Reverse;
use std::fmt;

use chrono::NaiveDate;

/// The version in a media type. Stable versions are ordered by their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Stable(NaiveDate),
    Preview,
}

/// A versioned media type, without parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaType {
    version: Version,
    /// The suffix after `+`: `json`, `gzip` or `csv`.
    format: String,
}

impl MediaType {
    /// Parses a media type and ignores its parameters. Returns `None` if it is not a versioned media type.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let essence = essence(text);
        let (version, format) = essence.strip_prefix("application/vnd.atlas.")?.split_once('+')?;
        let version = match version {
            "preview" => Version::Preview,
            // chrono would accept `2023-1-1` too.
            date if date.len() == "2023-01-01".len() => Version::Stable(date.parse().ok()?),
            _ => return None,
        };
        Some(Self { version, format: format.to_owned() })
    }

    /// Returns the JSON media type of the same version.
    pub(crate) fn as_json(&self) -> Self {
        Self { version: self.version, format: "json".to_owned() }
    }

    /// Returns the format: `json`, `gzip` or `csv`.
    pub(crate) fn format(&self) -> &str {
        &self.format
    }

    /// Returns whether `self` satisfies a request for `wanted`: the format is the same, and the version is not newer.
    pub(crate) fn satisfies(&self, wanted: &Self) -> bool {
        self.format == wanted.format
            && match (self.version, wanted.version) {
                (Version::Stable(offered), Version::Stable(wanted)) => offered <= wanted,
                (offered, wanted) => offered == wanted,
            }
    }

    /// Returns the date of a stable version, or `None` for a preview.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        match self.version {
            Version::Stable(date) => Some(date),
            Version::Preview => None,
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version {
            Version::Stable(date) => write!(f, "application/vnd.atlas.{date}+{}", self.format),
            Version::Preview => write!(f, "application/vnd.atlas.preview+{}", self.format),
        }
    }
}

/// Returns the type and subtype of a media type, in lower case.
pub(crate) fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Selects the version of the response from the `Accept` headers.
///
/// It selects the newest version that satisfies the media type with the highest weight. Media types of equal weight are
/// tried in their order. Media types without a version are ignored.
pub(crate) fn choose<'a, 'h>(
    accept: impl IntoIterator<Item = &'h str>,
    offered: &'a [MediaType],
) -> Option<&'a MediaType> {
    let ranges = accept.into_iter().flat_map(|header| header.split(','));
    let mut wanted: Vec<_> = ranges.filter_map(|range| Some((weight(range), MediaType::parse(range)?))).collect();
    wanted.retain(|(weight, _)| *weight > 0);
    wanted.sort_by_key(|(weight, _)| Reverse(*weight));
    wanted.iter().find_map(|(_, wanted)| newest(wanted, offered))
}

/// Returns the weight of a media range in thousandths, from its parameter `q`.
fn weight(range: &str) -> u16 {
    let parameters = range.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut weights = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    let weight = weights.next().and_then(|(_, value)| value.trim().parse::<f32>().ok());
    weight.filter(|weight| (0.0..=1.0).contains(weight)).map_or(1000, |weight| (weight * 1000.0).round() as u16)
}

fn newest<'a>(wanted: &MediaType, offered: &'a [MediaType]) -> Option<&'a MediaType> {
    offered.iter().filter(|offered| offered.satisfies(wanted)).max_by_key(|offered| offered.date())
}

#[cfg(test)]
mod tests {
    use super::{MediaType, choose};

    const CLUSTER_VERSIONS: [&str; 3] = [
        "application/vnd.atlas.2023-01-01+json",
        "application/vnd.atlas.2023-02-01+json",
        "application/vnd.atlas.2024-08-05+json",
    ];

    #[track_caller]
    fn check(accept: &str, expected: Option<&str>) {
        let offered: Vec<_> = CLUSTER_VERSIONS.iter().filter_map(|text| MediaType::parse(text)).collect();
        let chosen = choose([accept], &offered).map(ToString::to_string);
        assert_eq!(chosen.as_deref(), expected, "for Accept: {accept}");
    }

    #[test]
    fn the_newest_version_that_is_not_newer_than_requested_is_selected() {
        check("application/vnd.atlas.2023-01-01+json", Some(CLUSTER_VERSIONS[0]));
        check("application/vnd.atlas.2023-01-31+json", Some(CLUSTER_VERSIONS[0]));
        check("application/vnd.atlas.2023-02-01+json", Some(CLUSTER_VERSIONS[1]));
        check("application/vnd.atlas.2099-12-31+json", Some(CLUSTER_VERSIONS[2]));
        check("Application/Vnd.Atlas.2024-08-05+JSON; charset=utf-8", Some(CLUSTER_VERSIONS[2]));
        check("text/html, application/vnd.atlas.2023-02-03+json;q=0.9, */*", Some(CLUSTER_VERSIONS[1]));
    }

    #[test]
    fn the_highest_weight_is_selected_and_weight_zero_is_ignored() {
        let [first, second, third] = CLUSTER_VERSIONS;
        check(&format!("{first};q=0.5, {second}"), Some(second));
        check(&format!("{first};q=0.5, {second};Q = 0.501"), Some(second));
        check(&format!("{second}, {first}"), Some(second));
        check(&format!("{third};q=0, {first};q=0.1"), Some(first));
        check(&format!("{third}; q=0.0"), None);
        check(&format!("{third};q=much, {first}"), Some(third));
    }

    #[test]
    fn a_media_type_without_a_version_of_the_resource_is_refused() {
        check("", None);
        check("*/*", None);
        check("application/json", None);
        check("application/vnd.atlas.2022-12-31+json", None);
        check("application/vnd.atlas.2023-02-30+json", None);
        check("application/vnd.atlas.2023-1-1+json", None);
        check("application/vnd.atlas.preview+json", None);
        check("application/vnd.atlas.2024-08-05+gzip", None);
        check("application/vnd.atlas.2024-08-05", None);
    }
}
