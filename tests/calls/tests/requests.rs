//! The requests of all generated operations, without sending them.

#![allow(clippy::unwrap_used, clippy::expect_used)] // The whole file is a test, also outside of `#[test]` functions.

use std::{collections::BTreeMap, fmt::Write, sync::Arc};

use atlas_calls::{Arguments, calls};
use atlas_gen::{CallContext, Client, OPERATIONS, Transport, TransportFuture};

/// A transport that is not used.
#[derive(Debug)]
struct Offline;

impl Transport for Offline {
    fn send<'a>(&'a self, _: atlas_gen::Request, _: CallContext) -> TransportFuture<'a> {
        unreachable!("nothing is sent")
    }
}

/// Formats a request as sent.
fn show(request: &atlas_gen::Request) -> String {
    let mut text = format!("{} {}", request.method(), request.url().path());
    for (at, (name, value)) in request.url().query_pairs().enumerate() {
        write!(text, "\n  {} {name}={value}", if at == 0 { '?' } else { '&' }).unwrap();
    }
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers {
        write!(text, "\n  {name}: {}", value.to_str().unwrap()).unwrap();
    }
    if let Some(body) = request.body() {
        write!(text, "\n  {}", String::from_utf8_lossy(body)).unwrap();
    }
    text
}

#[test]
fn requests_of_all_operations_are_pinned() {
    let client = Client::new("https://example.com", Arc::new(Offline));
    let mut tags = BTreeMap::<&str, String>::new();
    let mut count = 0;
    for call in calls() {
        let operation = OPERATIONS.iter().find(|operation| operation.id == call.id).unwrap();
        let request = call.request(&client, Arguments::samples()).unwrap();
        let text = tags.entry(operation.tag).or_default();
        write!(text, "{} as {:?}\n{}\n\n", call.id, call.format, show(&request)).unwrap();
        count += 1;
    }
    // Two operations have a second format.
    assert_eq!((count, tags.len()), (542, 58));
    for (tag, text) in tags {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(tag.replace(' ', "_").to_lowercase(), text.trim_end());
        });
    }
}
