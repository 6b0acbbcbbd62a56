//! Permissions of roles.

use http::Method;

use crate::document::Operation;

/// The IDs of a principal's roles, for example `ORG_READ_ONLY` or `GROUP_OWNER`.
#[derive(Debug, Clone)]
pub(crate) struct Roles(Vec<String>);

/// The roles whose names in the document do not follow from their IDs.
const IRREGULAR_NAMES: [(&str, &str); 2] =
    [("ORG_GROUP_CREATOR", "Organization Project Creator"), ("ORG_BILLING_READ_ONLY", "Organization Billing Viewer")];

/// The roles that include other roles. Owners include all roles, and every role includes read access.
const INCLUDED: [(&str, &[&str]); 5] = [
    ("ORG_READ_ONLY", &["Organization Billing Viewer", "Project Read Only"]),
    ("ORG_BILLING_ADMIN", &["Organization Billing Viewer"]),
    ("GROUP_DATA_ACCESS_ADMIN", &["Project Data Access Read Write", "Project Data Access Read Only"]),
    ("GROUP_DATA_ACCESS_READ_WRITE", &["Project Data Access Read Only"]),
    (
        "GROUP_BACKUP_MANAGER",
        &["Project Backup Creator", "Project Backup Export Operator", "Project Backup Recovery Operator"],
    ),
];

impl Roles {
    pub(crate) fn new(ids: Vec<String>) -> Self {
        Self(ids)
    }

    /// Returns the names of the roles.
    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }

    /// Returns whether one of the roles is, or includes, a role that the operation requires.
    ///
    /// Project roles count only if `is_own_project` is true.
    pub(super) fn allow(&self, operation: &Operation, is_own_project: bool) -> bool {
        let roles = self.0.iter().filter(|role| is_own_project || !role.starts_with("GROUP_"));
        let required = &operation.required_roles;
        // If the document does not require a role, every role may read and owners may write.
        let is_read = operation.method == Method::GET;
        roles.into_iter().any(|role| match required.as_slice() {
            [] => is_role(role) && (is_read || role.ends_with("_OWNER")),
            required => required.iter().any(|required| includes(role, required)),
        })
    }
}

fn is_role(id: &str) -> bool {
    id.starts_with("GROUP_") || id.starts_with("ORG_")
}

/// Returns whether the role with this ID is, or includes, the role that the document requires.
fn includes(id: &str, required: &str) -> bool {
    let of_all = match required {
        "Organization Member" => is_role(id),
        "Project Read Only" => id.starts_with("GROUP_"),
        _ => false,
    };
    let owns = id == "ORG_OWNER" || id == "GROUP_OWNER" && required.starts_with("Project ");
    let is_listed = INCLUDED.iter().any(|(role, included)| *role == id && included.contains(&required));
    of_all || owns || is_listed || name(id) == required
}

/// Returns the name of a role in the document: `GROUP_CLUSTER_MANAGER` is `Project Cluster Manager`.
fn name(id: &str) -> String {
    if let Some((_, name)) = IRREGULAR_NAMES.iter().find(|(role, _)| *role == id) {
        return (*name).to_owned();
    }
    let words = id.split('_').map(|word| match word {
        "GROUP" => "Project".to_owned(),
        "ORG" => "Organization".to_owned(),
        word => word.chars().take(1).chain(word.chars().skip(1).map(|letter| letter.to_ascii_lowercase())).collect(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Roles, includes, name};
    use crate::document::Document;

    #[track_caller]
    fn check(roles: &[&str], operation: &str, allowed: bool) {
        let document = Document::embedded().unwrap();
        let roles = Roles::new(roles.iter().map(|&role| role.to_owned()).collect());
        assert_eq!(roles.allow(document.operation(operation).unwrap(), true), allowed, "{roles:?} for {operation}");
    }

    #[test]
    fn an_operation_requires_the_roles_of_the_document() {
        check(&[], "listGroupClusters", false);
        check(&["GROUP_READ_ONLY"], "listGroupClusters", true);
        check(&["GROUP_CLUSTER_MANAGER"], "listGroupClusters", true);
        check(&["ORG_READ_ONLY"], "listGroupClusters", true);
        check(&["ORG_MEMBER"], "listGroupClusters", false);
        check(&["GROUP_READ_ONLY"], "createGroupCluster", false);
        check(&["GROUP_CLUSTER_MANAGER"], "updateGroupCluster", true);
        check(&["GROUP_CLUSTER_MANAGER"], "createGroupDatabaseUser", false);
        check(&["GROUP_READ_ONLY", "GROUP_OWNER"], "createGroupCluster", true);
        check(&["GROUP_OWNER"], "listOrgInvoices", false);
        check(&["ORG_BILLING_ADMIN"], "listOrgInvoices", true);
        check(&["GROUP_OWNER"], "createOrgTeam", false);
        check(&["ORG_OWNER"], "createOrgTeam", true);
        check(&["ORG_OWNER"], "createGroupCluster", true);
    }

    #[test]
    fn without_required_roles_every_role_reads_and_owners_write() {
        check(&["GROUP_READ_ONLY"], "listGroups", true);
        check(&["GROUP_READ_ONLY"], "createGroup", false);
        check(&["ORG_OWNER"], "createGroup", true);
        check(&["SOMETHING"], "listGroups", false);
    }

    #[test]
    fn a_project_role_counts_in_its_own_project_only() {
        let document = Document::embedded().unwrap();
        let allow = |role: &str, operation| {
            Roles::new(vec![role.to_owned()]).allow(document.operation(operation).unwrap(), false)
        };
        assert!(!allow("GROUP_OWNER", "listGroupClusters") && allow("ORG_OWNER", "createGroupCluster"));
    }

    #[test]
    fn names_follow_from_ids() {
        assert_eq!(name("GROUP_SEARCH_INDEX_EDITOR"), "Project Search Index Editor");
        assert_eq!(name("ORG_GROUP_CREATOR"), "Organization Project Creator");
        assert!(includes("GROUP_DATA_ACCESS_ADMIN", "Project Data Access Read Only"));
        assert!(!includes("GROUP_DATA_ACCESS_READ_ONLY", "Project Data Access Read Write"));
    }
}
