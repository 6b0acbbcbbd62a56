//! How a request says who sends it. One module for each way.

mod access_token;
mod api_key;
mod bearer;
mod credential;
mod digest;
mod error;
mod service_account;
mod signed;
mod token_store;

pub use token_store::{FileTokenStore, StoredToken, TokenAccount, TokenStore};

pub(crate) use access_token::AccessToken;
pub(crate) use api_key::ApiKey;
pub(crate) use credential::{Credential, Credentials};
pub(crate) use digest::DigestAuth;
pub(crate) use error::CredentialError;
pub(crate) use service_account::{Endpoint, ServiceAccount, TokenSource};
pub(crate) use signed::Signed;
