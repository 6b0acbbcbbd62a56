//! Simulated outages of regions.

use atlas_gen::types::{AtlasClusterOutageSimulationOutageFilter as Region, ClusterOutageSimulationInput};

use super::Clusters;
use crate::{
    Error, Request, Response,
    model::{CloudProvider, OutageSimulation},
    operation_doc,
    wait::{Wait, states},
};

/// Simulated outages.
impl Clusters {
    /// Simulates an outage of regions of a cluster: Atlas stops its nodes there. Returns the simulation.
    #[doc = operation_doc!("startGroupClusterOutageSimulation")]
    /// A region is a cloud provider and the name of a region, such as `("AWS", "US_EAST_1")`. If a majority of the electable
    /// nodes is in the regions, the cluster has no primary during the simulation. Atlas ends it on its own at its
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
    /// let clusters = atlas.clusters();
    /// clusters.start_outage_simulation("orders", [("AWS", "US_EAST_1")]).await?;
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
    ) -> Request<OutageSimulation> {
        let region = |(provider, name): (P, R)| {
            Region::new().cloud_provider(provider.into().as_str()).region_name(name.into()).type_("REGION")
        };
        let regions: Vec<Region> = regions.into_iter().map(region).collect();
        self.atlas.cluster(name).request(|api, project, name| {
            if regions.is_empty() {
                return Err(Error::invalid_argument("regions", "must not be empty; name a region of the cluster"));
            }
            let body = ClusterOutageSimulationInput::new().outage_filters(regions);
            let start = api.cluster_outage_simulation().start_outage_simulation().group_id(project);
            Ok(start.cluster_name(name).body(body))
        })
    }

    /// Fetches the outage simulation of a cluster.
    #[doc = operation_doc!("getGroupClusterOutageSimulation")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the cluster does not exist, or no outage is simulated.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.clusters().start_outage_simulation("orders", [("AWS", "US_EAST_1")]).await?;
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
