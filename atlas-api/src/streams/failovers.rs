//! Failover connections.

use super::{StreamConnectionSpec, workspace_ref::WorkspaceRef};
use crate::{
    Impact, List, Request, Response, Unconfirmed,
    model::StreamFailoverConnection,
    operation_doc,
    segment::check_segment,
    wait::{Wait, states},
};

/// The connections that replace a connection in other regions; returned by
/// [`StreamConnections::failovers`](super::StreamConnections::failovers).
///
/// Processors use them after a failover to their region. Only connections to Kafka and to clusters have them.
#[derive(Clone, Debug)]
pub struct FailoverConnections {
    pub(super) workspace: WorkspaceRef,
    pub(super) connection: String,
}

impl FailoverConnections {
    /// Lists the failover connections.
    #[doc = operation_doc!("listGroupStreamConnectionFailoverConnections")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for failover in atlas.streams().connections("sensors").failovers("broker").list().all().await? {
    ///     println!("{:?} in {:?}", failover.id, failover.region);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<StreamFailoverConnection> {
        let Self { workspace, connection } = self.clone();
        List::new(&self.workspace.atlas, move |_, api| {
            let (project, name) = workspace.path()?;
            let list = api.streams().list_failover_connections().group_id(project).tenant_name(name);
            Ok(list.connection_name(check_segment("stream connection", &connection)?))
        })
    }

    /// Fetches a failover connection by its id.
    #[doc = operation_doc!("getGroupStreamConnectionFailoverConnection")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the failover connection does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let failovers = atlas.streams().connections("sensors").failovers("broker");
    /// let failover = failovers.get("5f1a2b3c4d5e6f7a8b9c0d9a").await?;
    /// println!("{:?}", failover.state);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<StreamFailoverConnection> {
        let id = id.into();
        self.workspace.request(|api, project, workspace| {
            let get = api.streams().get_stream_failover_connection().group_id(project).tenant_name(workspace);
            let get = get.connection_name(check_segment("stream connection", &self.connection)?);
            Ok(get.failover_connection_id(check_segment("failover connection id", &id)?))
        })
    }

    /// Creates a failover connection, and returns it. The spec is one for Kafka or a cluster, with a
    /// [region](StreamConnectionSpec::region).
    #[doc = operation_doc!("createGroupStreamConnectionFailoverConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::{KafkaAuthentication, StreamConnectionSpec};
    ///
    /// let login = KafkaAuthentication::scram_512("atlas", "a long password");
    /// let spec = StreamConnectionSpec::kafka("broker", ["kafka.example.org:9092"], login).region("OHIO_USA");
    /// atlas.streams().connections("sensors").failovers("broker").create(spec).await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: StreamConnectionSpec) -> Request<StreamFailoverConnection> {
        self.workspace.request(|api, project, workspace| {
            let create = api.streams().create_failover_connection().group_id(project).tenant_name(workspace);
            let create = create.connection_name(check_segment("stream connection", &self.connection)?);
            Ok(create.body(spec.into_failover_body()?))
        })
    }

    /// Updates a failover connection, and returns it. Its type cannot be changed.
    #[doc = operation_doc!("updateGroupStreamConnectionFailoverConnection")]
    /// It is a patch, as [`StreamConnections::update`](super::StreamConnections::update).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::{KafkaAuthentication, StreamConnectionSpec};
    ///
    /// let login = KafkaAuthentication::scram_512("atlas", "another password");
    /// let spec = StreamConnectionSpec::kafka("broker", ["kafka.example.org:9093"], login).region("OHIO_USA");
    /// let failovers = atlas.streams().connections("sensors").failovers("broker");
    /// failovers.update("5f1a2b3c4d5e6f7a8b9c0d9a", spec).await?;
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: StreamConnectionSpec) -> Request<StreamFailoverConnection> {
        let id = id.into();
        self.workspace.request(|api, project, workspace| {
            let update = api.streams().update_stream_failover_connection().group_id(project).tenant_name(workspace);
            let update = update.connection_name(check_segment("stream connection", &self.connection)?);
            let update = update.failover_connection_id(check_segment("failover connection id", &id)?);
            Ok(update.body(spec.into_failover_body()?))
        })
    }

    /// Starts deleting a failover connection.
    #[doc = operation_doc!("deleteGroupStreamConnectionFailoverConnection")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let failovers = atlas.streams().connections("sensors").failovers("broker");
    /// failovers.delete("5f1a2b3c4d5e6f7a8b9c0d9a").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on("failover connection", &*id, "will be deleted, and its region has no connection then");
        let request = self.workspace.request(|api, project, workspace| {
            let delete = api.streams().delete_stream_failover_connection().group_id(project).tenant_name(workspace);
            let delete = delete.connection_name(check_segment("stream connection", &self.connection)?);
            Ok(delete.failover_connection_id(check_segment("failover connection id", &id)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until processors can use a failover connection.
    ///
    /// # Errors
    /// As [`StreamConnections::wait_until_ready`](super::StreamConnections::wait_until_ready).
    pub fn wait_until_ready(
        &self,
        id: impl Into<String>,
    ) -> Wait<StreamFailoverConnection, Response<StreamFailoverConnection>> {
        let id = id.into();
        let what = format!("failover connection {id:?}");
        self.get(id).wait_for(what, states::STREAM_CONNECTION_READY).must_exist()
    }

    /// Waits until a failover connection is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, id: impl Into<String>) -> Wait<StreamFailoverConnection, ()> {
        let id = id.into();
        let what = format!("failover connection {id:?}");
        self.get(id).wait_for(what, states::STREAM_CONNECTION_DELETED).finishing(|_| Ok(()))
    }
}
