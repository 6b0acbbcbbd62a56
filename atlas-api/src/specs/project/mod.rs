//! Specs of projects and their settings.

mod create;
mod migration;
mod settings;
mod update;

pub use self::{
    create::ProjectSpec, migration::ProjectMigrationSpec, settings::ProjectSettingsUpdate, update::ProjectUpdate,
};
