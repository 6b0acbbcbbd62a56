//! Sample data for trying out a cluster.

use super::Clusters;
use crate::{
    Request, Response,
    model::SampleDataLoad,
    object_id::object_id,
    operation_doc,
    wait::{Wait, states},
};

object_id! {
    /// The id of a load of sample data.
    SampleDataLoadId, "sample data load id"
}

/// Sample data.
impl Clusters {
    /// Starts to load MongoDB's sample databases into a cluster of any kind. Returns the load, which has an id.
    #[doc = operation_doc!("requestGroupSampleDatasetLoad")]
    /// [`wait_until_sample_data_loaded`](Self::wait_until_sample_data_loaded) waits for its end.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let load = atlas.clusters().load_sample_data("orders").await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// let id = load.id.as_deref().unwrap_or_default();
    /// let load = atlas.clusters().wait_until_sample_data_loaded(id).await?;
    /// println!("{:?} has sample data since {:?}", load.cluster_name, load.complete_date);
    /// # });
    /// ```
    #[inline]
    pub fn load_sample_data(&self, name: impl Into<String>) -> Request<SampleDataLoad> {
        self.atlas
            .cluster(name)
            .request(|api, project, name| Ok(api.clusters().request_sample_dataset_load().group_id(project).name(name)))
    }

    /// Fetches a load of sample data by its id, with its state.
    #[doc = operation_doc!("getGroupSampleDatasetLoad")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the id is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if no load has it.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let load = atlas.clusters().load_sample_data("orders").await?;
    /// let load = atlas.clusters().sample_data_load(load.id.as_deref().unwrap_or_default()).await?;
    /// println!("{:?} {:?}", load.state, load.error_message);
    /// # });
    /// ```
    #[inline]
    pub fn sample_data_load(&self, id: impl Into<String>) -> Request<SampleDataLoad> {
        Request::by_id(&self.atlas, id, |api, project, id: SampleDataLoadId| {
            Ok(api.clusters().get_sample_dataset_load().group_id(project).sample_dataset_id(id))
        })
    }

    /// Waits until a load of sample data is `COMPLETED`. Returns the load.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the load has failed;
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) after the [time limit](Wait::time_limit); otherwise as
    /// [`sample_data_load`](Self::sample_data_load).
    ///
    /// # Examples
    /// See [`load_sample_data`](Self::load_sample_data).
    #[inline]
    pub fn wait_until_sample_data_loaded(
        &self,
        id: impl Into<String>,
    ) -> Wait<SampleDataLoad, Response<SampleDataLoad>> {
        let id = id.into();
        let description = format!("sample data load {id:?}");
        self.sample_data_load(id).wait_for(description, states::SAMPLE_DATA_LOADED).must_exist()
    }
}
