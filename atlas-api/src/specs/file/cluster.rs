//! Files of clusters and rolling indexes.

use atlas_gen::types::{
    ClusterInput, DatabaseRollingIndexRequest, FlexClusterCreate, FlexClusterUpdate as FlexUpdateBody,
};

#[cfg(feature = "schemars")]
use super::schema::{not_empty, tags};
use super::{
    body::{apply, spec_from_body, text},
    project::pairs,
};
#[cfg(feature = "schemars")]
use crate::specs::CLUSTER_NAME;
use crate::specs::{ClusterSpec, ClusterUpdate, FlexClusterSpec, FlexClusterUpdate, RollingIndexSpec};

// The tags are set by the setter, whose rules are checked. Everything else is sent unchanged.
spec_from_body! {
    ClusterSpec, ClusterInput,
    |body| {
        let mut body = body;
        let tags = body.tags.take();
        Ok(pairs(tags).fold(ClusterSpec::from(body), |spec, (key, value)| spec.tag(key, value)))
    },
    |spec| spec.into_body(),
    { "required": ["name"], "properties": { "name": { "pattern": CLUSTER_NAME }, "tags": tags() } },
}

spec_from_body! {
    ClusterUpdate, ClusterInput,
    |body| {
        let mut body = body;
        let tags = body.tags.take();
        let mut spec = ClusterUpdate::from(body);
        if tags.is_some() {
            spec = spec.clear_tags();
        }
        Ok(pairs(tags).fold(spec, |spec, (key, value)| spec.tag(key, value)))
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": { "tags": tags() } },
}

spec_from_body! {
    FlexClusterSpec, FlexClusterCreate,
    |body| {
        let provider = body.provider_settings.unwrap_or_default();
        let (name, region) = (text(body.name), text(provider.region_name));
        let spec = FlexClusterSpec::new(name, text(provider.backing_provider_name), region);
        let spec = apply!(spec; body.termination_protection_enabled => termination_protection);
        Ok(pairs(body.tags).fold(spec, |spec, (key, value)| spec.tag(key, value)))
    },
    |spec| spec.into_body(),
    { "required": ["name"], "properties": { "name": { "pattern": CLUSTER_NAME }, "tags": tags() } },
}

spec_from_body! {
    FlexClusterUpdate, FlexUpdateBody,
    |body| {
        let mut spec = FlexClusterUpdate::new();
        if body.tags.is_some() {
            spec = spec.clear_tags();
        }
        let spec = apply!(spec; body.termination_protection_enabled => termination_protection);
        Ok(pairs(body.tags).fold(spec, |spec, (key, value)| spec.tag(key, value)))
    },
    |spec| spec.into_body(),
    { "minProperties": 1, "properties": { "tags": tags() } },
}

// A key is an object with one field.
spec_from_body! {
    RollingIndexSpec, DatabaseRollingIndexRequest,
    |body| {
        let spec = RollingIndexSpec::new(text(body.db), text(body.collection));
        let spec = apply!(spec; body.collation => collation, body.options => options);
        let keys = body.keys.into_iter().flatten().flatten();
        Ok(keys.fold(spec, |spec, (field, kind)| spec.key(field, kind)))
    },
    |spec| spec.into_body(),
    {
        "required": ["db", "collection", "keys"],
        "properties": {
            "db": not_empty(),
            "collection": not_empty(),
            "keys": { "minItems": 1, "items": { "minProperties": 1, "maxProperties": 1 } },
        },
    },
}
