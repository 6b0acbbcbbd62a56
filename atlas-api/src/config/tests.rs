//! Tests of the resolution of settings.

use super::*;

const PUBLIC: (&str, &str) = ("MONGODB_ATLAS_PUBLIC_API_KEY", "envpubli");
const PRIVATE: (&str, &str) = ("MONGODB_ATLAS_PRIVATE_API_KEY", "hunter22-env");

fn resolve_in(env: &[(&str, &str)], file: Option<&str>) -> Result<Settings, Error> {
    resolve(|name| Some(env.iter().find(|(set, _)| *set == name)?.1.to_owned()), file)
}

/// A public and a private key, a project, an organization, a base URL and a profile.
type Expected<'a> = (Option<(&'a str, &'a str)>, [Option<&'a str>; 4]);

#[track_caller]
fn check(env: &[(&str, &str)], file: Option<&str>, expected: Expected<'_>) {
    let settings = resolve_in(env, file).unwrap();
    let key = settings.credentials.api_key.as_ref().map(|(public, private)| (public.as_str(), private.expose()));
    assert_eq!((key, [settings.project_id(), settings.org_id(), settings.base_url(), settings.profile()]), expected);
}

/// Checks the message, and that the error contains no secret: all secrets of these tests begin with `hunter22`.
#[track_caller]
fn check_rejected(env: &[(&str, &str)], file: Option<&str>, message: &str) {
    let error = resolve_in(env, file).unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), message);
    assert!(!format!("{error:?}").contains("hunter22"), "{error:?}");
}

const FULL: &str = r#"
    version = 1
    mongosh_path = "/usr/bin/mongosh"

    [default]
    public_api_key = "defpubli"
    private_api_key = "hunter22-default"
    project_id = "default-project"
    org_id = "default-org"
    service = "cloud"

    [staging]
    auth_type = "api_keys"
    public_api_key = "stagpubl"
    private_api_key = "hunter22-staging"
    access_token = "hunter22-left-over"
    ops_manager_url = "https://staging.example.com"
    service = "cloudgov"
"#;
const CLOUD: &str = "https://cloud.mongodb.com";

#[test]
fn each_variable_is_read_and_the_first_that_is_set_is_used() {
    let public = ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PUBLIC_KEY", "MCLI_PUBLIC_API_KEY"];
    let private = ["MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_PRIVATE_KEY", "MCLI_PRIVATE_API_KEY"];
    let base_url = ["MONGODB_ATLAS_BASE_URL", "MONGODB_ATLAS_OPS_MANAGER_URL", "MCLI_OPS_MANAGER_URL"];
    let values = ["first", "second", "third"];
    let urls = ["https://first.example.com", "https://second.example.com", "https://third.example.com"];
    for from in 0..3 {
        // The names before `from` have empty values, which are treated as not set.
        let set = |at: usize, value| if at < from { "" } else { value };
        let env: Vec<_> = (0..3)
            .rev()
            .flat_map(|at| {
                [
                    (public[at], set(at, values[at])),
                    (private[at], set(at, values[at])),
                    (base_url[at], set(at, urls[at])),
                ]
            })
            .collect();
        check(&env, None, (Some((values[from], values[from])), [None, None, Some(urls[from]), None]));
    }
    let rest =
        [("MONGODB_ATLAS_PROJECT_ID", "p"), ("MONGODB_ATLAS_ORG_ID", "o"), ("MONGODB_ATLAS_SERVICE", "cloudgov")];
    check(&rest, None, (None, [Some("p"), Some("o"), Some("https://cloud.mongodbgov.com"), None]));
    check(&[], None, (None, [None; 4]));
}

#[test]
fn the_environment_takes_precedence_over_the_profile_for_each_setting() {
    let default = Some(("defpubli", "hunter22-default"));
    let rest = [Some("default-project"), Some("default-org"), Some(CLOUD), Some("default")];
    check(&[], Some(FULL), (default, rest));

    let key = Some((PUBLIC.1, PRIVATE.1));
    check(&[PUBLIC, PRIVATE], Some(FULL), (key, rest));
    let [_, org, url, profile] = rest;
    check(&[("MONGODB_ATLAS_PROJECT_ID", "p")], Some(FULL), (default, [Some("p"), org, url, profile]));
}

#[test]
fn a_base_url_takes_precedence_over_a_service_and_the_environment_over_the_profile() {
    let [base_url, service, profile] = ["MONGODB_ATLAS_BASE_URL", "MONGODB_ATLAS_SERVICE", "MONGODB_ATLAS_PROFILE"];
    let staging = (profile, "staging");
    for (env, expected) in [
        (vec![staging], "https://staging.example.com"),
        (vec![staging, (service, "cloud")], CLOUD),
        (vec![staging, (service, "cloud"), (base_url, "https://env.example.com")], "https://env.example.com"),
        (vec![(service, "nonsense"), (base_url, "https://env.example.com")], "https://env.example.com"),
    ] {
        assert_eq!(resolve_in(&env, Some(FULL)).unwrap().base_url(), Some(expected), "{env:?}");
    }
    for key in ["base_url", "ops_manager_url"] {
        let file = format!("[only]\n{key} = 'http://example.com:8080'");
        assert_eq!(resolve_in(&[], Some(&file)).unwrap().base_url(), Some("http://example.com:8080"));
    }
}

#[test]
fn an_invalid_base_url_or_service_is_rejected() {
    let service = [("MONGODB_ATLAS_SERVICE", "cloud-manager")];
    let message = r#"service: MONGODB_ATLAS_SERVICE is "cloud-manager"; expected cloud or cloudgov"#;
    check_rejected(&service, None, message);
    check_rejected(&[], Some("[a]\nservice = 'gov'"), r#"service: service is "gov"; expected cloud or cloudgov"#);
    for url in ["http://me:hunter22@example.com", "https://me:hunter22@"] {
        let message =
            |name| format!(r#"base URL: {name} contains "@"; remove credentials from the URL and set them separately"#);
        check_rejected(&[("MCLI_OPS_MANAGER_URL", url)], None, &message("MCLI_OPS_MANAGER_URL"));
        check_rejected(&[], Some(&format!("[a]\nbase_url = '{url}'")), &message("base_url"));
    }
}

#[test]
fn the_profile_is_the_named_one_or_default_or_the_only_one() {
    let chosen = |env: &[(&str, &str)], file| resolve_in(env, Some(file)).unwrap().profile;
    let (one, two) = ("[a]\nproject_id = 'p'", "[a]\n[b]");
    assert_eq!(chosen(&[("MONGODB_ATLAS_PROFILE", "staging")], FULL).as_deref(), Some("staging"));
    assert_eq!(chosen(&[("MONGODB_ATLAS_PROFILE", "")], FULL).as_deref(), Some("default"));
    assert_eq!(chosen(&[], one).as_deref(), Some("a"));
    assert_eq!(chosen(&[], "version = 2"), None);
    assert_eq!(chosen(&[PUBLIC, PRIVATE], two), None, "a profile is required only if it must provide the credentials");

    let message = r#"profile: none is named "default"; choose one with MONGODB_ATLAS_PROFILE: "a", "b""#;
    check_rejected(&[], Some(two), message);
    let named = [("MONGODB_ATLAS_PROFILE", "c")];
    let message = r#"profile: MONGODB_ATLAS_PROFILE is "c", which is not in the config.toml of the Atlas CLI; choose one of: "a", "b""#;
    check_rejected(&named, Some(two), message);
    let message = r#"profile: MONGODB_ATLAS_PROFILE is "c", but the Atlas CLI has no config.toml; create it, or unset MONGODB_ATLAS_PROFILE"#;
    check_rejected(&[PUBLIC, PRIVATE, named[0]], None, message);
}

#[test]
fn an_incomplete_key_in_the_environment_is_an_error_with_any_profile() {
    for file in [None, Some(FULL)] {
        let message =
            "environment: MONGODB_ATLAS_PUBLIC_API_KEY is set, but MONGODB_ATLAS_PRIVATE_API_KEY is not; set both";
        check_rejected(&[PUBLIC], file, message);
        let message = "environment: MCLI_PRIVATE_API_KEY is set, but MONGODB_ATLAS_PUBLIC_API_KEY is not; set both";
        check_rejected(&[("MCLI_PRIVATE_API_KEY", "hunter22")], file, message);
    }
}

/// Returns the kind of the credentials and their parts.
fn parts(settings: &Settings) -> Vec<String> {
    let Credentials { api_key, service_account, access_token } = &settings.credentials;
    let key = api_key.iter().flat_map(|(public, private)| ["key", public, private.expose()]);
    let account = service_account.iter().flat_map(|(id, secret)| ["account", id, secret.expose()]);
    let token = access_token.iter().flat_map(|token| ["token", token.expose()]);
    key.chain(account).chain(token).map(str::to_owned).collect()
}

const TOKEN: (&str, &str) = ("MONGODB_ATLAS_ACCESS_TOKEN", "hunter22-token");
const ID: (&str, &str) = ("MONGODB_ATLAS_CLIENT_ID", "mdb_sa_id_66a7");
const SECRET: (&str, &str) = ("MONGODB_ATLAS_CLIENT_SECRET", "hunter22-secret");

#[test]
fn a_token_takes_precedence_over_a_service_account_over_a_key_and_the_environment_over_the_profile() {
    for (env, expected) in [
        (&[TOKEN, ID, SECRET, PUBLIC, PRIVATE][..], &["token", TOKEN.1][..]),
        (&[TOKEN, ID], &["token", TOKEN.1]),
        (&[ID, SECRET, PUBLIC, PRIVATE], &["account", ID.1, SECRET.1]),
        (&[PUBLIC, PRIVATE], &["key", PUBLIC.1, PRIVATE.1]),
        (&[], &["token", "hunter22-file"]),
    ] {
        let file = "[a]\naccess_token = 'hunter22-file'";
        assert_eq!(parts(&resolve_in(env, Some(file)).unwrap()), expected);
    }
    assert_eq!(resolve_in(&[ID, SECRET], None).unwrap().client_id(), Some(ID.1));
}

#[test]
fn an_incomplete_service_account_in_the_environment_is_an_error_even_with_a_key() {
    for env in [&[ID][..], &[ID, PUBLIC, PRIVATE]] {
        let message = "environment: MONGODB_ATLAS_CLIENT_ID is set, but MONGODB_ATLAS_CLIENT_SECRET is not; set both";
        check_rejected(env, Some(FULL), message);
    }
    let message = "environment: MONGODB_ATLAS_CLIENT_SECRET is set, but MONGODB_ATLAS_CLIENT_ID is not; set both";
    check_rejected(&[SECRET], None, message);
}

const EVERYTHING: &str = "access_token = 'hunter22-t'\nclient_id = 'id'\nclient_secret = 'hunter22-s'\n\
                          public_api_key = 'public'\nprivate_api_key = 'hunter22-p'";

#[test]
fn the_auth_type_of_a_profile_decides_and_without_it_the_precedence() {
    let account = "client_id = 'id'\nclient_secret = 'hunter22-s'\nprivate_api_key = 'hunter22'";
    for (profile, expected) in [
        (EVERYTHING.to_owned(), &["token", "hunter22-t"][..]),
        (account.to_owned(), &["account", "id", "hunter22-s"]),
        (format!("auth_type = 'user_account'\n{EVERYTHING}"), &["token", "hunter22-t"]),
        (format!("auth_type = 'service_account'\n{EVERYTHING}"), &["account", "id", "hunter22-s"]),
        (format!("auth_type = 'api_keys'\n{EVERYTHING}"), &["key", "public", "hunter22-p"]),
        ("project_id = 'p'".to_owned(), &[]),
    ] {
        let file = format!("[a]\n{profile}");
        assert_eq!(parts(&resolve_in(&[], Some(&file)).unwrap()), expected, "{profile}");
    }
    let message =
        r#"profile: "a" has the unknown auth_type "keys"; expected api_keys, service_account or user_account"#;
    check_rejected(&[], Some("[a]\nauth_type = 'keys'"), message);
}

#[test]
fn a_missing_secret_of_a_profile_is_named_with_the_alternatives() {
    let key = "add it to the file, or set MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY";
    let swapped = "add it to the file, or set MONGODB_ATLAS_PRIVATE_API_KEY and MONGODB_ATLAS_PUBLIC_API_KEY";
    let account = "add it to the file, or set MONGODB_ATLAS_CLIENT_SECRET and MONGODB_ATLAS_CLIENT_ID";
    let login = "log in again with the Atlas CLI, or set MONGODB_ATLAS_ACCESS_TOKEN";
    let keyring = ", and the Atlas CLI may have stored it in the system keyring, which `from_env` reads only with the \
                   cargo feature `keyring`";
    for (file, missing, why, advice) in [
        ("version = 2\n[a]\nauth_type = 'api_keys'\nproject_id = 'p'", "public_api_key", keyring, key),
        ("version = 2\n[a]\nauth_type = 'api_keys'\npublic_api_key = 'b'", "private_api_key", keyring, swapped),
        ("version = 2\n[a]\nauth_type = 'service_account'\nclient_id = 'b'", "client_secret", keyring, account),
        ("version = 2\n[a]\nauth_type = 'user_account'", "access_token", keyring, login),
        ("version = 1\n[a]\npublic_api_key = 'b'\nprivate_api_key = ''", "private_api_key", "", swapped),
        ("[a]\nprivate_api_key = 'hunter22'", "public_api_key", "", key),
        ("[a]\nclient_id = 'b'", "client_secret", "", account),
        ("[a]\nrefresh_token = 'hunter22'", "access_token", "", login),
    ] {
        check_rejected(&[], Some(file), &format!(r#"profile: "a" has no {missing} in the file{why}; {advice}"#));
    }
}

#[test]
fn a_secret_missing_in_the_file_is_read_from_the_keyring_by_profile_and_name() {
    let requested = std::cell::RefCell::new(Vec::new());
    let read_entry = |service: &str, user: &str| {
        requested.borrow_mut().push(format!("{service} {user}"));
        Ok(Some(format!("hunter22-{user}")))
    };
    let resolved = |file: &str| resolve_with(|_| None, Some(file), Some(&read_entry)).unwrap();
    for (file, expected, names) in [
        (
            "version = 2\n[a]\nauth_type = 'api_keys'",
            &["key", "hunter22-public_api_key", "hunter22-private_api_key"][..],
            &["atlascli_a public_api_key", "atlascli_a private_api_key"][..],
        ),
        (
            "version = 2\n[b]\nauth_type = 'service_account'\nclient_id = 'id'",
            &["account", "id", "hunter22-client_secret"],
            &["atlascli_b client_secret"],
        ),
        (
            "version = 2\n[a]\nauth_type = 'user_account'",
            &["token", "hunter22-access_token"],
            &["atlascli_a access_token"],
        ),
        ("version = 2\n[a]\nproject_id = 'p'", &[], &[]),
    ] {
        assert_eq!(parts(&resolved(file)), expected, "{file}");
        assert_eq!(requested.take(), names, "{file}");
    }
}

#[test]
fn a_missing_keyring_or_entry_is_named_in_the_error() {
    let file = "version = 2\n[a]\nauth_type = 'service_account'\nclient_id = 'id'";
    let advice = "add it to the file, or set MONGODB_ATLAS_CLIENT_SECRET and MONGODB_ATLAS_CLIENT_ID";
    let message =
        |entry: keyring::ReadEntry<'_>| resolve_with(|_| None, Some(file), Some(entry)).unwrap_err().to_string();
    let expected = "profile: \"a\" has no client_secret in the file, and the Atlas CLI may have stored it in the system \
                    keyring, which could not be read: no D-Bus; ";
    assert_eq!(message(&|_, _| Err("no D-Bus".to_owned())), format!("{expected}{advice}"));
    let expected = "profile: \"a\" has no client_secret in the file, nor in the system keyring (service \"atlascli_a\", user \
                    \"client_secret\"); ";
    assert_eq!(message(&|_, _| Ok(None)), format!("{expected}{advice}"));
}

#[test]
fn an_invalid_file_is_rejected_with_the_line_number_and_without_its_text() {
    let message = |line| format!("profile: the config.toml of the Atlas CLI is not valid TOML; check line {line}");
    for (file, line) in [
        ("[default]\npublic_api_key = 'a'\nprivate_api_key = \"hunter22\n", 3),
        ("[default]\nprivate_api_key = hunter22\n", 2),
        ("hunter22", 1),
        ("[a]\nproject_id = 'p'\nproject_id = 'hunter22'", 3),
    ] {
        check_rejected(&[PUBLIC, PRIVATE], Some(file), &message(line));
    }
    let message = r#"profile: "a" has a private_api_key that is not a string; put it in quotes"#;
    check_rejected(&[], Some("[a]\nprivate_api_key = 22"), message);
}

#[test]
fn a_client_is_created_from_complete_settings() {
    let project = ("MONGODB_ATLAS_PROJECT_ID", "5f1a2b3c4d5e6f7a8b9c0d1e");
    let client = |env: &[(&str, &str)]| resolve_in(env, None).unwrap().client();
    assert_eq!(client(&[PUBLIC, PRIVATE, project]).unwrap().project_id().unwrap().to_string(), project.1);
    let message = "credentials: missing; set MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY, or \
                   MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET, or MONGODB_ATLAS_ACCESS_TOKEN, or \
                   public_api_key and private_api_key in the profile of the Atlas CLI";
    assert_eq!(client(&[project]).unwrap_err().to_string(), message);
    assert!(client(&[PUBLIC, PRIVATE]).unwrap().project_id().unwrap_err().is_invalid_argument());
    let account = [("MONGODB_ATLAS_PUBLIC_API_KEY", "mdb_sa_id_66a7"), PRIVATE, project];
    let error = client(&account).unwrap_err().to_string();
    assert!(error.starts_with("public key: value is the id or the secret of a service account"), "{error}");
}

#[test]
fn the_debug_output_of_settings_contains_no_secret() {
    for (env, shown) in [(&[PUBLIC, PRIVATE][..], PUBLIC.1), (&[ID, SECRET], ID.1), (&[TOKEN], "REDACTED")] {
        let settings = resolve_in(env, Some(FULL)).unwrap();
        let output = format!("{settings:?} {:?}", Atlas::builder().settings(settings.clone()));
        assert!(output.contains(shown) && !output.contains("hunter22"), "{output}");
    }
}
