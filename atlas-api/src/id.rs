//! The ids that Atlas gives to things.

use crate::object_id::object_id;

object_id! {
    /// The id of a project: 24 hexadecimal digits, as the address of its page in the Atlas UI shows them.
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
    /// The id of an organization, which projects belong to.
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
    /// The id of a team of an organization.
    TeamId, "team id"
}

object_id! {
    /// The id of a user of Atlas: somebody who logs in to Atlas, not to a database.
    UserId, "user id"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_atlas_writes_it() {
        for text in ["5f1a2b3c4d5e6f7a8b9c0d1e", "5F1A2B3C4D5E6F7A8B9C0D1E"] {
            assert_eq!(text.parse::<ProjectId>().unwrap().to_string(), "5f1a2b3c4d5e6f7a8b9c0d1e");
        }
    }

    #[test]
    fn anything_but_24_hexadecimal_digits_is_refused() {
        for text in
            ["", "5f1a2b3c4d5e6f7a8b9c0d1", "5f1a2b3c4d5e6f7a8b9c0d1e0", "+f1a2b3c4d5e6f7a8b9c0d1e", "ééééééééabcd"]
        {
            let error = text.parse::<ProjectId>().unwrap_err();
            assert_eq!(error.to_string(), format!("project id: expected 24 hexadecimal digits, not {text:?}"));
        }
    }
}
