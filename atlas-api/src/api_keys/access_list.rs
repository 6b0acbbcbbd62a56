//! The access list of an API key.

use atlas_gen::{Call, types::UserAccessListRequest};

use super::ApiKeyId;
use crate::{
    Atlas, Error, FirstPage, Impact, List, Request, Unconfirmed,
    model::ApiKeyAccessListEntry,
    operation_doc,
    specs::{EntryValue, check_entries},
};

/// The access list of an API key: the addresses that requests with the key may come from; returned by
/// [`OrganizationApiKeys::access_list`](super::OrganizationApiKeys::access_list).
///
/// An entry is identified by its value, an IP address or a CIDR block. Methods take it as text, or as a type that
/// converts to text, such as [`IpAddr`](std::net::IpAddr). An empty list allows every address, unless the
/// [organization](crate::organizations::OrganizationSettings) requires access lists.
///
/// Requests fail with [`is_invalid_argument`](crate::Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct ApiKeyAccessList {
    pub(super) atlas: Atlas,
    pub(super) key: String,
}

impl ApiKeyAccessList {
    /// Lists the entries, each with its last use.
    #[doc = operation_doc!("listOrgApiKeyAccessListEntries")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the key's id is not an id;
    /// [`is_not_found`](Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let list = atlas.organization_api_keys().access_list("5f1a2b3c4d5e6f7a8b9c0d5a");
    /// for entry in list.list().all().await? {
    ///     println!("{:?} at {:?}", entry.cidr_block, entry.last_used);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ApiKeyAccessListEntry> {
        let key = self.key.clone();
        List::new(&self.atlas, move |atlas, api| {
            let list = api.programmatic_api_keys().list_org_access_entries().org_id(atlas.organization_id()?);
            Ok(list.api_user_id(key.parse::<ApiKeyId>()?))
        })
    }

    /// Fetches an entry by its value.
    #[doc = operation_doc!("getOrgApiKeyAccessListEntry")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entry` is not an IP address or a CIDR block;
    /// [`is_not_found`](Error::is_not_found) if it is not on the list.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let list = atlas.organization_api_keys().access_list("5f1a2b3c4d5e6f7a8b9c0d5a");
    /// let entry = list.get("198.51.100.0/24").await?;
    /// println!("{:?}", entry.created);
    /// # });
    /// ```
    pub fn get(&self, entry: impl ToString) -> Request<ApiKeyAccessListEntry> {
        let entry = EntryValue::new(entry);
        Request::in_organization(&self.atlas, |api, organization| {
            let get = api.programmatic_api_keys().get_org_access_entry().org_id(organization);
            Ok(get.api_user_id(self.key.parse::<ApiKeyId>()?).ip_address(entry.checked_address()?))
        })
    }

    /// Adds entries, and returns the first page of the complete list.
    #[doc = operation_doc!("createOrgApiKeyAccessListEntry")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entries` is empty, or if one is not an IP address or a
    /// CIDR block; [`is_not_found`](Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let list = atlas.organization_api_keys().access_list("5f1a2b3c4d5e6f7a8b9c0d5a");
    /// let entries = list.add(["203.0.113.0/24", "192.0.2.17"]).await?;
    /// assert_eq!(entries.total_count(), Some(3));
    /// # });
    /// ```
    pub fn add(&self, entries: impl IntoIterator<Item = impl ToString>) -> Request<FirstPage<ApiKeyAccessListEntry>> {
        let entries: Vec<_> = entries.into_iter().map(EntryValue::new).collect();
        let add = Request::in_organization(&self.atlas, |api, organization| {
            let body = check_entries(&entries)?.iter().map(entry_body).collect::<Result<Vec<_>, _>>()?;
            let add = api.programmatic_api_keys().create_org_access_entry().org_id(organization);
            Ok(add.api_user_id(self.key.parse::<ApiKeyId>()?).body(body))
        });
        add.map_call(Call::convert_page)
    }

    /// Removes an entry.
    #[doc = operation_doc!("deleteOrgApiKeyAccessListEntry")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entry` is not an IP address or a CIDR block;
    /// [`is_not_found`](Error::is_not_found) if it is not on the list.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let list = atlas.organization_api_keys().access_list("5f1a2b3c4d5e6f7a8b9c0d5a");
    /// list.remove("198.51.100.0/24").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn remove(&self, entry: impl ToString) -> Unconfirmed<()> {
        let entry = EntryValue::new(entry);
        let effect =
            format!("will be removed from API key {:?}, and its requests from there can be rejected", self.key);
        let impact = Impact::on("access list entry", entry.as_str(), effect).or_id(entry.alias());
        let request = Request::in_organization(&self.atlas, |api, organization| {
            let remove = api.programmatic_api_keys().delete_access_entry().org_id(organization);
            Ok(remove.api_user_id(self.key.parse::<ApiKeyId>()?).ip_address(entry.checked_address()?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }
}

#[inline]
fn entry_body(entry: &EntryValue) -> Result<UserAccessListRequest, Error> {
    let text = entry.checked_address()?;
    let body = UserAccessListRequest::new();
    Ok(if text.contains('/') { body.cidr_block(text) } else { body.ip_address(text) })
}
