//! `GET /api/private/ipinfo`: the address of the client.
//!
//! Clients use it to add themselves to an access list. The API document does not contain this endpoint.

use std::net::{IpAddr, Ipv4Addr};

use http::{Method, StatusCode};
use serde_json::json;

use crate::request::Request;
use crate::response::Response;

const PATH: &str = "/api/private/ipinfo";

/// Responds to a request for the endpoint. Returns `None` for any other request.
pub(crate) fn respond(request: &Request) -> Option<Response> {
    (request.method == Method::GET && request.path == PATH).then(|| Response {
        status: StatusCode::OK,
        content_type: "application/json".to_owned(),
        body: json!({ "currentIpv4Address": ipv4(request.peer) }).to_string().into_bytes(),
        ..Response::default()
    })
}

/// Returns the IPv4 address of the client. The response never has an IPv6 address, so IPv6 clients get the loopback
/// address.
fn ipv4(peer: Option<IpAddr>) -> Ipv4Addr {
    let address = peer.and_then(|peer| match peer {
        IpAddr::V4(address) => Some(address),
        IpAddr::V6(address) => address.to_ipv4_mapped(),
    });
    address.unwrap_or(Ipv4Addr::LOCALHOST)
}

#[cfg(test)]
mod tests {
    use super::ipv4;

    #[test]
    fn the_address_is_always_ipv4() {
        for (peer, expected) in
            [("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8::1", "127.0.0.1")]
        {
            assert_eq!(ipv4(Some(peer.parse().unwrap())).to_string(), expected);
        }
    }
}
