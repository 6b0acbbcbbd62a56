//! The search for an organization by its exact name.

use atlas_gen::{OperationBuilder, operations::organizations::ListOrgs};

use super::{OrganizationFilter, Organizations};
use crate::{
    Error, List, Preview,
    model::Organization,
    request::{CallOptions, call_options, into_future, send_blocking},
    specs::check_length,
};

/// A request for the organization of a name; returned by [`Organizations::get_by_name`]. Await it to send it.
#[derive(Clone, Debug)]
#[must_use = "a request is not sent until it is awaited"]
pub struct OrganizationByName {
    list: List<Organization, OrganizationFilter>,
    name: String,
}

impl OrganizationByName {
    #[inline]
    pub(super) fn new(organizations: &Organizations, name: String) -> Self {
        Self { list: organizations.list().name(&*name), name }
    }

    #[inline]
    fn options_mut(&mut self) -> &mut CallOptions {
        self.list.options_mut()
    }

    /// Returns the request for the first page of the list as it would be sent.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the name is empty.
    #[inline]
    pub fn preview(&self) -> Result<Preview, Error> {
        self.check()?;
        self.list.preview()
    }

    /// Sends the request. Awaiting it does the same.
    ///
    /// # Errors
    /// As [`Organizations::get_by_name`].
    #[inline]
    pub async fn send(self) -> Result<Organization, Error> {
        self.check()?;
        only(self.list.all().await?, self.name)
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        check_length("organization name", &self.name, 1..=usize::MAX)
            .map_err(|error| error.of_operation(ListOrgs::OPERATION))
    }
}

call_options!(OrganizationByName);
into_future!(OrganizationByName, Organization);
send_blocking!(OrganizationByName, Organization, |request| request.list.atlas());

/// Returns the only organization with exactly this name.
#[inline]
fn only(listed: Vec<Organization>, name: String) -> Result<Organization, Error> {
    let mut matching: Vec<_> =
        listed.into_iter().filter(|organization| organization.name.as_deref() == Some(&*name)).collect();
    match (matching.pop(), matching.is_empty()) {
        (Some(organization), true) => Ok(organization),
        (None, _) => Err(Error::none_named(ListOrgs::OPERATION, "organization", name)),
        (Some(last), false) => {
            matching.push(last);
            let ids = matching.into_iter().map(|organization| organization.id.unwrap_or_default()).collect();
            Err(Error::ambiguous(ListOrgs::OPERATION, "organization", name, ids))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: &[&str]) -> Vec<Organization> {
        let organization = |(number, name): (usize, &&str)| {
            serde_json::from_value(serde_json::json!({ "id": number.to_string(), "name": name })).unwrap()
        };
        names.iter().enumerate().map(organization).collect()
    }

    #[test]
    fn exactly_one_organization_has_the_name() {
        for (names, expected) in [
            (&["sales", "Sales", "sales 2"][..], Ok("0")),
            (&["Sales", "sales 2", "sales"], Ok("2")),
            (
                &["Sales", "sales 2"],
                Err(
                    "listOrgs found no organization with the name \"sales\"; check the spelling and the access of the \
                     credentials",
                ),
            ),
            (
                &["sales", "sales x", "sales"],
                Err("listOrgs found 2 organizations with the name \"sales\"; use one of their ids: 0, 2"),
            ),
        ] {
            let found = only(listed(names), "sales".to_owned());
            assert_eq!(found.as_ref().err().map(Error::is_not_found), expected.err().map(|text| text.contains("no ")));
            assert_eq!(found.as_ref().err().map(Error::is_ambiguous), expected.err().map(|text| text.contains("2 ")));
            let found = found.map(|organization| organization.id.unwrap()).map_err(|error| error.to_string());
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{names:?}");
        }
    }
}
