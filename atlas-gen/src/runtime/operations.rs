//! The common traits of all generated builders, and of all bodies of pages.

use super::{Call, Operation};

/// A generated builder of an operation's request.
///
/// Each generated builder implements it. Use it to write code that works for any operation.
pub trait OperationBuilder: Sized + Clone + Send + Sync + 'static {
    /// The value that the response is decoded to.
    type Value: Send + 'static;

    /// The operation.
    const OPERATION: &'static Operation;

    /// Builds the request. Nothing is sent until the call is awaited.
    fn into_call(self) -> Call<Self::Value>;

    /// Applies a setter if `value` is `Some`.
    ///
    /// # Examples
    /// ```
    /// use atlas_gen::OperationBuilder;
    /// # use std::sync::Arc;
    /// # use atlas_gen::{CallContext, Client, Request, Transport, TransportFuture};
    /// # #[derive(Debug)]
    /// # struct Offline;
    /// # impl Transport for Offline {
    /// #     fn send<'a>(&'a self, _: Request, _: CallContext) -> TransportFuture<'a> { unreachable!() }
    /// # }
    /// # let client = Client::new("https://cloud.mongodb.com", Arc::new(Offline));
    /// let status: Option<&str> = None;
    /// let list = client.alerts().list_alerts().group_id("6a799f0bc0eb9e7a177d81f1");
    /// let list = list.maybe(status, |list, status| list.status(status));
    /// assert_eq!(list.send().request()?.url().query(), None);
    /// # Ok::<(), atlas_gen::Error>(())
    /// ```
    #[must_use]
    fn maybe<V>(self, value: Option<V>, set: impl FnOnce(Self, V) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }
}

/// An operation that destroys nothing, or nothing that another request could not restore.
#[diagnostic::on_unimplemented(
    message = "`{Self}` destroys a resource and requires a confirmation",
    note = "use the guarded form of the request, and confirm it"
)]
pub trait NonDestructive: OperationBuilder {}

/// An operation that deletes, overwrites or revokes a resource or its data.
#[diagnostic::on_unimplemented(
    message = "`{Self}` destroys nothing and does not require a confirmation",
    note = "send the request without a confirmation"
)]
pub trait Destructive: OperationBuilder {}

/// An operation whose response is one page of a list.
#[diagnostic::on_unimplemented(message = "`{Self}` does not return a paginated list")]
pub trait Paged: OperationBuilder<Value: PageBody + crate::model::JsonType> {
    /// Sets the number of the page, from 1.
    #[must_use]
    fn with_page(self, number: u32) -> Self;

    /// Sets the number of items in a page, 1 to 500.
    #[must_use]
    fn with_page_size(self, size: u32) -> Self;

    /// Sets whether the response has the total number of items. Does nothing for an operation without that parameter.
    #[must_use]
    fn with_count(self, included: bool) -> Self;
}

/// A response body with one page of a list, or with a complete list.
pub trait PageBody {
    /// The type of an item.
    type Item: Send + 'static;

    /// Splits the body into its parts.
    fn into_parts(self) -> PageParts<Self::Item>;
}

/// The parts of a [`PageBody`], without its type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PageParts<T> {
    /// The items; `None` if their property is missing or not a list.
    pub items: Option<Vec<T>>,
    /// Whether the body has a link to a next page; `None` if it has no links.
    pub has_next: Option<bool>,
    /// The number of items on all pages. It is an estimate.
    pub total_count: Option<i64>,
}

impl<T> PageParts<T> {
    /// Returns the parts of a page.
    #[must_use]
    pub fn new(items: Option<Vec<T>>, has_next: Option<bool>, total_count: Option<i64>) -> Self {
        Self { items, has_next, total_count }
    }
}

/// Returns whether one of the links of a page is to the next page; `None` without links.
pub(crate) fn has_next<L>(links: Option<&[L]>, relation: fn(&L) -> Option<&str>) -> Option<bool> {
    links.map(|links| links.iter().any(|link| relation(link) == Some("next")))
}
