//! Selection of the credentials from the environment or the profile.
//!
//! There are three kinds. If several are set, an access token takes precedence over a service account, and a service
//! account over an API key. In a profile, `auth_type` decides. Both parts of a pair must come from the same source: the
//! environment or the profile.

use super::{
    keyring::Keyring,
    profile::{Profile, refuse},
    setting::{
        ACCESS_TOKEN, AUTH_TYPE, CLIENT_ID, CLIENT_SECRET, Found, PRIVATE_KEY, PUBLIC_KEY, REFRESH_TOKEN, Setting,
        Source,
    },
};
use crate::{Error, Secret, auth::Credentials};

/// A public name and its secret: an API key, or the client id and the client secret of a service account.
type Pair = (String, Secret);

/// Returns the credentials of the environment, if it has any.
pub(super) fn from_environment(env: &impl Source) -> Result<Credentials, Error> {
    if let Some(token) = env.find(&ACCESS_TOKEN) {
        return Ok(from_token(token));
    }
    if let Some(account) = pair_from_environment(env, &CLIENT_ID, &CLIENT_SECRET)? {
        return Ok(from_account(account));
    }
    let key = pair_from_environment(env, &PUBLIC_KEY, &PRIVATE_KEY)?;
    Ok(key.map(from_key).unwrap_or_default())
}

fn pair_from_environment(env: &impl Source, name: &Setting, secret: &Setting) -> Result<Option<Pair>, Error> {
    let incomplete = |set: Found, other: &Setting| {
        let rule = format!("{} is set, but {} is not; set both", set.name, other.env[0]);
        Err(Error::invalid_argument("environment", rule))
    };
    match (env.find(name), env.find(secret)) {
        (Some(name), Some(secret)) => Ok(Some((name.value, secret.value.into()))),
        (Some(set), None) => incomplete(set, secret),
        (None, Some(set)) => incomplete(set, name),
        (None, None) => Ok(None),
    }
}

/// Returns the credentials of a profile, if it has any.
pub(super) fn from_profile(profile: &Profile<'_>, keyring: Keyring<'_>) -> Result<Credentials, Error> {
    let find = |setting: &Setting| find_secret(profile, keyring, setting);
    let pair = |name: &Setting, secret: &Setting| Ok((find(name)?.value, find(secret)?.value.into()));
    let is_set = |settings: &[&Setting]| settings.iter().any(|setting| profile.find(setting).is_some());
    match profile.find(&AUTH_TYPE).map(|found| found.value).as_deref() {
        Some("user_account") => find(&ACCESS_TOKEN).map(from_token),
        Some("service_account") => pair(&CLIENT_ID, &CLIENT_SECRET).map(from_account),
        Some("api_keys") => pair(&PUBLIC_KEY, &PRIVATE_KEY).map(from_key),
        Some(kind) => {
            let kinds = "api_keys, service_account or user_account";
            Err(refuse(format!("{:?} has the unknown auth_type {kind:?}; expected {kinds}", profile.name)))
        }
        // Without `auth_type`, only credentials with a key in the file are used; the keyring is not searched for others.
        None if is_set(&[&ACCESS_TOKEN, &REFRESH_TOKEN]) => find(&ACCESS_TOKEN).map(from_token),
        None if is_set(&[&CLIENT_ID, &CLIENT_SECRET]) => pair(&CLIENT_ID, &CLIENT_SECRET).map(from_account),
        None if is_set(&[&PUBLIC_KEY, &PRIVATE_KEY]) => pair(&PUBLIC_KEY, &PRIVATE_KEY).map(from_key),
        None => Ok(Credentials::default()),
    }
}

/// Finds a part of the credentials in the file, or else in the keyring. It is an error if neither contains it.
fn find_secret(profile: &Profile<'_>, keyring: Keyring<'_>, setting: &Setting) -> Result<Found, Error> {
    if let Some(found) = profile.find(setting) {
        return Ok(found);
    }
    let (name, key) = (&profile.name, setting.profile[0]);
    let service = format!("atlascli_{name}");
    let why = match keyring {
        _ if !profile.keyring => String::new(),
        None => {
            ", and the Atlas CLI may have stored it in the system keyring, which `from_env` reads only with the cargo \
                 feature `keyring`"
                .to_owned()
        }
        Some(read_entry) => match read_entry(&service, key) {
            Ok(Some(value)) if !value.is_empty() => return Ok(Found { name: key, value }),
            Ok(_) => format!(", nor in the system keyring (service {service:?}, user {key:?})"),
            Err(error) => format!(
                ", and the Atlas CLI may have stored it in the system keyring, which could not be read: {error}"
            ),
        },
    };
    let mut variables: Vec<&str> = setting.env[..1].to_vec();
    variables.extend(other_part(key).map(|other| other.env[0]));
    let remedy = if key == ACCESS_TOKEN.profile[0] { "log in again with the Atlas CLI" } else { "add it to the file" };
    Err(refuse(format!("{name:?} has no {key} in the file{why}; {remedy}, or set {}", variables.join(" and "))))
}

/// Returns the other setting of the same pair.
fn other_part(key: &str) -> Option<&'static Setting> {
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

fn from_token(token: Found) -> Credentials {
    Credentials { access_token: Some(token.value.into()), ..Credentials::default() }
}

fn from_account(account: Pair) -> Credentials {
    Credentials { service_account: Some(account), ..Credentials::default() }
}

fn from_key(key: Pair) -> Credentials {
    Credentials { api_key: Some(key), ..Credentials::default() }
}
