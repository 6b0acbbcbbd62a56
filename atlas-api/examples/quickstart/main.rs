//! Creates a database user, lists all users, changes the user and deletes it.
//!
//! Without credentials in the environment, it runs against a fake Atlas in its own process. With an API key, a service
//! account or an access token, it runs against the real Atlas, and leaves the project unchanged:
//!
//! ```sh
//! cargo run -p atlas-api --example quickstart
//!
//! export MONGODB_ATLAS_CLIENT_ID=... MONGODB_ATLAS_CLIENT_SECRET=... MONGODB_ATLAS_PROJECT_ID=...
//! cargo run -p atlas-api --example quickstart
//! ```

#![allow(clippy::print_stdout)] // An example prints its results.

use std::hash::BuildHasher;

use atlas_api::{
    Atlas, Confirm, config,
    database_users::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, RoleSpecs},
    model::DatabaseUser,
};
use atlas_fake::FakeAtlas;

const NAME: &str = "atlas-api-quickstart";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if has_credentials(|name| std::env::var(name).ok())? {
        let atlas = Atlas::from_env()?;
        println!("The environment has credentials: using project {}.", atlas.project_id()?);
        return run(&atlas).await;
    }
    println!("The environment has no credentials: using a fake Atlas in this process.");
    let fake = FakeAtlas::start().await?;
    run(&client(&fake)?).await?;
    println!("That took {} requests; the first one fetched the digest challenge.", fake.request_count());
    Ok(())
}

/// Returns whether the environment has credentials of any kind. Those in a profile of the Atlas CLI are not meant for
/// an example, so they do not count.
fn has_credentials(env: impl Fn(&str) -> Option<String>) -> Result<bool, atlas_api::Error> {
    let without_profile = |name: &str| if name == "MONGODB_ATLAS_PROFILE" { None } else { env(name) };
    Ok(config::resolve(without_profile, None)?.has_credentials())
}

/// Returns a client of the fake Atlas.
fn client(fake: &FakeAtlas) -> Result<Atlas, atlas_api::Error> {
    Atlas::builder()
        .api_key(fake.public_key(), fake.private_key())
        .project_id(fake.project_id())
        .base_url(fake.base_url())
        .build()
}

async fn run(atlas: &Atlas) -> Result<(), Box<dyn std::error::Error>> {
    let users = atlas.database_users();

    // A random password that is not stored anywhere: the user is deleted in a moment.
    let password = format!("quickstart-{:x}", std::collections::hash_map::RandomState::new().hash_one(NAME));
    let spec = DatabaseUsersPermissionsSpecs::new(NAME, password)
        .add_role("sales", RoleSpecs::Read)?
        .add_role("admin", RoleSpecs::ClusterMonitor)?;
    let user = users.create(spec).await?;
    println!("Created {}", describe(&user));

    println!("Users of the project:");
    let mut all = users.list().stream();
    while let Some(user) = all.next().await {
        println!("  {}", describe(&user?));
    }

    let spec = DatabaseUsersUpdatePermissionsSpecs::new().add_role("sales", RoleSpecs::ReadWrite)?;
    let user = users.update(NAME, spec).await?;
    println!("Changed {}", describe(&user));

    users.delete(NAME).confirm(Confirm::yes()).await?;
    println!("Deleted {NAME}");

    match users.get(NAME).await {
        Err(error) if error.is_not_found() => println!("It does not exist anymore: {error}"),
        Err(error) => return Err(error.into()),
        Ok(user) => println!("It still exists for a moment: {}", describe(&user)),
    }
    Ok(())
}

/// Returns the name and the roles of a user in one line.
fn describe(user: &DatabaseUser) -> String {
    let roles: Vec<_> = user
        .roles
        .iter()
        .flatten()
        .filter_map(|role| Some(format!("{} on {}", role.role_name.as_ref()?, role.database_name.as_ref()?)))
        .collect();
    format!("{}: {}", user.username.as_deref().unwrap_or("(no name)"), roles.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_of_any_kind_count() {
        let key = ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PRIVATE_API_KEY"];
        let old_key = ["MCLI_PUBLIC_API_KEY", "MCLI_PRIVATE_API_KEY"];
        let account = ["MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET"];
        let others = ["MONGODB_ATLAS_PROFILE", "MONGODB_ATLAS_PROJECT_ID"];
        let half =
            "environment: MONGODB_ATLAS_PUBLIC_API_KEY is set, but MONGODB_ATLAS_PRIVATE_API_KEY is not; set both";
        for (names, expected) in [
            (&key[..], Ok(true)),
            (&old_key, Ok(true)),
            (&account, Ok(true)),
            (&["MONGODB_ATLAS_ACCESS_TOKEN"], Ok(true)),
            (&others, Ok(false)),
            (&[], Ok(false)),
            (&key[..1], Err(half.to_owned())),
        ] {
            let env = |name: &str| names.contains(&name).then(|| "value".to_owned());
            assert_eq!(has_credentials(env).map_err(|error| error.to_string()), expected, "{names:?}");
        }
    }

    #[tokio::test]
    async fn the_example_leaves_the_project_unchanged() {
        let fake = FakeAtlas::start().await.unwrap();
        fake.seed_database_users(2);
        let atlas = client(&fake).unwrap();
        run(&atlas).await.unwrap();
        assert_eq!(atlas.database_users().list().await.unwrap().total_count(), Some(2));
    }
}
