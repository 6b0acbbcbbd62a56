//! Processors of a workspace.

use super::{StreamProcessorSpec, StreamProcessorStart, StreamProcessorUpdate, workspace_ref::WorkspaceRef};
use crate::{
    Error, Impact, List, Request, Response, Unconfirmed,
    model::{CreatedStreamProcessor, StreamProcessor},
    operation_doc,
    segment::check_segment,
    wait::{
        Wait,
        states::{self, States},
    },
};

/// The processors of a workspace; returned by [`Streams::processors`](super::Streams::processors).
///
/// A processor reads from a connection, changes what it reads by an aggregation pipeline, and writes to a connection. A new
/// one is not started. Starting and stopping continue after the response.
#[derive(Clone, Debug)]
pub struct StreamProcessors {
    pub(super) workspace: WorkspaceRef,
}

impl StreamProcessors {
    /// Lists the processors, with their states and statistics.
    #[doc = operation_doc!("getGroupStreamProcessors")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) (`STREAM_TENANT_NOT_FOUND_FOR_NAME`) if the workspace does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for processor in atlas.streams().processors("sensors").list().all().await? {
    ///     println!("{:?}: {:?}", processor.name, processor.state);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<StreamProcessor> {
        let workspace = self.workspace.clone();
        List::new(&self.workspace.atlas, move |_, api| {
            let (project, name) = workspace.path()?;
            Ok(api.streams().get_stream_processors().group_id(project).tenant_name(name))
        })
    }

    /// Fetches a processor, with its state and statistics.
    #[doc = operation_doc!("getGroupStreamProcessor")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the processor does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let processor = atlas.streams().processors("sensors").get("averages").await?;
    /// println!("{:?}", processor.stats);
    /// # });
    /// ```
    pub fn get(&self, name: impl Into<String>) -> Request<StreamProcessor> {
        let name = name.into();
        self.workspace.request(|api, project, workspace| {
            let get = api.streams().get_stream_processor().group_id(project).tenant_name(workspace);
            Ok(get.processor_name(check_segment("stream processor", &name)?))
        })
    }

    /// Starts creating a processor, and returns it. It is not started.
    #[doc = operation_doc!("createGroupStreamProcessor")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid;
    /// [`is_conflict`](crate::Error::is_conflict) (`STREAM_PROCESSOR_NAME_ALREADY_EXISTS`) if the name is in use.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamProcessorSpec;
    /// use serde_json::json;
    ///
    /// let into = json!({ "connectionName": "archive", "db": "sensors", "coll": "solar" });
    /// let pipeline = [json!({ "$source": { "connectionName": "broker" } }), json!({ "$merge": { "into": into } })];
    /// let processors = atlas.streams().processors("sensors");
    /// processors.create(StreamProcessorSpec::new("solar", pipeline)).await?;
    /// processors.wait_until_created("solar").await?;
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: StreamProcessorSpec) -> Request<CreatedStreamProcessor> {
        self.workspace.request(|api, project, workspace| {
            let create = api.streams().create_stream_processor().group_id(project).tenant_name(workspace);
            Ok(create.body(spec.into_body()?))
        })
    }

    /// Updates a processor that does not run, and returns it.
    #[doc = operation_doc!("updateGroupStreamProcessor")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty;
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) if it discards the checkpoint; otherwise as
    /// [`get`](Self::get). Atlas refuses to change a processor that runs.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamProcessorUpdate;
    ///
    /// let spec = StreamProcessorUpdate::new().name("means").dead_letter_queue("archive", "sensors", "rejected");
    /// atlas.streams().processors("sensors").update("averages", spec).await?;
    /// # });
    /// ```
    #[doc(alias = "modify")]
    pub fn update(&self, name: impl Into<String>, spec: StreamProcessorUpdate) -> Request<StreamProcessor> {
        self.update_if(name.into(), spec, false)
    }

    /// Updates a processor that does not run, and discards its checkpoint. Returns the processor.
    #[doc = operation_doc!("updateGroupStreamProcessor")]
    /// Otherwise as [`update`](Self::update).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, streams::StreamProcessorUpdate};
    ///
    /// let spec = StreamProcessorUpdate::new().tier("SP30").resume_from_checkpoint(false);
    /// let update = atlas.streams().processors("sensors").update_discarding_checkpoint("averages", spec);
    /// update.confirm(Confirm::name("averages")).await?;
    /// # });
    /// ```
    pub fn update_discarding_checkpoint(
        &self,
        name: impl Into<String>,
        spec: StreamProcessorUpdate,
    ) -> Unconfirmed<StreamProcessor> {
        let name = name.into();
        let effect = spec.loss().unwrap_or("will be updated");
        Unconfirmed::new(self.update_if(name.clone(), spec, true), Impact::on("stream processor", name, effect))
    }

    #[inline]
    fn update_if(&self, name: String, spec: StreamProcessorUpdate, may_discard: bool) -> Request<StreamProcessor> {
        self.workspace.request(|api, project, workspace| {
            let loss = spec.loss().filter(|_| !may_discard);
            let body = spec.into_body()?;
            if let Some(effect) = loss {
                let advice = "pass the update to `update_discarding_checkpoint` and confirm it";
                return Err(Error::unconfirmed(format!("stream processor {name:?} {effect}"), advice));
            }
            let update = api.streams().update_stream_processor().group_id(project).tenant_name(workspace);
            Ok(update.processor_name(check_segment("stream processor", &name)?).body(body))
        })
    }

    /// Starts a processor, from its checkpoint if it has one.
    #[doc = operation_doc!("startGroupStreamProcessor")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let processors = atlas.streams().processors("sensors");
    /// processors.start("averages").await?;
    /// processors.wait_until_started("averages").await?;
    /// # });
    /// ```
    pub fn start(&self, name: impl Into<String>) -> Request<()> {
        let name = name.into();
        self.workspace.request(|api, project, workspace| {
            let start = api.streams().start_stream_processor().group_id(project).tenant_name(workspace);
            Ok(start.processor_name(check_segment("stream processor", &name)?))
        })
    }

    /// Starts a processor with options: its tier, the point where it begins, or a failover to another region.
    #[doc = operation_doc!("startGroupStreamProcessorWith")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty;
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) if it discards the checkpoint or forces a
    /// failover; otherwise as [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::streams::StreamProcessorStart;
    ///
    /// let spec = StreamProcessorStart::new().tier("SP10").fail_over("OHIO_USA", "GRACEFUL");
    /// atlas.streams().processors("sensors").start_with("averages", spec).await?;
    /// # });
    /// ```
    pub fn start_with(&self, name: impl Into<String>, spec: StreamProcessorStart) -> Request<()> {
        self.start_if(name.into(), spec, false)
    }

    /// Starts a processor with options that discard its checkpoint or force a failover.
    #[doc = operation_doc!("startGroupStreamProcessorWith")]
    /// Otherwise as [`start_with`](Self::start_with).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid or empty; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, streams::StreamProcessorStart};
    ///
    /// let spec = StreamProcessorStart::new().tier("SP10").resume_from_checkpoint(false);
    /// let start = atlas.streams().processors("sensors").start_discarding("averages", spec);
    /// start.confirm(Confirm::name("averages")).await?;
    /// # });
    /// ```
    pub fn start_discarding(&self, name: impl Into<String>, spec: StreamProcessorStart) -> Unconfirmed<()> {
        let name = name.into();
        let effect = spec.loss().unwrap_or("will be started");
        Unconfirmed::new(self.start_if(name.clone(), spec, true), Impact::on("stream processor", name, effect))
    }

    fn start_if(&self, name: String, spec: StreamProcessorStart, may_discard: bool) -> Request<()> {
        self.workspace.request(|api, project, workspace| {
            let loss = spec.loss().filter(|_| !may_discard);
            let body = spec.into_body()?;
            if let Some(effect) = loss {
                let advice = "pass the options to `start_discarding` and confirm it";
                return Err(Error::unconfirmed(format!("stream processor {name:?} {effect}"), advice));
            }
            let start = api.streams().start_stream_processor_with().group_id(project).tenant_name(workspace);
            Ok(start.processor_name(check_segment("stream processor", &name)?).body(body))
        })
    }

    /// Stops a processor. It can be started again from its checkpoint.
    #[doc = operation_doc!("stopGroupStreamProcessor")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let processors = atlas.streams().processors("sensors");
    /// processors.stop("averages").await?;
    /// processors.wait_until_stopped("averages").await?;
    /// # });
    /// ```
    pub fn stop(&self, name: impl Into<String>) -> Request<()> {
        let name = name.into();
        self.workspace.request(|api, project, workspace| {
            let stop = api.streams().stop_stream_processor().group_id(project).tenant_name(workspace);
            Ok(stop.processor_name(check_segment("stream processor", &name)?))
        })
    }

    /// Deletes a processor, with its checkpoint.
    #[doc = operation_doc!("deleteGroupStreamProcessor")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let processors = atlas.streams().processors("sensors");
    /// processors.delete("averages").confirm(Confirm::name("averages")).await?;
    /// processors.wait_until_deleted("averages").await?;
    /// # });
    /// ```
    pub fn delete(&self, name: impl Into<String>) -> Unconfirmed<()> {
        let name = name.into();
        let impact = Impact::on("stream processor", &*name, "will be stopped and deleted, with its checkpoint");
        let request = self.workspace.request(|api, project, workspace| {
            let delete = api.streams().delete_stream_processor().group_id(project).tenant_name(workspace);
            Ok(delete.processor_name(check_segment("stream processor", &name)?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until a new processor can be started.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if the processor failed or does not
    /// exist.
    pub fn wait_until_created(&self, name: impl Into<String>) -> Wait<StreamProcessor, Response<StreamProcessor>> {
        self.wait(name.into(), states::STREAM_PROCESSOR_CREATED)
    }

    /// Waits until a processor runs.
    ///
    /// # Errors
    /// As [`wait_until_created`](Self::wait_until_created).
    pub fn wait_until_started(&self, name: impl Into<String>) -> Wait<StreamProcessor, Response<StreamProcessor>> {
        self.wait(name.into(), states::STREAM_PROCESSOR_STARTED)
    }

    /// Waits until a processor does not run anymore.
    ///
    /// # Errors
    /// As [`wait_until_created`](Self::wait_until_created).
    pub fn wait_until_stopped(&self, name: impl Into<String>) -> Wait<StreamProcessor, Response<StreamProcessor>> {
        self.wait(name.into(), states::STREAM_PROCESSOR_STOPPED)
    }

    /// Waits until a processor is deleted.
    ///
    /// # Errors
    /// As [`Request::wait_until`].
    pub fn wait_until_deleted(&self, name: impl Into<String>) -> Wait<StreamProcessor, ()> {
        let name = name.into();
        let what = format!("stream processor {name:?}");
        self.get(name).wait_for(what, states::STREAM_PROCESSOR_DELETED).finishing(|_| Ok(()))
    }

    fn wait(&self, name: String, condition: States) -> Wait<StreamProcessor, Response<StreamProcessor>> {
        let what = format!("stream processor {name:?}");
        self.get(name).wait_for(what, condition).must_exist()
    }
}
