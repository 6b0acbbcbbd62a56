//! Creates a database user, lists all of them, changes the user and deletes it again.
//!
//! Where no API key is set, it runs against an Atlas that it starts in its own process. Where one is, it runs against the
//! real Atlas, and leaves everything as it found it:
//!
//! ```sh
//! cargo run -p atlas-api --example quickstart
//!
//! export MONGODB_ATLAS_PUBLIC_API_KEY=... MONGODB_ATLAS_PRIVATE_API_KEY=... MONGODB_ATLAS_PROJECT_ID=...
//! cargo run -p atlas-api --example quickstart
//! ```

#![allow(clippy::print_stdout)] // An example shows what it does.

use std::hash::BuildHasher;

use atlas_api::{
    Atlas, Confirm,
    model::DatabaseUser,
    specs::{DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, RoleSpecs},
};
use atlas_fake::FakeAtlas;

/// The names under which an API key, or half of one, is set. A profile of the Atlas CLI can hold a key, too, but not one
/// that was meant for an example.
const KEYS: [&str; 6] = [
    "MONGODB_ATLAS_PUBLIC_API_KEY",
    "MONGODB_ATLAS_PRIVATE_API_KEY",
    "MONGODB_ATLAS_PUBLIC_KEY",
    "MONGODB_ATLAS_PRIVATE_KEY",
    "MCLI_PUBLIC_API_KEY",
    "MCLI_PRIVATE_API_KEY",
];
const NAME: &str = "atlas-api-quickstart";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if KEYS.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        let atlas = Atlas::from_env()?;
        println!("An API key is set: working on project {}.", atlas.project_id());
        return run(&atlas).await;
    }
    println!("No API key is set: working on an Atlas in this process.");
    let fake = FakeAtlas::start().await?;
    run(&client(&fake)?).await?;
    println!("That took {} requests, the first of which drew the challenge.", fake.request_count());
    Ok(())
}

/// A client of the Atlas in this process.
fn client(fake: &FakeAtlas) -> Result<Atlas, atlas_api::Error> {
    Atlas::builder()
        .api_key(fake.public_key(), fake.private_key())
        .project_id(fake.project_id())
        .base_url(fake.base_url())
        .build()
}

async fn run(atlas: &Atlas) -> Result<(), Box<dyn std::error::Error>> {
    let users = atlas.database_users();

    // A password that nobody gets to see: the user is gone again in a moment.
    let password = format!("quickstart-{:x}", std::collections::hash_map::RandomState::new().hash_one(NAME));
    let spec = DatabaseUsersPermissionsSpecs::new(NAME, password)
        .add_role("sales", RoleSpecs::Read)?
        .add_role("admin", RoleSpecs::ClusterMonitor)?;
    let user = users.create(spec).send().await?;
    println!("Created {}", describe(&user));

    println!("Users of the project:");
    let mut all = users.list().stream();
    while let Some(user) = all.next().await {
        println!("  {}", describe(&user?));
    }

    let spec = DatabaseUsersUpdatePermissionsSpecs::new().add_role("sales", RoleSpecs::ReadWrite)?;
    let user = users.update(NAME, spec).send().await?;
    println!("Changed {}", describe(&user));

    users.delete(NAME).confirm(Confirm::yes()).send().await?;
    println!("Deleted {NAME}");

    match users.get(NAME).send().await {
        Err(error) if error.is_not_found() => println!("It is gone: {error}"),
        Err(error) => return Err(error.into()),
        Ok(user) => println!("It is still there for a moment: {}", describe(&user)),
    }
    Ok(())
}

/// A user in one line: its name and its roles.
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

    #[tokio::test]
    async fn the_example_leaves_everything_as_it_found_it() {
        let fake = FakeAtlas::start().await.unwrap();
        fake.seed_database_users(2);
        let atlas = client(&fake).unwrap();
        run(&atlas).await.unwrap();
        assert_eq!(atlas.database_users().list().send().await.unwrap().total_count(), Some(2));
    }
}
