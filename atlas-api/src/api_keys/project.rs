//! The API keys with roles in a project.

use atlas_gen::types::UserAccessRoleAssignment;

use super::{ApiKeyId, ApiKeySpec, ApiKeyUpdate};
use crate::{Atlas, Impact, List, Request, Unconfirmed, model::ApiKey, operation_doc, specs::check_roles};

/// The API keys with roles in the project; returned by [`Atlas::project_api_keys`].
///
/// A key belongs to the [organization](Atlas::organization_api_keys), and can have roles in several of its projects.
#[derive(Clone, Debug)]
pub struct ProjectApiKeys {
    pub(crate) atlas: Atlas,
}

impl ProjectApiKeys {
    /// Lists the keys with roles in the project.
    #[doc = operation_doc!("listGroupApiKeys")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for key in atlas.project_api_keys().list().all().await? {
    ///     println!("{:?}: {:?}", key.public_key, key.desc);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<ApiKey> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.programmatic_api_keys().list_group_api_keys().group_id(atlas.project_id()?))
        })
    }

    /// Creates a key in the project's organization with roles in the project, and returns it with its private key. Atlas
    /// does not show it again.
    #[doc = operation_doc!("createGroupApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::api_keys::ApiKeySpec;
    ///
    /// let key = atlas.project_api_keys().create(ApiKeySpec::new("backups", ["GROUP_BACKUP_MANAGER"])).await?;
    /// assert!(key.private_key.is_some());
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: ApiKeySpec) -> Request<ApiKey> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.programmatic_api_keys().create_group_api_key().group_id(project).body(spec.into_project_body()?))
        })
    }

    /// Adds a key of the organization to the project, with these roles, such as `GROUP_READ_ONLY`.
    #[doc = operation_doc!("addGroupApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if `roles` is empty or has
    /// duplicates; [`is_not_found`](crate::Error::is_not_found) if the organization does not have this key.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let keys = atlas.project_api_keys();
    /// keys.add("5f1a2b3c4d5e6f7a8b9c0d5a", ["GROUP_READ_ONLY"]).await?;
    /// assert!(keys.list().all().await?.iter().any(|key| key.public_key.as_deref() == Some("reporter")));
    /// # });
    /// ```
    pub fn add(&self, id: impl Into<String>, roles: impl IntoIterator<Item = impl Into<String>>) -> Request<()> {
        let roles: Vec<_> = roles.into_iter().map(Into::into).collect();
        Request::by_id(&self.atlas, id, |api, project, key: ApiKeyId| {
            check_roles(&roles)?;
            let add = api.programmatic_api_keys().add_group_api_key().group_id(project).api_user_id(key);
            Ok(add.body(vec![UserAccessRoleAssignment::new().roles(roles)]))
        })
    }

    /// Updates the description of a key or its roles in the project, and returns it.
    #[doc = operation_doc!("updateGroupApiKeyRoles")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id, or if the spec is invalid or
    /// empty; [`is_not_found`](crate::Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::api_keys::ApiKeyUpdate;
    ///
    /// let spec = ApiKeyUpdate::new().roles(["GROUP_DATA_ACCESS_READ_ONLY"]);
    /// let key = atlas.project_api_keys().update("5f1a2b3c4d5e6f7a8b9c0d5a", spec).await?;
    /// println!("{:?}", key.roles);
    /// # });
    /// ```
    pub fn update(&self, id: impl Into<String>, spec: ApiKeyUpdate) -> Request<ApiKey> {
        Request::by_id(&self.atlas, id, |api, project, key: ApiKeyId| {
            let update = api.programmatic_api_keys().update_api_key_roles().group_id(project).api_user_id(key);
            Ok(update.body(spec.into_project_body()?))
        })
    }

    /// Removes a key from the project. It stays a key of the organization and of other projects.
    #[doc = operation_doc!("removeGroupApiKey")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the id. It also accepts the public key if the client has an
    /// [organization](Atlas::organization), because the API has no request for one key of a project.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let remove = atlas.project_api_keys().remove("5f1a2b3c4d5e6f7a8b9c0d5a");
    /// remove.confirm(Confirm::name("reporter")).await?;
    /// # });
    /// ```
    pub fn remove(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let impact = Impact::on_id("API key", &*id, "will be removed from the project");
        let request = Request::by_id(&self.atlas, &*id, |api, project, key: ApiKeyId| {
            Ok(api.programmatic_api_keys().remove_group_api_key().group_id(project).api_user_id(key))
        });
        let remove = Unconfirmed::new(request.deletes(), impact);
        match self.atlas.organization_id() {
            Ok(_) => remove.named_by(self.atlas.organization_api_keys().get(id).into_json(), "publicKey"),
            Err(_) => remove,
        }
    }
}
