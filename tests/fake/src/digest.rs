//! HTTP Digest authentication as in Atlas: MD5, `qop="auth"` and reusable nonces.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use chrono::{DateTime, Utc};
use digest_auth::{Algorithm, AuthContext, AuthorizationHeader, Qop};
use http::Method;

use crate::auth_params;
use crate::error::ApiError;

const REALM: &str = "MMS Public API";

/// The maximum number of stored nonces. Some clients request a new nonce each time and never reuse it.
const MAX_NONCES: usize = 100_000;

/// An API key. It does not implement `Debug`, so that the private key is not printed.
#[derive(Clone)]
pub(crate) struct ApiKey {
    pub(crate) public: String,
    pub(crate) private: String,
}

/// Limits on the reuse of a nonce. Without limits, a nonce is valid for as long as the server runs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NonceLimits {
    pub(crate) uses: Option<u32>,
    pub(crate) lifetime: Option<Duration>,
}

/// The digest authentication: it issues nonces and verifies the digests computed with them.
pub(crate) struct Digest {
    key: ApiKey,
    limits: NonceLimits,
    /// The valid nonces.
    nonces: HashMap<String, Nonce>,
    /// The same nonces, the oldest first.
    order: VecDeque<String>,
    random: RandomState,
    issued: u64,
}

struct Nonce {
    issued_at: DateTime<Utc>,
    /// The values of `nc` used so far. A set, because concurrent requests can arrive out of order.
    counts: HashSet<u32>,
}

/// The reason for refusing the credentials of a request.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// The credentials are missing, malformed or wrong, or their `nc` was used before.
    Invalid,
    /// The credentials are correct, but their nonce is unknown or has expired.
    Stale,
}

impl Digest {
    pub(crate) fn new(key: ApiKey, limits: NonceLimits) -> Self {
        Self { key, limits, nonces: HashMap::new(), order: VecDeque::new(), random: RandomState::new(), issued: 0 }
    }

    /// Expires all nonces issued so far.
    pub(crate) fn expire(&mut self) {
        self.nonces.clear();
        self.order.clear();
    }

    /// Returns the public key of the initial API key.
    pub(crate) fn public_key(&self) -> &str {
        &self.key.public
    }

    /// Checks the `Authorization` header of a request and returns its public key. The error has a new challenge.
    ///
    /// `private_key` returns the private key of an API key created through the API.
    pub(crate) fn check(
        &mut self,
        authorization: Option<&str>,
        method: &Method,
        target: &str,
        now: DateTime<Utc>,
        private_key: impl Fn(&str) -> Option<String>,
    ) -> Result<String, ApiError> {
        self.verify(authorization, method, target, now, private_key).map_err(|refusal| {
            let nonce = self.issue(now);
            let stale = refusal == Refusal::Stale;
            ApiError::unauthorized(format!(
                "Digest realm=\"{REALM}\", domain=\"\", nonce=\"{nonce}\", algorithm=MD5, qop=\"auth\", stale={stale}"
            ))
        })
    }

    fn verify(
        &mut self,
        authorization: Option<&str>,
        method: &Method,
        target: &str,
        now: DateTime<Utc>,
        private_key: impl Fn(&str) -> Option<String>,
    ) -> Result<String, Refusal> {
        let credentials = authorization.and_then(parse).ok_or(Refusal::Invalid)?;
        let public = credentials.username.clone();
        let private = if public == self.key.public { Some(self.key.private.clone()) } else { private_key(&public) };
        let key = ApiKey { private: private.ok_or(Refusal::Invalid)?, public };
        if !is_correct(&credentials, &key, method, target) {
            return Err(Refusal::Invalid);
        }
        self.take(&credentials.nonce, credentials.nc, now)?;
        Ok(key.public)
    }

    /// Marks a count of a nonce as used.
    fn take(&mut self, nonce: &str, count: u32, now: DateTime<Utc>) -> Result<(), Refusal> {
        let limits = self.limits;
        let known = self.nonces.get_mut(nonce).ok_or(Refusal::Stale)?;
        let age = (now - known.issued_at).to_std().unwrap_or_default();
        if limits.lifetime.is_some_and(|lifetime| age > lifetime) {
            self.nonces.remove(nonce);
            return Err(Refusal::Stale);
        }
        if known.counts.contains(&count) {
            return Err(Refusal::Invalid);
        }
        if limits.uses.is_some_and(|uses| known.counts.len() >= uses as usize) {
            return Err(Refusal::Stale);
        }
        known.counts.insert(count);
        Ok(())
    }

    fn issue(&mut self, now: DateTime<Utc>) -> String {
        self.issued += 1;
        let number = self.issued;
        let nonce = format!("{:016x}{:016x}", self.random.hash_one(number), self.random.hash_one((number, number)));
        self.nonces.insert(nonce.clone(), Nonce { issued_at: now, counts: HashSet::new() });
        self.order.push_back(nonce.clone());
        if self.order.len() > MAX_NONCES {
            self.order.pop_front().and_then(|oldest| self.nonces.remove(&oldest));
        }
        nonce
    }
}

/// Returns whether the digest was computed with this key for this request.
fn is_correct(credentials: &AuthorizationHeader, key: &ApiKey, method: &Method, target: &str) -> bool {
    let for_this_request = credentials.realm == REALM
        && credentials.username == key.public
        && credentials.algorithm == Algorithm::default()
        && credentials.qop == Some(Qop::AUTH)
        && credentials.cnonce.as_deref().is_some_and(|cnonce| !cnonce.is_empty())
        && credentials.nc > 0
        && !credentials.userhash
        && credentials.uri == target;

    let mut expected = credentials.clone();
    let ApiKey { public, private } = key;
    let body: Option<&[u8]> = None;
    let method = method.as_str().into();
    expected.digest(&AuthContext::new_with_method(public, private, target, body, method));
    for_this_request & constant_time_eq(expected.response.as_bytes(), credentials.response.as_bytes())
}

/// Parses Digest credentials. Returns `None` if a required parameter is missing or a value is invalid.
fn parse(credentials: &str) -> Option<AuthorizationHeader> {
    let mut parameters = auth_params::parse(auth_params::of_scheme(credentials, "digest")?)?;
    let mut take = |name: &str| {
        let index = parameters.iter().position(|(known, _)| known == name)?;
        Some(parameters.swap_remove(index).1)
    };
    Some(AuthorizationHeader {
        username: take("username")?,
        realm: take("realm")?,
        nonce: take("nonce")?,
        uri: take("uri")?,
        response: take("response")?.to_ascii_lowercase(),
        algorithm: take("algorithm")
            .map_or(Some(Algorithm::default()), |name| name.to_ascii_uppercase().parse().ok())?,
        qop: take("qop").map(|name| name.to_ascii_lowercase().parse()).transpose().ok()?,
        cnonce: take("cnonce"),
        nc: take("nc").map_or(Some(0), |count| nonce_count(&count))?,
        opaque: take("opaque"),
        userhash: take("userhash").is_some_and(|value| value.eq_ignore_ascii_case("true")),
    })
}

/// Parses an `nc` value of eight hexadecimal digits.
fn nonce_count(text: &str) -> Option<u32> {
    let is_count = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(text, 16).ok().filter(|_| is_count)
}

/// Compares in constant time, so that the time does not reveal the position of a difference.
fn constant_time_eq(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |sum, (left, right)| sum | (left ^ right)) == 0
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{ApiKey, Digest, MAX_NONCES, NonceLimits, Refusal};

    #[test]
    fn the_oldest_nonces_are_removed_at_the_maximum() {
        let key = ApiKey { public: "a".to_owned(), private: "b".to_owned() };
        let mut digest = Digest::new(key, NonceLimits::default());
        let now = DateTime::UNIX_EPOCH;
        let [first, second] = [digest.issue(now), digest.issue(now)];
        (2..=MAX_NONCES).for_each(|_| drop(digest.issue(now)));
        assert_eq!((digest.nonces.len(), digest.order.len()), (MAX_NONCES, MAX_NONCES));
        assert_eq!((digest.take(&first, 1, now), digest.take(&second, 1, now)), (Err(Refusal::Stale), Ok(())));
    }
}
