//! Provisions an environment: a project with an access list, a cluster and a database user. Then it tears it down.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`, that may create
//! projects, `MONGODB_ATLAS_ORG_ID`, and `APP_PASSWORD`, the password of the user. The cluster costs money.

use std::io::Write;

use atlas_api::{
    Atlas, Confirm, Secret,
    access_list::AccessListEntrySpec,
    clusters::{ClusterRegion, ClusterSpec},
    database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs},
    projects::ProjectSpec,
};

const NAME: &str = "review-4711";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let password = std::env::var("APP_PASSWORD")?;
    run(&Atlas::from_env()?, password.into(), &mut std::io::stdout()).await
}

async fn run(atlas: &Atlas, password: Secret, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let environment = provision(atlas, password, out).await?;
    tear_down(&environment, out).await
}

/// Returns a client for the project of the environment.
async fn provision(atlas: &Atlas, password: Secret, out: &mut impl Write) -> Result<Atlas, Box<dyn std::error::Error>> {
    let spec = ProjectSpec::new(NAME, atlas.organization_id()?.to_string()).tag("environment", "review");
    let project = atlas.projects().create(spec).await?;
    let environment = atlas.project(project.id.as_deref().unwrap_or_default())?;

    // The cluster takes minutes, so everything else is created in the meantime.
    let region = ClusterRegion::new("AWS", "US_EAST_1", "M10");
    environment.clusters().create(ClusterSpec::replica_set("app", region)).await?;
    environment.access_list().add([AccessListEntrySpec::cidr("203.0.113.0/24").comment("the office")]).await?;
    let user = DatabaseUsersPermissionsSpecs::new("app", password).add_role("app", RoleSpecs::ReadWrite)?;
    environment.database_users().create(user).await?;

    let cluster = environment.clusters().wait_until_idle("app").await?;
    let scheme = cluster.connection_string().and_then(|text| text.split("://").next()).unwrap_or("nothing");
    writeln!(out, "created {NAME}: connect to app with {scheme}")?;
    Ok(environment)
}

async fn tear_down(environment: &Atlas, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    environment.clusters().delete("app").confirm(Confirm::name("app")).await?;
    environment.clusters().wait_until_deleted("app").await?;
    let project = environment.project_id()?.to_string();
    environment.projects().delete(project).confirm(Confirm::name(NAME)).await?;
    writeln!(out, "deleted {NAME}")?;
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn the_environment_is_created_and_deleted() {
    let (_fake, atlas) = shared::fake(&[]).await;
    let mut out = Vec::new();
    let outcome = run(&atlas, "correct horse battery".into(), &mut out).await;
    let expected = "created review-4711: connect to app with mongodb+srv\ndeleted review-4711\n";
    assert_eq!(shared::text(outcome, out), expected);
    assert!(!atlas.projects().get_by_name(NAME).exists().await.unwrap());
}
