//! Rules about all shards of a cluster together, in the JSON of its layout.

use serde_json::{Map, Value};

use super::{
    hardware::has_local_disk,
    layout_change::{label, nodes, regions},
    nodes::{ANALYTICS, ELECTABLE, READ_ONLY, text},
};
use crate::Error;

/// The kinds of nodes, each with its name in error messages.
const KINDS: [(&str, &str); 3] =
    [(ELECTABLE, "electable nodes"), (READ_ONLY, "read-only nodes"), (ANALYTICS, "analytics nodes")];

/// The kinds of nodes that have the same instance size in a shard, and share its auto-scaling.
const BASE: &[&str] = &[ELECTABLE, READ_ONLY];

/// The settings of auto-scaling, each with the kinds of nodes that it applies to.
const SCALING: [(&str, &[&str]); 2] = [("autoScaling", BASE), ("analyticsAutoScaling", &[ANALYTICS])];

/// Checks the rules that Atlas has for the regions and shards of a cluster together. A shard that a change removes is
/// `null`, so that the others keep their positions in error messages.
#[inline]
pub(super) fn check_across_shards(shards: &[Value]) -> Result<(), Error> {
    check_zones(shards)?;
    check_disks(shards)?;
    check_local_disks(shards)?;
    check_scaling_is_complete(shards)?;
    check_scaling(shards)
}

/// Rejects shards of one zone with different regions, or different numbers of nodes of a kind.
#[inline]
fn check_zones(shards: &[Value]) -> Result<(), Error> {
    let in_zones = |value: fn(&Value, &str) -> String, kind: &str| {
        let shards = shards.iter().enumerate().filter(|(_, shard)| shard.is_object());
        let values = shards.map(|(position, shard)| (position, (shard["zoneName"].as_str(), value(shard, kind))));
        let difference = first_difference(values, |one, other| one.0 == other.0 && one.1 != other.1)?;
        Some(difference.map(|(position, (_, value))| (position, value)))
    };
    let places = |shard: &Value, _: &str| {
        let mut places: Vec<_> = regions(shard).map(label).collect();
        places.sort();
        places.join(" and ")
    };
    if let Some(difference) = in_zones(places, "") {
        return Err(differing("region", difference, "give all shards of a zone the same regions"));
    }
    let number = |shard: &Value, kind: &str| {
        let number: u64 = regions(shard).map(|region| nodes(region, kind)).sum();
        number.to_string()
    };
    for (kind, name) in KINDS {
        if let Some(difference) = in_zones(number, kind) {
            return Err(differing(name, difference, "give all shards of a zone the same number"));
        }
    }
    Ok(())
}

/// Rejects disks of different sizes. A local disk has the size that belongs to its instance size.
#[inline]
fn check_disks(shards: &[Value]) -> Result<(), Error> {
    let disks = hardware(shards, &[ELECTABLE, READ_ONLY, ANALYTICS])
        .filter(|(.., hardware)| !has_local_disk(text(hardware, "instanceSize")))
        .filter_map(|(position, _, hardware)| Some((position, hardware.get("diskSizeGB")?.as_f64()?)));
    match first_difference(disks, |one, other| one != other) {
        Some(difference) => {
            let difference = difference.map(|(position, size)| (position, format!("{size} GB")));
            Err(differing("disk size", difference, "give all nodes of the cluster the same"))
        }
        None => Ok(()),
    }
}

/// Rejects an instance size with local disks that only some shards have.
#[inline]
fn check_local_disks(shards: &[Value]) -> Result<(), Error> {
    let sizes = hardware(shards, BASE).map(|(position, region, hardware)| (position, size(region, hardware)));
    let difference = first_difference(sizes, |one, other| {
        one.0 == other.0 && one.1 != other.1 && (has_local_disk(one.1) || has_local_disk(other.1))
    });
    let advice = "give all shards the same size if one has local disks (`_NVME`)";
    different_sizes(difference, advice)
}

/// Rejects auto-scaling that only some regions set.
#[inline]
fn check_scaling_is_complete(shards: &[Value]) -> Result<(), Error> {
    let sets = |region: &&Map<String, Value>| region.get("autoScaling").is_some_and(Value::is_object);
    let all = || shards.iter().flat_map(regions);
    match (all().find(sets), all().find(|region| !sets(region))) {
        (Some(with), Some(without)) => {
            let rule =
                format!("set in {}, and not in {}; set it in all regions or in none", label(with), label(without));
            Err(Error::invalid_argument("auto-scaling", rule))
        }
        _ => Ok(()),
    }
}

/// Rejects shards that scale between different sizes, and those that scale in different classes, such as `M` and `R`.
#[inline]
fn check_scaling(shards: &[Value]) -> Result<(), Error> {
    for (scaling, kinds) in SCALING {
        // The regions of a shard can differ.
        let of_shard = |(position, shard): (usize, &Value)| {
            let of_region = |(_, region, _): (usize, &Map<String, Value>, _)| {
                (text(region, "providerName").to_owned(), bounds(region, scaling))
            };
            let mut bounds: Vec<_> = hardware(std::slice::from_ref(shard), kinds).map(of_region).collect();
            bounds.sort();
            bounds.dedup();
            let of_providers = bounds.chunk_by(|one, other| one.0 == other.0);
            of_providers.map(|bounds| (position, bounds.to_vec())).collect::<Vec<_>>()
        };
        let all = shards.iter().enumerate().flat_map(of_shard);
        if let Some(difference) = first_difference(all, |one, other| one[0].0 == other[0].0 && one != other) {
            let shown = |bounds: Vec<(String, String)>| {
                bounds.into_iter().map(|(_, bounds)| bounds).collect::<Vec<_>>().join(" and ")
            };
            let difference = difference.map(|(position, bounds)| (position, shown(bounds)));
            return Err(differing("auto-scaling", difference, "give all shards of the cluster the same bounds"));
        }
    }
    let sizes = hardware(shards, BASE).filter(|(_, region, _)| bounds(region, "autoScaling") != DISABLED);
    let sizes = sizes.map(|(position, region, hardware)| (position, size(region, hardware)));
    let class = |size: &str| size.find(|char: char| char.is_ascii_digit()).map(|end| size[..end].to_owned());
    let difference = first_difference(sizes, |one, other| one.0 == other.0 && class(one.1) != class(other.1));
    different_sizes(difference, "auto-scaling requires sizes of the same class in all shards")
}

const DISABLED: &str = "disabled";

/// Returns the bounds of compute auto-scaling of a region, for an error message.
#[inline]
fn bounds(region: &Map<String, Value>, scaling: &str) -> String {
    let compute = region.get(scaling).map(|scaling| &scaling["compute"]).filter(|compute| compute["enabled"] == true);
    let Some(compute) = compute else { return DISABLED.to_owned() };
    let bound = |name: &str| compute[name].as_str().unwrap_or_default();
    let largest = bound("maxInstanceSize");
    if compute["scaleDownEnabled"] == true {
        format!("{:?} to {largest:?}", bound("minInstanceSize"))
    } else {
        format!("up to {largest:?}")
    }
}

/// Returns the hardware of existing nodes of these kinds, each with the position of its shard and its region.
#[inline]
fn hardware<'a>(
    shards: &'a [Value],
    kinds: &'a [&str],
) -> impl Iterator<Item = (usize, &'a Map<String, Value>, &'a Map<String, Value>)> {
    let regions =
        shards.iter().enumerate().flat_map(|(position, shard)| regions(shard).map(move |region| (position, region)));
    regions.flat_map(|(position, region)| {
        let kinds = kinds.iter().filter(|kind| nodes(region, kind) > 0);
        kinds.filter_map(move |kind| Some((position, region, region.get(*kind)?.as_object()?)))
    })
}

/// Returns the provider and the instance size of nodes. Sizes are compared only if they are of the same provider.
#[inline]
fn size<'a>(region: &'a Map<String, Value>, hardware: &'a Map<String, Value>) -> (&'a str, &'a str) {
    (text(region, "providerName"), text(hardware, "instanceSize"))
}

/// A value of each of two shards, with the position of the shard.
type Difference<T> = [(usize, T); 2];

/// Returns the first two values that differ.
#[inline]
fn first_difference<T: Clone + PartialEq>(
    values: impl Iterator<Item = (usize, T)>,
    differ: impl Fn(&T, &T) -> bool,
) -> Option<Difference<T>> {
    let mut seen: Vec<(usize, T)> = Vec::new();
    for (position, value) in values {
        if let Some(known) = seen.iter().find(|(_, known)| differ(known, &value)) {
            return Some([known.clone(), (position, value)]);
        }
        if seen.iter().all(|(_, known)| *known != value) {
            seen.push((position, value));
        }
    }
    None
}

#[inline]
fn different_sizes(difference: Option<Difference<(&str, &str)>>, advice: &str) -> Result<(), Error> {
    let difference =
        difference.map(|difference| difference.map(|(position, (_, size))| (position, format!("{size:?}"))));
    difference.map_or(Ok(()), |difference| Err(differing("instance size", difference, advice)))
}

/// Creates the error for values that differ.
#[inline]
fn differing(argument: &'static str, [(one, first), (other, second)]: Difference<String>, advice: &str) -> Error {
    let rule = if one == other {
        format!("{first} and {second} in one shard; {advice}")
    } else {
        format!("{first} in shard {one}, and {second} in shard {other}; {advice}")
    };
    Error::invalid_argument(argument, rule)
}
