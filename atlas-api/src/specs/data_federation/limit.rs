//! Query limits of a federated database instance.

use atlas_gen::types::DataFederationTenantQueryLimitInput;

use crate::{Error, model::QueryOverrunPolicy};

/// A query limit to [set](crate::data_federation::QueryLimits::set).
///
/// ```
/// use atlas_api::specs::QueryLimitSpec;
///
/// let spec = QueryLimitSpec::bytes(100_000_000_000).overrun_policy("BLOCK_AND_KILL");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec sets nothing by itself; pass it to `set`"]
pub struct QueryLimitSpec {
    bytes: u64,
    policy: Option<QueryOverrunPolicy>,
}

impl QueryLimitSpec {
    /// Returns a limit of this many bytes.
    #[inline]
    pub fn bytes(bytes: u64) -> Self {
        Self { bytes, policy: None }
    }

    /// Sets the effect of the limit: `BLOCK` rejects new queries, `BLOCK_AND_KILL` also stops running ones.
    pub fn overrun_policy(mut self, policy: impl Into<QueryOverrunPolicy>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<DataFederationTenantQueryLimitInput, Error> {
        let too_large = |_| {
            Error::invalid_argument("query limit", format!("{} is too large; use {} at most", self.bytes, i64::MAX))
        };
        let body = DataFederationTenantQueryLimitInput::new().value(i64::try_from(self.bytes).map_err(too_large)?);
        Ok(if let Some(policy) = self.policy { body.overrun_policy(policy) } else { body })
    }
}
