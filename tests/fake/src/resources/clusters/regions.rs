//! The regions that a cluster can be deployed in.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static REGIONS: ResourceKind = ResourceKind {
    name: "providerRegions",
    operations: &[("listGroupClusterProviderRegions", Action::Special(list))],
    ..ResourceKind::SINGLETON
};

/// The providers, each with some of its regions. The first region is the default.
const PROVIDERS: [(&str, &[&str]); 3] = [
    ("AWS", &["US_EAST_1", "US_EAST_2", "US_WEST_2", "CA_CENTRAL_1", "EU_WEST_1", "EU_CENTRAL_1", "AP_SOUTHEAST_2"]),
    ("AZURE", &["US_EAST_2", "US_WEST_2", "CANADA_CENTRAL", "EUROPE_NORTH", "EUROPE_WEST", "AUSTRALIA_EAST"]),
    (
        "GCP",
        &["CENTRAL_US", "EASTERN_US", "WESTERN_US", "WESTERN_EUROPE", "EUROPE_WEST_3", "SOUTHEASTERN_ASIA_PACIFIC"],
    ),
];

/// The instance sizes of every provider.
const SIZES: [&str; 10] = ["M0", "M10", "M20", "M30", "M40", "M50", "M60", "M80", "M140", "M200"];

/// Lists the regions of the providers and instance sizes in the query, or of all.
fn list(_: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let admission = |wanted: &str, value: &str| {
        let mut values = call.request.query.iter().filter(|(name, _)| name == wanted).peekable();
        values.peek().is_none() || values.any(|(_, admission)| admission == value)
    };
    let sizes: Vec<_> = SIZES.into_iter().filter(|size| admission("tier", size)).collect();
    let provider = |(name, regions): &(&str, &[&str])| {
        let regions = regions.iter().enumerate();
        let regions: Vec<_> = regions.map(|(place, region)| json!({ "default": place == 0, "name": region })).collect();
        let sizes = sizes.iter().map(|size| json!({ "availableRegions": regions, "name": size }));
        json!({ "instanceSizes": sizes.collect::<Vec<_>>(), "provider": name })
    };
    Ok(PROVIDERS.iter().filter(|(name, _)| admission("providers", name)).map(provider).collect())
}
