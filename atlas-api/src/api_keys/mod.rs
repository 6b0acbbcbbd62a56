//! API keys of organizations and projects, and their access lists.

mod access_list;
mod id;
mod organization;
mod project;

pub use self::{
    access_list::ApiKeyAccessList, id::ApiKeyId, organization::OrganizationApiKeys, project::ProjectApiKeys,
};
#[doc(inline)]
pub use crate::specs::{ApiKeySpec, ApiKeyUpdate};
