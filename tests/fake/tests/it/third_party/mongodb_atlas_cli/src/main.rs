//! A program that sends the calls of a table with the crate's client, and prints the outcome of each call as a line of
//! JSON.
//!
//! The arguments are the method of authentication and the path of the table. The environment has the settings that
//! `atlas-fake` printed.

mod calls;
mod credentials;

use std::collections::BTreeMap;
use std::env::{args, var};

use mongodb_atlas_cli::atlas::OperationError;
use mongodb_atlas_cli::atlas::client::AtlasClient;
use mongodb_atlas_cli::atlas::paginated::{Paginated, PaginationRequest};
use mongodb_atlas_cli::config::{AtlasCLIConfig, AuthType};
use serde_json::{Value, json};

use crate::calls::{Call, Download, Json, Outcome};
use crate::credentials::Credentials;

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = args().skip(1);
    let authentication = match arguments.next().as_deref() {
        Some("digest") => AuthType::ApiKeys,
        Some("service-account") => AuthType::ServiceAccount,
        other => return Err(format!("unknown method of authentication: {other:?}").into()),
    };
    let table = std::fs::read(arguments.next().ok_or("the path of the table is missing")?)?;
    let calls: Vec<Call> = serde_json::from_slice(&table)?;

    let config = AtlasCLIConfig {
        auth_type: Some(authentication),
        ops_manager_url: Some(var("MONGODB_ATLAS_BASE_URL")?),
        ..AtlasCLIConfig::default()
    };
    let client = AtlasClient::new(config, "default", Box::new(Credentials))?;
    let mut known = BTreeMap::from([
        ("project".to_owned(), var("MONGODB_ATLAS_PROJECT_ID")?),
        ("organization".to_owned(), var("MONGODB_ATLAS_ORG_ID")?),
    ]);
    for call in calls {
        let name = call.call.clone();
        let save = call.save.clone();
        let outcome = match send(&client, call.with(&known)).await {
            Ok(value) => {
                for (name, pointer) in save {
                    let value = value.pointer(&pointer).and_then(Value::as_str).ok_or(pointer)?;
                    known.insert(name, value.to_owned());
                }
                json!({ "call": name, "value": value })
            }
            Err(OperationError::Atlas { status, error }) => {
                json!({ "call": name, "status": status.as_u16(), "code": error.error_code })
            }
            Err(error) => json!({ "call": name, "failure": error.to_string() }),
        };
        println!("{outcome}");
    }
    Ok(())
}

/// Sends a call in the way that the crate has for it.
async fn send(client: &AtlasClient, call: Call) -> Result<Value, OperationError> {
    match call.outcome {
        Outcome::Value => client.execute(Json(call)).await,
        Outcome::Page => {
            let pagination =
                PaginationRequest { page_num: Some(1), items_per_page: Some(2), include_count: Some(true) };
            let page = client.execute(Paginated { inner: Json(call), pagination }).await?;
            Ok(json!({ "hasNext": page.has_next(), "totalCount": page.total_count, "results": page.results }))
        }
        Outcome::Bytes => {
            let bytes = client.execute(Download(call)).await?;
            Ok(json!({ "start": bytes.iter().take(2).collect::<Vec<_>>() }))
        }
    }
}
