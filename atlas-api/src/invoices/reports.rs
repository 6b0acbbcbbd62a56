//! Reports on invoices.

use atlas_gen::types::InvoiceReportRequest;

use super::{InvoiceId, InvoiceReportId, Invoices};
use crate::{
    List, Request, Response,
    model::InvoiceReport,
    operation_doc,
    wait::{Wait, states},
};

/// Reports on invoices.
impl Invoices {
    /// Lists the reports on an invoice.
    #[doc = operation_doc!("listOrgInvoiceReports")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `invoice` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the invoice does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for report in atlas.invoices().list_reports("5f1a2b3c4d5e6f7a8b9c0d4a").all().await? {
    ///     println!("{:?}: {:?}", report.report_id, report.state);
    /// }
    /// # });
    /// ```
    pub fn list_reports(&self, invoice: impl Into<String>) -> List<InvoiceReport> {
        let invoice = invoice.into();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.invoices().list_org_invoice_reports().org_id(atlas.organization_id()?);
            Ok(list.invoice_id(invoice.parse::<InvoiceId>()?))
        })
    }

    /// Fetches a report on an invoice. It has the URL of its file once it has succeeded.
    #[doc = operation_doc!("getOrgInvoiceReport")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if an id is not an id; [`is_not_found`](crate::Error::is_not_found) if
    /// the report does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let invoices = atlas.invoices();
    /// assert!(!invoices.get_report("5f1a2b3c4d5e6f7a8b9c0d4a", "5f1a2b3c4d5e6f7a8b9c0d4b").exists().await?);
    /// # });
    /// ```
    pub fn get_report(&self, invoice: impl Into<String>, report: impl Into<String>) -> Request<InvoiceReport> {
        let (invoice, report) = (invoice.into(), report.into());
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.invoices().get_org_invoice_report().org_id(organization);
            Ok(get.invoice_id(invoice.parse::<InvoiceId>()?).report_id(report.parse::<InvoiceReportId>()?))
        })
    }

    /// Starts a report on an invoice: a CSV file in the format FOCUS of the FinOps Foundation.
    #[doc = operation_doc!("createOrgInvoiceReport")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `invoice` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the invoice does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let (invoices, invoice) = (atlas.invoices(), "5f1a2b3c4d5e6f7a8b9c0d4a");
    /// let started = invoices.create_report(invoice).await?;
    /// let id = started.report_id.as_deref().unwrap_or_default();
    /// let report = invoices.wait_until_report_succeeded(invoice, id).await?;
    /// println!("{:?}", report.state);
    /// # });
    /// ```
    pub fn create_report(&self, invoice: impl Into<String>) -> Request<InvoiceReport> {
        let invoice = invoice.into();
        Request::in_organization(&self.atlas, |api, organization| {
            let create = api.invoices().create_org_invoice_report().org_id(organization);
            let body = InvoiceReportRequest::new().report_format("CSV").report_type("FOCUS");
            Ok(create.invoice_id(invoice.parse::<InvoiceId>()?).body(body))
        })
    }

    /// Waits until a report on an invoice has succeeded: its file can be [downloaded](Self::report_file).
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the report has failed; otherwise as [`Request::wait_until`].
    pub fn wait_until_report_succeeded(
        &self,
        invoice: impl Into<String>,
        report: impl Into<String>,
    ) -> Wait<InvoiceReport, Response<InvoiceReport>> {
        let report = report.into();
        let what = format!("the invoice report {report:?}");
        self.get_report(invoice, report).wait_for(what, states::INVOICE_REPORT_SUCCEEDED).must_exist()
    }
}
