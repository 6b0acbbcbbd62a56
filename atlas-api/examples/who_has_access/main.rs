//! Prints who has which role in a project: people, teams, API keys and database users.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, and `MONGODB_ATLAS_ORG_ID` for the names of teams.

use std::{collections::BTreeMap, io::Write};

use atlas_api::Atlas;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    run(&Atlas::from_env()?, &mut std::io::stdout()).await
}

async fn run(atlas: &Atlas, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    for user in atlas.project_users().list().all().await? {
        writeln!(
            out,
            "user\t{}\t{}",
            user.username.as_deref().unwrap_or("?"),
            user.roles.unwrap_or_default().join(", ")
        )?;
    }

    let teams = atlas.teams().list().all().await?;
    let names: BTreeMap<_, _> = teams.into_iter().filter_map(|team| Some((team.id?, team.name?))).collect();
    for team in atlas.project_teams().list().all().await? {
        let name = team.team_id.as_ref().and_then(|id| names.get(id)).map_or("?", String::as_str);
        writeln!(out, "team\t{name}\t{}", team.role_names.unwrap_or_default().join(", "))?;
    }

    let project = atlas.project_id()?.to_string();
    for key in atlas.project_api_keys().list().all().await? {
        let roles = key.roles.iter().flatten().filter(|role| role.group_id.as_ref() == Some(&project));
        let roles: Vec<_> = roles.filter_map(|role| role.role_name.clone()).collect();
        writeln!(out, "API key\t{}\t{}", key.public_key.as_deref().unwrap_or("?"), roles.join(", "))?;
    }

    for user in atlas.database_users().list().all().await? {
        let roles = user.roles.iter().flatten().filter_map(|role| {
            let (role, database) = (role.role_name.as_ref()?, role.database_name.as_ref()?);
            Some(format!("{role} on {database}"))
        });
        let roles: Vec<_> = roles.collect();
        writeln!(out, "database user\t{}\t{}", user.username.as_deref().unwrap_or("?"), roles.join(", "))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn everyone_with_a_role_is_listed() {
    use serde_json::json;

    let (team, key) = ("a".repeat(24), "b".repeat(24));
    let (fake, atlas) = shared::fake(&[
        ("users", json!({ "username": "ada@example.com", "roles": ["GROUP_OWNER", "GROUP_CLUSTER_MANAGER"] })),
        ("/orgs/ORG/teams", json!({ "id": team, "name": "reporting" })),
        ("teams", json!({ "teamId": team, "roleNames": ["GROUP_READ_ONLY"] })),
        ("/orgs/ORG/apiKeys", json!({ "id": key, "publicKey": "reporter", "desc": "reports", "roles": [] })),
    ])
    .await;
    atlas.project_api_keys().add(&key, ["GROUP_READ_ONLY"]).await.unwrap();
    fake.seed_database_users(1);
    let mut out = Vec::new();
    let outcome = run(&atlas, &mut out).await;
    let text = shared::text(outcome, out);
    for line in [
        "user\tada@example.com\tGROUP_OWNER, GROUP_CLUSTER_MANAGER",
        "team\treporting\tGROUP_READ_ONLY",
        "API key\treporter\tGROUP_READ_ONLY",
        "database user\tuser-1\treadAnyDatabase on admin",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?} is missing in {text}");
    }
}
