//! Listing database users.

use atlas_gen::{ResponseValue, types::PaginatedDatabaseUser};
use serde_json::Value;

use crate::{
    Atlas, Error, Items, Page,
    model::DatabaseUser,
    page::{PageRequest, has_next},
};

/// A request for database users; made by [`DatabaseUsers::list`](super::DatabaseUsers::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListDatabaseUsers {
    atlas: Atlas,
    page: PageRequest,
}

impl ListDatabaseUsers {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }

    /// The page that is asked for, or that the stream begins with. Default: 1, the first.
    #[doc(alias = "pageNum")]
    pub fn page(mut self, number: u32) -> Self {
        self.page.number = number;
        self
    }

    /// How many users a page has, 1 to 500. Default: 500.
    #[doc(alias = "itemsPerPage")]
    pub fn page_size(mut self, size: u32) -> Self {
        self.page.size = size;
        self
    }

    /// Fetches the page.
    ///
    /// # Errors
    /// As [`DatabaseUsers::list`](super::DatabaseUsers::list) says.
    pub async fn send(self) -> Result<Page<DatabaseUser>, Error> {
        let page = self.page.check()?;
        let operation = self.atlas.low().database_users().list_database_users();
        let answer = operation
            .group_id(self.atlas.project_id())
            .page_num(page.number)
            .items_per_page(page.size)
            .send()
            .await
            .map_err(Error::from_call)?;
        read(answer, page)
    }

    /// All users from the page on, each page fetched when the one before it is used up.
    ///
    /// A failure is an item, the last one; [`Error::page`] says which page to go on with.
    pub fn stream(self) -> Items<DatabaseUser> {
        Items::new(self.page.number, move |number| self.clone().page(number).send())
    }
}

/// Takes the page out of an answer.
fn read(answer: ResponseValue<PaginatedDatabaseUser>, page: PageRequest) -> Result<Page<DatabaseUser>, Error> {
    // Without this, a body of another kind would pass for an empty page.
    if answer.results.is_none() && !lists_nothing(answer.raw()) {
        return Err(Error::unreadable(&answer, "listGroupDatabaseUsers", "its `results` are no list of users"));
    }
    let raw = answer.raw().clone();
    let PaginatedDatabaseUser { results, links, total_count, .. } = answer.into_inner();
    let items = results.unwrap_or_default();
    let rels = links.as_ref().map(|links| links.iter().filter_map(|link| link.rel.as_deref()));
    let has_next = has_next(items.len(), page.size, rels);
    let total_count = total_count.and_then(|count| u64::try_from(count).ok());
    Ok(Page::new(items, page.number, has_next, total_count, raw))
}

/// Whether a body says that there is nothing to list: it is empty, or an object without `results`.
fn lists_nothing(body: &[u8]) -> bool {
    let is_nothing = |body: Value| body.as_object().is_some_and(|body| body.get("results").is_none_or(Value::is_null));
    body.iter().all(u8::is_ascii_whitespace) || serde_json::from_slice(body).is_ok_and(is_nothing)
}
