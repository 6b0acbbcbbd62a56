//! The client's settings, from a real environment and a real file.
//!
//! The environment belongs to the process. So each test starts a process that runs a single test of this module, with only
//! the given variables.

use std::{fs, path::Path, process::Command};

use atlas_api::{Atlas, AtlasBuilder};
use atlas_fake::FakeAtlas;
use tempfile::TempDir;

use crate::support::statuses;

/// A variable that only the started processes have.
const STARTED: &str = "ATLAS_SUITE_STARTED";

/// Lists the users with a client from the environment. This is what the started process runs.
#[tokio::test]
#[ignore = "run by the other tests of this module, in a process with other variables"]
async fn list_users_with_the_environment() {
    assert!(std::env::var_os(STARTED).is_some(), "tests do not read the environment of the user");
    let listing = async {
        assert_eq!(Atlas::from_env().is_ok(), AtlasBuilder::from_env().and_then(AtlasBuilder::build).is_ok());
        Atlas::from_env()?.database_users().list().await
    };
    match listing.await {
        Ok(page) => println!("<{} users>", page.items().len()),
        Err(error) => println!("<{error}>"),
    }
}

/// Runs that test with the variables `env`, and with `home` as the home directory. Returns its output between angle
/// brackets.
fn run(home: &Path, env: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "settings::list_users_with_the_environment", "--ignored", "--nocapture"]).env_clear();
    command.env(STARTED, "1");
    // Without it, Windows has no sockets.
    command.envs(std::env::var_os("SystemRoot").map(|value| ("SystemRoot", value)));
    let output = command.env("HOME", home).env("APPDATA", home.join("roaming")).envs(env.iter().copied()).output();
    let output = String::from_utf8(output.unwrap().stdout).unwrap();
    let (_, result) = output.split_once('<').unwrap_or_else(|| panic!("no result: {output}"));
    result.rsplit_once('>').unwrap().0.to_owned()
}

/// Creates a home directory with this configuration file of the Atlas CLI, in the place of the operating system.
fn home_with(profiles: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let settings = match std::env::consts::OS {
        "windows" => "roaming",
        "macos" => "Library/Application Support",
        _ => ".config",
    };
    let directory = home.path().join(settings).join("atlascli");
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("config.toml"), profiles).unwrap();
    home
}

/// Returns the variables with the key, project and address of a fake.
fn settings_of(fake: &FakeAtlas) -> [(&str, &str); 4] {
    [
        ("MONGODB_ATLAS_PUBLIC_KEY", fake.public_key()),
        ("MONGODB_ATLAS_PRIVATE_KEY", fake.private_key()),
        ("MONGODB_ATLAS_PROJECT_ID", fake.project_id()),
        ("MONGODB_ATLAS_BASE_URL", fake.base_url()),
    ]
}

#[tokio::test]
async fn the_environment_configures_a_client() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(3);
    let home = tempfile::tempdir().unwrap();
    let result = run(home.path(), &settings_of(&fake));
    assert_eq!(result, "3 users");
    assert_eq!(statuses(&fake), [401, 200]);
}

#[tokio::test]
async fn requests_to_this_machine_bypass_the_proxy_of_the_environment() {
    let (fake, proxy) = (FakeAtlas::start().await.unwrap(), FakeAtlas::start().await.unwrap());
    fake.seed_database_users(3);
    let home = tempfile::tempdir().unwrap();
    let proxies = ["HTTP_PROXY", "http_proxy", "ALL_PROXY"].map(|name| (name, proxy.base_url()));
    let result = run(home.path(), &[&proxies, &settings_of(&fake)[..]].concat());
    assert_eq!(result, "3 users");
    assert_eq!((statuses(&fake), statuses(&proxy)), (vec![401, 200], vec![]));
}

#[tokio::test]
async fn the_profile_in_the_environment_configures_a_client() {
    let fake = FakeAtlas::start().await.unwrap();
    fake.seed_database_users(2);
    let home = home_with(&format!(
        "version = 1\n[default]\nproject_id = 'none'\n[staging]\npublic_api_key = '{}'\nprivate_api_key = '{}'\n\
         project_id = '{}'\nops_manager_url = '{}/'\n",
        fake.public_key(),
        fake.private_key(),
        fake.project_id(),
        fake.base_url(),
    ));
    assert_eq!(run(home.path(), &[("MONGODB_ATLAS_PROFILE", "staging")]), "2 users");
    assert_eq!(statuses(&fake), [401, 200]);
}

#[tokio::test]
async fn a_service_account_in_the_environment_configures_a_client() {
    let fake = FakeAtlas::start().await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let result = run(
        home.path(),
        &[
            ("MONGODB_ATLAS_CLIENT_ID", fake.client_id()),
            ("MONGODB_ATLAS_CLIENT_SECRET", fake.client_secret()),
            ("MONGODB_ATLAS_PROJECT_ID", fake.project_id()),
            ("MONGODB_ATLAS_BASE_URL", fake.base_url()),
        ],
    );
    assert_eq!(result, "0 users");
    assert_eq!(statuses(&fake), [200, 200]);
}

#[test]
fn errors_name_the_variables() {
    let home = tempfile::tempdir().unwrap();
    let missing = "credentials: missing; set MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY, or \
                   MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET, or MONGODB_ATLAS_ACCESS_TOKEN, or \
                   public_api_key and private_api_key in the profile of the Atlas CLI";
    assert_eq!(run(home.path(), &[]), missing);
    let half = "environment: MCLI_PUBLIC_API_KEY is set, but MONGODB_ATLAS_PRIVATE_API_KEY is not; set both";
    assert_eq!(run(home.path(), &[("MCLI_PUBLIC_API_KEY", "abcdefgh")]), half);
    let project = "project id: not set; set `project_id` on the builder, MONGODB_ATLAS_PROJECT_ID or `project_id` in the \
                   profile, or use `Atlas::project`";
    let key = [("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdefgh"), ("MONGODB_ATLAS_PRIVATE_API_KEY", "private-key")];
    assert_eq!(run(home.path(), &key), format!("listGroupDatabaseUsers cannot be sent: {project}"));
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn the_directory_of_settings_can_be_outside_of_the_home_directory() {
    let home = home_with("[a]\nservice = 'elsewhere'");
    let other = home.path().join(".config");
    let nowhere = tempfile::tempdir().unwrap();
    let result = run(nowhere.path(), &[("XDG_CONFIG_HOME", other.to_str().unwrap())]);
    assert_eq!(result, r#"service: service is "elsewhere"; expected cloud or cloudgov"#);
}
