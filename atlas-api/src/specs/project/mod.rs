//! Projects to be created or changed, and their settings.

mod create;
mod name;
mod settings;
mod update;

pub use self::{create::ProjectSpecs, settings::ProjectSettingsSpecs, update::ProjectUpdateSpecs};
