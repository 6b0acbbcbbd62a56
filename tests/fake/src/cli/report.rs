//! What is told of each request while the program runs.

use std::fs::File;
use std::io::{self, Write};

use atlas_fake::RecordedRequest;

/// Where requests are reported to.
pub(super) struct Report {
    /// Whether there is a line for each on standard error.
    pub(super) log: bool,
    /// The file that recorded exchanges are added to.
    pub(super) journal: Option<File>,
}

impl Report {
    /// Nothing is done about a report that cannot be written: the fake goes on serving.
    pub(super) fn tell(&self, request: &RecordedRequest) {
        if self.log {
            let _ = io::stderr().write_all(line(request).as_bytes());
        }
        if let (Some(mut file), Some(exchange)) = (self.journal.as_ref(), request.exchange()) {
            let _ = file.write_all(format!("{exchange}\n").as_bytes());
        }
    }
}

/// Status, method, path, operation and fault. The query and the body, which can hold secrets, stay out of it.
fn line(request: &RecordedRequest) -> String {
    let operation = request.operation_id().unwrap_or("-");
    let fault = request.fault().map(|fault| format!(" fault={fault}")).unwrap_or_default();
    format!("{} {} {} {operation}{fault}\n", request.status().as_u16(), request.method(), request.path())
}
