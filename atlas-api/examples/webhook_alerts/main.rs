//! Sends the alerts of a project to a webhook: those about connections, and those about the primary of a replica set.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, `WEBHOOK_URL`, and `WEBHOOK_SECRET`, with which Atlas signs its messages.

use std::io::Write;

use atlas_api::{
    Atlas, Secret,
    alert_configs::{AlertConfigSpec, MetricThreshold, NotificationSpec},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (url, secret) = (std::env::var("WEBHOOK_URL")?, std::env::var("WEBHOOK_SECRET")?);
    run(&Atlas::from_env()?, &url.into(), &secret.into(), &mut std::io::stdout()).await
}

async fn run(
    atlas: &Atlas,
    url: &Secret,
    secret: &Secret,
    out: &mut impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let webhook = || NotificationSpec::webhook(url.clone()).webhook_secret(secret.clone()).interval_minutes(60);
    let connections = AlertConfigSpec::new("OUTSIDE_METRIC_THRESHOLD")
        .metric_threshold(MetricThreshold::above("CONNECTIONS_PERCENT", 80.0));
    let primary = AlertConfigSpec::new("NO_PRIMARY");

    for spec in [connections, primary] {
        let config = atlas.alert_configs().create(spec.notification(webhook()).enabled(true)).await?;
        let event = config.event_type_name.as_ref().map_or("?", |event| event.as_str());
        writeln!(out, "{event}: {}", if config.enabled == Some(true) { "enabled" } else { "disabled" })?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn both_alerts_are_sent_to_the_webhook() {
    let (fake, atlas) = shared::fake(&[]).await;
    let mut out = Vec::new();
    let outcome = run(&atlas, &"https://hooks.example.com/atlas".into(), &"s3cret-word".into(), &mut out).await;
    assert_eq!(shared::text(outcome, out), "OUTSIDE_METRIC_THRESHOLD: enabled\nNO_PRIMARY: enabled\n");
    let sent = fake.requests().into_iter().filter(|request| request.status() == 201);
    let urls: Vec<_> = sent.map(|request| request.json().unwrap()["notifications"][0]["webhookUrl"].clone()).collect();
    assert_eq!(urls, ["https://hooks.example.com/atlas"; 2]);
}
