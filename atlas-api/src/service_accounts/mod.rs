//! Service accounts of organizations and projects, their access lists and their secrets.

mod access_list;
mod account;
mod filter;
mod id;
mod organization;
mod project;
mod rotation;
mod secrets;

use self::account::{Account, check_client_id};
pub use self::{
    access_list::ServiceAccountAccessList,
    filter::ServiceAccountFilter,
    id::ServiceAccountSecretId,
    organization::OrganizationServiceAccounts,
    project::ProjectServiceAccounts,
    rotation::{RotateSecret, SecretRotation},
    secrets::ServiceAccountSecrets,
};
#[doc(inline)]
pub use crate::specs::{ServiceAccountSpec, ServiceAccountUpdate};
