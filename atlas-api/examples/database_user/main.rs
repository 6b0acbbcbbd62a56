//! Creates a custom role, and a database user who has it together with a built-in role.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, and `REPORTS_PASSWORD`, the password of the user.

use std::io::Write;

use atlas_api::{
    Atlas, Secret,
    custom_roles::{CustomRoleSpec, RoleResource},
    database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs},
    model::ScopeType,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let password = std::env::var("REPORTS_PASSWORD")?;
    run(&Atlas::from_env()?, password.into(), &mut std::io::stdout()).await
}

async fn run(atlas: &Atlas, password: Secret, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let role = CustomRoleSpec::new().allow(RoleResource::collection("sales", "orders"), ["FIND", "COLL_STATS"]);
    match atlas.custom_roles().create("orders-reader", role).await {
        Ok(_) => writeln!(out, "created the role orders-reader")?,
        Err(error) if error.is_duplicate() => writeln!(out, "the role orders-reader exists")?,
        Err(error) => return Err(error.into()),
    }

    let spec = DatabaseUsersPermissionsSpecs::new("reports", password)
        .add_role("admin", RoleSpecs::custom("orders-reader"))?
        .add_role("statistics", RoleSpecs::ReadWrite)?
        .scope("orders", ScopeType::Cluster)
        .description("monthly reports");
    atlas.database_users().create(spec).await?;

    let user = atlas.database_users().get("reports").await?;
    for role in user.roles.iter().flatten() {
        let (role, database) =
            (role.role_name.as_ref().map_or("?", |role| role.as_str()), role.database_name.as_deref());
        writeln!(out, "reports has {role} on {}", database.unwrap_or("?"))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn the_user_has_both_roles() {
    let (_fake, atlas) = shared::fake(&[shared::cluster("orders", "M10")]).await;
    let mut out = Vec::new();
    let outcome = run(&atlas, "correct horse battery".into(), &mut out).await;
    let expected = "created the role orders-reader\n\
                    reports has orders-reader on admin\n\
                    reports has readWrite on statistics\n";
    assert_eq!(shared::text(outcome, out), expected);
}
