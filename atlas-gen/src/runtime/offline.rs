//! A client without a network, for tests of requests that are not sent.

use std::sync::Arc;

use super::{CallContext, Client, Request, Transport, TransportFuture};

#[derive(Debug)]
struct Offline;

impl Transport for Offline {
    fn send<'a>(&'a self, _: Request, _: CallContext) -> TransportFuture<'a> {
        unreachable!()
    }
}

pub(super) fn client(base_url: &str) -> Client {
    Client::new(base_url, Arc::new(Offline))
}
