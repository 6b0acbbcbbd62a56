//! The access list of a service account.

use atlas_gen::{Call, types::ServiceAccountIpAccessListEntryInput};

use super::{Account, account::Scope};
use crate::{
    Error, FirstPage, Impact, List, Request, Unconfirmed,
    model::ServiceAccountAccessListEntry,
    operation_doc,
    specs::{EntryValue, check_entries},
};

/// The access list of a service account: the addresses that its requests may come from; returned by
/// [`OrganizationServiceAccounts::access_list`](super::OrganizationServiceAccounts::access_list) and
/// [`ProjectServiceAccounts::access_list`](super::ProjectServiceAccounts::access_list). The two are separate lists.
///
/// An entry is identified by its value, an IP address or a CIDR block. Methods take it as text, or as a type that
/// converts to text, such as [`IpAddr`](std::net::IpAddr). An empty list allows every address, unless the
/// [organization](crate::organizations::OrganizationSettings) requires access lists.
#[derive(Clone, Debug)]
pub struct ServiceAccountAccessList {
    pub(super) account: Account,
}

impl ServiceAccountAccessList {
    /// Lists the entries, each with its last use.
    #[doc = operation_doc!("listOrgServiceAccountAccessList")]
    #[doc = operation_doc!("listGroupServiceAccountAccessList")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the client id is invalid;
    /// [`is_not_found`](Error::is_not_found) if the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let list = atlas.organization_service_accounts().access_list("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// for entry in list.list().all().await? {
    ///     println!("{:?} at {:?}", entry.cidr_block, entry.last_used_at);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ServiceAccountAccessListEntry> {
        let account = self.account.clone();
        match account.scope {
            Scope::Organization => List::new(&self.account.atlas, move |atlas, api| {
                let list = api.service_accounts().list_org_access_list().org_id(atlas.organization_id()?);
                Ok(list.client_id(account.checked()?))
            }),
            Scope::Project => List::new(&self.account.atlas, move |atlas, api| {
                let list = api.service_accounts().list_access_list().group_id(atlas.project_id()?);
                Ok(list.client_id(account.checked()?))
            }),
        }
    }

    /// Adds entries, and returns the first page of the complete list.
    #[doc = operation_doc!("createOrgServiceAccountAccessList")]
    #[doc = operation_doc!("createGroupServiceAccountAccessList")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entries` is empty, or if one is not an IP address or a
    /// CIDR block; [`is_not_found`](Error::is_not_found) if the account does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let list = atlas.project_service_accounts().access_list("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// let entries = list.add(["203.0.113.0/24", "192.0.2.17"]).await?;
    /// assert_eq!(entries.total_count(), Some(2));
    /// # });
    /// ```
    pub fn add(
        &self,
        entries: impl IntoIterator<Item = impl ToString>,
    ) -> Request<FirstPage<ServiceAccountAccessListEntry>> {
        let entries: Vec<_> = entries.into_iter().map(EntryValue::new).collect();
        let Account { atlas, scope, .. } = &self.account;
        match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let add = api.service_accounts().create_org_access_list().org_id(organization);
                Ok(add.client_id(self.account.checked()?).body(entries_body(&entries)?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let add = api.service_accounts().create_access_list().group_id(project);
                Ok(add.client_id(self.account.checked()?).body(entries_body(&entries)?))
            }),
        }
        .map_call(Call::convert_page)
    }

    /// Removes an entry.
    #[doc = operation_doc!("deleteOrgServiceAccountAccessListEntry")]
    #[doc = operation_doc!("deleteGroupServiceAccountAccessListEntry")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entry` is not an IP address or a CIDR block;
    /// [`is_not_found`](Error::is_not_found) if it is not on the list.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let list = atlas.organization_service_accounts().access_list("mdb_sa_id_5f1a2b3c4d5e6f7a8b9c0d6a");
    /// list.remove("198.51.100.0/24").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn remove(&self, entry: impl ToString) -> Unconfirmed<()> {
        let entry = EntryValue::new(entry);
        let Account { atlas, scope, client_id } = &self.account;
        let effect =
            format!("will be removed from service account {client_id:?}, and its requests from there can be rejected");
        let impact = Impact::on("access list entry", entry.as_str(), effect).or_id(entry.alias());
        let request = match scope {
            Scope::Organization => Request::in_organization(atlas, |api, organization| {
                let remove = api.service_accounts().delete_org_access_entry().org_id(organization);
                Ok(remove.client_id(self.account.checked()?).ip_address(entry.checked_address()?))
            }),
            Scope::Project => Request::in_project(atlas, |api, project| {
                let remove = api.service_accounts().delete_group_access_entry().group_id(project);
                Ok(remove.client_id(self.account.checked()?).ip_address(entry.checked_address()?))
            }),
        };
        Unconfirmed::new(request.deletes(), impact)
    }
}

#[inline]
fn entries_body(entries: &[EntryValue]) -> Result<Vec<ServiceAccountIpAccessListEntryInput>, Error> {
    let body = |text: &str| {
        let body = ServiceAccountIpAccessListEntryInput::new();
        if text.contains('/') { body.cidr_block(text) } else { body.ip_address(text) }
    };
    check_entries(entries)?.iter().map(|entry| entry.checked_address().map(body)).collect()
}
