//! Private links from stream processing to the services of cloud providers.

use serde_json::json;

use crate::family::{Action, Family};

pub(super) static PRIVATE_LINKS: Family = Family {
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
    initial: |setting| {
        let id = setting.store.new_id();
        json!({ "interfaceEndpointId": format!("vpce-{}", &id[..17]), "state": "DONE" })
    },
    created: |setting, link| {
        let step = setting.times.cluster;
        link.set("state", "IDLE");
        link.set_at(setting.call.now + step / 2, json!({ "state": "WORKING" }));
        link.set_at(setting.call.now + step, json!({ "state": "DONE" }));
        Ok(())
    },
    removing: |setting, link| {
        link.set("state", "DELETING");
        link.later.clear();
        Ok(Some(setting.call.now + setting.times.cluster))
    },
    ..Family::PLAIN
};
