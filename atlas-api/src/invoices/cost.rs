//! The request for the cost of a month.

use atlas_gen::{OperationBuilder, operations::invoices::GetInvoice};

use super::{Invoices, MonthlyCost, month::Month, totals::add_up};
use crate::{
    Error, Preview, Request,
    model::Invoice,
    request::{CallOptions, call_options, into_future, send_blocking},
};

/// A request for the cost of a month; returned by [`Invoices::cost`] and
/// [`Invoices::cost_of_last_month`]. Await it to send it.
///
/// It sends a request for the list of invoices, one for those that are pending, and one for each closed invoice of the
/// month, of which there is usually one. Options such as [`timeout`](Self::timeout) apply to each.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct MonthlyCostRequest {
    invoices: Invoices,
    month: Result<Month, Error>,
    options: CallOptions,
}

impl MonthlyCostRequest {
    #[inline]
    pub(super) fn new(invoices: Invoices, month: Result<Month, Error>) -> Self {
        let month = month.map_err(|error| error.of_operation(GetInvoice::OPERATION));
        Self { invoices, month, options: CallOptions::default() }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    /// Returns the first request as it would be sent, which lists the invoices.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the month does not exist.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.month.clone()?;
        let mut list = self.invoices.list().linked(false);
        list.options_mut().clone_from(&self.options);
        list.preview()
    }

    /// Sends the requests. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Invoices::cost`].
    #[inline]
    pub async fn send(self) -> Result<MonthlyCost, Error> {
        let month = self.month.clone()?;
        let mut list = self.invoices.list().linked(false);
        list.options_mut().clone_from(&self.options);
        let listed = list.all().await?;
        // Requested after the list, so that an invoice that is closed in between is fetched with the others.
        let mut invoices = self.with_options(self.invoices.list_pending()).await?.into_inner();
        invoices.retain(|invoice| month.overlaps((invoice.start_date, invoice.end_date)));
        for invoice in invoices.iter_mut().filter(|invoice| invoice.line_items.is_none()) {
            if let Some(id) = invoice.id.clone() {
                *invoice = self.with_options(self.invoices.get(id)).await?.into_inner();
            }
        }
        let of_month = listed.into_iter().filter(|invoice| month.overlaps((invoice.start_date, invoice.end_date)));
        for id in of_month.filter_map(|invoice| invoice.id) {
            if !invoices.iter().any(|known: &Invoice| known.id.as_ref() == Some(&id)) {
                invoices.push(self.with_options(self.invoices.get(id)).await?.into_inner());
            }
        }
        Ok(add_up(month, &invoices))
    }

    #[inline]
    fn with_options<T>(&self, mut request: Request<T>) -> Request<T> {
        request.options_mut().clone_from(&self.options);
        request
    }
}

call_options!(MonthlyCostRequest);
into_future!(MonthlyCostRequest, MonthlyCost);
send_blocking!(MonthlyCostRequest, MonthlyCost, |request| &request.invoices.atlas);
