//! Query for the cost of organizations, projects, clusters or services.

use atlas_gen::types::CostExplorerFilterRequestBody;
use chrono::{Datelike, NaiveDate};

use crate::{
    Error, OrganizationId, ProjectId,
    model::{CostGrouping, CostService},
    object_id,
};

/// A query for [costs](crate::invoices::Invoices::start_cost_query): the period, the parts of the bill, and how they are
/// added up.
///
/// ```
/// use atlas_api::invoices::CostQuery;
///
/// let query = CostQuery::new("2026-01-01".parse()?, "2026-04-01".parse()?).service("Backup").group_by("services");
/// # let _ = query;
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a query requests nothing by itself; pass it to `start_cost_query`"]
#[doc(alias = "CostExplorerFilterRequestBody")]
pub struct CostQuery {
    start: NaiveDate,
    end: NaiveDate,
    organizations: Vec<String>,
    projects: Vec<String>,
    clusters: Vec<String>,
    services: Vec<CostService>,
    group_by: Option<CostGrouping>,
    partial_matches: Option<bool>,
}

impl CostQuery {
    /// Returns a query for the costs of whole months. Both days are the first of a month; the month of the end is not
    /// included: January to March 2026 are `2026-01-01` to `2026-04-01`.
    #[inline]
    pub fn new(start: NaiveDate, end: NaiveDate) -> Self {
        let (organizations, projects, clusters, services) = Default::default();
        Self { start, end, organizations, projects, clusters, services, group_by: None, partial_matches: None }
    }

    /// Counts only this linked organization, by its id. Can be called for several.
    pub fn organization(mut self, id: impl Into<String>) -> Self {
        self.organizations.push(id.into());
        self
    }

    /// Counts only this project, by its id. Can be called for several.
    pub fn project(mut self, id: impl Into<String>) -> Self {
        self.projects.push(id.into());
        self
    }

    /// Counts only this cluster, by its id. Can be called for several.
    pub fn cluster(mut self, id: impl Into<String>) -> Self {
        self.clusters.push(id.into());
        self
    }

    /// Counts only this service, such as `Backup`. Can be called for several.
    pub fn service(mut self, service: impl Into<CostService>) -> Self {
        self.services.push(service.into());
        self
    }

    /// Adds the costs up by `organizations`, `projects`, `clusters` or `services`. The query must select at least one of
    /// them, such as with [`project`](Self::project) for `projects`.
    pub fn group_by(mut self, grouping: impl Into<CostGrouping>) -> Self {
        self.group_by = Some(grouping.into());
        self
    }

    /// Sets whether line items count that match only some of the filters.
    #[doc(alias = "includePartialMatches")]
    #[inline]
    pub fn partial_matches(mut self, included: bool) -> Self {
        self.partial_matches = Some(included);
        self
    }

    /// Rejects a dimension for the costs that no filter selects values of.
    #[inline]
    fn check_grouping(&self) -> Result<(), Error> {
        let (has_values, setter) = match &self.group_by {
            Some(CostGrouping::Organizations) => (!self.organizations.is_empty(), "organization"),
            Some(CostGrouping::Projects) => (!self.projects.is_empty(), "project"),
            Some(CostGrouping::Clusters) => (!self.clusters.is_empty(), "cluster"),
            Some(CostGrouping::Services) => (!self.services.is_empty(), "service"),
            _ => return Ok(()),
        };
        if has_values {
            return Ok(());
        }
        let rule = format!("{setter}s are not selected by the query; add at least one with `{setter}`");
        Err(Error::invalid_argument("grouping", rule))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<CostExplorerFilterRequestBody, Error> {
        if self.start >= self.end {
            let rule = format!("{} is not before the end, {}; use an earlier day", self.start, self.end);
            return Err(Error::invalid_argument("start", rule));
        }
        for (argument, day) in [("start", self.start), ("end", self.end)] {
            if day.day() != 1 {
                let rule = format!("{day} is not the first day of a month; use whole months");
                return Err(Error::invalid_argument(argument, rule));
            }
        }
        self.check_grouping()?;
        for id in &self.organizations {
            id.parse::<OrganizationId>()?;
        }
        for id in &self.projects {
            id.parse::<ProjectId>()?;
        }
        for id in &self.clusters {
            object_id::parse("cluster id", id)?;
        }
        check_services(&self.services)?;
        let mut body = CostExplorerFilterRequestBody::new().start_date(self.start).end_date(self.end);
        if !self.organizations.is_empty() {
            body = body.organizations(self.organizations);
        }
        if !self.projects.is_empty() {
            body = body.projects(self.projects);
        }
        if !self.clusters.is_empty() {
            body = body.clusters(self.clusters);
        }
        if !self.services.is_empty() {
            body = body.services(self.services);
        }
        if let Some(grouping) = self.group_by {
            body = body.group_by(grouping);
        }
        if let Some(included) = self.partial_matches {
            body = body.include_partial_matches(included);
        }
        Ok(body)
    }
}

/// Rejects an empty service.
#[inline]
pub(crate) fn check_services(services: &[CostService]) -> Result<(), Error> {
    if services.iter().any(|service| service.as_str().is_empty()) {
        return Err(Error::invalid_argument("service", "the name is empty; use for example Backup"));
    }
    Ok(())
}
