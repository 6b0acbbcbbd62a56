//! Requests of generated operations.

use atlas_gen::{Client, Destructive, NonDestructive, PageBody, Paged};

use super::Atlas;
use crate::{Impact, List, Request, Unconfirmed};

/// Requests of generated operations, with the cargo feature `unstable-low-level`.
///
/// They are generated from the API document and can change in any release of this crate, also in a patch release.
/// `atlas_api::atlas_gen` is the crate with the generated operations and types; search its documentation for the
/// `operationId`. Arguments are not validated before sending.
impl Atlas {
    /// Returns a request of any generated operation. `build` chooses the operation and sets its parameters.
    ///
    /// A destructive operation does not compile here: use [`guarded`](Self::guarded).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let project = atlas.project_id()?;
    /// let settings = atlas.call(|api| api.projects().get_group_settings().group_id(project)).await?;
    /// println!("{:?}", settings.is_data_explorer_enabled);
    /// # });
    /// ```
    pub fn call<B: NonDestructive>(&self, build: impl FnOnce(&Client) -> B) -> Request<B::Value> {
        Request::new(self, |client| Ok(build(client)))
    }

    /// Returns the list of any generated operation with pagination. `build` chooses the operation and sets its
    /// parameters, except for the page number and size.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// # let atlas = atlas.organization("5f1a2b3c4d5e6f7a8b9c0d1f")?;
    /// let organization = atlas.organization_id()?;
    /// let users = atlas.list(move |api| api.mongo_db_cloud_users().list_org_users().org_id(organization));
    /// for user in users.all().await? {
    ///     println!("{:?}: {:?}", user.username, user.roles);
    /// }
    /// # });
    /// ```
    pub fn list<B: Paged>(
        &self,
        build: impl Fn(&Client) -> B + Send + Sync + 'static,
    ) -> List<<B::Value as PageBody>::Item> {
        List::new(self, move |_, client| Ok(build(client)))
    }

    /// Returns a request of any generated destructive operation. It requires a confirmation.
    ///
    /// [`Confirm::name`](crate::Confirm::name) is compared with the last parameter of the path.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let project = atlas.project_id()?;
    /// # atlas.call(|api| {
    /// #     let role = atlas_api::atlas_gen::types::CustomDbRole::new().role_name("auditor");
    /// #     api.custom_database_roles().create_custom_db_role().group_id(project).body(role)
    /// # }).await?;
    /// let delete = atlas.guarded(|api| {
    ///     api.custom_database_roles().delete_custom_db_role().group_id(project).role_name("auditor")
    /// });
    /// assert_eq!(delete.impact().to_string(), "resource \"auditor\" will be deleted");
    /// delete.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    pub fn guarded<B: Destructive>(&self, build: impl FnOnce(&Client) -> B) -> Unconfirmed<B::Value> {
        let call = build(self.low()).into_call();
        let (path, effect) = (call.path().unwrap_or_default(), B::OPERATION.effect.unwrap_or_default());
        let impact = Impact::of_path(B::OPERATION.path, path, effect);
        Unconfirmed::new(Request::of_call(self, Ok(call)), impact)
    }
}
