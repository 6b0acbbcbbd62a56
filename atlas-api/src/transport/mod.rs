//! The way of a request to the network, and of its answer back.

mod http;
mod tls;

pub(crate) use self::http::{Http, Limits};
