//! Requests of two steps: a cluster is read, and then changed depending on its state.

use atlas_gen::{OperationBuilder, operations::clusters::UpdateCluster};
use serde_json::{Value, json};

use super::{ClusterChange, ClusterUpdate, Clusters, is_flex};
use crate::{
    Confirm, Error, Impact, Preview, Request, Response,
    model::Cluster,
    request::CallOptions,
    specs::{ClusterPatch, Resize, layout_of},
};

/// A cluster to read and to change. The options apply to both requests.
#[derive(Clone, Debug)]
pub(super) struct ReadAndChange {
    pub(super) clusters: Clusters,
    name: String,
    pub(super) options: CallOptions,
}

impl ReadAndChange {
    #[inline]
    pub(super) fn new(clusters: Clusters, name: String) -> Self {
        Self { clusters, name, options: CallOptions::default() }
    }

    #[inline]
    pub(super) fn preview(&self) -> Result<Preview, Error> {
        self.get().preview()
    }

    #[inline]
    fn get(&self) -> Request<Cluster> {
        let cluster = self.clusters.atlas.cluster(&*self.name);
        self.with_options(
            cluster.request(|api, project, name| Ok(api.clusters().get_cluster().group_id(project).cluster_name(name))),
        )
    }

    fn with_options<T>(&self, mut request: Request<T>) -> Request<T> {
        request.options_mut().clone_from(&self.options);
        request
    }

    /// Sends the request that changes the cluster. The response counts the requests for reading it too.
    async fn change(&self, update: Request<Cluster>, read: &Response<Cluster>) -> Result<Response<Cluster>, Error> {
        let attempts = read.attempts();
        let changed = self.with_options(update).await;
        changed.map(|response| response.after(attempts)).map_err(|error| error.after(attempts))
    }

    /// Pauses or resumes the cluster. Returns the cluster, and whether it was changed.
    pub(super) async fn ensure_paused(&self, paused: bool) -> Result<(Response<Cluster>, bool), Error> {
        let cluster = self.get().await?;
        if cluster.paused.unwrap_or(false) == paused && !is_deleting(&cluster) {
            return Ok((cluster, false));
        }
        let update = self.clusters.update(&*self.name, ClusterUpdate::new().paused(paused));
        Ok((self.change(update, &cluster).await?, true))
    }

    /// Resizes the cluster. Returns the cluster, and whether it was changed.
    pub(super) async fn resize(&self, resize: &Resize) -> Result<(Response<Cluster>, bool), Error> {
        check_size(resize)?;
        let cluster = match self.get().await {
            Err(error) if is_flex(&error) => {
                return Err(invalid(format!("{:?} is a flex cluster, which has no instance size", self.name)));
            }
            outcome => outcome?,
        };
        let read: Value = serde_json::from_slice(cluster.raw()).unwrap_or_default();
        let layout = resize.layout_for(&read).map_err(|error| error.of_operation(UpdateCluster::OPERATION))?;
        let specs = match layout {
            Some(specs) => specs,
            None if is_deleting(&cluster) => layout_of(&read),
            None => return Ok((cluster, false)),
        };
        Ok((self.change(self.replace(&json!({ "replicationSpecs": specs })), &cluster).await?, true))
    }

    /// Changes parts of the cluster. Returns the cluster, and whether it was changed.
    pub(super) async fn modify(
        &self,
        change: ClusterChange,
        is_confirmed: bool,
    ) -> Result<(Response<Cluster>, bool), Error> {
        let of_operation = |error: Error| error.of_operation(UpdateCluster::OPERATION);
        let cluster = match self.get().await {
            Err(error) if is_flex(&error) => {
                let rule = format!("{:?} is a flex cluster; use `update` of `flex_clusters`", self.name);
                return Err(of_operation(Error::invalid_argument("cluster", rule)));
            }
            outcome => outcome?,
        };
        let read: Value = serde_json::from_slice(cluster.raw()).unwrap_or_default();
        let ClusterPatch { body, losses } = change.patch_for(&read).map_err(of_operation)?;
        if !losses.is_empty() && !is_confirmed {
            let effect = format!("will lose {}", losses.join(", and "));
            let impact = Impact::on("cluster", &*self.name, effect);
            return Err(of_operation(Error::not_confirmed(impact.to_string())));
        }
        if body.as_object().is_none_or(serde_json::Map::is_empty) {
            return Ok((cluster, false));
        }
        Ok((self.change(self.replace(&body), &cluster).await?, true))
    }

    /// Checks a confirmation of a change, if there is one.
    #[inline]
    pub(super) fn check_confirmation(&self, confirm: Option<&Confirm>) -> Result<(), Error> {
        let effect = "will lose the nodes, shards and backups that the change removes";
        let impact = Impact::on("cluster", &*self.name, effect);
        confirm
            .map_or(Ok(()), |confirm| impact.require(confirm))
            .map_err(|error| error.of_operation(UpdateCluster::OPERATION))
    }

    /// Returns a request that sends properties of the response, which the typed body would not contain completely.
    #[inline]
    fn replace(&self, body: &Value) -> Request<Cluster> {
        let atlas = &self.clusters.atlas;
        let call = atlas.project_id().map(|project| {
            let project = project.to_string();
            let parameters = [("groupId", &*project), ("clusterName", &*self.name)];
            atlas.low().with_json(UpdateCluster::OPERATION, &parameters, body)
        });
        Request::of_call(atlas, call)
    }

    /// Creates the error for a resize that is not a change.
    #[inline]
    pub(super) fn already_has_size_error(&self, Resize { size, analytics, .. }: &Resize) -> Error {
        let nodes = if *analytics { "all nodes" } else { "all electable and read-only nodes" };
        invalid(format!(
            "{nodes} of {:?} have the size {size:?} already; use `ensure_instance_size` to accept that",
            self.name
        ))
    }
}

/// Rejects an empty instance size.
#[inline]
pub(super) fn check_size(resize: &Resize) -> Result<(), Error> {
    if resize.size.is_empty() { Err(invalid("empty; expected for example M10".to_owned())) } else { Ok(()) }
}

/// Returns whether a cluster is being deleted. The change is sent then, so that the error of Atlas is returned.
#[inline]
fn is_deleting(cluster: &Cluster) -> bool {
    cluster.state_name.as_ref().is_some_and(|state| state.as_str() == "DELETING")
}

/// Creates the error for an instance size that is invalid for the cluster.
#[inline]
fn invalid(rule: String) -> Error {
    Error::invalid_argument("instance size", rule).of_operation(UpdateCluster::OPERATION)
}
