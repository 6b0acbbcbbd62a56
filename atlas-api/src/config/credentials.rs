//! Which credentials the settings say, or why there are none that can be used.
//!
//! There are three kinds. Where several are set, an access token comes before a service account, and that before an API
//! key; in a profile, `auth_type` decides. Both parts of a pair come from one place, the environment or the profile.

use super::{
    keyring::Keyring,
    profile::{Profile, refuse},
    setting::{
        ACCESS_TOKEN, AUTH_TYPE, CLIENT_ID, CLIENT_SECRET, Found, PRIVATE_KEY, PUBLIC_KEY, REFRESH_TOKEN, Setting,
        Source,
    },
};
use crate::{Error, Secret, auth::Credentials};

/// A name that others may know, and the secret that goes with it.
type Pair = (String, Secret);

/// The credentials of the environment, if it has any.
pub(super) fn of_environment(env: &impl Source) -> Result<Credentials, Error> {
    if let Some(token) = env.find(&ACCESS_TOKEN) {
        return Ok(of_token(token));
    }
    if let Some(account) = pair_of_environment(env, &CLIENT_ID, &CLIENT_SECRET)? {
        return Ok(of_account(account));
    }
    let key = pair_of_environment(env, &PUBLIC_KEY, &PRIVATE_KEY)?;
    Ok(key.map(of_key).unwrap_or_default())
}

fn pair_of_environment(env: &impl Source, name: &Setting, secret: &Setting) -> Result<Option<Pair>, Error> {
    let half = |set: Found, other: &Setting| {
        let rule = format!("{} is set, but {} is not", set.name, other.env[0]);
        Err(Error::invalid_argument("environment", rule))
    };
    match (env.find(name), env.find(secret)) {
        (Some(name), Some(secret)) => Ok(Some((name.value, secret.value.into()))),
        (Some(set), None) => half(set, secret),
        (None, Some(set)) => half(set, name),
        (None, None) => Ok(None),
    }
}

/// The credentials of a profile, if it has any.
pub(super) fn of_profile(profile: &Profile, keyring: Keyring<'_>) -> Result<Credentials, Error> {
    let find = |setting: &Setting| find_secret(profile, keyring, setting);
    let pair = |name: &Setting, secret: &Setting| Ok((find(name)?.value, find(secret)?.value.into()));
    let is_set = |settings: &[&Setting]| settings.iter().any(|setting| profile.find(setting).is_some());
    match profile.find(&AUTH_TYPE).map(|found| found.value).as_deref() {
        Some("user_account") => find(&ACCESS_TOKEN).map(of_token),
        Some("service_account") => pair(&CLIENT_ID, &CLIENT_SECRET).map(of_account),
        Some("api_keys") => pair(&PUBLIC_KEY, &PRIVATE_KEY).map(of_key),
        Some(kind) => {
            let kinds = "api_keys, service_account or user_account";
            Err(refuse(format!("{:?} has the auth_type {kind:?}; expected {kinds}", profile.name)))
        }
        // What the keyring alone has does not count without a word for it in the file.
        None if is_set(&[&ACCESS_TOKEN, &REFRESH_TOKEN]) => find(&ACCESS_TOKEN).map(of_token),
        None if is_set(&[&CLIENT_ID, &CLIENT_SECRET]) => pair(&CLIENT_ID, &CLIENT_SECRET).map(of_account),
        None if is_set(&[&PUBLIC_KEY, &PRIVATE_KEY]) => pair(&PUBLIC_KEY, &PRIVATE_KEY).map(of_key),
        None => Ok(Credentials::default()),
    }
}

/// A part of credentials, from the file or else from the keyring. Without it there are none.
fn find_secret(profile: &Profile, keyring: Keyring<'_>, setting: &Setting) -> Result<Found, Error> {
    if let Some(found) = profile.find(setting) {
        return Ok(found);
    }
    let (name, key) = (&profile.name, setting.profile[0]);
    let service = format!("atlascli_{name}");
    let why = match keyring {
        _ if !profile.keyring => String::new(),
        None => ", and the Atlas CLI may have put it into the keyring of the system, which `from_env` reads if it is \
                 built with the cargo feature `keyring`"
            .to_owned(),
        Some(look) => match look(&service, key) {
            Ok(Some(value)) if !value.is_empty() => return Ok(Found { name: key, value }),
            Ok(_) => format!(", and neither has the keyring of the system (service {service}, user {key})"),
            Err(error) => format!(
                ", and the keyring of the system, where the Atlas CLI may have put it, can't be read by the cargo feature \
                 `keyring`: {error}"
            ),
        },
    };
    let mut instead: Vec<&str> = setting.env[..1].to_vec();
    instead.extend(other_half(key).map(|other| other.env[0]));
    let login = if key == ACCESS_TOKEN.profile[0] { "log in again with the Atlas CLI" } else { "write it there" };
    Err(refuse(format!("{name:?} has no {key} in the file{why}; {login}, or set {}", instead.join(" and "))))
}

/// What has to be set too where this is.
fn other_half(key: &str) -> Option<&'static Setting> {
    [(&PUBLIC_KEY, &PRIVATE_KEY), (&CLIENT_ID, &CLIENT_SECRET)].into_iter().find_map(|(name, secret)| {
        if name.profile.contains(&key) {
            Some(secret)
        } else if secret.profile.contains(&key) {
            Some(name)
        } else {
            None
        }
    })
}

fn of_token(token: Found) -> Credentials {
    Credentials { access_token: Some(token.value.into()), ..Credentials::default() }
}

fn of_account(account: Pair) -> Credentials {
    Credentials { service_account: Some(account), ..Credentials::default() }
}

fn of_key(key: Pair) -> Credentials {
    Credentials { api_key: Some(key), ..Credentials::default() }
}
