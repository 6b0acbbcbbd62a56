//! Ids that Atlas assigns.

use crate::object_id::object_id;

object_id! {
    /// The id of a project: 24 hexadecimal digits, as in the URL of the project in the Atlas UI.
    ///
    /// ```
    /// use atlas_api::ProjectId;
    ///
    /// let id: ProjectId = "5f1a2b3c4d5e6f7a8b9c0d1e".parse()?;
    /// assert_eq!(id.to_string(), "5f1a2b3c4d5e6f7a8b9c0d1e");
    ///
    /// assert!("my project".parse::<ProjectId>().unwrap_err().is_invalid_argument());
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    #[doc(alias = "GroupId")]
    ProjectId, "project id"
}

object_id! {
    /// The id of the settings of a federation, which organizations are connected to.
    #[doc(alias = "federationSettingsId")]
    FederationSettingsId, "federation settings id"
}

object_id! {
    /// The id of an organization. Each project belongs to one.
    ///
    /// ```
    /// use atlas_api::OrganizationId;
    ///
    /// let id: OrganizationId = "5f1a2b3c4d5e6f7a8b9c0d1f".parse()?;
    /// assert_eq!(id.to_string(), "5f1a2b3c4d5e6f7a8b9c0d1f");
    /// # Ok::<(), atlas_api::Error>(())
    /// ```
    #[doc(alias = "orgId")]
    OrganizationId, "organization id"
}

object_id! {
    /// The id of a team in an organization.
    TeamId, "team id"
}

object_id! {
    /// The id of an Atlas user, who logs in to Atlas, not to a database.
    UserId, "user id"
}
