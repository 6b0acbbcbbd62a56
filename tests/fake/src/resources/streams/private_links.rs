//! Private links from stream processing to the services of cloud providers.

use serde_json::json;

use crate::resource_kind::{Action, ResourceKind, Rules};

pub(super) static PRIVATE_LINKS: ResourceKind = ResourceKind {
    name: "streamPrivateLinks",
    key: ("connectionId", "_id"),
    id: Some("_id"),
    operations: &[
        ("listGroupStreamPrivateLinkConnections", Action::List),
        ("getGroupStreamPrivateLinkConnection", Action::Get),
        ("createGroupStreamPrivateLinkConnection", Action::Create),
        ("updateGroupStreamPrivateLinkConnection", Action::Update),
        ("deleteGroupStreamPrivateLinkConnection", Action::Delete),
    ],
    initial: |context| {
        let id = context.store.new_id();
        json!({ "interfaceEndpointId": format!("vpce-{}", &id[..17]), "state": "DONE", "vendor": "GENERIC" })
    },
    rules: Rules {
        create: |context, link| {
            let step = context.times.cluster;
            link.set("state", "IDLE");
            link.set_at(context.call.now + step / 2, json!({ "state": "WORKING" }));
            link.set_at(context.call.now + step, json!({ "state": "DONE" }));
            Ok(())
        },
        delete: |context, link| {
            link.set("state", "DELETING");
            link.scheduled.clear();
            Ok(Some(context.call.now + context.times.cluster))
        },
        ..Rules::NONE
    },
    ..ResourceKind::PLAIN
};
