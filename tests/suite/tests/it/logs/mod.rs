//! Logs: requests, chunks, lines, parsing, restarts, files, several hosts, validation.

mod chunks;
mod content;
mod hosts;
mod lines;
mod parsing;
mod restarts;
mod save;
mod slow_queries;
mod validation;
mod wire;

use std::io::Write;

use atlas_api::{
    Atlas,
    logs::{LogDownload, LogName},
};
use flate2::{Compression, write::GzEncoder};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

use crate::support::client_without_retries;

const HOST: &str = "host.example.com";

fn download(atlas: &Atlas) -> LogDownload {
    atlas.logs().download(HOST, LogName::Mongodb)
}

pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// Starts a server that returns this file as every log, and returns it with a client.
async fn serving(file: Vec<u8>) -> (MockServer, Atlas) {
    let server = MockServer::start().await;
    let response = ResponseTemplate::new(200).set_body_raw(file, "application/vnd.atlas.2023-02-01+gzip");
    Mock::given(method("GET")).respond_with(response).mount(&server).await;
    let atlas = client_without_retries(&server);
    (server, atlas)
}
