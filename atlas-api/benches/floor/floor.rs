//! The floor: as little as a call can be.

use serde_json::Value;

use crate::shared::server::Server;

pub(crate) struct Floor {
    client: reqwest::Client,
    base_url: String,
}

impl Floor {
    pub(crate) fn new(server: &Server) -> Self {
        Self { client: reqwest::Client::new(), base_url: server.base_url() }
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.client.get(format!("{}{path}", self.base_url)).header("x-floor", "1").send().await.unwrap();
        answer.json().await.unwrap()
    }
}
