//! Invoices, and the cost of a month.

mod cost;
mod cost_explorer;
mod id;
mod line_items;
mod month;
mod report_file;
mod reports;
mod skus;
mod totals;

use atlas_gen::{Call, OperationBuilder};
use chrono::NaiveDate;

use self::month::Month;
pub use self::{
    cost::MonthlyCostRequest,
    id::{InvoiceId, InvoiceReportId},
    line_items::LineItemFilter,
    totals::{Cost, InvoiceCost, MonthlyCost, ProjectCost},
};
#[doc(inline)]
pub use crate::specs::CostQuery;
use crate::{
    Atlas, Download, Error, List, Request,
    model::{Invoice, InvoiceMetadata, InvoiceStatus},
    operation_doc,
};

/// The invoices of the client's [organization](Atlas::organization); returned by [`Atlas::invoices`].
///
/// Amounts are integers, in cents of a US dollar. The pending invoice of the current month grows until the month ends.
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct Invoices {
    pub(crate) atlas: Atlas,
}

impl Invoices {
    /// Lists the invoices without their line items, the newest first. Filters select some of them.
    #[doc = operation_doc!("listOrgInvoices")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the name of a status is empty.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for invoice in atlas.invoices().list().status("PAID").ending_by("2025-12-31".parse()?).all().await? {
    ///     println!("{:?}: {:?} cents", invoice.start_date, invoice.amount_billed_cents);
    /// }
    /// # });
    /// ```
    #[doc(alias("get_all_for_org_id", "count_for_org_id"))]
    #[inline]
    pub fn list(&self) -> List<InvoiceMetadata, InvoiceFilter> {
        List::filtered(&self.atlas, InvoiceFilter::default(), |atlas, api, filter: &InvoiceFilter| {
            if filter.statuses.iter().any(|status| status.as_str().is_empty()) {
                return Err(Error::invalid_argument("status", "the name is empty; use for example PAID"));
            }
            let statuses: Vec<_> = filter.statuses.iter().map(ToString::to_string).collect();
            let statuses = Some(statuses).filter(|statuses| !statuses.is_empty());
            Ok(api
                .invoices()
                .list_invoices()
                .org_id(atlas.organization_id()?)
                .maybe(filter.starting_from, |list, date| list.from_date(date))
                .maybe(filter.ending_by, |list, date| list.to_date(date))
                .maybe(filter.sort_by, |list, property| list.sort_by(property))
                .maybe(filter.order_by, |list, order| list.order_by(order))
                .maybe(filter.linked, |list, linked| list.view_linked_invoices(linked))
                .maybe(statuses, |list, statuses| list.status_names(statuses)))
        })
    }

    /// Fetches an invoice with its line items, payments and refunds.
    #[doc = operation_doc!("getOrgInvoice")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](Error::is_not_found)
    /// if the invoice does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let invoice = atlas.invoices().get("5f1a2b3c4d5e6f7a8b9c0d4a").await?;
    /// for line in invoice.line_items.iter().flatten() {
    ///     println!("{:?} {:?}: {:?} cents", line.cluster_name, line.sku, line.total_price_cents);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_single_invoice_for_org")]
    pub fn get(&self, id: impl Into<String>) -> Request<Invoice> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.invoices().get_invoice().org_id(organization).invoice_id(id.parse::<InvoiceId>()?))
        })
    }

    /// Lists the invoices that are not closed yet, with their line items: usually one, that of the current month.
    #[doc = operation_doc!("listOrgInvoicePending")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for invoice in atlas.invoices().list_pending().await?.iter() {
    ///     println!("{:?} cents since {:?}", invoice.subtotal_cents, invoice.start_date);
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_pending_for_org_id")]
    #[inline]
    pub fn list_pending(&self) -> Request<Vec<Invoice>> {
        let request = Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.invoices().list_invoice_pending().org_id(organization))
        });
        request.map_call(Call::into_items)
    }

    /// Downloads an invoice as CSV, a row for each line item: as a [stream](Download::send) of chunks, or [to a
    /// file](Download::save).
    #[doc = operation_doc!("getOrgInvoiceCsv")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is not an id; [`is_not_found`](Error::is_not_found)
    /// if the invoice does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let directory = std::env::temp_dir().join(format!("atlas-api-invoices-{}", std::process::id()));
    /// # std::fs::create_dir_all(&directory)?;
    /// let size = atlas.invoices().csv("5f1a2b3c4d5e6f7a8b9c0d4a").save(directory.join("invoice.csv")).await?;
    /// assert_eq!(std::fs::read(directory.join("invoice.csv"))?.len() as u64, size);
    /// # std::fs::remove_dir_all(&directory)?;
    /// # });
    /// ```
    pub fn csv(&self, id: impl Into<String>) -> Download {
        let id = id.into();
        Download::new(Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.invoices().get_invoice_csv().org_id(organization).invoice_id(id.parse::<InvoiceId>()?))
        }))
    }

    /// Computes the cost of a calendar month, in UTC, by project, cluster and SKU. `month` is 1 to 12.
    #[doc = operation_doc!("getOrgInvoice")]
    /// The client lists the invoices, fetches those whose period overlaps the month, and adds up their line items. The
    /// pending invoice counts too, so the cost of the current month is that [so far](MonthlyCost::is_pending). Invoices of
    /// linked organizations do not count. For several months, and for other groups, see
    /// [`start_cost_query`](Self::start_cost_query).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the month does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cost = atlas.invoices().cost(2025, 5).await?;
    /// for project in &cost.projects {
    ///     for (cluster, cost) in &project.clusters {
    ///         println!("{:?} {cluster}: {} cents, {:?}", project.name, cost.cents, cost.by_sku);
    ///     }
    /// }
    /// assert_eq!(cost.total.cents, 1040);
    /// # });
    /// ```
    #[inline]
    pub fn cost(&self, year: i32, month: u32) -> MonthlyCostRequest {
        MonthlyCostRequest::new(self.clone(), Month::new(year, month))
    }

    /// Computes the cost of the last complete month, in UTC, as [`cost`](Self::cost) does.
    #[doc = operation_doc!("getOrgInvoice")]
    /// The service closes the invoice of a month on the first days of the next one. Until then, the cost
    /// [is pending](MonthlyCost::is_pending).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let cost = atlas.invoices().cost_of_last_month().await?;
    /// println!("{} cents{}", cost.total.cents, if cost.is_pending() { " so far" } else { "" });
    /// # });
    /// ```
    #[inline]
    pub fn cost_of_last_month(&self) -> MonthlyCostRequest {
        MonthlyCostRequest::new(self.clone(), Month::before(self.atlas.now()))
    }
}

/// The filter of [`Invoices::list`]. Its setters are methods of [`List`], such as [`List::status`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct InvoiceFilter {
    statuses: Vec<InvoiceStatus>,
    starting_from: Option<NaiveDate>,
    ending_by: Option<NaiveDate>,
    sort_by: Option<&'static str>,
    order_by: Option<&'static str>,
    linked: Option<bool>,
}

impl List<InvoiceMetadata, InvoiceFilter> {
    /// Lists only invoices of this status. Can be called more than once, for invoices of any of these statuses. Default:
    /// all.
    #[doc(alias = "statusNames")]
    pub fn status(mut self, status: impl Into<InvoiceStatus>) -> Self {
        self.filter_mut().statuses.push(status.into());
        self
    }

    /// Lists only invoices whose period starts on this day or later.
    #[doc(alias = "fromDate")]
    #[inline]
    pub fn starting_from(mut self, date: NaiveDate) -> Self {
        self.filter_mut().starting_from = Some(date);
        self
    }

    /// Lists only invoices whose period ends on this day or earlier.
    #[doc(alias = "toDate")]
    #[inline]
    pub fn ending_by(mut self, date: NaiveDate) -> Self {
        self.filter_mut().ending_by = Some(date);
        self
    }

    /// Sorts the invoices by the start of their period, instead of its end.
    #[doc(alias = "sortBy")]
    #[inline]
    pub fn sort_by_start(mut self) -> Self {
        self.filter_mut().sort_by = Some("START_DATE");
        self
    }

    /// Lists the oldest invoices first, instead of the newest.
    #[doc(alias = "orderBy")]
    #[inline]
    pub fn oldest_first(mut self) -> Self {
        self.filter_mut().order_by = Some("asc");
        self
    }

    /// Sets whether the invoices of linked organizations, which this organization pays, are included. Default: included.
    #[doc(alias = "viewLinkedInvoices")]
    #[inline]
    pub fn linked(mut self, included: bool) -> Self {
        self.filter_mut().linked = Some(included);
        self
    }
}
