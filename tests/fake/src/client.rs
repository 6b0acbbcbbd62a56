//! A ready client of the fake, with the feature `client`.

use std::future;
use std::sync::Arc;

use atlas_api::{Atlas, AtlasBuilder, Error};

use crate::builder::delta;
use crate::fake::FakeAtlas;

impl FakeAtlas {
    /// Returns a client of the fake, with its API key, its project and its organization. Requires the feature `client`.
    ///
    /// Retries and waits advance the [fake's clock](Self::advance) instead of sleeping, so a wait for a cluster that
    /// takes an hour ends at once. The client validates dates by the fake's clock.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// use atlas_api::clusters::ClusterSpec;
    /// use atlas_fake::FakeAtlas;
    ///
    /// let fake = FakeAtlas::builder().cluster_time(Duration::from_secs(600)).start().await?;
    /// let atlas = fake.client()?;
    /// let begun = fake.now();
    /// let spec = ClusterSpec::new("orders", "AWS", "US_EAST_1", "M10");
    /// atlas.clusters().create(spec).await?;
    /// atlas.clusters().wait_until_idle("orders").await?;
    /// assert!(fake.now().duration_since(begun)? >= Duration::from_secs(600));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`AtlasBuilder::build`].
    pub fn client(&self) -> Result<Atlas, Error> {
        self.client_builder().build()
    }

    /// Returns the builder of [`client`](Self::client), for further settings. Requires the feature `client`.
    pub fn client_builder(&self) -> AtlasBuilder {
        let (clock, timer) = (Arc::clone(self.shared()), Arc::clone(self.shared()));
        Atlas::builder()
            .api_key(self.public_key(), self.private_key())
            .organization_id(self.organization_id())
            .project_id(self.project_id())
            .base_url(self.base_url())
            .clock(move || clock.service().clock.now().into())
            .sleep_with(move |wait| {
                timer.service().advance(delta(wait));
                future::ready(())
            })
    }
}
