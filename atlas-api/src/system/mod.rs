//! Atlas as a whole: its status and its IP addresses.

use crate::{
    Atlas, Request,
    model::{ControlPlaneIpAddresses, SystemStatus},
    operation_doc,
};

/// Atlas as a whole, independent of projects; returned by [`Atlas::system`].
#[derive(Clone, Debug)]
pub struct System {
    pub(crate) atlas: Atlas,
}

impl System {
    /// Fetches the build of Atlas, and the API key of the client with its roles. A simple way to check the credentials.
    #[doc = operation_doc!("getSystemStatus")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let status = atlas.system().status().await?;
    /// println!("build {:?}", status.build);
    /// # });
    /// ```
    #[inline]
    pub fn status(&self) -> Request<SystemStatus> {
        Request::new(&self.atlas, |api| Ok(api.root().get_system_status()))
    }

    /// Fetches the IP addresses of Atlas itself, by provider and region, for the rules of a firewall. The request is sent
    /// without credentials.
    #[doc = operation_doc!("listControlPlaneIpAddresses")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let addresses = atlas.system().control_plane_ip_addresses().await?;
    /// for (region, addresses) in addresses.outbound.iter().flat_map(|outbound| outbound.aws.iter().flatten()) {
    ///     println!("{region}: {addresses:?}");
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn control_plane_ip_addresses(&self) -> Request<ControlPlaneIpAddresses> {
        Request::new(&self.atlas, |api| Ok(api.root().list_control_plane_addresses()))
    }
}
