//! How a request says who sends it. One module for each way.

mod api_key;
mod digest;

pub(crate) use api_key::ApiKey;
pub(crate) use digest::DigestAuth;
