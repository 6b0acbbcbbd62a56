//! Regions and instance sizes of the cloud providers, and versions of MongoDB.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&OFFERS];

static OFFERS: ResourceKind = ResourceKind {
    operations: &[
        ("listGroupClusterProviderRegions", Action::Special(regions)),
        ("getGroupMongoDbVersions", Action::Special(versions)),
    ],
    ..ResourceKind::SINGLETON
};

/// The providers, each with some of its regions. The first region is the default.
const REGIONS: [(&str, [&str; 3]); 3] = [
    ("AWS", ["US_EAST_1", "US_WEST_2", "EU_WEST_1"]),
    ("AZURE", ["US_EAST_2", "US_WEST", "EUROPE_NORTH"]),
    ("GCP", ["CENTRAL_US", "EASTERN_US", "WESTERN_EUROPE"]),
];
const SIZES: [&str; 6] = ["M0", "M10", "M20", "M30", "M40", "M50"];
/// The sizes of dedicated clusters, which have a choice of versions.
const DEDICATED: &[&str] = SIZES.split_at(1).1;
/// The versions, each with whether it is the default.
const VERSIONS: [(&str, &str); 2] = [("7.0", "NOT_DEFAULT"), ("8.0", "DEFAULT")];

fn regions(_: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let of_provider = |(provider, regions): (&str, [&str; 3])| {
        let regions = regions.iter().enumerate().map(|(place, name)| json!({ "default": place == 0, "name": name }));
        let regions: Vec<_> = regions.collect();
        let sizes = SIZES.into_iter().filter(|size| is_wanted(call, "tier", size));
        let sizes: Vec<_> = sizes.map(|size| json!({ "availableRegions": regions, "name": size })).collect();
        json!({ "instanceSizes": sizes, "provider": provider })
    };
    Ok(REGIONS.into_iter().filter(|(provider, _)| is_wanted(call, "providers", provider)).map(of_provider).collect())
}

fn versions(_: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let all = REGIONS.iter().flat_map(|(provider, _)| {
        DEDICATED.iter().flat_map(move |size| VERSIONS.iter().map(move |version| (*provider, *size, *version)))
    });
    let wanted = all.filter(|&(provider, size, (_, status))| {
        is_wanted(call, "cloudProvider", provider)
            && is_wanted(call, "instanceSize", size)
            && is_wanted(call, "defaultStatus", status)
    });
    let offer = |(provider, size, (version, status)): (&str, &str, (&str, &str))| json!({ "cloudProvider": provider, "defaultStatus": status, "instanceSize": size, "version": version });
    Ok(wanted.map(offer).collect())
}

/// Returns whether a value passes the query's filter. Without the parameter, every value passes.
fn is_wanted(call: &Call<'_>, parameter: &str, value: &str) -> bool {
    let mut admission = call.request.query.iter().filter(|(name, _)| name == parameter).peekable();
    admission.peek().is_none() || admission.any(|(_, wanted)| wanted == value)
}
