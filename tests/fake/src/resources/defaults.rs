//! The resources that exist from the start: the owner and the calling API key of an organization, and the alert
//! configurations of a project.

use serde_json::{Value, json};

use super::users;
use crate::credentials;
use crate::serve;
use crate::store::{Resource, Store};

/// The username of the organization's owner.
pub(crate) const OWNER: &str = "owner@example.com";

/// The initial organization, project and API key. It does not implement `Debug`, so that the private key is not
/// printed.
#[derive(Clone, Copy)]
pub(crate) struct Initial<'a> {
    pub(crate) organization: &'a str,
    pub(crate) project: &'a str,
    pub(crate) public_key: &'a str,
    pub(crate) private_key: &'a str,
    /// The roles of the key, or `None` if roles are not enforced.
    pub(crate) roles: Option<&'a [String]>,
    pub(crate) created: &'a str,
}

/// Adds the owner and the initial API key of the organization, and the defaults of the project.
pub(crate) fn initial(store: &mut Store, initial: Initial<'_>) {
    let Initial { organization, project, created, .. } = initial;
    let id = Store::id_of("owner");
    let owner = json!({
        "country": "US",
        "createdAt": created,
        "firstName": "Ada",
        "id": id,
        "lastAuth": created,
        "lastName": "Example",
        "mobileNumber": null,
        "orgMembershipStatus": "ACTIVE",
        "roles": { "orgRoles": ["ORG_OWNER"] },
        "teamIds": [],
        "username": OWNER,
    });
    store.put("orgUsers", resource(organization, &id, owner));
    let id = Store::id_of("API key");
    store.put("apiKeys", resource(organization, &id, key(&id, initial)));
    of_project(store, organization, project, created, None);
}

/// Returns the initial API key. Its roles are shown, but those of the builder are enforced.
fn key(id: &str, initial: Initial<'_>) -> Value {
    let Initial { organization, project, public_key, private_key, roles, .. } = initial;
    let owner = ["ORG_OWNER".to_owned(), "GROUP_OWNER".to_owned()];
    let roles = roles.unwrap_or(&owner).iter().map(|role| match role.starts_with("ORG_") {
        true => json!({ "orgId": organization, "roleName": role }),
        false => json!({ "groupId": project, "roleName": role }),
    });
    json!({
        credentials::INITIAL: true,
        "desc": "atlas-fake",
        "id": id,
        "privateKey": credentials::masked(private_key),
        "publicKey": public_key,
        "roles": roles.collect::<Vec<_>>(),
    })
}

/// Adds the owners of the organization, or the user with the ID `owner`, to a new project, and the default alert
/// configurations.
pub(crate) fn of_project(store: &mut Store, organization: &str, project: &str, created: &str, owner: Option<&str>) {
    let is_owner = |user: &&Resource| {
        let roles = user.body.get("roles").and_then(|roles| roles["orgRoles"].as_array());
        roles.is_some_and(|roles| roles.iter().any(|role| role == "ORG_OWNER"))
            && user.text("orgMembershipStatus") == "ACTIVE"
    };
    let users = store.list("orgUsers", organization);
    let owners: Vec<_> =
        users.filter(|user| owner.map_or_else(|| is_owner(user), |id| user.key == id)).cloned().collect();
    for mut owner in owners {
        users::assign(&mut owner, project, Some(json!(["GROUP_OWNER"])));
        store.put("orgUsers", owner);
    }
    let has_alerts = store.get("groups", "", project).is_some_and(|project| project.flag("withDefaultAlertsSettings"));
    for (index, alert) in ALERTS.iter().enumerate().filter(|_| has_alerts) {
        let id = Store::id_of(&format!("default alert {index} of {project}"));
        store.put("alertConfigs", resource(project, &id, alert.configuration(&id, project, created)));
    }
}

fn resource(scope: &str, key: &str, body: Value) -> Resource {
    Resource { scope: scope.to_owned(), key: key.to_owned(), body: serve::object(body), scheduled: Vec::new() }
}

/// A default alert configuration, as recorded for a new project.
struct Alert {
    event: &'static str,
    enabled: bool,
    /// The comparison, the threshold and its unit; for a metric, also its name.
    threshold: Option<(&'static str, u32, &'static str, Option<&'static str>)>,
    delay_minutes: u32,
    interval_minutes: u32,
    /// Whether only owners of the project are notified.
    for_owners: bool,
}

const fn event(event: &'static str, delay_minutes: u32, interval_minutes: u32) -> Alert {
    Alert { event, enabled: true, threshold: None, delay_minutes, interval_minutes, for_owners: true }
}

const fn metric(name: &'static str, percent: u32) -> Alert {
    let threshold = Some(("GREATER_THAN", percent, "RAW", Some(name)));
    Alert { threshold, ..event("OUTSIDE_METRIC_THRESHOLD", 0, 60) }
}

const ALERTS: [Alert; 11] = [
    Alert { threshold: Some(("LESS_THAN", 1, "HOURS", None)), ..event("REPLICATION_OPLOG_WINDOW_RUNNING_OUT", 0, 60) },
    event("NO_PRIMARY", 15, 60),
    event("CLUSTER_MONGOS_IS_MISSING", 15, 60),
    metric("CONNECTIONS_PERCENT", 80),
    metric("DISK_PARTITION_SPACE_USED_DATA", 90),
    Alert { delay_minutes: 10, ..metric("QUERY_TARGETING_SCANNED_OBJECTS_PER_RETURNED", 1000) },
    event("CREDIT_CARD_ABOUT_TO_EXPIRE", 0, 1440),
    metric("NORMALIZED_SYSTEM_CPU_USER", 95),
    Alert { enabled: false, ..metric("NORMALIZED_SYSTEM_CPU_STEAL", 50) },
    event("HOST_HAS_INDEX_SUGGESTIONS", 10, 60),
    Alert { for_owners: false, ..event("JOINED_GROUP", 0, 60) },
];

impl Alert {
    fn configuration(&self, id: &str, project: &str, created: &str) -> Value {
        let mut notification = json!({
            "delayMin": self.delay_minutes,
            "emailEnabled": true,
            "intervalMin": self.interval_minutes,
            "notifierId": Store::id_of(&format!("notifier of {id}")),
            "smsEnabled": false,
            "typeName": "GROUP",
        });
        if self.for_owners {
            notification["roles"] = json!(["GROUP_OWNER"]);
        }
        let mut configuration = json!({
            "created": created,
            "enabled": self.enabled,
            "eventTypeName": self.event,
            "groupId": project,
            "id": id,
            "matchers": [],
            "notifications": [notification],
            "updated": created,
        });
        match self.threshold {
            Some((operator, threshold, units, None)) => {
                configuration["threshold"] = json!({ "operator": operator, "threshold": threshold, "units": units });
            }
            Some((operator, threshold, units, Some(metric))) => {
                configuration["metricThreshold"] = json!({
                    "metricName": metric,
                    "mode": "AVERAGE",
                    "operator": operator,
                    "threshold": f64::from(threshold),
                    "units": units,
                });
            }
            None => {}
        }
        configuration
    }
}
