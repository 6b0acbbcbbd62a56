//! SKUs, and the invoices of linked organizations.

use super::{Invoices, month::Month};
use crate::{
    List, Request,
    model::{AssociatedInvoices, Sku},
    operation_doc,
    segment::check_segment,
};

/// SKUs, and the invoices of linked organizations.
impl Invoices {
    /// Lists the SKUs that line items of invoices can have, with their descriptions. It needs no organization.
    #[doc = operation_doc!("listSkus")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for sku in atlas.invoices().list_skus().all().await? {
    ///     println!("{:?}: {:?}", sku.id, sku.description);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list_skus(&self) -> List<Sku> {
        List::new(&self.atlas, |_, api| Ok(api.invoices().list_skus()))
    }

    /// Fetches a SKU, with its description.
    #[doc = operation_doc!("getSku")]
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if the SKU does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let sku = atlas.invoices().get_sku("NDS_AWS_INSTANCE_M10").await?;
    /// println!("{:?}", sku.description);
    /// # });
    /// ```
    pub fn get_sku(&self, id: impl Into<String>) -> Request<Sku> {
        let id = id.into();
        Request::new(&self.atlas, |api| Ok(api.invoices().get_sku().sku_id(check_segment("SKU", &id)?)))
    }

    /// Fetches the ids of the invoices of a calendar month, with those of linked organizations. `month` is 1 to 12.
    #[doc = operation_doc!("getOrgAssociatedInvoices")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the month does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let month = atlas.invoices().associated(2025, 5).await?;
    /// for invoice in month.associated_invoices.iter().flatten() {
    ///     println!("{:?} of {:?}", invoice.invoice_id, invoice.org_id);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn associated(&self, year: i32, month: u32) -> Request<AssociatedInvoices> {
        Request::in_organization(&self.atlas, |api, organization| {
            Month::new(year, month)?;
            let get = api.invoices().get_org_associated_invoices().org_id(organization);
            Ok(get.year(year).month(month).include_linked_orgs(true))
        })
    }
}
