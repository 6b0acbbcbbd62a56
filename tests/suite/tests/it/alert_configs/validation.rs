//! Specs that are rejected before anything is sent.

use atlas_api::alert_configs::{AlertConfigSpec, AlertThreshold, MetricThreshold, NotificationSpec};

use super::{CONFIG, email};
use crate::{requests::offline, support::argument_and_rule};

#[track_caller]
fn check(spec: AlertConfigSpec, message: &str) {
    let configs = offline().alert_configs();
    for error in
        [configs.create(spec.clone()).preview().unwrap_err(), configs.replace(CONFIG, spec).preview().unwrap_err()]
    {
        assert!(error.is_invalid_argument());
        assert_eq!(argument_and_rule(&error), message);
    }
}

#[track_caller]
fn check_notification(notification: NotificationSpec, message: &str) {
    check(AlertConfigSpec::new("NO_PRIMARY").notification(notification), message);
}

fn spec(event: &str) -> AlertConfigSpec {
    AlertConfigSpec::new(event).notification(email())
}

#[test]
fn ids_of_configurations_are_checked() {
    let configs = offline().alert_configs();
    let errors = [
        configs.get("../x").preview().unwrap_err(),
        configs.replace("../x", spec("NO_PRIMARY")).preview().unwrap_err(),
        configs.enable("../x").preview().unwrap_err(),
        configs.disable("../x").preview().unwrap_err(),
        configs.delete("../x").preview().unwrap_err(),
    ];
    for error in errors {
        let expected = r#"alert configuration id: expected 24 hexadecimal digits, not "../x""#;
        assert_eq!(argument_and_rule(&error), expected);
    }
}

#[test]
fn a_configuration_has_an_event_complete_matchers_and_1_to_25_notifications() {
    check(spec(""), "event: the name is empty; use for example NO_PRIMARY");
    check(AlertConfigSpec::new("NO_PRIMARY"), "notifications: there are none; add at least one");
    check(spec("NO_PRIMARY").clear_notifications(), "notifications: there are none; add at least one");
    let many = (0..25).fold(spec("NO_PRIMARY"), |spec, _| spec.notification(email()));
    check(many, "notifications: there are 26; use at most 25");
    let expected = |part: &str| {
        format!("matcher: the {part} is empty; expected for example CLUSTER_NAME, EQUALS and the name of a cluster")
    };
    check(spec("NO_PRIMARY").matcher("CLUSTER_NAME", "EQUALS", ""), &expected("value"));
    check(spec("NO_PRIMARY").matcher("", "EQUALS", "orders"), &expected("field"));
    check(spec("NO_PRIMARY").matcher("CLUSTER_NAME", "", "orders"), &expected("operator"));
    let cleared = spec("NO_PRIMARY").matcher("CLUSTER_NAME", "EQUALS", "").clear_matchers();
    assert!(offline().alert_configs().create(cleared).preview().is_ok());
}

#[test]
fn an_event_has_its_own_kind_of_threshold() {
    let connections = || MetricThreshold::above("CONNECTIONS_PERCENT", 80.0);
    let one = || AlertThreshold::above(1);
    check(
        spec("OUTSIDE_METRIC_THRESHOLD").metric_threshold(connections()).threshold(one()),
        "threshold: a threshold and a metric threshold are set; Atlas accepts only one of them",
    );
    for spec in [spec("OUTSIDE_METRIC_THRESHOLD"), spec("OUTSIDE_METRIC_THRESHOLD").threshold(one())] {
        let expected = "threshold: OUTSIDE_METRIC_THRESHOLD needs a metric threshold; set it with `metric_threshold`";
        check(spec, expected);
    }
    let streams = spec("OUTSIDE_STREAM_PROCESSOR_METRIC_THRESHOLD");
    for spec in [streams.clone(), streams.threshold(one())] {
        check(
            spec,
            "threshold: OUTSIDE_STREAM_PROCESSOR_METRIC_THRESHOLD needs a metric threshold; set it with `metric_threshold`",
        );
    }
    check(spec("TOO_MANY_ELECTIONS"), "threshold: TOO_MANY_ELECTIONS needs a threshold; set it with `threshold`");
    check(
        spec("TOO_MANY_ELECTIONS").metric_threshold(connections()),
        "threshold: TOO_MANY_ELECTIONS needs a threshold; set it with `threshold`",
    );
    check(
        spec("HOST_DOWN").metric_threshold(connections()),
        "threshold: HOST_DOWN is not about a metric; leave the metric threshold out",
    );
    check(spec("HOST_DOWN").threshold(one()), "threshold: HOST_DOWN does not have one; leave it out");
    check(
        spec("DAILY_BILL_OVER_THRESHOLD").threshold(AlertThreshold::below(1)),
        "threshold: DAILY_BILL_OVER_THRESHOLD has only the operator GREATER_THAN; use `AlertThreshold::above`",
    );
    check(
        spec("DAILY_BILL_OVER_THRESHOLD").threshold(one().units("DAYS")),
        r#"units: "DAYS" is not a unit of DAILY_BILL_OVER_THRESHOLD; expected RAW"#,
    );
    let unknown = spec("AN_EVENT_OF_2030");
    for spec in [unknown.clone(), unknown.clone().threshold(one()), unknown.metric_threshold(connections())] {
        assert!(offline().alert_configs().create(spec).preview().is_ok());
    }
}

#[test]
fn a_metric_fits_the_event_and_its_units() {
    let host = |threshold| spec("OUTSIDE_METRIC_THRESHOLD").metric_threshold(threshold);
    check(
        host(MetricThreshold::above("FLEX_CONNECTIONS", 80.0)),
        r#"metric: "FLEX_CONNECTIONS" is not a metric of OUTSIDE_METRIC_THRESHOLD; use the event OUTSIDE_FLEX_METRIC_THRESHOLD"#,
    );
    check(
        spec("OUTSIDE_FLEX_METRIC_THRESHOLD").metric_threshold(MetricThreshold::above("CONNECTIONS", 80.0)),
        r#"metric: "CONNECTIONS" is not a metric of OUTSIDE_FLEX_METRIC_THRESHOLD; use the event OUTSIDE_METRIC_THRESHOLD"#,
    );
    check(host(MetricThreshold::above("", 1.0)), "metric: the name is empty; use for example CONNECTIONS_PERCENT");
    check(host(MetricThreshold::above("CONNECTIONS", f64::NAN)), "threshold: NaN is not a number; use a finite one");
    check(
        host(MetricThreshold::above("CONNECTIONS", 1.0).units("GIGABYTES")),
        r#"units: "GIGABYTES" is not a unit of CONNECTIONS; expected RAW"#,
    );
    let unknown = host(MetricThreshold::above("A_METRIC_OF_2030", 1.0).units("A_UNIT_OF_2030"));
    assert!(offline().alert_configs().create(unknown).preview().is_ok());
}

#[test]
fn a_notification_is_complete_and_has_only_settings_of_its_type() {
    type Spec = NotificationSpec;
    check_notification(Spec::email(""), "notification: EMAIL needs an email address; set it");
    check_notification(Spec::sms(""), "notification: SMS needs a mobile number; set it");
    check_notification(Spec::user("").by_email(), "notification: USER needs the name of a user; set it");
    check_notification(Spec::team("").by_email(), "notification: TEAM needs the id of a team; set it");
    check_notification(Spec::team("x").by_email(), r#"team id: expected 24 hexadecimal digits, not "x""#);
    check_notification(Spec::project_members(), "notification: GROUP needs email or SMS; set it");
    check_notification(Spec::slack("", "token"), "notification: SLACK needs the name of a channel; set it");
    check_notification(Spec::slack("alerts", ""), "notification: SLACK needs an API token; set it");
    check_notification(Spec::webhook(""), "notification: WEBHOOK needs a URL; set it");
    check_notification(
        Spec::slack("alerts", "token").region("EU"),
        "notification: SLACK does not have a region; leave it out",
    );
    check_notification(email().by_email(), "notification: EMAIL does not have a choice of email and SMS; leave it out");
    check_notification(email().role("GROUP_OWNER"), "notification: EMAIL does not have roles; leave it out");
}

#[test]
fn an_interval_is_at_least_5_minutes_and_not_for_services_that_repeat() {
    check_notification(
        email().interval_minutes(4),
        "notification: an interval of 4 minutes is too short; use at least 5",
    );
    for (service, name) in [
        (NotificationSpec::pager_duty("key"), "PAGER_DUTY"),
        (NotificationSpec::ops_genie("key"), "OPS_GENIE"),
        (NotificationSpec::victor_ops("key"), "VICTOR_OPS"),
    ] {
        let expected = format!("notification: {name} does not have an interval; leave it out");
        check_notification(service.interval_minutes(5), &expected);
    }
}

#[test]
fn secrets_are_not_printed() {
    let slack = NotificationSpec::slack("alerts", "xoxb-0123456789");
    let spec = AlertConfigSpec::new("NO_PRIMARY").notification(slack.clone());
    for text in [format!("{slack:?}"), format!("{spec:?}")] {
        assert!(text.contains("[REDACTED]") && !text.contains("xoxb"), "{text}");
    }
}
