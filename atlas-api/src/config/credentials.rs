//! Which API key the settings say, or why there is none that can be used.
//!
//! Atlas knows three kinds of credentials. Of those, access tokens and service accounts are of no use here yet; where one
//! is set, it is an error and not passed over, as it was set to be used.

use super::{
    profile::{Profile, refuse},
    setting::{ACCESS_TOKEN, AUTH_TYPE, CLIENT_ID, CLIENT_SECRET, Found, PRIVATE_KEY, PUBLIC_KEY, Source},
};
use crate::{Error, Secret};

/// The public and the private half of an API key.
pub(super) type Key = (String, Secret);

/// The API key of the environment, if it has credentials.
pub(super) fn of_environment(env: &impl Source) -> Result<Option<Key>, Error> {
    let refuse = |rule: String| Err(Error::invalid_argument("environment", rule));
    let (public, private) = (env.find(&PUBLIC_KEY), env.find(&PRIVATE_KEY));
    match (other(env), public, private) {
        (Some(other), None, None) => {
            let [public, private] = [PUBLIC_KEY.env[0], PRIVATE_KEY.env[0]];
            refuse(format!("{other} is set, but {ONLY_KEYS}; set {public} and {private} instead"))
        }
        (Some(other), Some(key), _) | (Some(other), None, Some(key)) => {
            refuse(format!("{other} and {} are both set, but {ONLY_KEYS}; unset {other}", key.name))
        }
        (None, Some(public), Some(private)) => Ok(Some(key(public, private))),
        (None, Some(half), None) => refuse(format!("{} is set, but {} is not", half.name, PRIVATE_KEY.env[0])),
        (None, None, Some(half)) => refuse(format!("{} is set, but {} is not", half.name, PUBLIC_KEY.env[0])),
        (None, None, None) => Ok(None),
    }
}

/// The API key of a profile, if it has credentials.
pub(super) fn of_profile(profile: &Profile) -> Result<Option<Key>, Error> {
    let name = &profile.name;
    let auth_type = profile.find(&AUTH_TYPE);
    let (public, private) = (profile.find(&PUBLIC_KEY), profile.find(&PRIVATE_KEY));
    match (auth_type.as_ref().map(|found| found.value.as_str()), other(profile), &public, &private) {
        (Some("api_keys"), ..) => {}
        (Some(kind @ ("service_account" | "user_account")), ..) => {
            return Err(refuse(format!("{name:?} has the auth_type {kind}, but {ONLY_KEYS}; {ELSEWHERE}")));
        }
        (Some(kind), ..) => {
            let kinds = "api_keys, service_account or user_account";
            return Err(refuse(format!("{name:?} has the auth_type {kind:?}; expected {kinds}")));
        }
        (None, Some(other), None, None) => {
            return Err(refuse(format!("{name:?} has {other}, but {ONLY_KEYS}; {ELSEWHERE}")));
        }
        (None, Some(other), Some(key), _) | (None, Some(other), None, Some(key)) => {
            let rule = format!("{name:?} has {other} and {}; say with auth_type which of them counts", key.name);
            return Err(refuse(rule));
        }
        (None, None, None, None) => return Ok(None),
        (None, None, ..) => {}
    }
    match (public, private) {
        (Some(public), Some(private)) => Ok(Some(key(public, private))),
        (None, _) => Err(missing(profile, PUBLIC_KEY.profile[0])),
        (_, None) => Err(missing(profile, PRIVATE_KEY.profile[0])),
    }
}

const ONLY_KEYS: &str = "this version works with API keys only";
const ELSEWHERE: &str = "choose another profile with MONGODB_ATLAS_PROFILE, or set MONGODB_ATLAS_PUBLIC_API_KEY and \
                         MONGODB_ATLAS_PRIVATE_API_KEY";

/// What is set of the credentials that are no API key: the token comes before the service account.
fn other(source: &impl Source) -> Option<&'static str> {
    [ACCESS_TOKEN, CLIENT_ID, CLIENT_SECRET].iter().find_map(|setting| Some(source.find(setting)?.name))
}

fn key(public: Found, private: Found) -> Key {
    (public.value, private.value.into())
}

/// A profile without one half of its key, or without both.
fn missing(profile: &Profile, half: &str) -> Error {
    let name = &profile.name;
    let why = if profile.keyring {
        "; the Atlas CLI keeps it in the keyring of the system, which this version does not read"
    } else {
        ""
    };
    let (public, private) = (PUBLIC_KEY.env[0], PRIVATE_KEY.env[0]);
    refuse(format!("{name:?} has no {half} in the file{why}; write it there, or set {public} and {private}"))
}
