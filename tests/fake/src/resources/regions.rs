//! Regions and instance sizes of the cloud providers, and versions of MongoDB.

use serde_json::{Value, json};

use crate::error::ApiError;
use crate::resource_kind::{Action, ResourceKind, Times};
use crate::state::Call;
use crate::store::Store;

pub(super) static KINDS: &[&ResourceKind] = &[&REGIONS_AND_VERSIONS];

static REGIONS_AND_VERSIONS: ResourceKind = ResourceKind {
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
        let regions = regions.iter().enumerate().map(|(index, name)| json!({ "default": index == 0, "name": name }));
        let regions: Vec<_> = regions.collect();
        let sizes = SIZES.into_iter().filter(|size| matches_query(call, "tier", size));
        let sizes: Vec<_> = sizes.map(|size| json!({ "availableRegions": regions, "name": size })).collect();
        json!({ "instanceSizes": sizes, "provider": provider })
    };
    Ok(REGIONS
        .into_iter()
        .filter(|(provider, _)| matches_query(call, "providers", provider))
        .map(of_provider)
        .collect())
}

fn versions(_: &mut Store, call: &Call<'_>, _: &Times) -> Result<Value, ApiError> {
    let all = REGIONS.iter().flat_map(|(provider, _)| {
        DEDICATED.iter().flat_map(move |size| VERSIONS.iter().map(move |version| (*provider, *size, *version)))
    });
    let matching = all.filter(|&(provider, size, (_, status))| {
        matches_query(call, "cloudProvider", provider)
            && matches_query(call, "instanceSize", size)
            && matches_query(call, "defaultStatus", status)
    });
    Ok(matching.map(render_version).collect())
}

fn render_version((provider, size, (version, status)): (&str, &str, (&str, &str))) -> Value {
    json!({ "cloudProvider": provider, "defaultStatus": status, "instanceSize": size, "version": version })
}

/// Returns whether a value passes the query's filter. Without the parameter, every value passes.
fn matches_query(call: &Call<'_>, parameter: &str, value: &str) -> bool {
    let requested = call.request.query.values(parameter);
    requested.is_empty() || requested.contains(&value)
}
