//! The address that a request comes from. Clients ask for it to put themselves on an access list, at an endpoint that is
//! no operation of the API document.

use std::net::{IpAddr, Ipv4Addr};

use http::{Method, StatusCode};
use serde_json::json;

use crate::request::Request;
use crate::response::Response;

const PATH: &str = "/api/private/ipinfo";

/// The answer to a request for the endpoint; `None` if it is for another.
pub(crate) fn respond(request: &Request) -> Option<Response> {
    (request.method == Method::GET && request.path == PATH).then(|| Response {
        status: StatusCode::OK,
        content_type: "application/json".to_owned(),
        body: json!({ "currentIpv4Address": ipv4(request.peer) }).to_string().into_bytes(),
        ..Response::default()
    })
}

/// The service says an IPv4 address always; who comes by another way is on this machine.
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
    fn the_address_is_one_of_version_4() {
        for (peer, expected) in
            [("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8::1", "127.0.0.1")]
        {
            assert_eq!(ipv4(Some(peer.parse().unwrap())).to_string(), expected);
        }
    }
}
