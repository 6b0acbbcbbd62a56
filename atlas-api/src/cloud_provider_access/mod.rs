//! Access of Atlas to accounts at cloud providers, for keys, log exports and data lakes.

use crate::object_id::object_id;
#[doc(inline)]
pub use crate::specs::CloudProviderRoleSpec;
use crate::{
    Atlas, Impact, Request, Response, Unconfirmed,
    model::{CloudProvider, CloudProviderRole, CloudProviderRoles},
    operation_doc,
    specs::checked_provider,
    wait::{Wait, states},
};

object_id! {
    /// The id of a role of Atlas at a cloud provider.
    CloudProviderRoleId, "cloud provider role id"
}

/// The roles of Atlas in a project's accounts at cloud providers; returned by [`Atlas::cloud_provider_access`].
///
/// On AWS, create a role in Atlas, allow the account of Atlas to assume an IAM role, and [authorize](Self::authorize) it.
/// On Azure, create a service principal for Atlas first. On Google Cloud, Atlas creates a service account: grant it access
/// when it is [complete](Self::wait_until_complete).
#[derive(Clone, Debug)]
pub struct CloudProviderAccess {
    pub(crate) atlas: Atlas,
}

impl CloudProviderAccess {
    /// Fetches all roles, in a list for each cloud provider.
    #[doc = operation_doc!("listGroupCloudProviderAccess")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// for role in atlas.cloud_provider_access().list().await?.aws_iam_roles.iter().flatten() {
    ///     println!("{:?}: {:?}", role.role_id, role.iam_assumed_role_arn);
    /// }
    /// # });
    /// ```
    #[inline]
    pub fn list(&self) -> Request<CloudProviderRoles> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.cloud_provider_access().list_cloud_provider_access().group_id(project))
        })
    }

    /// Fetches a role.
    #[doc = operation_doc!("getGroupCloudProviderAccess")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if `id` is not an id;
    /// [`is_not_found`](crate::Error::is_not_found) (`CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND`) if the role does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let role = atlas.cloud_provider_access().get("5f1a2b3c4d5e6f7a8b9c0d8a").await?;
    /// println!("{:?} with {:?}", role.atlas_aws_account_arn, role.atlas_assumed_role_external_id);
    /// # });
    /// ```
    pub fn get(&self, id: impl Into<String>) -> Request<CloudProviderRole> {
        Request::by_id(&self.atlas, id, |api, project, role: CloudProviderRoleId| {
            Ok(api.cloud_provider_access().get_cloud_provider_access().group_id(project).role_id(role))
        })
    }

    /// Creates a role, and returns it. Its id is `role_id`, or `id` on Azure.
    #[doc = operation_doc!("createGroupCloudProviderAccess")]
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::cloud_provider_access::CloudProviderRoleSpec;
    ///
    /// let role = atlas.cloud_provider_access().create(CloudProviderRoleSpec::aws()).await?;
    /// println!("allow {:?} with {:?}", role.atlas_aws_account_arn, role.atlas_assumed_role_external_id);
    /// # });
    /// ```
    #[inline]
    pub fn create(&self, spec: CloudProviderRoleSpec) -> Request<CloudProviderRole> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.cloud_provider_access().create_cloud_provider_access().group_id(project).body(spec.into_body()?))
        })
    }

    /// Authorizes a role, and returns it. The spec has the IAM role on AWS, or a service principal on Azure.
    #[doc = operation_doc!("authorizeGroupCloudProviderAccessRole")]
    /// Atlas tries to assume the role. A change at the cloud provider can take a minute to have an effect.
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid; otherwise as
    /// [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::cloud_provider_access::CloudProviderRoleSpec;
    ///
    /// let spec = CloudProviderRoleSpec::aws().iam_role("arn:aws:iam::123456789012:role/atlas");
    /// let role = atlas.cloud_provider_access().authorize("5f1a2b3c4d5e6f7a8b9c0d8a", spec).await?;
    /// println!("authorized at {:?}", role.authorized_date);
    /// # });
    /// ```
    pub fn authorize(&self, id: impl Into<String>, spec: CloudProviderRoleSpec) -> Request<CloudProviderRole> {
        Request::by_id(&self.atlas, id, |api, project, role: CloudProviderRoleId| {
            let authorize = api.cloud_provider_access().authorize_provider_access_role().group_id(project);
            Ok(authorize.role_id(role).body(spec.into_authorization()?))
        })
    }

    /// Removes a role at a cloud provider: `AWS`, `AZURE` or `GCP`. Atlas refuses it while a feature uses the role.
    #[doc = operation_doc!("deauthorizeGroupCloudProviderAccessRole")]
    /// # Errors
    /// As [`get`](Self::get).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let remove = atlas.cloud_provider_access().remove("AWS", "5f1a2b3c4d5e6f7a8b9c0d8a");
    /// remove.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[doc(alias = "deauthorize")]
    pub fn remove(&self, provider: impl Into<CloudProvider>, id: impl Into<String>) -> Unconfirmed<()> {
        let (provider, id) = (provider.into(), id.into());
        let impact =
            Impact::on("cloud provider role", &*id, "will be removed, and Atlas loses the access that it gives");
        let request = Request::by_id(&self.atlas, id, |api, project, role: CloudProviderRoleId| {
            let remove = api.cloud_provider_access().deauthorize_provider_access_role().group_id(project);
            Ok(remove.cloud_provider(checked_provider(&provider)?).role_id(role))
        });
        Unconfirmed::new(request.deletes(), impact)
    }

    /// Waits until Atlas has created the service account of a role on Google Cloud. Other roles are complete at once.
    ///
    /// # Errors
    /// As [`Request::wait_until`]; [`is_failed_state`](crate::Error::is_failed_state) if Atlas could not create it.
    pub fn wait_until_complete(&self, id: impl Into<String>) -> Wait<CloudProviderRole, Response<CloudProviderRole>> {
        let id = id.into();
        let what = format!("cloud provider role {id:?}");
        self.get(id).wait_for(what, states::CLOUD_PROVIDER_ROLE_COMPLETE).must_exist()
    }
}
