"""Alerts and alert configurations."""

from datetime import datetime, timezone

from pyatlassdk.admin.models.acknowledge_alert import AcknowledgeAlert
from pyatlassdk.admin.models.alerts_toggle import AlertsToggle
from pyatlassdk.admin.models.group_notification import GroupNotification
from pyatlassdk.admin.models.replica_set_alert_config_view_for_nds_group import ReplicaSetAlertConfigViewForNdsGroup

RESOURCES = ["alerts", "alert_configurations"]
UNKNOWN_ID = "111111111111111111111111"


def run(atlas):
    alerts, configurations, project = atlas.sdk.alerts, atlas.sdk.alert_configurations, atlas.project

    def configuration(**properties):
        group = GroupNotification(type_name="GROUP", interval_min=5, delay_min=0, email_enabled=True, sms_enabled=False)
        properties = {"event_type_name": "NO_PRIMARY", "notifications": [group]} | properties
        return ReplicaSetAlertConfigViewForNdsGroup(**properties)

    page = atlas.call("list", alerts.list_group_alerts, project)
    alert = page.results[0].id
    atlas.call("list closed", alerts.list_group_alerts, project, status="CLOSED")
    atlas.call("list page 2", alerts.list_group_alerts, project, items_per_page=1, page_num=2)
    atlas.call("list without count", alerts.list_group_alerts, project, include_count=False)
    atlas.call("get", alerts.get_group_alert, alert, project)
    atlas.call("get none", alerts.get_group_alert, UNKNOWN_ID, project)
    until = datetime(2099, 1, 1, tzinfo=timezone.utc)
    known = AcknowledgeAlert(acknowledged_until=until, acknowledgement_comment="known")
    atlas.call("acknowledge", alerts.acknowledge_group_alert, alert, project, known)
    atlas.call("acknowledge none", alerts.acknowledge_group_alert, UNKNOWN_ID, project, known)
    back = AcknowledgeAlert(unacknowledge_alert=True)
    atlas.call("unacknowledge", alerts.acknowledge_group_alert, alert, project, back)

    atlas.call("field names", configurations.list_alert_config_matcher_field_names)
    atlas.call("list configurations", configurations.list_group_alert_configs, project)
    created = atlas.call("create", configurations.create_group_alert_config, project, configuration(enabled=True))
    id = created.id
    atlas.call("create without notifications", configurations.create_group_alert_config, project, {"eventTypeName": "NO_PRIMARY"})
    atlas.call("create without recipients", configurations.create_group_alert_config, project, configuration(notifications=[]))
    unknown = {"eventTypeName": "NO_SUCH_EVENT", "notifications": [{"typeName": "GROUP", "emailEnabled": True}]}
    atlas.call("create for an unknown event", configurations.create_group_alert_config, project, unknown)
    atlas.call("get configuration", configurations.get_group_alert_config, id, project)
    atlas.call("get an unknown configuration", configurations.get_group_alert_config, UNKNOWN_ID, project)
    atlas.call("toggle", configurations.toggle_group_alert_config, id, project, AlertsToggle(enabled=False))
    atlas.call("toggle none", configurations.toggle_group_alert_config, UNKNOWN_ID, project, AlertsToggle(enabled=False))
    matcher = {"fieldName": "REPLICA_SET_NAME", "operator": "EQUALS", "value": "orders"}
    changed = configuration(matchers=[matcher], enabled=True)
    atlas.call("update", configurations.update_group_alert_config, id, project, changed)
    atlas.call("update none", configurations.update_group_alert_config, UNKNOWN_ID, project, changed)
    atlas.call("list page 1 of configurations", configurations.list_group_alert_configs, project, items_per_page=1)
    atlas.call("list alerts of the configuration", alerts.get_group_alert_config_alerts, id, project)
    atlas.call("list alerts of no configuration", alerts.get_group_alert_config_alerts, UNKNOWN_ID, project)
    atlas.call("list configurations of the alert", configurations.get_group_alert_alert_configs, alert, project)
    atlas.call("list configurations of no alert", configurations.get_group_alert_alert_configs, UNKNOWN_ID, project)
    atlas.call("delete", configurations.delete_group_alert_config, id, project)
    atlas.call("delete again", configurations.delete_group_alert_config, id, project)
