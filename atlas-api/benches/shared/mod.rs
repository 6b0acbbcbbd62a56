//! The server of the benchmarks, and its responses.

pub(crate) mod fixture;
pub(crate) mod server;

use atlas_api::Atlas;

use self::server::Server;

pub(crate) fn facade(server: &Server) -> Atlas {
    let builder = Atlas::builder().api_key("abcdefgh", "private-key").project_id(fixture::PROJECT);
    builder.base_url(server.base_url()).build().unwrap()
}
