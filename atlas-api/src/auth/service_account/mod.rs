//! Service accounts: OAuth 2.0 client credentials, with one access token for all calls.
//!
//! An account can request ten tokens a minute and can have at most a hundred at a time. One token for each call, or for
//! each task, would soon exceed these limits. So the first call obtains a token while other calls wait for it. The client
//! refreshes the token before it expires, while calls continue to use it. A rejected token is replaced once.

mod account;
mod endpoint;
mod in_flight;
mod source;
mod times;
mod token_cache;
mod transport;

pub(crate) use self::{
    account::ServiceAccount, endpoint::Endpoint, source::TokenSource, transport::ServiceAccountAuth,
};
