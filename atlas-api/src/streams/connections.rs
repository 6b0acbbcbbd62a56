//! Connections of a workspace.

use super::{FailoverConnections, StreamConnectionSpec, workspace_ref::WorkspaceRef};
use crate::{
    Impact, List, Request, Response, Unconfirmed,
    model::StreamConnection,
    operation_doc,
    segment::check_segment,
    wait::{Wait, states},
};

/// The connections of a workspace to sources and sinks of its processors; returned by
/// [`Streams::connections`](super::Streams::connections).
#[derive(Clone, Debug)]
pub struct StreamConnections {
    pub(super) workspace: WorkspaceRef,
}

impl StreamConnections {
    /// Returns a handle for the connections that replace a connection in other regions.
    #[must_use]
    pub fn failovers(&self, connection: impl Into<String>) -> FailoverConnections {
        FailoverConnections { workspace: self.workspace.clone(), connection: connection.into() }
    }

    /// Lists the connections, without their secrets.
    #[doc = operation_doc!("listGroupStreamConnections")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`STREAM_TENANT_NOT_FOUND_FOR_NAME`) if the workspace does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for connection in atlas.streams().connections("sensors").list().all().await? {
    ///     println!("{:?}: {:?}", connection.name, connection.type_);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<StreamConnection> {
        let workspace = self.workspace.clone();
        List::new(&self.workspace.atlas, move |_, api| {
            let (project, name) = workspace.path()?;
            Ok(api.streams().list_stream_connections().group_id(project).tenant_name(name))
        })
    }

    /// Fetches a connection, without its secrets.
    #[doc = operation_doc!("getGroupStreamConnection")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`STREAM_CONNECTION_NOT_FOUND_FOR_NAME`) if the connection does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let connection = atlas.streams().connections("sensors").get("broker").await?;
    /// println!("{:?}", connection.state);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<StreamConnection> {
        let name = name.into();
        self.workspace.request(|api, project, workspace| {
            let get = api.streams().get_stream_connection().group_id(project).tenant_name(workspace);
            Ok(get.connection_name(check_segment("stream connection", &name)?))
        })
    }

    /// Creates a connection, and returns it. A connection over a private network is not ready at once.
    #[doc = operation_doc!("createGroupStreamConnection")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_conflict`](crate::Error::is_conflict) (`STREAM_CONNECTION_NAME_ALREADY_EXISTS`) if the name is in use.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::{KafkaAuthentication, StreamConnectionSpec};
    ///
    /// let login = KafkaAuthentication::scram_512("atlas", "a long password");
    /// let spec = StreamConnectionSpec::kafka("payments", ["kafka.example.com:9092"], login).security_protocol("SASL_SSL");
    /// atlas.streams().connections("sensors").create(spec).await?;
    /// atlas.streams().connections("sensors").wait_until_ready("payments").await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: StreamConnectionSpec) -> Request<StreamConnection> {
        self.workspace.request(|api, project, workspace| {
            let create = api.streams().create_stream_connection().group_id(project).tenant_name(workspace);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Updates the connection that has the name of the spec, and returns it.
    #[doc = operation_doc!("updateGroupStreamConnection")]
    /// It is a patch: each property that the spec sets, such as the authentication, replaces the old value as a whole. The
    /// others, such as headers or a configuration, keep their values, so an update cannot remove them. Atlas does not
    /// return secrets, so a spec states them again.
    ///
    /// The type and the networking of a connection cannot be changed: delete it, and create another one.
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
    /// let spec = StreamConnectionSpec::kafka("broker", ["kafka-2.example.com:9092"], login);
    /// atlas.streams().connections("sensors").update(spec).await?;
    /// # });
    /// ```
    #[inline]
    pub fn update(&self, spec: StreamConnectionSpec) -> Request<StreamConnection> {
        self.workspace.request(|api, project, workspace| {
            let body = spec.into_body()?;
            let name = body.name.clone().unwrap_or_default();
            let update = api.streams().update_stream_connection().group_id(project).tenant_name(workspace);
            Ok(update.connection_name(name).body(body))
        })
    }

    /// Starts deleting a connection.
    #[doc = operation_doc!("deleteGroupStreamConnection")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let connections = atlas.streams().connections("sensors");
    /// connections.delete("broker").confirm(Confirm::name("broker")).await?;
    /// connections.wait_until_deleted("broker").await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let name = name.into();
        let effect = "will be deleted, and processors cannot use it anymore";
        let impact = Impact::on("stream connection", &*name, effect);
        let request = self.workspace.request(|api, project, workspace| {
            let delete = api.streams().delete_stream_connection().group_id(project).tenant_name(workspace);
            Ok(delete.connection_name(check_segment("stream connection", &name)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until processors can use a connection.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the connection failed, is being
    /// deleted or does not exist.
    pub fn wait_until_ready(&self, name: impl Into<String>) -> Wait<StreamConnection, Response<StreamConnection>> {
        let name = name.into();
        let what = format!("stream connection {name:?}");
        self.get(name).wait_for(what, states::STREAM_CONNECTION_READY).must_exist()
    }

    /// Waits until a connection is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, name: impl Into<String>) -> Wait<StreamConnection, ()> {
        let name = name.into();
        let what = format!("stream connection {name:?}");
        self.get(name).wait_for(what, states::STREAM_CONNECTION_DELETED).finishing(|_| Ok(()))
    }
}
