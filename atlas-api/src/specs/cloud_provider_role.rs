//! Spec of a role of Atlas at a cloud provider.

use atlas_gen::types::{CloudProviderAccessRoleRequest, CloudProviderAccessRoleRequestUpdate};

use crate::{
    Error,
    specs::{check_prefix, check_uuid},
};

/// A role to [create](crate::cloud_provider_access::CloudProviderAccess::create) or to
/// [authorize](crate::cloud_provider_access::CloudProviderAccess::authorize), for a cloud provider.
///
/// ```
/// use atlas_api::specs::CloudProviderRoleSpec;
///
/// let created = CloudProviderRoleSpec::aws();
/// let authorized = CloudProviderRoleSpec::aws().iam_role("arn:aws:iam::123456789012:role/atlas");
/// # let _ = (created, authorized);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create` or `authorize`"]
pub struct CloudProviderRoleSpec {
    provider: &'static str,
    /// The ids of the application, the service principal and the tenant on Azure.
    azure: Option<[String; 3]>,
    iam_role: Option<String>,
}

impl CloudProviderRoleSpec {
    /// Returns a spec of a role on AWS. To authorize it, set its [IAM role](Self::iam_role).
    #[inline]
    pub fn aws() -> Self {
        Self { provider: "AWS", azure: None, iam_role: None }
    }

    /// Returns a spec of a role on Azure: the ids of the application of Atlas, of its service principal, and of the
    /// tenant of the service principal.
    pub fn azure(
        application: impl Into<String>,
        service_principal: impl Into<String>,
        tenant: impl Into<String>,
    ) -> Self {
        let ids = [application.into(), service_principal.into(), tenant.into()];
        Self { provider: "AZURE", azure: Some(ids), iam_role: None }
    }

    /// Returns a spec of a role on Google Cloud, for which Atlas creates a service account.
    #[inline]
    pub fn gcp() -> Self {
        Self { provider: "GCP", azure: None, iam_role: None }
    }

    /// Sets the IAM role on AWS that Atlas assumes, by its ARN. Only to authorize a role.
    #[doc(alias = "iamAssumedRoleArn")]
    pub fn iam_role(mut self, arn: impl Into<String>) -> Self {
        self.iam_role = Some(arn.into());
        self
    }

    #[inline]
    fn check(&self) -> Result<(), Error> {
        for (argument, id) in
            ["Azure application", "service principal", "Azure tenant"].into_iter().zip(self.azure.iter().flatten())
        {
            check_uuid(argument, id)?;
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<CloudProviderAccessRoleRequest, Error> {
        self.check()?;
        if self.iam_role.is_some() {
            let rule = "has an IAM role, which is set when the role is authorized; leave it out";
            return Err(Error::invalid_argument("cloud provider role", rule));
        }
        let body = CloudProviderAccessRoleRequest::new().provider_name(self.provider);
        Ok(match self.azure {
            Some([application, principal, tenant]) => {
                body.atlas_azure_app_id(application).service_principal_id(principal).tenant_id(tenant)
            }
            None => body,
        })
    }

    #[inline]
    pub(crate) fn into_authorization(self) -> Result<CloudProviderAccessRoleRequestUpdate, Error> {
        self.check()?;
        let Self { provider, azure, iam_role } = self;
        let error = |rule: String| Err(Error::invalid_argument("cloud provider role", rule));
        match (&iam_role, provider) {
            (None, "AWS") => return error("AWS needs an IAM role; set it".to_owned()),
            (Some(arn), "AWS") => check_prefix("IAM role", arn, "arn:", "arn:aws:iam::123456789012:role/atlas")?,
            (Some(_), _) => return error(format!("{provider} does not have an IAM role; leave it out")),
            (None, _) => {}
        }
        let mut body = CloudProviderAccessRoleRequestUpdate::new().provider_name(provider);
        if let Some([application, principal, tenant]) = azure {
            body = body.atlas_azure_app_id(application).service_principal_id(principal).tenant_id(tenant);
        }
        Ok(match iam_role {
            Some(arn) => body.iam_assumed_role_arn(arn),
            None => body,
        })
    }
}
