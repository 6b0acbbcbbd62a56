//! Reports of requests while the program runs.

use std::fs::File;
use std::io::{self, Write};

use atlas_fake::RecordedRequest;

/// The outputs that requests are reported to.
pub(super) struct Report {
    /// Whether to print a line for each request on standard error.
    pub(super) log: bool,
    /// The file to which recorded exchanges are appended.
    pub(super) journal: Option<File>,
}

impl Report {
    /// Reports a request. Errors are ignored, so that the fake continues to serve.
    pub(super) fn record(&self, request: &RecordedRequest) {
        if self.log {
            let _ = io::stderr().write_all(line(request).as_bytes());
        }
        if let (Some(mut file), Some(exchange)) = (self.journal.as_ref(), request.exchange()) {
            let _ = file.write_all(format!("{exchange}\n").as_bytes());
        }
    }
}

/// Returns the status, method, path, operation and fault. The query and the body are omitted: they can contain secrets.
fn line(request: &RecordedRequest) -> String {
    let operation = request.operation_id().unwrap_or("-");
    let fault = request.fault().map(|fault| format!(" fault={fault}")).unwrap_or_default();
    format!("{} {} {} {operation}{fault}\n", request.status().as_u16(), request.method(), request.path())
}
