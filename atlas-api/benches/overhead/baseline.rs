//! The baseline: the minimum work of a call.

use serde_json::Value;

use crate::shared::server::Server;

pub(crate) struct Baseline {
    client: reqwest::Client,
    base_url: String,
}

impl Baseline {
    pub(crate) fn new(server: &Server) -> Self {
        Self { client: reqwest::Client::new(), base_url: server.base_url() }
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let request = self.client.get(format!("{}{path}", self.base_url)).header("x-baseline", "1");
        request.send().await.unwrap().json().await.unwrap()
    }
}
