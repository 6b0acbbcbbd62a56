//! The IP access list of a project.

mod add;
mod get;
mod list;
mod remove;
mod status;

pub use self::{
    add::AddAccessListEntries, get::GetAccessListEntry, list::ListAccessListEntries, remove::RemoveAccessListEntry,
    status::GetAccessListEntryStatus,
};
use crate::{
    Atlas, Unconfirmed,
    specs::{AccessListEntrySpec, EntryValue},
};

/// The IP access list of a project; made by [`Atlas::access_list`]. It says from where clients may connect to the databases
/// of the project.
///
/// An entry is called by what it is for: an address, a block of addresses in CIDR notation, or a security group of AWS,
/// each as text or as what can be written as text, such as [`std::net::IpAddr`].
///
/// Atlas fails writes to the list of one project that are made at once. A client and its clones make them one after the
/// other; writes from elsewhere can still get into their way.
///
/// Just after a write Atlas can answer requests of an API key with a `401` that is wrong. It passes, so that it is worth
/// asking again before the key is taken for an invalid one.
#[derive(Clone, Debug)]
#[doc(alias = "Whitelist")]
pub struct AccessList {
    atlas: Atlas,
}

impl AccessList {
    pub(crate) fn new(atlas: Atlas) -> Self {
        Self { atlas }
    }

    /// Lists the entries, as a page or as a stream over all of them.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/accessList`][op] · `listGroupAccessListEntries` · 2023-01-01. Requires
    /// **Project Read Only**.
    ///
    /// A page has 500 entries unless another [size](ListAccessListEntries::page_size) is asked for.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) for a page 0 or a size outside 1 to 500, before
    /// anything is sent; [`is_not_found`](crate::Error::is_not_found) (`GROUP_NOT_FOUND`) if there is no such project.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// let mut entries = atlas.access_list().list().stream();
    /// while let Some(entry) = entries.next().await {
    ///     let entry = entry?;
    ///     println!("{:?}: {:?}", entry.cidr_block, entry.comment);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Project-IP-Access-List/operation/listGroupAccessListEntries
    #[doc(alias = "get_all_whitelist_entries")]
    pub fn list(&self) -> ListAccessListEntries {
        ListAccessListEntries::new(self.atlas.clone())
    }

    /// Gets an entry by what it is for: an address, a block of addresses, or a security group.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/accessList/{entryValue}`][op] · `getGroupAccessListEntry` · 2023-01-01.
    /// Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `entry` is no address, no block of addresses and no
    /// security group, before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such entry.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # use atlas_api::specs::AccessListEntrySpec;
    /// # atlas.access_list().add([AccessListEntrySpec::cidr("198.51.100.0/24").comment("the office")]).send().await?;
    /// let entry = atlas.access_list().get("198.51.100.0/24").send().await?;
    /// println!("{:?}", entry.comment);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Project-IP-Access-List/operation/getGroupAccessListEntry
    #[doc(alias = "get_whitelist_entry")]
    pub fn get(&self, entry: impl ToString) -> GetAccessListEntry {
        GetAccessListEntry { atlas: self.atlas.clone(), entry: EntryValue::new(entry) }
    }

    /// Adds entries, and returns the first page of the list as it is then, with what was on it before.
    ///
    /// [`POST /api/atlas/v2/groups/{groupId}/accessList`][op] · `createGroupAccessListEntry` · 2023-01-01. Requires
    /// **Project Network Access Manager**.
    ///
    /// Clients can connect from there a little later: [`status`](Self::status) tells when.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if there is no entry, or one that breaks its rules,
    /// before anything is sent.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// use std::net::Ipv4Addr;
    ///
    /// use atlas_api::specs::AccessListEntrySpec;
    ///
    /// let office = AccessListEntrySpec::cidr("198.51.100.0/24").comment("the office");
    /// let laptop = AccessListEntrySpec::ip(Ipv4Addr::new(192, 0, 2, 17));
    /// let list = atlas.access_list().add([office, laptop]).send().await?;
    /// for entry in list {
    ///     println!("{:?}", entry.cidr_block);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Project-IP-Access-List/operation/createGroupAccessListEntry
    #[doc(alias = "create_whitelist_entry")]
    pub fn add(&self, entries: impl IntoIterator<Item = AccessListEntrySpec>) -> AddAccessListEntries {
        AddAccessListEntries { atlas: self.atlas.clone(), entries: entries.into_iter().collect() }
    }

    /// Removes an entry, by what it is for. From then on Atlas lets no client connect from there that is not on the list
    /// by another entry; connections that are open can stay so for a while.
    ///
    /// [`DELETE /api/atlas/v2/groups/{groupId}/accessList/{entryValue}`][op] · `deleteGroupAccessListEntry` ·
    /// 2023-01-01. Requires **Project Network Access Manager**.
    ///
    /// # Errors
    /// [`is_confirmation_required`](crate::Error::is_confirmation_required) unless it is [confirmed](crate::Confirm),
    /// and then nothing is sent; [`is_invalid_argument`](crate::Error::is_invalid_argument) if `entry` is no address, no
    /// block of addresses and no security group, before anything is sent; [`is_not_found`](crate::Error::is_not_found)
    /// if there is no such entry.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # use atlas_api::specs::AccessListEntrySpec;
    /// # atlas.access_list().add([AccessListEntrySpec::cidr("198.51.100.0/24")]).send().await?;
    /// use atlas_api::Confirm;
    ///
    /// atlas.access_list().remove("198.51.100.0/24").confirm(Confirm::yes()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Project-IP-Access-List/operation/deleteGroupAccessListEntry
    #[doc(alias = "delete_a_whitelist_entry")]
    pub fn remove(&self, entry: impl ToString) -> Unconfirmed<RemoveAccessListEntry> {
        Unconfirmed::new(RemoveAccessListEntry { atlas: self.atlas.clone(), entry: EntryValue::new(entry) })
    }

    /// Tells how far an entry has come: whether it lets clients in already.
    ///
    /// [`GET /api/atlas/v2/groups/{groupId}/accessList/{entryValue}/status`][op] · `getGroupAccessListStatus` ·
    /// 2023-01-01. Requires **Project Read Only**.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `entry` is no address, no block of addresses and no
    /// security group, before anything is sent; [`is_not_found`](crate::Error::is_not_found) if there is no such entry.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = atlas_fake::FakeAtlas::start().await?;
    /// # let atlas = atlas_api::Atlas::builder().api_key(fake.public_key(), fake.private_key()).project_id(fake.project_id()).base_url(fake.base_url()).build()?;
    /// # use atlas_api::specs::AccessListEntrySpec;
    /// # atlas.access_list().add([AccessListEntrySpec::cidr("198.51.100.0/24")]).send().await?;
    /// use atlas_api::model::AccessListEntryState;
    ///
    /// let status = atlas.access_list().status("198.51.100.0/24").send().await?;
    /// if status.status == Some(AccessListEntryState::Active) {
    ///     println!("clients can connect from there");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [op]: https://mongodb.com/docs/atlas/reference/api-resources-spec/v2/#tag/Project-IP-Access-List/operation/getGroupAccessListStatus
    pub fn status(&self, entry: impl ToString) -> GetAccessListEntryStatus {
        GetAccessListEntryStatus { atlas: self.atlas.clone(), entry: EntryValue::new(entry) }
    }
}
