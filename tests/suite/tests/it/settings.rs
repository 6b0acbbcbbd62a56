//! The client's settings, from a real environment and a real file.
//!
//! The environment belongs to the process. So each test starts a process that runs a single test of this module, with
//! only the given variables.

use std::{fs, path::Path};

use atlas_api::{Atlas, AtlasBuilder};
use atlas_fake::FakeAtlas;
use serde_json::{Value, json};
use tempfile::TempDir;
use tracing_subscriber::filter::LevelFilter;

use crate::observability::recorder::Recorder;
use crate::support::{STARTED, run_in_process, statuses};

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
    run_in_process("settings::list_users_with_the_environment", home, env)
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

/// Creates a client from the environment. Prints the warnings, and the error. This is what the started process runs.
#[test]
#[ignore = "run by the other tests of this module, in a process with other variables"]
fn warn_about_the_environment() {
    assert!(std::env::var_os(STARTED).is_some(), "tests do not read the environment of the user");
    let recorder = Recorder::start(LevelFilter::WARN);
    let created = Atlas::from_env();
    let error = created.as_ref().err().map(|error| format!("{error} {error:?}"));
    let warnings: Vec<_> = recorder.all_events().into_iter().map(|event| (event.name, event.fields)).collect();
    assert_eq!(created.is_ok(), AtlasBuilder::from_env().and_then(AtlasBuilder::build).is_ok());
    println!("<{}>", json!([warnings, error]));
}

/// Runs that test. Returns the warnings and the error, without a secret.
fn warnings(home: &Path, env: &[(&str, &str)]) -> (Value, String) {
    let result = run_in_process("settings::warn_about_the_environment", home, env);
    for secret in [KEY, "hunter22"] {
        assert!(!result.contains(secret), "{result}");
    }
    let mut result: Value = serde_json::from_str(&result).unwrap();
    (result[0].take(), result[1].as_str().unwrap_or_default().to_owned())
}

const KEY: &str = "5a1e3e3c-0c5d-4a51-9f0e-000000000001";

#[test]
fn a_secret_in_another_setting_is_a_warning_and_not_shown() {
    let home = tempfile::tempdir().unwrap();
    let key = [("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdefgh"), ("MONGODB_ATLAS_PRIVATE_API_KEY", "a-key-of-hunter22")];
    let warning = |setting: &str| {
        let message = "a setting contains a secret, or text in the form of one; remove it there, and replace the secret \
                       in Atlas if it may have been logged";
        json!([[message, { "setting": setting }]])
    };
    let hidden = "expected 24 hexadecimal digits, not a text in the form of a secret, which is not shown";
    for (variable, value, setting, problem) in [
        ("MONGODB_ATLAS_PROJECT_ID", KEY, "project id", format!("project id: {hidden}")),
        ("MONGODB_ATLAS_ORG_ID", "mdb_sa_sk_hunter22", "organization id", format!("organization id: {hidden}")),
        (
            "MONGODB_ATLAS_BASE_URL",
            KEY,
            "base URL",
            "base URL a text in the form of a secret, which is not shown: not an absolute URL".to_owned(),
        ),
        (
            "MONGODB_ATLAS_SERVICE",
            KEY,
            "MONGODB_ATLAS_SERVICE",
            "service: MONGODB_ATLAS_SERVICE is a text in the form of a secret, which is not shown; expected cloud or cloudgov".to_owned(),
        ),
        (
            "MONGODB_ATLAS_PROFILE",
            KEY,
            "MONGODB_ATLAS_PROFILE",
            "profile: MONGODB_ATLAS_PROFILE is a text in the form of a secret, which is not shown, but the Atlas CLI has no".to_owned(),
        ),
    ] {
        let (found, error) = warnings(home.path(), &[&key[..], &[(variable, value)]].concat());
        assert_eq!(found, warning(setting));
        assert!(error.starts_with(&problem), "{error}");
    }
    let url = "https://example.com/a%20key";
    let key = [("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdefgh"), ("MONGODB_ATLAS_PRIVATE_API_KEY", "a%20key")];
    // The secret has no certain form, and is too short to be searched for.
    assert_eq!(
        warnings(home.path(), &[&key[..], &[("MONGODB_ATLAS_BASE_URL", url)]].concat()),
        (json!([]), String::new())
    );
    let key = [("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdefgh"), ("MONGODB_ATLAS_PRIVATE_API_KEY", "example.com")];
    let (found, error) = warnings(home.path(), &[&key[..], &[("MONGODB_ATLAS_BASE_URL", url)]].concat());
    assert_eq!((found, error), (warning("base URL"), String::new()));
}

#[cfg(unix)]
#[test]
fn a_profile_with_a_secret_that_others_can_read_is_a_warning() {
    use std::os::unix::fs::PermissionsExt;

    let with_secret = format!("[default]\npublic_api_key = 'abcdefgh'\nprivate_api_key = '{KEY}'\n");
    let without_secret = "[default]\npublic_api_key = 'abcdefgh'\n";
    let key = [("MONGODB_ATLAS_PUBLIC_API_KEY", "abcdefgh"), ("MONGODB_ATLAS_PRIVATE_API_KEY", "private-key")];
    for (profiles, mode, expected) in [
        (with_secret.as_str(), 0o600, None),
        (&with_secret, 0o640, Some("640")),
        (&with_secret, 0o602, Some("602")),
        (without_secret, 0o644, None),
    ] {
        let home = home_with(profiles);
        let settings = if cfg!(target_os = "macos") { "Library/Application Support" } else { ".config" };
        let file = home.path().join(settings).join("atlascli/config.toml");
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let (found, error) = warnings(home.path(), &key);
        let message = "a file with credentials can be read or written by other users; restrict it with `chmod 600`";
        let expected = expected.map(|mode| json!([message, { "file": file.to_str().unwrap(), "mode": mode }]));
        assert_eq!((found, error), (json!(Vec::from_iter(expected)), String::new()), "{mode:o}");
    }
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
