//! The waits for access list entries, LDAP, roles at cloud providers, and private endpoints of encryption at rest.

use serde_json::{Value, json};

use super::{Absent, Case, ID, check, outcome, status};

#[tokio::test]
async fn access() {
    let role: fn(&str) -> Value = |status| json!({ "providerName": "GCP", "status": status });
    check(&[
        Case {
            name: "AccessList::wait_until_active",
            operation: "getGroupAccessListStatus",
            body: |status| json!({ "STATUS": status }),
            pending: "PENDING",
            succeeded: &["ACTIVE"],
            failed: &["FAILED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.access_list().wait_until_active("192.0.2.0/24")),
        },
        Case {
            name: "Ldap::wait_until_verified",
            operation: "getGroupUserSecurityLdapVerify",
            body: status,
            pending: "PENDING",
            succeeded: &["SUCCESS"],
            failed: &["FAIL", "FAILED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.ldap().wait_until_verified(ID)),
        },
        Case {
            name: "CloudProviderAccess::wait_until_complete",
            operation: "getGroupCloudProviderAccess",
            body: role,
            pending: "IN_PROGRESS",
            succeeded: &["COMPLETE"],
            failed: &["FAILED"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.cloud_provider_access().wait_until_complete(ID)),
        },
    ])
    .await;
}

#[tokio::test]
async fn private_endpoints_of_encryption_at_rest() {
    check(&[
        Case {
            name: "EncryptionPrivateEndpoints::wait_until_acceptable",
            operation: "getGroupEncryptionAtRestPrivateEndpoint",
            body: status,
            pending: "INITIATING",
            succeeded: &["PENDING_ACCEPTANCE", "ACTIVE"],
            failed: &["FAILED", "DELETING"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.encryption_private_endpoints("AZURE").wait_until_acceptable(ID)),
        },
        Case {
            name: "EncryptionPrivateEndpoints::wait_until_active",
            operation: "getGroupEncryptionAtRestPrivateEndpoint",
            body: status,
            pending: "PENDING_ACCEPTANCE",
            succeeded: &["ACTIVE"],
            failed: &["FAILED", "DELETING"],
            absent: Absent::NotFound,
            wait: |atlas| outcome(atlas.encryption_private_endpoints("AZURE").wait_until_active(ID)),
        },
        Case {
            name: "EncryptionPrivateEndpoints::wait_until_deleted",
            operation: "getGroupEncryptionAtRestPrivateEndpoint",
            body: status,
            pending: "DELETING",
            succeeded: &[],
            failed: &[],
            absent: Absent::Succeeds,
            wait: |atlas| outcome(atlas.encryption_private_endpoints("AZURE").wait_until_deleted(ID)),
        },
    ])
    .await;
}
