//! Specs of organizations, their users and their settings.

mod create;
mod delegation;
mod settings;
mod update;
mod user;

pub use self::{
    create::OrganizationSpec,
    delegation::DelegationSettingsUpdate,
    settings::OrganizationSettingsUpdate,
    update::OrganizationUpdate,
    user::{OrganizationUserSpec, OrganizationUserUpdate},
};
