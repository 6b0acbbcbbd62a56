//! The requests of alert configurations.

use atlas_api::alert_configs::{AlertConfigSpec, AlertThreshold, MetricThreshold, NotificationSpec as Notification};

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let configs = offline().alert_configs();
    let spec = AlertConfigSpec::new;
    let email = || Notification::email("ada@example.com").interval_minutes(5);
    let metric = spec("OUTSIDE_METRIC_THRESHOLD")
        .metric_threshold(MetricThreshold::below("SYSTEM_MEMORY_AVAILABLE", 1.5).units("GIGABYTES").mode("AVERAGE"))
        .matcher("HOSTNAME", "STARTS_WITH", "orders-shard-00")
        .matcher("TYPE_NAME", "NOT_EQUALS", "ARBITER")
        .severity("CRITICAL")
        .notification(email().delay_minutes(10))
        .enabled(true);
    let people = spec("NO_PRIMARY")
        .notification(Notification::project_members().role("GROUP_OWNER").role("GROUP_READ_ONLY").by_email().by_sms())
        .notification(Notification::organization_users().role("ORG_OWNER").by_email())
        .notification(Notification::team(ID).by_email())
        .notification(Notification::user("ada@example.com").by_sms())
        .notification(email())
        .notification(Notification::sms("2025550123"));
    let services = spec("HOST_DOWN")
        .notification(Notification::slack("alerts", "secret-1").interval_minutes(60))
        .notification(Notification::pager_duty("secret-2").region("EU"))
        .notification(Notification::datadog("secret-3").region("US5"))
        .notification(Notification::ops_genie("secret-4").region("EU"))
        .notification(Notification::victor_ops("secret-5").routing_key("secret-6"))
        .notification(Notification::microsoft_teams("https://example.com/secret-7"))
        .notification(
            Notification::webhook("https://example.com/secret-8")
                .webhook_secret("secret-9")
                .webhook_body_template("secret-10")
                .webhook_headers_template("secret-11"),
        )
        .notification(Notification::integration("SLACK", ID));
    let plain = spec("REPLICATION_OPLOG_WINDOW_RUNNING_OUT")
        .threshold(AlertThreshold::below(1).units("HOURS"))
        .notification(email());
    vec![
        row("AlertConfigs::list", configs.list()),
        row("AlertConfigs::get", configs.get(ID)),
        case("AlertConfigs::create", "metric", configs.create(metric)),
        case("AlertConfigs::create", "people", configs.create(people)),
        case("AlertConfigs::create", "services", configs.create(services)),
        row("AlertConfigs::replace", configs.replace(ID, plain)),
        row("AlertConfigs::enable", configs.enable(ID)),
        row("AlertConfigs::disable", configs.disable(ID)),
        row("AlertConfigs::delete", configs.delete(ID)),
        row("AlertConfigs::list_matcher_field_names", configs.list_matcher_field_names()),
    ]
}

#[test]
fn requests_of_alert_configs() {
    check("alert_configs", &rows());
}
