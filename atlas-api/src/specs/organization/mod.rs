//! Specs of organizations, their users and their settings.

mod create;
mod settings;
mod update;
mod user;

pub use self::{
    create::OrganizationSpec,
    settings::OrganizationSettingsUpdate,
    update::OrganizationUpdate,
    user::{OrganizationUserSpec, OrganizationUserUpdate},
};
