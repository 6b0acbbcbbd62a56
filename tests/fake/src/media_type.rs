//! Versioned media types: `application/vnd.atlas.2023-01-01+json`.

use std::cmp::Reverse;
use std::fmt;

use chrono::NaiveDate;

/// The version in a media type. Stable versions are dates and ordered by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Stable(NaiveDate),
    Preview,
}

/// A media type of Atlas, without parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaType {
    version: Version,
    /// What follows the `+`: `json`, `gzip` or `csv`.
    format: String,
}

impl MediaType {
    /// Reads a media type, whatever parameters follow it; `None` if it is none of Atlas's.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let essence = essence(text);
        let (version, format) = essence.strip_prefix("application/vnd.atlas.")?.split_once('+')?;
        let version = match version {
            "preview" => Version::Preview,
            // chrono would take `2023-1-1` as well.
            date if date.len() == "2023-01-01".len() => Version::Stable(date.parse().ok()?),
            _ => return None,
        };
        Some(Self { version, format: format.to_owned() })
    }

    /// The same version as JSON.
    pub(crate) fn as_json(&self) -> Self {
        Self { version: self.version, format: "json".to_owned() }
    }

    /// What the body is written in: `json`, `gzip` or `csv`.
    pub(crate) fn format(&self) -> &str {
        &self.format
    }

    /// Whether who asks for `wanted` can be given `self`: the same format, and a version that is not newer.
    pub(crate) fn satisfies(&self, wanted: &Self) -> bool {
        self.format == wanted.format
            && match (self.version, wanted.version) {
                (Version::Stable(offered), Version::Stable(wanted)) => offered <= wanted,
                (offered, wanted) => offered == wanted,
            }
    }

    /// The date of a stable version, which is later than none.
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

/// The type and subtype of a media type, lower case.
pub(crate) fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Chooses the version to answer: for the media type in the `Accept` headers that weighs most and that any version
/// satisfies, the newest one that does; of equal weights the first counts. Media types that name no version count for
/// nothing.
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

/// The thousandths that a media range weighs, by its parameter `q`; all of them unless it says otherwise.
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
    fn the_newest_version_that_is_not_newer_than_asked_is_chosen() {
        check("application/vnd.atlas.2023-01-01+json", Some(CLUSTER_VERSIONS[0]));
        check("application/vnd.atlas.2023-01-31+json", Some(CLUSTER_VERSIONS[0]));
        check("application/vnd.atlas.2023-02-01+json", Some(CLUSTER_VERSIONS[1]));
        check("application/vnd.atlas.2099-12-31+json", Some(CLUSTER_VERSIONS[2]));
        check("Application/Vnd.Atlas.2024-08-05+JSON; charset=utf-8", Some(CLUSTER_VERSIONS[2]));
        check("text/html, application/vnd.atlas.2023-02-03+json;q=0.9, */*", Some(CLUSTER_VERSIONS[1]));
    }

    #[test]
    fn what_weighs_more_comes_first_and_what_weighs_nothing_is_not_wanted() {
        let [first, second, third] = CLUSTER_VERSIONS;
        check(&format!("{first};q=0.5, {second}"), Some(second));
        check(&format!("{first};q=0.5, {second};Q = 0.501"), Some(second));
        check(&format!("{second}, {first}"), Some(second));
        check(&format!("{third};q=0, {first};q=0.1"), Some(first));
        check(&format!("{third}; q=0.0"), None);
        check(&format!("{third};q=much, {first}"), Some(third));
    }

    #[test]
    fn what_names_no_version_of_the_resource_is_refused() {
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
