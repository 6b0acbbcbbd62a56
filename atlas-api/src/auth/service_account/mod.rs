//! Service accounts: OAuth 2.0 client credentials, with a token that all calls share.
//!
//! The endpoint gives out ten tokens a minute, and an account has at most a hundred at a time, so that a token for each
//! call, or for each task, does not go far. Here one is drawn by the first call, while the others wait for it; it is
//! renewed before it ends, while calls go on with it; and it is replaced once when it is refused.

mod account;
mod endpoint;
mod flight;
mod session;
mod source;
mod times;
mod transport;

pub(crate) use self::{
    account::ServiceAccount, endpoint::Endpoint, source::TokenSource, transport::ServiceAccountAuth,
};
