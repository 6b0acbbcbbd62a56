//! Cost queries, whose results are computed in the background.

use serde_json::Value;

use super::Invoices;
use crate::{
    Request, Response,
    model::CostQueryToken,
    operation_doc,
    specs::{CostQuery, check_length},
    wait::{Wait, WaitStatus},
};

/// Cost queries.
impl Invoices {
    /// Starts a query for costs over several months, and returns the token of its result, which
    /// [`wait_for_costs`](Self::wait_for_costs) takes.
    #[doc = operation_doc!("createOrgBillingCostExplorerUsageProcess")]
    /// For a single month, [`cost`](Self::cost) returns the costs in one call.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the query is invalid: a day that is not the first of a
    /// month, or a grouping without a value to group by.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::invoices::CostQuery;
    ///
    /// let query = CostQuery::new("2026-01-01".parse()?, "2026-04-01".parse()?).service("Clusters").group_by("services");
    /// let started = atlas.invoices().start_cost_query(query).await?;
    /// println!("wait for {:?}", started.token);
    /// # });
    /// ```
    #[doc(alias = "costExplorer")]
    #[inline]
    pub fn start_cost_query(&self, query: CostQuery) -> Request<CostQueryToken> {
        Request::in_organization(&self.atlas, |api, organization| {
            let create = api.invoices().create_cost_explorer_process().org_id(organization);
            Ok(create.body(query.into_body()?))
        })
    }

    /// Fetches the result of a cost query as JSON, whose shape Atlas does not specify. It may not be ready yet: see
    /// [`wait_for_costs`](Self::wait_for_costs).
    #[doc = operation_doc!("getOrgBillingCostExplorerUsage")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the token does not have 64 characters;
    /// [`is_not_found`](crate::Error::is_not_found) if Atlas does not know it.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let unknown = atlas.invoices().costs("6c".repeat(32)).await.unwrap_err();
    /// assert!(unknown.is_not_found());
    /// # });
    /// ```
    pub fn costs(&self, token: impl Into<String>) -> Request<Value> {
        let token = token.into();
        Request::in_organization(&self.atlas, |api, organization| {
            check_length("token", &token, 64..=64)?;
            Ok(api.invoices().get_cost_explorer_usage().org_id(organization).token(token))
        })
    }

    /// Waits until the result of a cost query is ready.
    ///
    /// # Errors
    /// [`is_not_found`](crate::Error::is_not_found) if Atlas does not know the token; otherwise as [`Request::wait_until`].
    pub fn wait_for_costs(&self, token: impl Into<String>) -> Wait<Value, Response<Value>> {
        self.costs(token).wait_for("the result of the cost query".to_owned(), is_ready).must_exist()
    }
}

/// Returns whether the body of a response is a result. That of a query in progress has no properties.
///
/// The API document has the status 102 for a query in progress. HTTP defines it as an interim status that a final one
/// follows, and HTTP clients skip it, so it does not arrive here. No response of a query in progress is known.
fn is_ready(result: Option<&Value>) -> WaitStatus {
    match result {
        Some(Value::Object(properties)) if !properties.is_empty() => WaitStatus::succeeded("ready"),
        Some(_) => WaitStatus::pending("in progress"),
        None => WaitStatus::failed("absent"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_result_is_ready_once_it_has_properties() {
        assert_eq!(is_ready(Some(&json!({ "usageDetails": [] }))), WaitStatus::succeeded("ready"));
        for body in [json!({}), Value::Null] {
            assert_eq!(is_ready(Some(&body)), WaitStatus::pending("in progress"));
        }
        assert_eq!(is_ready(None), WaitStatus::failed("absent"));
    }
}
