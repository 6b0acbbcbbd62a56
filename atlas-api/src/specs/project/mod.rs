//! Specs of projects and their settings.

mod create;
mod settings;
mod update;

pub use self::{create::ProjectSpec, settings::ProjectSettingsUpdate, update::ProjectUpdate};
