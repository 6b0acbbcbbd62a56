//! Live migrations to the clusters of a project.

use super::LiveMigrationSpec;
use crate::{
    Atlas, Impact, Request, Response, Unconfirmed,
    model::{LiveMigration, LiveMigrationValidation},
    object_id::object_id,
    operation_doc,
    wait::{Wait, states},
};

object_id! {
    /// The id of a live migration.
    LiveMigrationId, "live migration id"
}

object_id! {
    /// The id of the validation of a live migration.
    LiveMigrationValidationId, "validation id"
}

/// The live migrations to clusters of the project; returned by [`Atlas::live_migrations`].
#[derive(Clone, Debug)]
pub struct LiveMigrations {
    pub(crate) atlas: Atlas,
}

impl LiveMigrations {
    /// Starts validating a migration, without migrating anything.
    #[doc = operation_doc!("validateGroupLiveMigrations")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::live_migration::LiveMigrationSpec;
    ///
    /// let spec = LiveMigrationSpec::new("5f1a2b3c4d5e6f7a8b9c0d7a", "shop", "orders", "migration.example.com");
    /// let validation = atlas.live_migrations().validate(spec).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// atlas.live_migrations().wait_until_validated(validation.id.clone().unwrap_or_default()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn validate(&self, spec: LiveMigrationSpec) -> Request<LiveMigrationValidation> {
        Request::in_project(&self.atlas, |api, project| {
            let body = spec.into_body(project)?;
            Ok(api.cloud_migration_service().validate_live_migrations().group_id(project).body(body))
        })
    }

    /// Fetches a validation, with its status and its error.
    #[doc = operation_doc!("getGroupLiveMigrationValidateStatus")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](crate::Error::is_not_found) if
    /// the validation does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let validation = atlas.live_migrations().get_validation("5f1a2b3c4d5e6f7a8b9c0d7c").await?;
    /// println!("{:?} {:?}", validation.status, validation.error_message);
    /// # });
    /// ```
    pub fn get_validation(&self, id: impl Into<String>) -> Request<LiveMigrationValidation> {
        Request::by_id(&self.atlas, id, |api, project, id: LiveMigrationValidationId| {
            Ok(api.cloud_migration_service().get_migration_validate_status().group_id(project).validation_id(id))
        })
    }

    /// Starts a migration to an empty cluster.
    #[doc = operation_doc!("createGroupLiveMigration")]
    /// [`start_dropping_data`](Self::start_dropping_data) starts one to a cluster with data.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::live_migration::LiveMigrationSpec;
    ///
    /// let spec = LiveMigrationSpec::new("5f1a2b3c4d5e6f7a8b9c0d7a", "shop", "orders", "migration.example.com");
    /// let migration = atlas.live_migrations().start(spec).await?;
    /// println!("{:?}", migration.status);
    /// # });
    /// ```
    #[inline]
    pub fn start(&self, spec: LiveMigrationSpec) -> Request<LiveMigration> {
        Request::in_project(&self.atlas, |api, project| {
            let body = spec.into_body(project)?;
            Ok(api.cloud_migration_service().create_group_live_migration().group_id(project).body(body))
        })
    }

    /// Starts a migration to a cluster whose data Atlas deletes first.
    #[doc = operation_doc!("createGroupLiveMigration")]
    /// # Errors
    /// As [`start`](Self::start).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{Confirm, live_migration::LiveMigrationSpec};
    ///
    /// let spec = LiveMigrationSpec::new("5f1a2b3c4d5e6f7a8b9c0d7a", "shop", "orders", "migration.example.com");
    /// atlas.live_migrations().start_dropping_data(spec).confirm(Confirm::name("orders")).await?;
    /// # });
    /// ```
    #[doc(alias = "dropDestinationData")]
    #[inline]
    pub fn start_dropping_data(&self, spec: LiveMigrationSpec) -> Unconfirmed<LiveMigration> {
        let effect = "will have all of its data deleted, and replaced with that of the source";
        let impact = Impact::on("cluster", spec.destination(), effect);
        let request = Request::in_project(&self.atlas, |api, project| {
            let body = spec.into_body(project)?.drop_destination_data(true);
            Ok(api.cloud_migration_service().create_group_live_migration().group_id(project).body(body))
        });
        Unconfirmed::new(request, impact)
    }

    /// Fetches a migration, with its status and the lag behind the source.
    #[doc = operation_doc!("getGroupLiveMigration")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](crate::Error::is_not_found) if
    /// the migration does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let migration = atlas.live_migrations().get("5f1a2b3c4d5e6f7a8b9c0d7b").await?;
    /// println!("{:?} {:?}", migration.status, migration.lag_time_seconds);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<LiveMigration> {
        Request::by_id(&self.atlas, id, |api, project, id: LiveMigrationId| {
            Ok(api.cloud_migration_service().get_group_live_migration().group_id(project).live_migration_id(id))
        })
    }

    /// Ends a migration: applications must use the cluster in Atlas from then on.
    #[doc = operation_doc!("cutoverGroupLiveMigration")]
    /// Stop all writes to the source before, because later ones are not migrated. A migration cannot be resumed after it.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.live_migrations().cut_over("5f1a2b3c4d5e6f7a8b9c0d7b").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "cutover")]
    pub fn cut_over(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let effect = "will be cut over to its destination: later writes to the source are lost";
        let impact = Impact::on("live migration", &*id, effect);
        let request = Request::by_id(&self.atlas, id, |api, project, id: LiveMigrationId| {
            Ok(api.cloud_migration_service().cutover_migration().group_id(project).live_migration_id(id))
        });
        Unconfirmed::new(request, impact)
    }

    /// Waits until a validation is successful. Returns it.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the validation has failed;
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) after the [time limit](Wait::time_limit); otherwise as
    /// [`get_validation`](Self::get_validation).
    ///
    /// # Examples
    /// See [`validate`](Self::validate).
    #[inline]
    pub fn wait_until_validated(
        &self,
        id: impl Into<String>,
    ) -> Wait<LiveMigrationValidation, Response<LiveMigrationValidation>> {
        let id = id.into();
        let description = format!("validation {id:?} of a live migration");
        self.get_validation(id).wait_for(description, states::LIVE_MIGRATION_VALIDATED).must_exist()
    }

    /// Waits until a migration can be cut over, because its destination has almost all data. Returns it.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the migration has failed, expired, or ended;
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) after the [time limit](Wait::time_limit); otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let migration = atlas.live_migrations().wait_until_ready("5f1a2b3c4d5e6f7a8b9c0d7b").await?;
    /// println!("{:?} seconds behind the source", migration.lag_time_seconds);
    /// # });
    /// ```
    #[inline]
    pub fn wait_until_ready(&self, id: impl Into<String>) -> Wait<LiveMigration, Response<LiveMigration>> {
        let id = id.into();
        let description = format!("live migration {id:?}");
        self.get(id).wait_for(description, states::LIVE_MIGRATION_READY).must_exist()
    }

    /// Waits until a migration is complete, after it was [cut over](Self::cut_over). Returns it.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the migration has failed or expired;
    /// [`is_wait_timeout`](crate::Error::is_wait_timeout) after the [time limit](Wait::time_limit); otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let migrations = atlas.live_migrations();
    /// migrations.cut_over("5f1a2b3c4d5e6f7a8b9c0d7b").confirm(Confirm::yes()).await?;
    /// # fake.advance(std::time::Duration::from_secs(3600));
    /// migrations.wait_until_complete("5f1a2b3c4d5e6f7a8b9c0d7b").await?;
    /// # });
    /// ```
    #[inline]
    pub fn wait_until_complete(&self, id: impl Into<String>) -> Wait<LiveMigration, Response<LiveMigration>> {
        let id = id.into();
        let description = format!("live migration {id:?}");
        self.get(id).wait_for(description, states::LIVE_MIGRATION_COMPLETE).must_exist()
    }
}
