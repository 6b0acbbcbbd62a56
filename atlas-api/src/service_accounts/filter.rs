//! Filter of lists of service accounts.

use crate::List;

/// The filter of [`OrganizationServiceAccounts::list`](super::OrganizationServiceAccounts::list) and
/// [`ProjectServiceAccounts::list`](super::ProjectServiceAccounts::list). Its setter is
/// [`List::include_system_managed`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ServiceAccountFilter {
    pub(super) system_managed: Option<bool>,
}

impl<T: Send + 'static> List<T, ServiceAccountFilter> {
    /// Sets whether to include accounts that Atlas manages itself. Default: excluded.
    #[doc(alias = "includeSystemManaged")]
    pub fn include_system_managed(mut self, enabled: bool) -> Self {
        self.filter_mut().system_managed = Some(enabled);
        self
    }
}
