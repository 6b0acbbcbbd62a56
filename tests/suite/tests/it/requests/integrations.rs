//! The requests of integrations.

use atlas_api::integrations::IntegrationSpec as Spec;

use super::{Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let integrations = offline().integrations();
    let create = |service, spec| case("Integrations::create", service, integrations.create(spec));
    let datadog = Spec::datadog("secret-1").region("EU").database_metrics(true).collection_latency_metrics(false);
    let prometheus = Spec::prometheus("prom", "secret-2", "http").resource_tags(true);
    vec![
        row("Integrations::list", integrations.list()),
        row("Integrations::get", integrations.get("DATADOG")),
        create("Datadog", datadog.query_stats_metrics(true).resource_tags(true)),
        create("Microsoft Teams", Spec::microsoft_teams("https://example.com/secret-3")),
        create("New Relic", Spec::new_relic("0123456789", "secret-4", "secret-5", "secret-6")),
        create("Opsgenie", Spec::ops_genie("secret-7").region("EU")),
        create("PagerDuty", Spec::pager_duty("secret-8")),
        create("Prometheus", prometheus.enabled(false)),
        create("Slack", Spec::slack("alerts", "secret-9").team_name("database")),
        create("VictorOps", Spec::victor_ops("secret-10").routing_key("secret-11")),
        create("webhook", Spec::webhook("https://example.com/secret-12").webhook_secret("secret-13")),
        row("Integrations::replace", integrations.replace(Spec::ops_genie("secret-14"))),
        row("Integrations::delete", integrations.delete("DATADOG")),
    ]
}

#[test]
fn requests_of_integrations() {
    check("integrations", &rows());
}
