//! Keys for AI models.

use atlas_gen::types::{AiModelApiKeyCreateRequest, AiModelApiKeyUpdateRequest};

use super::ANY;
use crate::{Atlas, Error, Impact, List, Request, Unconfirmed, model::AiModelKey, operation_doc, specs::check_length};

/// The keys for AI models in all projects of the [organization](Atlas::organization); returned by
/// [`Atlas::organization_ai_model_keys`].
///
/// Requests fail with [`is_invalid_argument`](Error::is_invalid_argument) if the client has no organization.
#[derive(Clone, Debug)]
pub struct OrganizationAiModelKeys {
    pub(crate) atlas: Atlas,
}

impl OrganizationAiModelKeys {
    /// Lists the keys of all projects, with masked secrets.
    #[doc = operation_doc!("listOrgAiModelApiKeys")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for key in atlas.organization_ai_model_keys().list().all().await? {
    ///     println!("{:?}: {:?}", key.group_id, key.name);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<AiModelKey> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.ai_model_api_keys().list_org_model_keys().org_id(atlas.organization_id()?))
        })
    }

    /// Fetches a key of any project, with a masked secret.
    #[doc = operation_doc!("getOrgAiModelApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is empty; [`is_not_found`](Error::is_not_found) if the
    /// key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let key = atlas.organization_ai_model_keys().get("key-1").await?;
    /// println!("{:?}", key.last_used_at);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<AiModelKey> {
        let id = id.into();
        Request::in_organization(&self.atlas, |api, organization| {
            check_id(&id)?;
            Ok(api.ai_model_api_keys().get_org_model_key().org_id(organization).api_key_id(id))
        })
    }
}

/// The keys for AI models in the project; returned by [`Atlas::project_ai_model_keys`].
///
/// A program uses AI models with the secret of a key, which Atlas shows once.
#[derive(Clone, Debug)]
pub struct ProjectAiModelKeys {
    pub(crate) atlas: Atlas,
}

impl ProjectAiModelKeys {
    /// Lists the project's keys, with masked secrets.
    #[doc = operation_doc!("listGroupAiModelApiKeys")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for key in atlas.project_ai_model_keys().list().all().await? {
    ///     println!("{:?}: {:?}", key.name, key.masked_secret);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> List<AiModelKey> {
        List::new(&self.atlas, |atlas, api| {
            Ok(api.ai_model_api_keys().list_group_model_keys().group_id(atlas.project_id()?))
        })
    }

    /// Fetches a key, with a masked secret.
    #[doc = operation_doc!("getGroupAiModelApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is empty; [`is_not_found`](Error::is_not_found) if the
    /// key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let key = atlas.project_ai_model_keys().get("key-1").await?;
    /// assert_eq!(key.name.as_deref(), Some("search"));
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<AiModelKey> {
        let id = id.into();
        Request::in_project(&self.atlas, |api, project| {
            check_id(&id)?;
            Ok(api.ai_model_api_keys().get_group_model_key().group_id(project).api_key_id(id))
        })
    }

    /// Creates a key with a name of 1 to 250 characters, and returns it with its secret. Atlas does not show the secret
    /// again.
    #[doc = operation_doc!("createGroupAiModelApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the length of the name is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let key = atlas.project_ai_model_keys().create("reports").await?;
    /// assert!(key.secret.is_some());
    /// # });
    /// ```
    pub fn create(&self, name: impl Into<String>) -> Request<AiModelKey> {
        let name = name.into();
        Request::in_project(&self.atlas, |api, project| {
            check_name(&name)?;
            let body = AiModelApiKeyCreateRequest::new().cloud(ANY).geography(ANY).name(name);
            Ok(api.ai_model_api_keys().create_group_model_key().group_id(project).body(body))
        })
    }

    /// Renames a key, and returns it. The name has 1 to 250 characters.
    #[doc = operation_doc!("updateGroupAiModelApiKey")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is empty or the length of the name is invalid;
    /// [`is_not_found`](Error::is_not_found) if the key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let key = atlas.project_ai_model_keys().rename("key-1", "nightly search").await?;
    /// assert_eq!(key.name.as_deref(), Some("nightly search"));
    /// # });
    /// ```
    pub fn rename(&self, id: impl Into<String>, name: impl Into<String>) -> Request<AiModelKey> {
        let (id, name) = (id.into(), name.into());
        Request::in_project(&self.atlas, |api, project| {
            check_id(&id)?;
            check_name(&name)?;
            let update = api.ai_model_api_keys().update_group_model_key().group_id(project).api_key_id(id);
            Ok(update.body(AiModelApiKeyUpdateRequest::new().name(name)))
        })
    }

    /// Deletes a key. Programs that use it lose their access to AI models.
    #[doc = operation_doc!("deleteGroupAiModelApiKey")]
    /// [`Confirm::name`](crate::Confirm::name) accepts the name or the id.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if `id` is empty; [`is_not_found`](Error::is_not_found) if the
    /// key does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// atlas.project_ai_model_keys().delete("key-1").confirm(Confirm::name("search")).await?;
    /// # });
    /// ```
    pub fn delete(&self, id: impl Into<String>) -> Unconfirmed<()> {
        let id = id.into();
        let name = self.get(&*id).into_json();
        let impact = Impact::on_id("AI model key", &*id, "will be deleted, and programs that use it will be rejected");
        let request = Request::in_project(&self.atlas, |api, project| {
            check_id(&id)?;
            Ok(api.ai_model_api_keys().delete_group_model_key().group_id(project).api_key_id(id))
        });
        Unconfirmed::new(request.deletes(), impact).named_by(name, "name")
    }
}

#[inline]
fn check_id(id: &str) -> Result<(), Error> {
    check_length("AI model key id", id, 1..=usize::MAX)
}

#[inline]
fn check_name(name: &str) -> Result<(), Error> {
    check_length("name of the AI model key", name, 1..=250)
}
