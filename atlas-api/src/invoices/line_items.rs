//! The search for line items of an invoice.

use atlas_gen::types::{ApiPublicUsageDetailsQueryRequest, UsageDetailsFilterRequest};
use chrono::NaiveDate;

use super::{InvoiceId, Invoices};
use crate::{
    Error, List, ProjectId,
    model::{CostService, UsageLineItem},
    object_id, operation_doc,
    specs::check_services,
};

impl Invoices {
    /// Lists the line items of an invoice, the latest bill first. Filters select some of them.
    #[doc = operation_doc!("searchOrgInvoiceLineItems")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if an id is not an id, or a service is empty;
    /// [`is_not_found`](Error::is_not_found) if
    /// the invoice does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let lines = atlas.invoices().list_line_items("5f1a2b3c4d5e6f7a8b9c0d4a");
    /// for line in lines.project("5f1a2b3c4d5e6f7a8b9c0d2c").by_price().all().await? {
    ///     println!("{:?} {:?}: {:?} cents", line.cluster_name, line.description, line.total_price_cents);
    /// }
    /// # });
    /// ```
    pub fn list_line_items(&self, id: impl Into<String>) -> List<UsageLineItem, LineItemFilter> {
        let id = id.into();
        List::filtered(&self.atlas, LineItemFilter::default(), move |atlas, api, filter: &LineItemFilter| {
            let list = api.invoices().search_invoice_line_items().org_id(atlas.organization_id()?);
            Ok(list.invoice_id(id.parse::<InvoiceId>()?).body(filter.body()?))
        })
    }
}

/// The filter of [`Invoices::list_line_items`]. Its setters are methods of [`List`], such as [`List::project`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LineItemFilter {
    projects: Vec<String>,
    clusters: Vec<String>,
    services: Vec<CostService>,
    used: Option<(NaiveDate, NaiveDate)>,
    billed: Option<(NaiveDate, NaiveDate)>,
    free: Option<bool>,
    by_price: bool,
}

impl LineItemFilter {
    fn body(&self) -> Result<ApiPublicUsageDetailsQueryRequest, Error> {
        let mut filters = UsageDetailsFilterRequest::new();
        if !self.projects.is_empty() {
            let ids = self.projects.iter().map(|id| Ok(id.parse::<ProjectId>()?.to_string()));
            filters = filters.group_ids(ids.collect::<Result<Vec<_>, Error>>()?);
        }
        if !self.clusters.is_empty() {
            let ids = self.clusters.iter().map(|id| object_id::parse("cluster id", id).map(|_| id.clone()));
            filters = filters.cluster_ids(ids.collect::<Result<Vec<_>, Error>>()?);
        }
        check_services(&self.services)?;
        if !self.services.is_empty() {
            let services: Vec<_> = self.services.iter().map(|service| service.as_str().into()).collect();
            filters = filters.sku_services(services);
        }
        for (argument, period) in [("usage period", self.used), ("billing period", self.billed)] {
            if let Some((first, last)) = period.filter(|(first, last)| first > last) {
                let rule = format!("the first day, {first}, is after the last, {last}; swap them");
                return Err(Error::invalid_argument(argument, rule));
            }
        }
        if let Some((first, last)) = self.used {
            filters = filters.usage_start_date(first).usage_end_date(last);
        }
        if let Some((first, last)) = self.billed {
            filters = filters.bill_start_date(first).bill_end_date(last);
        }
        filters.include_zero_cent_line_items = self.free;
        let mut body = ApiPublicUsageDetailsQueryRequest::new();
        if filters != UsageDetailsFilterRequest::new() {
            body = body.filters(filters);
        }
        Ok(if self.by_price { body.sort_field("TOTAL_PRICE_CENTS").sort_order("DESCENDING") } else { body })
    }
}

/// Adds an item to a list, unless the list has it: Atlas requires that items are unique.
fn add<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if !items.contains(&item) {
        items.push(item);
    }
}

impl List<UsageLineItem, LineItemFilter> {
    /// Lists only line items of this project, by its id. Can be called for several; a repeated one is sent once.
    #[doc(alias = "groupIds")]
    pub fn project(mut self, id: impl Into<String>) -> Self {
        add(&mut self.filter_mut().projects, id.into());
        self
    }

    /// Lists only line items of this cluster, by its id. Can be called for several; a repeated one is sent once.
    #[doc(alias = "clusterIds")]
    pub fn cluster(mut self, id: impl Into<String>) -> Self {
        add(&mut self.filter_mut().clusters, id.into());
        self
    }

    /// Lists only line items of this service, such as `Backup`. Can be called for several; a repeated one is sent once.
    #[doc(alias = "skuServices")]
    pub fn service(mut self, service: impl Into<CostService>) -> Self {
        add(&mut self.filter_mut().services, service.into());
        self
    }

    /// Lists only line items for usage from the first to the last of these days.
    #[doc(alias = "usageStartDate")]
    #[inline]
    pub fn used_between(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.filter_mut().used = Some((first, last));
        self
    }

    /// Lists only line items that were billed from the first to the last of these days.
    #[doc(alias = "billStartDate")]
    #[inline]
    pub fn billed_between(mut self, first: NaiveDate, last: NaiveDate) -> Self {
        self.filter_mut().billed = Some((first, last));
        self
    }

    /// Sets whether line items that cost nothing are included. Default: included.
    #[doc(alias = "includeZeroCentLineItems")]
    #[inline]
    pub fn free(mut self, included: bool) -> Self {
        self.filter_mut().free = Some(included);
        self
    }

    /// Lists the most expensive line items first, instead of the latest bill.
    #[doc(alias = "sortField")]
    #[inline]
    pub fn by_price(mut self) -> Self {
        self.filter_mut().by_price = true;
        self
    }
}
