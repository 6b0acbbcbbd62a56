//! Search nodes of a cluster.

use atlas_gen::types::{SearchDeploymentRequest, SearchDeploymentRequestSpec};

use crate::{Error, model::CloudProvider, specs::check_length};

/// The search nodes of a cluster, to [create](crate::search::SearchNodes::create) or
/// [update](crate::search::SearchNodes::update). Each region has 2 to 32 of them.
///
/// ```
/// use atlas_api::search::SearchNodesSpec;
///
/// let everywhere = SearchNodesSpec::new("S20_HIGHCPU_NVME", 2);
/// let by_region = SearchNodesSpec::by_region()
///     .region("AWS", "US_EAST_1", "S30_HIGHCPU_NVME")
///     .region_with_nodes("AWS", "EU_WEST_1", "S20_HIGHCPU_NVME", 3)
///     .default_nodes(2);
/// # let _ = (everywhere, by_region);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `update`"]
#[doc(alias = "SearchDeployment")]
pub struct SearchNodesSpec {
    specs: Vec<RegionSpec>,
    default_nodes: Option<u32>,
}

/// The size and number of the search nodes in a region, or in every region without a spec of its own.
#[derive(Clone, Debug, PartialEq)]
struct RegionSpec {
    region: Option<(CloudProvider, String)>,
    size: String,
    nodes: Option<u32>,
}

impl SearchNodesSpec {
    /// Returns a spec with this size and number of search nodes in each region of the cluster.
    pub fn new(instance_size: impl Into<String>, nodes: u32) -> Self {
        Self::by_region().with(None, instance_size.into(), Some(nodes))
    }

    /// Returns a spec without regions. At least one must be added before it is sent.
    #[inline]
    pub fn by_region() -> Self {
        Self { specs: Vec::new(), default_nodes: None }
    }

    /// Adds a region, with the [default number](Self::default_nodes) of search nodes.
    #[doc(alias = "regionName")]
    pub fn region(
        self,
        provider: impl Into<CloudProvider>,
        region: impl Into<String>,
        instance_size: impl Into<String>,
    ) -> Self {
        self.with(Some((provider.into(), region.into())), instance_size.into(), None)
    }

    /// Adds a region, with this number of search nodes.
    pub fn region_with_nodes(
        self,
        provider: impl Into<CloudProvider>,
        region: impl Into<String>,
        instance_size: impl Into<String>,
        nodes: u32,
    ) -> Self {
        self.with(Some((provider.into(), region.into())), instance_size.into(), Some(nodes))
    }

    /// Sets the number of search nodes in each region that does not set its own.
    #[doc(alias = "defaultNodeCount")]
    #[inline]
    pub fn default_nodes(mut self, nodes: u32) -> Self {
        self.default_nodes = Some(nodes);
        self
    }

    /// Adds the search nodes of a region, or of every other one.
    #[inline]
    pub(in crate::specs) fn with(
        mut self,
        region: Option<(CloudProvider, String)>,
        size: String,
        nodes: Option<u32>,
    ) -> Self {
        self.specs.push(RegionSpec { region, size, nodes });
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<SearchDeploymentRequest, Error> {
        if self.specs.is_empty() {
            return Err(Error::invalid_argument("search nodes", "no region; add at least one with `region`"));
        }
        let mut specs: Vec<SearchDeploymentRequestSpec> = Vec::new();
        for RegionSpec { region, size, nodes } in self.specs {
            check_length("instance size", &size, 1..=usize::MAX)?;
            let mut spec = SearchDeploymentRequestSpec::new().instance_size(&*size);
            if let Some((provider, name)) = region {
                check_length("cloud provider", provider.as_str(), 1..=usize::MAX)?;
                check_length("region", &name, 1..=usize::MAX)?;
                spec = spec.cloud_provider(provider.as_str()).region_name(name);
            }
            let is_same = |other: &SearchDeploymentRequestSpec| {
                (&other.cloud_provider, &other.region_name) == (&spec.cloud_provider, &spec.region_name)
            };
            if specs.iter().any(is_same) {
                let region = spec.region_name.as_deref().unwrap_or("every region");
                let rule = format!("{region} is repeated; set its search nodes once");
                return Err(Error::invalid_argument("search nodes", rule));
            }
            if let Some(nodes) = nodes {
                spec = spec.node_count(checked(nodes)?);
            }
            specs.push(spec);
        }
        let body = SearchDeploymentRequest::new().specs(specs);
        Ok(match self.default_nodes {
            Some(nodes) => body.default_node_count(checked(nodes)?),
            None => body,
        })
    }
}

/// Returns a number of search nodes as Atlas stores it.
#[inline]
fn checked(nodes: u32) -> Result<i32, Error> {
    let rule = || format!("{nodes} is out of bounds; expected 2 to 32");
    let count = i32::try_from(nodes).ok().filter(|count| (2..=32).contains(count));
    count.ok_or_else(|| Error::invalid_argument("search nodes", rule()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invalid_spec_is_rejected() {
        let region = || SearchNodesSpec::by_region().region("AWS", "US_EAST_1", "S20_HIGHCPU_NVME");
        let bounds = |nodes| format!("search nodes: {nodes} is out of bounds; expected 2 to 32");
        for (spec, expected) in [
            (SearchNodesSpec::by_region(), "search nodes: no region; add at least one with `region`".to_owned()),
            (SearchNodesSpec::new("", 2), "instance size: length is 0; expected at least 1 character".to_owned()),
            (SearchNodesSpec::new("S20_HIGHCPU_NVME", 1), bounds(1)),
            (region().default_nodes(33), bounds(33)),
            (region().region("AWS", "", "a"), "region: length is 0; expected at least 1 character".to_owned()),
            (
                region().region("AWS", "US_EAST_1", "S30_HIGHCPU_NVME"),
                "search nodes: US_EAST_1 is repeated; set its search nodes once".to_owned(),
            ),
        ] {
            assert_eq!(spec.into_body().unwrap_err().to_string(), expected);
        }
    }
}
