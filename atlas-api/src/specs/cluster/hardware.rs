//! Rules about instance sizes and the hardware of nodes, in specs and in the JSON of a layout.

use serde_json::{Map, Value};

use crate::Error;

/// A part of the names of instance sizes with local disks, whose size depends on the instance size.
const LOCAL_DISK: &str = "_NVME";

/// Properties of the hardware that depend on the instance size. Those of the old size can be invalid for the new one.
const OF_SIZE: [&str; 2] = ["diskIOPS", "ebsVolumeType"];

/// The smallest disk in gigabytes, and that of a cluster with nodes on Azure.
const MIN_DISK: (f64, f64) = (10.0, 8.0);

/// Returns whether nodes of an instance size have local disks, such as those of `M40_NVME`.
#[inline]
pub(super) fn has_local_disk(size: &str) -> bool {
    size.contains(LOCAL_DISK)
}

/// Returns the number in the name of an instance size, such as 40 for `M40` or `R40_NVME`, by which sizes are ordered.
#[inline]
pub(super) fn rank(size: &str) -> Option<u32> {
    let digits = size.trim_start_matches(|char: char| !char.is_ascii_digit());
    let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// Sets the instance size of nodes, and removes properties that belong to the old size. Returns whether it was another
/// size.
#[inline]
pub(super) fn set_size(hardware: &mut Map<String, Value>, size: &str) -> bool {
    let before = hardware.insert("instanceSize".to_owned(), size.into());
    let before = before.as_ref().and_then(Value::as_str).unwrap_or_default();
    if before == size {
        return false;
    }
    remove(hardware, &OF_SIZE);
    if has_local_disk(before) || has_local_disk(size) {
        remove(hardware, &["diskSizeGB"]);
    }
    true
}

#[inline]
pub(super) fn remove(object: &mut Map<String, Value>, names: &[&str]) {
    object.retain(|name, _| !names.contains(&name.as_str()));
}

/// Rejects an empty instance size.
#[inline]
pub(super) fn check_size(size: &str) -> Result<(), Error> {
    if size.is_empty() {
        Err(Error::invalid_argument("instance size", "empty; expected for example M10"))
    } else {
        Ok(())
    }
}

/// Rejects a disk that is too small.
#[inline]
pub(super) fn check_disk(size: f64, is_on_azure: bool) -> Result<(), Error> {
    let min = if is_on_azure { MIN_DISK.1 } else { MIN_DISK.0 };
    if size.is_finite() && size >= min {
        return Ok(());
    }
    let rule = format!("{size} GB is out of range; expected at least {min} GB");
    Err(Error::invalid_argument("disk size", rule))
}

/// Rejects a number of electable nodes that cannot elect a primary.
#[inline]
pub(super) fn check_electable(nodes: u64) -> Result<(), Error> {
    if [3, 5, 7].contains(&nodes) {
        return Ok(());
    }
    let rule = format!("{nodes} in all regions together; expected 3, 5 or 7");
    Err(Error::invalid_argument("electable nodes", rule))
}

/// Rejects bounds of auto-scaling in the wrong order, and an instance size outside of them. Sizes without a number
/// cannot be compared.
#[inline]
pub(super) fn check_bounds(size: Option<&str>, bounds: &(String, String)) -> Result<(), Error> {
    let (smallest, largest) = bounds;
    check_size(smallest)?;
    check_size(largest)?;
    if rank(smallest) > rank(largest) && rank(largest).is_some() {
        let rule = format!("{smallest:?} to {largest:?} is out of order; put the smallest size first");
        return Err(Error::invalid_argument("auto-scaling", rule));
    }
    match size {
        Some(size) if !is_within(size, Some(smallest), Some(largest)) => Err(out_of_bounds(size, bounds)),
        _ => Ok(()),
    }
}

/// Returns whether a size is within bounds. A size without a number is.
#[inline]
pub(super) fn is_within(size: &str, smallest: Option<&str>, largest: Option<&str>) -> bool {
    let Some(size) = rank(size) else { return true };
    smallest.and_then(rank).is_none_or(|smallest| smallest <= size)
        && largest.and_then(rank).is_none_or(|largest| size <= largest)
}

/// Creates the error for a size outside of the bounds of auto-scaling.
#[inline]
pub(super) fn out_of_bounds(size: &str, (smallest, largest): &(String, String)) -> Error {
    let rule = format!(
        "{size:?} is outside of the auto-scaling bounds {smallest:?} to {largest:?}; set a size or bounds that fit"
    );
    Error::invalid_argument("instance size", rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_ordered_by_their_number() {
        let ranks = ["M10", "R40", "M40_NVME", "M200_NVME_GEN_2", "HUGE"].map(rank);
        assert_eq!(ranks, [Some(10), Some(40), Some(40), Some(200), None]);
        assert_eq!(["M40", "M40_NVME", "M40_NVME_GEN_2"].map(has_local_disk), [false, true, true]);
    }

    #[test]
    fn bounds_are_ordered_and_include_the_size() {
        let bounds = |smallest: &str, largest: &str| (smallest.to_owned(), largest.to_owned());
        for (size, bounds, expected) in [
            (Some("M20"), bounds("M10", "M40"), None),
            (Some("HUGE"), bounds("M10", "M40"), None),
            (None, bounds("M10", "M10"), None),
            (
                None,
                bounds("M40", "M10"),
                Some(r#"auto-scaling: "M40" to "M10" is out of order; put the smallest size first"#),
            ),
            (None, bounds("", "M10"), Some("instance size: empty; expected for example M10")),
            (
                Some("M50"),
                bounds("M10", "M40"),
                Some(
                    r#"instance size: "M50" is outside of the auto-scaling bounds "M10" to "M40"; set a size or bounds that fit"#,
                ),
            ),
        ] {
            let error = check_bounds(size, &bounds).err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), expected, "{size:?}, {bounds:?}");
        }
    }
}
