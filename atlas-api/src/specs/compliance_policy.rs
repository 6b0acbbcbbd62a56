//! Spec of a backup compliance policy.

use atlas_gen::types::{BackupComplianceOnDemandPolicyItemInput, DataProtectionSettingsInput};

use super::{Retention, RetentionPolicy};
use crate::{Error, ProjectId, model::BackupCompliancePolicy, object_id, specs::check_length};

/// A backup compliance policy, to [set](crate::backups::CompliancePolicy::replace) for a project. Its retentions are
/// minimums for all clusters of the project.
///
/// A policy that was read converts to a spec, to change one value and keep the others.
///
/// ```
/// use atlas_api::backups::{CompliancePolicySpec, Retention, RetentionPolicy};
///
/// let spec = CompliancePolicySpec::new("ada@example.com", "Ada", "Example")
///     .policy(RetentionPolicy::daily(Retention::days(7)))
///     .on_demand(Retention::weeks(1))
///     .point_in_time(true)
///     .restore_window_days(3);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `replace`"]
pub struct CompliancePolicySpec {
    body: DataProtectionSettingsInput,
    policies: Vec<RetentionPolicy>,
    on_demand: Option<Retention>,
    restore_window_days: Option<u32>,
    overwrites: Option<bool>,
}

impl CompliancePolicySpec {
    /// Returns a policy without requirements. Only the person with this email address and name can ask MongoDB to
    /// disable the policy.
    #[doc(alias("authorizedEmail", "authorizedUserFirstName", "authorizedUserLastName"))]
    pub fn new(email: impl Into<String>, first_name: impl Into<String>, last_name: impl Into<String>) -> Self {
        let body = DataProtectionSettingsInput::new().authorized_email(email.into());
        let body = body.authorized_user_first_name(first_name.into()).authorized_user_last_name(last_name.into());
        Self::with(body)
    }

    #[inline]
    fn with(body: DataProtectionSettingsInput) -> Self {
        Self { body, policies: Vec::new(), on_demand: None, restore_window_days: None, overwrites: None }
    }

    /// Sets the project that the body names. It must be that of the request.
    #[cfg(feature = "serde")]
    pub(super) fn project(mut self, id: String) -> Self {
        self.body = self.body.project_id(id);
        self
    }

    /// Adds a policy that each backup schedule must have, with at least this retention.
    #[doc(alias = "scheduledPolicyItems")]
    #[inline]
    pub fn policy(mut self, policy: RetentionPolicy) -> Self {
        self.policies.push(policy);
        self
    }

    /// Removes all policies: those added earlier, and those of the policy that was read.
    #[inline]
    pub fn clear_policies(mut self) -> Self {
        self.body = self.body.scheduled_policy_items(Vec::new());
        self.policies.clear();
        self
    }

    /// Sets the minimum retention of snapshots that are taken on demand.
    #[doc(alias = "onDemandPolicyItem")]
    #[inline]
    pub fn on_demand(mut self, retention: Retention) -> Self {
        self.on_demand = Some(retention);
        self
    }

    /// Sets whether all clusters must have continuous backups.
    #[doc(alias = "pitEnabled")]
    #[inline]
    pub fn point_in_time(mut self, required: bool) -> Self {
        self.body = self.body.pit_enabled(required);
        self
    }

    /// Sets for how many days, at least, clusters with continuous backups can be restored to any point in time. 0 requires
    /// none.
    #[inline]
    pub fn restore_window_days(mut self, days: u32) -> Self {
        self.restore_window_days = Some(days);
        self
    }

    /// Sets whether copies of snapshots in other regions are protected too.
    #[doc(alias = "copyProtectionEnabled")]
    #[inline]
    pub fn copy_protection(mut self, enabled: bool) -> Self {
        self.body = self.body.copy_protection_enabled(enabled);
        self
    }

    /// Sets whether all clusters must be encrypted with keys of the customer.
    #[doc(alias = "encryptionAtRestEnabled")]
    #[inline]
    pub fn encryption_at_rest(mut self, required: bool) -> Self {
        self.body = self.body.encryption_at_rest_enabled(required);
        self
    }

    /// Sets whether Atlas changes backup schedules that do not meet the policy. Otherwise it refuses the policy.
    /// Default: Atlas changes them.
    #[doc(alias = "overwriteBackupPolicies")]
    #[inline]
    pub fn overwrite_schedules(mut self, overwrites: bool) -> Self {
        self.overwrites = Some(overwrites);
        self
    }

    /// Rejects a body that names another project than that of the request.
    #[inline]
    pub(crate) fn check_project(&self, project: ProjectId) -> Result<(), Error> {
        let Some(named) = self.body.project_id.as_deref() else { return Ok(()) };
        if named.parse::<ProjectId>()? == project {
            return Ok(());
        }
        let rule = format!("{named} is not the project of the request, {project}; leave it out");
        Err(Error::invalid_argument("project id", rule))
    }

    /// Returns the body, and whether schedules are overwritten.
    #[inline]
    pub(crate) fn into_parts(self) -> Result<(DataProtectionSettingsInput, Option<bool>), Error> {
        let mut body = self.body;
        for (argument, text) in [
            ("email", &body.authorized_email),
            ("first name", &body.authorized_user_first_name),
            ("last name", &body.authorized_user_last_name),
        ] {
            check_length(argument, text.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        }
        if let Some(project) = &body.project_id {
            object_id::parse("project id", project)?;
        }
        if !self.policies.is_empty() {
            let mut items = body.scheduled_policy_items.take().unwrap_or_default();
            for policy in self.policies {
                items.push(policy.into_compliance_item()?);
            }
            body = body.scheduled_policy_items(items);
        }
        if let Some(retention) = self.on_demand {
            let (value, unit) = retention.checked()?;
            let item = BackupComplianceOnDemandPolicyItemInput::new().frequency_type("ondemand").frequency_interval(0);
            body = body.on_demand_policy_item(item.retention_value(value).retention_unit(unit));
        }
        if let Some(days) = self.restore_window_days {
            let rule =
                |_| Error::invalid_argument("restore window", format!("{days} is out of range; use 0 to {}", i32::MAX));
            body = body.restore_window_days(i32::try_from(days).map_err(rule)?);
        }
        Ok((body, self.overwrites))
    }
}

/// Converts a policy that was read, with everything that it requires, but without the project that it belongs to.
impl From<&BackupCompliancePolicy> for CompliancePolicySpec {
    #[inline]
    fn from(policy: &BackupCompliancePolicy) -> Self {
        let mut body = DataProtectionSettingsInput::from(policy);
        body.project_id = None;
        Self::with(body)
    }
}
