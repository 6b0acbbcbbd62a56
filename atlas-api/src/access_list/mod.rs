//! IP access lists: the addresses that clients may connect to a project's clusters from.

#[doc(inline)]
pub use crate::specs::AccessListEntrySpec;
use atlas_gen::Call;

use crate::{
    Atlas, Error, FirstPage, Impact, List, Request, Response, Unconfirmed,
    model::{AccessListEntry, AccessListEntryStatus},
    operation_doc,
    specs::EntryValue,
    wait::{Wait, states},
};

/// The IP access list of a project: the addresses that clients may connect to its clusters from; returned by
/// [`Atlas::access_list`].
///
/// An entry is identified by its value: an IP address, a CIDR block or the id of an AWS security group. Methods take it
/// as text, or as a type that converts to text, such as [`IpAddr`](std::net::IpAddr). A listed entry has a `cidr_block`,
/// also for a single address, or an `aws_security_group`.
///
/// Atlas fails concurrent writes to the list of one project. A client and its clones send them one after the other;
/// writes of other programs can still interfere. Shortly after a write, Atlas can return a wrong `401` to requests with
/// an API key. Neither retries nor waits repeat these: repeat the request before you replace the key.
#[derive(Clone, Debug)]
#[doc(alias = "Whitelist")]
pub struct AccessList {
    pub(crate) atlas: Atlas,
}

impl AccessList {
    /// Lists the entries.
    #[doc = operation_doc!("listGroupAccessListEntries")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for entry in atlas.access_list().list().all().await? {
    ///     if let (Some(block), Some("temporary")) = (&entry.cidr_block, entry.comment.as_deref()) {
    ///         atlas.access_list().remove(block).confirm(atlas_api::Confirm::yes()).await?;
    ///     }
    /// }
    /// # });
    /// ```
    #[doc(alias = "get_all_whitelist_entries")]
    #[inline]
    pub fn list(&self) -> List<AccessListEntry> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.project_ip_access_list().list_access_list_entries().group_id(atlas.project_id()?))
        })
    }

    /// Fetches an entry by its value.
    #[doc = operation_doc!("getGroupAccessListEntry")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entry` is not an IP address, a CIDR block or a security
    /// group; [`is_not_found`](Error::is_not_found) if it is not on the list.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let entry = atlas.access_list().get("198.51.100.0/24").await?;
    /// println!("{:?}", entry.comment);
    /// # });
    /// ```
    #[doc(alias = "get_whitelist_entry")]
    pub fn get(&self, entry: impl ToString) -> Request<AccessListEntry> {
        let entry = EntryValue::new(entry);
        Request::in_project(&self.atlas, |api, project| {
            let get = api.project_ip_access_list().get_access_list_entry().group_id(project);
            Ok(get.entry_value(entry.checked()?))
        })
    }

    /// Adds entries, and returns the first page of the complete list.
    #[doc = operation_doc!("createGroupAccessListEntry")]
    /// Clients can connect once the [status](Self::status) of their entry is `ACTIVE`, after a moment. Wait for that with
    /// [`wait_until_active`](Self::wait_until_active).
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entries` is empty or an entry is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::access_list::AccessListEntrySpec;
    ///
    /// let branch = AccessListEntrySpec::cidr("203.0.113.0/24").comment("the branch office");
    /// let laptop = AccessListEntrySpec::ip(std::net::Ipv4Addr::new(192, 0, 2, 17));
    /// let list = atlas.access_list().add([branch, laptop]).await?;
    /// assert_eq!(list.total_count(), Some(3));
    /// # });
    /// ```
    #[doc(alias = "create_whitelist_entry")]
    pub fn add(&self, entries: impl IntoIterator<Item = AccessListEntrySpec>) -> Request<FirstPage<AccessListEntry>> {
        let entries: Vec<_> = entries.into_iter().collect();
        let add = Request::in_project(&self.atlas, |api, project| {
            if entries.is_empty() {
                let rule = "the list is empty; pass at least one entry";
                return Err(Error::invalid_argument("access list entries", rule));
            }
            let now = self.atlas.now();
            let entries = entries.into_iter().map(|entry| entry.into_body(now)).collect::<Result<Vec<_>, _>>()?;
            let add = api.project_ip_access_list().create_access_list_entry().group_id(project);
            Ok(add.body(entries))
        });
        add.map_call(Call::convert_page)
    }

    /// Removes an entry. Connections that are open can stay open for a while.
    #[doc = operation_doc!("deleteGroupAccessListEntry")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entry` is not an IP address, a CIDR block or a security
    /// group; [`is_not_found`](Error::is_not_found) if it is not on the list.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.access_list().remove("198.51.100.0/24").confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "delete_a_whitelist_entry")]
    pub fn remove(&self, entry: impl ToString) -> Unconfirmed<()> {
        let entry = EntryValue::new(entry);
        let effect = "will be removed, and clients that connect from there will be rejected";
        let impact = Impact::on("access list entry", entry.as_str(), effect).or_id(entry.alias());
        let request = Request::in_project(&self.atlas, |api, project| {
            let remove = api.project_ip_access_list().delete_access_list_entry().group_id(project);
            Ok(remove.entry_value(entry.checked()?))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Fetches the status of an entry: whether clients can connect already.
    #[doc = operation_doc!("getGroupAccessListStatus")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `entry` is not an IP address, a CIDR block or a security
    /// group; [`is_not_found`](Error::is_not_found) if it is not on the list.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let status = atlas.access_list().status("198.51.100.0/24").await?;
    /// assert_eq!(status.status, Some(atlas_api::model::AccessListEntryState::Active));
    /// # });
    /// ```
    pub fn status(&self, entry: impl ToString) -> Request<AccessListEntryStatus> {
        let entry = EntryValue::new(entry);
        Request::in_project(&self.atlas, |api, project| {
            let status = api.project_ip_access_list().get_access_list_status().group_id(project);
            Ok(status.entry_value(entry.checked()?))
        })
    }

    /// Waits until an entry is `ACTIVE`, so that clients can connect from there, and returns its status.
    ///
    /// # Errors
    /// As [`status`](Self::status) and [`Request::wait_until`]; [`is_failed_state`](Error::is_failed_state) if Atlas
    /// cannot apply the entry.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::access_list::AccessListEntrySpec;
    ///
    /// let laptop = std::net::Ipv4Addr::new(192, 0, 2, 17);
    /// atlas.access_list().add([AccessListEntrySpec::ip(laptop)]).await?;
    /// atlas.access_list().wait_until_active(laptop).await?;
    /// # });
    /// ```
    pub fn wait_until_active(
        &self,
        entry: impl ToString,
    ) -> Wait<AccessListEntryStatus, Response<AccessListEntryStatus>> {
        let what = format!("access list entry {:?}", entry.to_string());
        self.status(entry).wait_for(what, states::ACCESS_LIST_ENTRY_ACTIVE).must_exist()
    }
}
