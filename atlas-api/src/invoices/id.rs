//! The ids of invoices.

use crate::object_id::object_id;

object_id! {
    /// The id of an invoice.
    InvoiceId, "invoice id"
}

object_id! {
    /// The id of a report on an invoice.
    InvoiceReportId, "invoice report id"
}
