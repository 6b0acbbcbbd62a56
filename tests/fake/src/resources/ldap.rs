//! Tests of connections to LDAP servers.

use serde_json::json;

use crate::error::codes;
use crate::resource_kind::{Action, ResourceKind, Rules};

pub(super) static KINDS: &[&ResourceKind] = &[&VERIFICATIONS];

static VERIFICATIONS: ResourceKind = ResourceKind {
    name: "ldapVerifications",
    key: ("requestId", "requestId"),
    id: Some("requestId"),
    operations: &[("verifyGroupUserSecurityLdap", Action::Create), ("getGroupUserSecurityLdapVerify", Action::Get)],
    not_found: codes::LDAP_VERIFY_CONNECTIVITY_REQUEST_NOT_FOUND,
    initial: |_| json!({ "status": "PENDING", "validations": [] }),
    rules: Rules {
        create: |context, verification| {
            let mut request = std::mem::take(&mut verification.body);
            for name in ["groupId", "requestId", "status", "validations"] {
                verification.body.extend(request.remove(name).map(|value| (name.to_owned(), value)));
            }
            request.retain(|name, _| !["bindPassword", "caCertificate", "links"].contains(&name.as_str()));
            request.entry("authzQueryTemplate").or_insert_with(|| "".into());
            verification.set("request", request);
            // The fake connects to no server.
            let failure = json!([{ "status": "FAIL", "validationType": "CONNECT" }]);
            verification.set_at(
                context.call.now + context.times.cluster,
                json!({ "status": "FAILED", "validations": failure }),
            );
            Ok(())
        },
        ..Rules::NONE
    },
    ..ResourceKind::PLAIN
};
