//! The link between an organization of Atlas and an organization that manages clusters outside of it.

use atlas_gen::types::TargetOrgRequest;

use crate::{
    Atlas, Error, Impact, Request, Unconfirmed,
    model::{LinkToken, MigrationProject},
    operation_doc,
    specs::EntryValue,
};

/// The link between the client's [organization](Atlas::organization) and one of Cloud Manager or Ops Manager; returned by
/// [`Atlas::live_migration_links`].
///
/// Requests fail with [`is_invalid_argument`](Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct LiveMigrationLinks {
    pub(crate) atlas: Atlas,
}

impl LiveMigrationLinks {
    /// Creates a link token, which Cloud Manager or Ops Manager needs to connect to this organization. Atlas does not show
    /// it again.
    #[doc = operation_doc!("createOrgLiveMigrationLinkToken")]
    /// The addresses, or CIDR blocks, are those from which the other organization sends its requests. Without one, any
    /// address is allowed.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if one is not an IP address or a CIDR block.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let token = atlas.live_migration_links().create_token(["203.0.113.17"]).await?;
    /// assert!(token.link_token.is_some());
    /// # });
    /// ```
    #[doc(alias = "linkTokens")]
    pub fn create_token(&self, addresses: impl IntoIterator<Item = impl ToString>) -> Request<LinkToken> {
        let addresses: Vec<_> = addresses.into_iter().map(EntryValue::new).collect();
        Request::in_organization(&self.atlas, |api, organization| {
            let checked = addresses.iter().map(|address| address.checked_address().map(ToOwned::to_owned));
            let checked = checked.collect::<Result<Vec<String>, Error>>()?;
            let body = TargetOrgRequest::new();
            let body = if checked.is_empty() { body } else { body.access_list_ips(checked) };
            Ok(api.cloud_migration_service().create_link_token().org_id(organization).body(body))
        })
    }

    /// Deletes the link token, which disconnects the other organization.
    #[doc = operation_doc!("deleteOrgLiveMigrationLinkTokens")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the organization has no link token.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.live_migration_links().create_token([""; 0]).await?;
    /// atlas.live_migration_links().delete_token().confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn delete_token(&self) -> Unconfirmed<()> {
        let organization = self.atlas.organization_id().map(String::from).unwrap_or_default();
        let effect = "will lose its link token, which disconnects the organization that clusters are migrated from";
        let name = self.atlas.organizations().get(&*organization).into_json();
        let request = Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.cloud_migration_service().delete_link_tokens().org_id(organization))
        });
        let impact = Impact::on_id("organization", organization, effect);
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }

    /// Lists the projects of the other organization, with the clusters that can be migrated.
    #[doc = operation_doc!("listOrgLiveMigrationAvailableProjects")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for project in atlas.live_migration_links().list_projects().await?.iter() {
    ///     println!("{:?}: {:?}", project.name, project.migration_hosts);
    /// }
    /// # });
    /// ```
    #[doc(alias = "availableProjects")]
    #[inline]
    pub fn list_projects(&self) -> Request<Vec<MigrationProject>> {
        Request::in_organization(&self.atlas, |api, organization| {
            Ok(api.cloud_migration_service().list_available_projects().org_id(organization))
        })
    }
}
