//! Simulated outages of regions.

use atlas_gen::types::{AtlasClusterOutageSimulationOutageFilter as Region, ClusterOutageSimulationInput};

use super::Clusters;
use crate::{
    Error, Impact, Request, Response, Unconfirmed,
    model::{CloudProvider, OutageSimulation},
    operation_doc,
    wait::{Wait, states},
};

/// Simulated outages.
impl Clusters {
    /// Simulates an outage of regions of a cluster: Atlas stops its nodes there. Returns the simulation.
    #[doc = operation_doc!("startGroupClusterOutageSimulation")]
    /// A region is a cloud provider and the name of a region, such as `("AWS", "US_EAST_1")`. Clients cannot connect to the
    /// nodes there during the simulation. If they are a majority of the electable nodes, the cluster has no primary, so that
    /// it cannot be written to. [`end_outage_simulation`](Self::end_outage_simulation) ends it, or Atlas on its own at its
    /// `expiration_date`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) without a region;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use std::time::Duration;
    ///
    /// use atlas_api::Confirm;
    ///
    /// let clusters = atlas.clusters();
    /// let start = clusters.start_outage_simulation("orders", [("AWS", "US_EAST_1")]);
    /// println!("{}", start.impact());
    /// start.confirm(Confirm::name("orders")).await?;
    /// # fake.advance(Duration::from_secs(3600));
    /// let simulation = clusters.wait_until_outage_simulated("orders").interval(Duration::from_millis(10)).await?;
    /// println!("ends at {:?}", simulation.expiration_date);
    /// clusters.end_outage_simulation("orders").await?;
    /// # fake.advance(Duration::from_secs(3600));
    /// clusters.wait_until_outage_recovered("orders").interval(Duration::from_millis(10)).await?;
    /// # });
    /// ```
    pub fn start_outage_simulation<P: Into<CloudProvider>, R: Into<String>>(
        &self,
        name: impl Into<String>,
        regions: impl IntoIterator<Item = (P, R)>,
    ) -> Unconfirmed<OutageSimulation> {
        let region = |(provider, name): (P, R)| {
            Region::new().cloud_provider(provider.into().as_str()).region_name(name.into()).type_("REGION")
        };
        let regions: Vec<Region> = regions.into_iter().map(region).collect();
        let cluster = self.atlas.cluster(name);
        let impact = Impact::on("cluster", &*cluster.name, effect(&regions));
        let start = cluster.request(|api, project, name| {
            if regions.is_empty() {
                return Err(Error::invalid_argument("regions", "must not be empty; name a region of the cluster"));
            }
            let body = ClusterOutageSimulationInput::new().outage_filters(regions);
            let start = api.cluster_outage_simulation().start_outage_simulation().group_id(project);
            Ok(start.cluster_name(name).body(body))
        });
        Unconfirmed::new(start, impact)
    }

    /// Fetches the outage simulation of a cluster.
    #[doc = operation_doc!("getGroupClusterOutageSimulation")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the cluster does not exist, or no outage is simulated.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let start = atlas.clusters().start_outage_simulation("orders", [("AWS", "US_EAST_1")]);
    /// # start.confirm(atlas_api::Confirm::yes()).await?;
    /// println!("{:?}", atlas.clusters().outage_simulation("orders").await?.state);
    /// # });
    /// ```
    #[inline]
    pub fn outage_simulation(&self, name: impl Into<String>) -> Request<OutageSimulation> {
        self.atlas.cluster(name).request(|api, project, name| {
            Ok(api.cluster_outage_simulation().get_outage_simulation().group_id(project).cluster_name(name))
        })
    }

    /// Ends the outage simulation of a cluster. Atlas starts the nodes again.
    #[doc = operation_doc!("endGroupClusterOutageSimulation")]
    /// # Errors
    /// As [`outage_simulation`](Self::outage_simulation).
    ///
    /// # Examples
    /// See [`start_outage_simulation`](Self::start_outage_simulation).
    #[inline]
    pub fn end_outage_simulation(&self, name: impl Into<String>) -> Request<OutageSimulation> {
        self.atlas.cluster(name).request(|api, project, name| {
            Ok(api.cluster_outage_simulation().end_outage_simulation().group_id(project).cluster_name(name))
        })
    }

    /// Waits until the outage is in effect (`SIMULATING`). Returns the simulation.
    ///
    /// # Errors
    /// [`is_failed_state`](Error::is_failed_state) if the simulation has failed or is ending;
    /// [`is_wait_timeout`](Error::is_wait_timeout) after the [time limit](Wait::time_limit); otherwise as
    /// [`outage_simulation`](Self::outage_simulation).
    ///
    /// # Examples
    /// See [`start_outage_simulation`](Self::start_outage_simulation).
    #[inline]
    pub fn wait_until_outage_simulated(
        &self,
        name: impl Into<String>,
    ) -> Wait<OutageSimulation, Response<OutageSimulation>> {
        let name = name.into();
        let description = format!("outage simulation of cluster {name:?}");
        self.outage_simulation(name).wait_for(description, states::OUTAGE_SIMULATING).must_exist()
    }

    /// Waits until the outage simulation of a cluster has ended, and its nodes are back.
    ///
    /// # Errors
    /// [`is_failed_state`](Error::is_failed_state) if the simulation has failed;
    /// [`is_wait_timeout`](Error::is_wait_timeout) after the [time limit](Wait::time_limit).
    ///
    /// # Examples
    /// See [`start_outage_simulation`](Self::start_outage_simulation).
    #[inline]
    pub fn wait_until_outage_recovered(&self, name: impl Into<String>) -> Wait<OutageSimulation, ()> {
        let name = name.into();
        let description = format!("outage simulation of cluster {name:?}");
        self.outage_simulation(name).wait_for(description, states::OUTAGE_RECOVERED).finishing(|_| Ok(()))
    }
}

/// Returns the effect of an outage in these regions, such as `will be unreachable in AWS US_EAST_1 until …`.
fn effect(regions: &[Region]) -> String {
    let label = |region: &Region| {
        let provider = region.cloud_provider.as_ref().map(|provider| provider.as_str()).unwrap_or_default();
        format!("{provider} {}", region.region_name.as_deref().unwrap_or_default())
    };
    let regions: Vec<_> = regions.iter().map(label).collect();
    format!(
        "will be unreachable in {} until the simulation ends, and has no primary if most of its electable nodes are \
         there",
        regions.join(" and ")
    )
}
