//! The options of the servers of a cluster, which the API calls process arguments.

use super::named::Named;
use crate::{
    Error, Response,
    model::{AdvancedOptions, TlsProtocol},
};

/// A request for the advanced options of a cluster; made by
/// [`Clusters::advanced_options`](super::Clusters::advanced_options).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct GetAdvancedOptions(pub(super) Named);

impl GetAdvancedOptions {
    /// Sends the request.
    ///
    /// # Errors
    /// As [`Clusters::advanced_options`](super::Clusters::advanced_options) says.
    pub async fn send(self) -> Result<Response<AdvancedOptions>, Error> {
        self.0.check()?;
        let Named { atlas, name } = self.0;
        let operation = atlas.low().clusters().get_process_args().group_id(atlas.project_id()).cluster_name(name);
        operation.send().await.map(Response::new).map_err(Error::from_call)
    }
}

/// A request to change the advanced options of a cluster; made by
/// [`Clusters::set_advanced_options`](super::Clusters::set_advanced_options) and
/// [`Clusters::set_minimum_tls`](super::Clusters::set_minimum_tls).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct SetAdvancedOptions {
    pub(super) cluster: Named,
    pub(super) options: AdvancedOptions,
}

impl SetAdvancedOptions {
    pub(super) fn minimum_tls(cluster: Named, protocol: TlsProtocol) -> Self {
        Self { cluster, options: AdvancedOptions::new().minimum_enabled_tls_protocol(protocol) }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// As the method that began the request says.
    pub async fn send(self) -> Result<Response<AdvancedOptions>, Error> {
        self.cluster.check()?;
        if self.options == AdvancedOptions::default() {
            return Err(Error::invalid_argument("advanced options", "none is set, so that nothing would change"));
        }
        let Named { atlas, name } = self.cluster;
        let operation = atlas.low().clusters().update_process_args().group_id(atlas.project_id()).cluster_name(name);
        operation.body(self.options).send().await.map(Response::new).map_err(Error::from_call)
    }
}
