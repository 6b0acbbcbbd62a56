//! Global clusters: sharded clusters whose documents are kept in the zone of their location.

use atlas_gen::types::{CustomZoneMappings, ZoneMapping};

#[doc(inline)]
pub use crate::specs::ManagedNamespaceSpec;
use crate::{
    Error, Impact, Request, Unconfirmed, cluster_ref::ClusterRef, model::GlobalWrites, operation_doc,
    specs::check_length,
};

/// The global writes of a geo-sharded cluster; returned by [`Atlas::global_cluster`](crate::Atlas::global_cluster).
///
/// Atlas shards the managed namespaces of the cluster by location. Each location, such as `DE` or `US-CA`, belongs to a
/// zone of the cluster.
#[derive(Clone, Debug)]
pub struct GlobalCluster {
    pub(crate) cluster: ClusterRef,
}

impl GlobalCluster {
    /// Fetches the managed namespaces, and the id of the zone of each location with a custom mapping.
    #[doc = operation_doc!("getGroupClusterGlobalWrites")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let writes = atlas.global_cluster("orders").get().await?;
    /// println!("{:?}", writes.custom_zone_mapping);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<GlobalWrites> {
        self.cluster.request(|api, project, cluster| {
            Ok(api.global_clusters().get_cluster_global_writes().group_id(project).cluster_name(cluster))
        })
    }

    /// Adds a managed namespace: Atlas shards a collection by location. Returns the new configuration.
    #[doc = operation_doc!("createGroupClusterGlobalWriteManagedNamespace")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the spec is invalid; the code `DUPLICATE_MANAGED_NAMESPACE`
    /// if the collection is managed already; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::global_clusters::ManagedNamespaceSpec;
    ///
    /// let spec = ManagedNamespaceSpec::new("sales", "customers", "email");
    /// let writes = atlas.global_cluster("orders").add_namespace(spec).await?;
    /// assert_eq!(writes.managed_namespaces.as_ref().map(Vec::len), Some(1));
    /// # });
    /// ```
    #[doc(alias = "managedNamespaces")]
    #[inline]
    pub fn add_namespace(&self, spec: ManagedNamespaceSpec) -> Request<GlobalWrites> {
        self.cluster.request(|api, project, cluster| {
            let add = api.global_clusters().create_managed_namespace().group_id(project).cluster_name(cluster);
            Ok(add.body(spec.into_body()?))
        })
    }

    /// Removes a managed namespace; returns the new configuration. The documents of the collection remain.
    #[doc = operation_doc!("deleteGroupClusterGlobalWriteManagedNamespaces")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if a name is empty; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let remove = atlas.global_cluster("orders").remove_namespace("sales", "customers");
    /// remove.confirm(Confirm::name("sales.customers")).await?;
    /// # });
    /// ```
    pub fn remove_namespace(
        &self,
        database: impl Into<String>,
        collection: impl Into<String>,
    ) -> Unconfirmed<GlobalWrites> {
        let (database, collection) = (database.into(), collection.into());
        let effect = format!("of the cluster {:?} will no longer be sharded by location", self.cluster.name);
        let impact = Impact::on("managed namespace", format!("{database}.{collection}"), effect);
        let request = self.cluster.request(|api, project, cluster| {
            check_length("database", &database, 1..=usize::MAX)?;
            check_length("collection", &collection, 1..=usize::MAX)?;
            let remove = api.global_clusters().delete_managed_namespaces().group_id(project).cluster_name(cluster);
            Ok(remove.db(&*database).collection(&*collection))
        });
        Unconfirmed::new(request, impact)
    }

    /// Maps locations to zones of the cluster, each by its name; returns the new configuration. Other locations keep their
    /// zones.
    #[doc = operation_doc!("createGroupClusterGlobalWriteCustomZoneMapping")]
    /// A location is a country, such as `DE`, or a part of one, such as `US-CA`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `zones` is empty, or a name in it; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let writes = atlas.global_cluster("orders").map_zones([("DE", "Zone 1"), ("US-CA", "Zone 2")]).await?;
    /// assert_eq!(writes.custom_zone_mapping.as_ref().map(|zones| zones.len()), Some(2));
    /// # });
    /// ```
    #[doc(alias = "customZoneMapping")]
    pub fn map_zones<L: Into<String>, Z: Into<String>>(
        &self,
        zones: impl IntoIterator<Item = (L, Z)>,
    ) -> Request<GlobalWrites> {
        let zones = zones.into_iter().map(|(location, zone)| (location.into(), zone.into())).collect();
        self.cluster.request(|api, project, cluster| {
            let map = api.global_clusters().create_custom_zone_mapping().group_id(project).cluster_name(cluster);
            Ok(map.body(mappings(zones)?))
        })
    }

    /// Removes the custom mappings of all locations; returns the new configuration.
    #[doc = operation_doc!("deleteGroupClusterGlobalWriteCustomZoneMapping")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.global_cluster("orders").remove_zone_mappings().confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[inline]
    pub fn remove_zone_mappings(&self) -> Unconfirmed<GlobalWrites> {
        let request = self.cluster.request(|api, project, cluster| {
            Ok(api.global_clusters().delete_custom_zone_mapping().group_id(project).cluster_name(cluster))
        });
        let impact = Impact::on("cluster", self.cluster.name.clone(), "will lose the custom zones of all locations");
        Unconfirmed::new(request, impact)
    }
}

#[inline]
fn mappings(zones: Vec<(String, String)>) -> Result<CustomZoneMappings, Error> {
    if zones.is_empty() {
        return Err(Error::invalid_argument("zones", "the list is empty; pass at least one location"));
    }
    for (location, zone) in &zones {
        check_length("location", location, 1..=usize::MAX)?;
        check_length("zone", zone, 1..=usize::MAX)?;
    }
    let mappings = zones.into_iter().map(|(location, zone)| ZoneMapping::new().location(location).zone(zone));
    Ok(CustomZoneMappings::new().custom_zone_mappings(mappings.collect::<Vec<_>>()))
}
