//! The processes of a project that belong to a cluster or have a role.

use atlas_gen::{OperationBuilder, operations::monitoring_and_logs::ListGroupProcesses};

use super::{cluster_of, is_primary, is_secondary};
use crate::{
    Error, List, Preview,
    model::Process,
    request::{CallOptions, call_options, into_future, send_blocking},
    specs::check_cluster_name,
};

/// The number of characters of a cluster's name that its hosts begin with.
const HOST_PREFIX: usize = 23;

/// Returns whether the hosts of a cluster have only the beginning of its name.
pub(super) fn is_cut(name: &str) -> bool {
    name.len() > HOST_PREFIX
}

/// Returns whether the hosts of the cluster `name` begin with `prefix`, which [`cluster_of`] returned.
fn is_prefix_of_hosts(prefix: &str, name: &str) -> bool {
    let expected = if is_cut(name) { name.get(..HOST_PREFIX).unwrap_or(name).trim_end_matches('-') } else { name };
    prefix.eq_ignore_ascii_case(expected)
}

/// A request for some processes of the project; returned by
/// [`Processes::list_for_cluster`](super::Processes::list_for_cluster),
/// [`list_primaries`](super::Processes::list_primaries) and [`list_secondaries`](super::Processes::list_secondaries).
///
/// Await it for the processes. It requests all pages of the list of processes; options such as [`timeout`](Self::timeout)
/// apply to each of them.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct SelectedProcesses {
    list: List<Process>,
    selection: Selection,
}

/// A rule that selects processes.
#[derive(Clone, Debug)]
pub(super) enum Selection {
    OfCluster(String),
    Primaries,
    Secondaries,
}

impl SelectedProcesses {
    #[inline]
    pub(super) fn new(list: List<Process>, selection: Selection) -> Self {
        Self { list, selection }
    }

    #[inline]
    pub(super) fn options_mut(&mut self) -> &mut CallOptions {
        self.list.options_mut()
    }

    /// Returns the request for the first page of the list as it would be sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the name of the cluster is invalid.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.selection.check()?;
        self.list.preview()
    }

    /// Sends the request. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Processes::list_for_cluster`](super::Processes::list_for_cluster).
    #[inline]
    pub async fn send(self) -> Result<Vec<Process>, Error> {
        self.selection.check()?;
        let mut processes = self.list.all().await?;
        processes.retain(|process| self.selection.includes(process));
        Ok(processes)
    }
}

call_options!(SelectedProcesses);
into_future!(SelectedProcesses, Vec<Process>);
send_blocking!(SelectedProcesses, Vec<Process>, |selected| selected.list.atlas());

impl Selection {
    fn check(&self) -> Result<(), Error> {
        match self {
            Self::OfCluster(name) => {
                check_cluster_name("cluster", name).map_err(|error| error.of_operation(ListGroupProcesses::OPERATION))
            }
            Self::Primaries | Self::Secondaries => Ok(()),
        }
    }

    fn includes(&self, process: &Process) -> bool {
        match self {
            Self::OfCluster(name) => cluster_of(process).is_some_and(|prefix| is_prefix_of_hosts(prefix, name)),
            Self::Primaries => is_primary(process),
            Self::Secondaries => is_secondary(process),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_the_first_23_characters_of_a_name_in_lower_case() {
        for (prefix, name, expected) in [
            ("orders", "orders", true),
            ("orders", "Orders", true),
            ("orders", "orders-", false),
            ("orders-", "orders-", true),
            ("orders", "orders-2", false),
            ("production-analytics-eu", "production-analytics-eu", true),
            ("production-analytics-eu", "Production-Analytics-EU-north", true),
            ("production-analytics-eu", "production-analytics-us-north", false),
            // The 23rd character is a hyphen.
            ("production-analytics-a", "production-analytics-a-1", true),
            ("production-analytics-a", "production-analytics-a-", false),
        ] {
            assert_eq!(is_prefix_of_hosts(prefix, name), expected, "{prefix:?}, {name:?}");
        }
    }
}
