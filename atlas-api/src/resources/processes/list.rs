//! Listing processes.

use atlas_gen::types::{Link, LinkAtlas, PaginatedProcess};

use crate::{
    Atlas, Error, Page,
    model::Process,
    page::{self, Listing, PageBody, PageRequest, Parts, ask_for, listing},
};

/// A request for processes; made by [`Processes::list`](super::Processes::list).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send` is awaited or `stream` is polled"]
pub struct ListProcesses {
    atlas: Atlas,
    page: PageRequest,
}

impl ListProcesses {
    pub(super) fn new(atlas: Atlas) -> Self {
        Self { atlas, page: PageRequest::default() }
    }
}

listing!(ListProcesses of Process, "processes", "Processes::list");

/// Its links are of a type of their own, though they have the same properties.
impl PageBody for PaginatedProcess {
    type Item = Process;

    fn results(&self) -> Option<&[Process]> {
        self.results.as_deref()
    }

    fn into_parts(self) -> Parts<Process> {
        let links = self.links.map(|links| links.into_iter().map(link).collect());
        (self.results, links, self.total_count)
    }
}

fn link(link: LinkAtlas) -> Link {
    let mut same = Link::default();
    (same.href, same.rel) = (link.href, link.rel);
    same
}

impl Listing for ListProcesses {
    type Item = Process;

    fn page_request(&mut self) -> &mut PageRequest {
        &mut self.page
    }

    async fn fetch(self) -> Result<Page<Process>, Error> {
        let operation = self.atlas.low().monitoring_and_logs().list_group_processes().group_id(self.atlas.project_id());
        let operation = ask_for!(self.page, operation);
        page::read(operation.send().await.map_err(Error::from_call)?, "listGroupProcesses", self.page)
    }
}
