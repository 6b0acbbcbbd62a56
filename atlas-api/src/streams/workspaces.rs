//! Workspaces of stream processing.

use super::{
    StreamConnections, StreamPrivateLinks, StreamProcessors, StreamVpcPeerings, StreamWorkspaceSpec,
    StreamWorkspaceUpdate, workspace_ref::WorkspaceRef,
};
use crate::{
    Atlas, Error, Impact, List, Request, Unconfirmed,
    model::{CloudProvider, StreamAccount, StreamWorkspace},
    operation_doc,
    specs::{check_length, checked_provider},
    wait::{Wait, states},
};

/// The stream processing of a project; returned by [`Atlas::streams`].
///
/// Its own methods are about workspaces. A workspace has [connections](Self::connections) to sources and sinks of data, and
/// [processors](Self::processors), which run in its region.
#[derive(Clone, Debug)]
pub struct Streams {
    pub(crate) atlas: Atlas,
}

impl Streams {
    /// Returns a handle for the connections of a workspace.
    #[must_use]
    pub fn connections(&self, workspace: impl Into<String>) -> StreamConnections {
        StreamConnections { workspace: self.workspace(workspace) }
    }

    /// Returns a handle for the processors of a workspace.
    #[must_use]
    pub fn processors(&self, workspace: impl Into<String>) -> StreamProcessors {
        StreamProcessors { workspace: self.workspace(workspace) }
    }

    /// Returns a handle for the private links of all workspaces.
    #[must_use]
    pub fn private_links(&self) -> StreamPrivateLinks {
        StreamPrivateLinks { atlas: self.atlas.clone() }
    }

    /// Returns a handle for the VPC peerings of all workspaces.
    #[must_use]
    pub fn vpc_peerings(&self) -> StreamVpcPeerings {
        StreamVpcPeerings { atlas: self.atlas.clone() }
    }

    pub(super) fn workspace(&self, name: impl Into<String>) -> WorkspaceRef {
        WorkspaceRef { atlas: self.atlas.clone(), name: name.into() }
    }

    /// Lists the workspaces, without their connections.
    #[doc = operation_doc!("listGroupStreamWorkspaces")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for workspace in atlas.streams().list().all().await? {
    ///     println!("{:?} at {:?}", workspace.name, workspace.hostnames);
    /// }
    /// # });
    /// ```
    #[doc(alias("instances", "tenants"))]
    #[inline]
    pub fn list(&self) -> List<StreamWorkspace> {
        List::new(&self.atlas, |atlas, api| Ok(api.streams().list_stream_workspaces().group_id(atlas.project_id()?)))
    }

    /// Fetches a workspace, without its connections.
    #[doc = operation_doc!("getGroupStreamWorkspace")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`STREAM_TENANT_NOT_FOUND_FOR_NAME`) if the workspace does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let workspace = atlas.streams().get("sensors").await?;
    /// println!("{:?}", workspace.data_process_region);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<StreamWorkspace> {
        self.workspace(name)
            .request(|api, project, name| Ok(api.streams().get_stream_workspace().group_id(project).tenant_name(name)))
    }

    /// Fetches a workspace with its connections.
    #[doc = operation_doc!("getGroupStreamWorkspace")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let workspace = atlas.streams().get_with_connections("sensors").await?;
    /// assert_eq!(workspace.connections.as_ref().map(Vec::len), Some(2));
    /// # });
    /// ```
    #[doc(alias = "includeConnections")]
    pub fn get_with_connections(&self, name: impl Into<String>) -> Request<StreamWorkspace> {
        self.workspace(name).request(|api, project, name| {
            let get = api.streams().get_stream_workspace().group_id(project).tenant_name(name);
            Ok(get.include_connections(true))
        })
    }

    /// Creates a workspace, and returns it.
    #[doc = operation_doc!("createGroupStreamWorkspace")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_conflict`](crate::Error::is_conflict) (`STREAM_TENANT_NAME_ALREADY_EXISTS`) if the name is in use.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamWorkspaceSpec;
    ///
    /// let spec = StreamWorkspaceSpec::new("orders", "AWS", "DUBLIN_IRL").tier("SP10");
    /// let workspace = atlas.streams().create(spec).await?;
    /// println!("{:?}", workspace.hostnames);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: StreamWorkspaceSpec) -> Request<StreamWorkspace> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.streams().create_stream_workspace().group_id(project).body(spec.into_body()?))
        })
    }

    /// Creates a workspace with connections to sample data, and returns it.
    #[doc = operation_doc!("withGroupStreamSampleConnections")]
    /// # Errors
    /// As [`create`](Self::create).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamWorkspaceSpec;
    ///
    /// atlas.streams().create_with_samples(StreamWorkspaceSpec::new("trial", "AWS", "VIRGINIA_USA")).await?;
    /// let connections = atlas.streams().connections("trial").list().all().await?;
    /// assert_eq!(connections[0].name.as_deref(), Some("sample_stream_solar"));
    /// # });
    /// ```
    #[inline]
    pub fn create_with_samples(&self, spec: StreamWorkspaceSpec) -> Request<StreamWorkspace> {
        Request::in_project(&self.atlas, |api, project| {
            // The document does not have a type for this body.
            let body = serde_json::to_value(spec.into_body()?).unwrap_or_default();
            Ok(api.streams().with_stream_sample_connections().group_id(project).body(body))
        })
    }

    /// Updates a workspace, and returns it.
    #[doc = operation_doc!("updateGroupStreamWorkspace")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty;
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) if it forces a failover; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamWorkspaceUpdate;
    ///
    /// let spec = StreamWorkspaceUpdate::new().max_tier("SP50").failover_region("AWS", "OHIO_USA");
    /// atlas.streams().update("sensors", spec).await?;
    /// # });
    /// ```
    pub fn update(&self, name: impl Into<String>, spec: StreamWorkspaceUpdate) -> Request<StreamWorkspace> {
        self.update_if(name.into(), spec, false)
    }

    /// Updates a workspace, and moves its processors to another region by force. Returns the workspace.
    #[doc = operation_doc!("updateGroupStreamWorkspace")]
    /// It is for a region that does not respond: the processors are not stopped there first, so results can be lost or
    /// repeated. Otherwise as [`update`](Self::update).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, streams::StreamWorkspaceUpdate};
    ///
    /// let spec = StreamWorkspaceUpdate::new().fail_over_processors("OHIO_USA", "FORCED");
    /// let update = atlas.streams().update_forcing_failover("sensors", spec);
    /// println!("{}", update.impact());
    /// update.confirm(Confirm::name("sensors")).await?;
    /// # });
    /// ```
    pub fn update_forcing_failover(
        &self,
        name: impl Into<String>,
        spec: StreamWorkspaceUpdate,
    ) -> Unconfirmed<StreamWorkspace> {
        let name = name.into();
        let effect = spec.loss().unwrap_or("will be updated");
        Unconfirmed::new(self.update_if(name.clone(), spec, true), Impact::on("stream workspace", name, effect))
    }

    #[inline]
    fn update_if(&self, name: String, spec: StreamWorkspaceUpdate, may_force: bool) -> Request<StreamWorkspace> {
        self.workspace(name).request(|api, project, name| {
            let loss = spec.loss().filter(|_| !may_force);
            let body = spec.into_body()?;
            if let Some(effect) = loss {
                let advice = "pass the update to `update_forcing_failover` and confirm it";
                return Err(Error::unconfirmed(format!("stream workspace {name:?} {effect}"), advice));
            }
            Ok(api.streams().update_stream_workspace().group_id(project).tenant_name(name).body(body))
        })
    }

    /// Deletes a workspace without running processors.
    #[doc = operation_doc!("deleteGroupStreamWorkspace")]
    /// # Errors
    /// Atlas refuses to delete a workspace with a running processor (`STREAM_TENANT_HAS_STREAM_PROCESSORS`); otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.streams().delete("sensors").confirm(Confirm::name("sensors")).await?;
    /// atlas.streams().wait_until_deleted("sensors").await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let workspace = self.workspace(name);
        let effect = "will be deleted, with its connections and its processors";
        let impact = Impact::on("stream workspace", &*workspace.name, effect);
        let request = workspace.request(|api, project, name| {
            Ok(api.streams().delete_stream_workspace().group_id(project).tenant_name(name))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until a workspace is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, name: impl Into<String>) -> Wait<StreamWorkspace, ()> {
        let name = name.into();
        let what = format!("stream workspace {name:?}");
        self.get(name).wait_for(what, states::DELETED).finishing(|_| Ok(()))
    }

    /// Fetches the account and the network in which stream processing runs, in a region of a cloud provider: `AWS`, `AZURE`
    /// or `GCP`. A peering with it needs them.
    #[doc = operation_doc!("getGroupStreamAccountDetails")]
    /// The region has the name that workspaces use, such as `VIRGINIA_USA`.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the provider or the region is empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let account = atlas.streams().account("AWS", "VIRGINIA_USA").await?;
    /// println!("{:?} in {:?}", account.vpc_id, account.aws_account_id);
    /// # });
    /// ```
    #[doc(alias = "account_details")]
    pub fn account(&self, provider: impl Into<CloudProvider>, region: impl Into<String>) -> Request<StreamAccount> {
        let (provider, region) = (provider.into(), region.into());
        Request::in_project(&self.atlas, |api, project| {
            check_length("region", &region, 1..=usize::MAX)?;
            let get = api.streams().get_account_details().group_id(project);
            Ok(get.cloud_provider(checked_provider(&provider)?).region_name(region))
        })
    }
}
