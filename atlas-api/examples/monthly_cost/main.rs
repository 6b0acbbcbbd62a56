//! Prints the cost of the last month of an organization, by project and cluster, as tab-separated lines.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`, with access to the
//! invoices, and `MONGODB_ATLAS_ORG_ID`.

use std::io::Write;

use atlas_api::Atlas;
use chrono::{Datelike, NaiveDate, Utc};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    run(&Atlas::from_env()?, Utc::now().date_naive(), &mut std::io::stdout()).await
}

async fn run(atlas: &Atlas, today: NaiveDate, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let last = today - chrono::Months::new(1);
    let cost = atlas.invoices().cost(last.year(), last.month()).await?;
    for project in &cost.projects {
        let name = project.name.as_deref().unwrap_or(&project.id);
        for (cluster, cost) in &project.clusters {
            writeln!(out, "{name}\t{cluster}\t{}", dollars(cost.cents))?;
        }
        if project.without_cluster.cents != 0 {
            writeln!(out, "{name}\t-\t{}", dollars(project.without_cluster.cents))?;
        }
    }
    if cost.without_project.cents != 0 {
        writeln!(out, "-\t-\t{}", dollars(cost.without_project.cents))?;
    }
    writeln!(out, "total of {}\t\t{}", last.format("%Y-%m"), dollars(cost.total.cents))?;
    Ok(())
}

/// Formats an amount in cents; credits are negative.
fn dollars(cents: i64) -> String {
    let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
    format!("{sign}{}.{:02} USD", cents / 100, cents % 100)
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn the_cost_is_by_project_and_cluster() {
    let line = |project: &str, cluster: Option<&str>, cents: i64| {
        serde_json::json!({
            "groupId": project.repeat(24), "groupName": format!("project {project}"), "clusterName": cluster,
            "sku": "NDS_AWS_INSTANCE_M10", "startDate": "2025-05-10T00:00:00Z", "totalPriceCents": cents,
        })
    };
    let mut credit = line("a", None, -1005);
    credit.as_object_mut().unwrap().retain(|name, _| !name.starts_with("group"));
    let lines = [line("a", Some("orders"), 104_000), line("a", None, 250), line("b", Some("events"), 9), credit];
    let invoice = serde_json::json!({
        "id": "c".repeat(24), "statusName": "PAID", "lineItems": lines,
        "startDate": "2025-05-01T00:00:00Z", "endDate": "2025-06-01T00:00:00Z",
    });
    let (_fake, atlas) = shared::fake(&[("/orgs/ORG/invoices", invoice)]).await;
    let mut out = Vec::new();
    let outcome = run(&atlas, NaiveDate::from_ymd_opt(2025, 6, 15).unwrap(), &mut out).await;
    let expected = "project a\torders\t1040.00 USD\n\
                    project a\t-\t2.50 USD\n\
                    project b\tevents\t0.09 USD\n\
                    -\t-\t-10.05 USD\n\
                    total of 2025-05\t\t1032.54 USD\n";
    assert_eq!(shared::text(outcome, out), expected);
}
