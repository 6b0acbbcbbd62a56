//! The backup compliance policy of a project.

use atlas_gen::OperationBuilder;

use super::CompliancePolicySpec;
use crate::{
    Atlas, Request, Response, Unconfirmed,
    model::BackupCompliancePolicy,
    operation_doc,
    wait::{Wait, states},
};

/// The backup compliance policy of a project; returned by
/// [`Atlas::backup_compliance_policy`](crate::Atlas::backup_compliance_policy).
///
/// It protects the backups of all clusters of the project: nobody can delete snapshots, shorten retentions below it, or
/// disable backups. Only MongoDB support can disable an active policy.
#[derive(Clone, Debug)]
pub struct CompliancePolicy {
    pub(crate) atlas: Atlas,
}

impl CompliancePolicy {
    /// Fetches the policy. Its `state` is `None` if the project has none.
    #[doc = operation_doc!("getGroupBackupCompliancePolicy")]
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let policy = atlas.backup_compliance_policy().get().await?;
    /// assert_eq!(policy.state, None);
    /// # });
    /// ```
    #[inline]
    pub fn get(&self) -> Request<BackupCompliancePolicy> {
        Request::in_project(&self.atlas, |api, project| {
            Ok(api.cloud_backups().get_compliance_policy().group_id(project))
        })
    }

    /// Enables the policy, or replaces it as a whole; returns it. It requires a confirmation.
    #[doc = operation_doc!("updateGroupBackupCompliancePolicy")]
    /// An enabled policy can be made stricter. Some requirements can be reduced too, such as the protection of copies, but
    /// only MongoDB support can disable the policy. Properties that are not set get the defaults of Atlas: convert the
    /// current policy to a spec to keep its other values. Atlas adapts backup schedules that do not meet the policy,
    /// [unless the spec says otherwise](CompliancePolicySpec::overwrite_schedules).
    ///
    /// # Errors
    /// [`is_invalid_argument`](crate::Error::is_invalid_argument) if the spec is invalid.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::{
    ///     Confirm,
    ///     backups::{CompliancePolicySpec, Retention, RetentionPolicy},
    /// };
    ///
    /// let spec = CompliancePolicySpec::new("ada@example.com", "Ada", "Example")
    ///     .policy(RetentionPolicy::daily(Retention::days(7)));
    /// let replace = atlas.backup_compliance_policy().replace(spec);
    /// println!("{}", replace.impact());
    /// replace.confirm(Confirm::yes()).await?;
    /// atlas.backup_compliance_policy().wait_until_active().await?;
    /// # });
    /// ```
    #[doc(alias = "update")]
    #[inline]
    pub fn replace(&self, spec: CompliancePolicySpec) -> Unconfirmed<BackupCompliancePolicy> {
        let replace = Request::in_project(&self.atlas, |api, project| {
            spec.check_project(project)?;
            let (body, overwrites) = spec.into_parts()?;
            let update = api.cloud_backups().update_compliance_policy().group_id(project).body(body);
            Ok(update.maybe(overwrites, |update, overwrites| update.overwrite_backup_policies(overwrites)))
        });
        self.atlas.guard_project(replace, "will have a backup compliance policy that only MongoDB support can disable")
    }

    /// Waits until the policy is `ACTIVE`, and returns it.
    ///
    /// # Errors
    /// [`is_failed_state`](crate::Error::is_failed_state) if the project has no policy, or it is being disabled; otherwise as
    /// [`Request::wait_until`].
    #[inline]
    pub fn wait_until_active(&self) -> Wait<BackupCompliancePolicy, Response<BackupCompliancePolicy>> {
        let what = "the backup compliance policy of the project".to_owned();
        self.get().wait_for(what, states::BACKUP_COMPLIANCE_POLICY_ACTIVE).must_exist()
    }

    /// Disables the policy, so that backups can be deleted.
    #[doc = operation_doc!("disableGroupBackupCompliancePolicy")]
    /// Atlas accepts it only after MongoDB support has agreed with the authorized person.
    ///
    /// # Errors
    /// An error of Atlas if the policy cannot be disabled.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use atlas_api::Confirm;
    ///
    /// let disable = atlas.backup_compliance_policy().disable();
    /// println!("{}", disable.impact());
    /// disable.confirm(Confirm::yes()).await?;
    /// # });
    /// ```
    #[inline]
    pub fn disable(&self) -> Unconfirmed<()> {
        let disable = Request::in_project(&self.atlas, |api, project| {
            Ok(api.cloud_backups().disable_compliance_policy().group_id(project))
        });
        self.atlas.guard_project(disable.deletes(), "will lose the protection of its backups")
    }
}
