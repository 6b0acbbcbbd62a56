//! Authentication of requests. Each kind of credentials has a module.

mod access_token;
mod api_key;
mod authenticate;
mod bearer;
mod credential;
mod digest;
mod error;
mod key_form;
mod pasted;
mod read_object;
mod service_account;
mod token_store;

#[cfg(feature = "redis")]
pub use token_store::RedisTokenStore;
pub use token_store::{FileTokenStore, StoredToken, TokenAccount, TokenStore};

pub(crate) use access_token::AccessToken;
pub(crate) use api_key::ApiKey;
pub(crate) use authenticate::Authenticate;
pub(crate) use credential::{Credential, Credentials};
pub(crate) use digest::{DigestAuth, unsupported_challenges};
pub(crate) use error::CredentialError;
pub(crate) use pasted::{Quoted, warn_of_secret};
pub(crate) use service_account::{Endpoint, ServiceAccount, TokenSource};
