//! HTTP Digest as Atlas does it: MD5, `qop="auth"`, nonces that can be used again.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use chrono::{DateTime, Utc};
use digest_auth::{Algorithm, AuthContext, AuthorizationHeader, Qop};
use http::Method;

use crate::auth_params;
use crate::error::ApiError;

const REALM: &str = "MMS Public API";

/// How many nonces are remembered: some clients ask for a new one each time and never use it again.
const MAX_NONCES: usize = 100_000;

/// An API key's two halves. It has no `Debug`, so that the private one is printed nowhere.
#[derive(Clone)]
pub(crate) struct ApiKey {
    pub(crate) public: String,
    pub(crate) private: String,
}

/// How long a nonce is good for; without limits, as long as the server runs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NonceLimits {
    pub(crate) uses: Option<u32>,
    pub(crate) lifetime: Option<Duration>,
}

/// Gives out nonces and checks the answers made with them.
pub(crate) struct Digest {
    key: ApiKey,
    limits: NonceLimits,
    /// The nonces that are still good.
    nonces: HashMap<String, Nonce>,
    /// The same, the oldest first.
    order: VecDeque<String>,
    random: RandomState,
    given_out: u64,
}

struct Nonce {
    given_out_at: DateTime<Utc>,
    /// The counts seen. A set, because concurrent requests overtake each other.
    counts: HashSet<u32>,
}

/// What is wrong with an answer.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// It is missing, unreadable, wrong, or was used before.
    Invalid,
    /// It is right, but its nonce is not good any more.
    Stale,
}

impl Digest {
    pub(crate) fn new(key: ApiKey, limits: NonceLimits) -> Self {
        Self { key, limits, nonces: HashMap::new(), order: VecDeque::new(), random: RandomState::new(), given_out: 0 }
    }

    /// Makes every nonce given out so far stale.
    pub(crate) fn expire(&mut self) {
        self.nonces.clear();
        self.order.clear();
    }

    /// The public half of the key that is there from the start.
    pub(crate) fn public_key(&self) -> &str {
        &self.key.public
    }

    /// Checks the `Authorization` header of a request and says the public key that it was made with; a refusal carries a
    /// new challenge. `private_key` knows the other halves of the keys that came later.
    pub(crate) fn check(
        &mut self,
        authorization: Option<&str>,
        method: &Method,
        target: &str,
        now: DateTime<Utc>,
        private_key: impl Fn(&str) -> Option<String>,
    ) -> Result<String, ApiError> {
        self.verify(authorization, method, target, now, private_key).map_err(|refusal| {
            let nonce = self.give_out(now);
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
        let response = authorization.and_then(parse).ok_or(Refusal::Invalid)?;
        let public = response.username.clone();
        let private = if public == self.key.public { Some(self.key.private.clone()) } else { private_key(&public) };
        let key = ApiKey { private: private.ok_or(Refusal::Invalid)?, public };
        if !is_right(&response, &key, method, target) {
            return Err(Refusal::Invalid);
        }
        self.take(&response.nonce, response.nc, now)?;
        Ok(key.public)
    }

    /// Uses a nonce once more.
    fn take(&mut self, nonce: &str, count: u32, now: DateTime<Utc>) -> Result<(), Refusal> {
        let limits = self.limits;
        let known = self.nonces.get_mut(nonce).ok_or(Refusal::Stale)?;
        let age = (now - known.given_out_at).to_std().unwrap_or_default();
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

    fn give_out(&mut self, now: DateTime<Utc>) -> String {
        self.given_out += 1;
        let number = self.given_out;
        let nonce = format!("{:016x}{:016x}", self.random.hash_one(number), self.random.hash_one((number, number)));
        self.nonces.insert(nonce.clone(), Nonce { given_out_at: now, counts: HashSet::new() });
        self.order.push_back(nonce.clone());
        if self.order.len() > MAX_NONCES {
            self.order.pop_front().and_then(|oldest| self.nonces.remove(&oldest));
        }
        nonce
    }
}

/// Whether the answer was made with the key, for this very request.
fn is_right(response: &AuthorizationHeader, key: &ApiKey, method: &Method, target: &str) -> bool {
    let for_this_request = response.realm == REALM
        && response.username == key.public
        && response.algorithm == Algorithm::default()
        && response.qop == Some(Qop::AUTH)
        && response.cnonce.as_deref().is_some_and(|cnonce| !cnonce.is_empty())
        && response.nc > 0
        && !response.userhash
        && response.uri == target;

    let mut expected = response.clone();
    let ApiKey { public, private } = key;
    let body: Option<&[u8]> = None;
    let method = method.as_str().into();
    expected.digest(&AuthContext::new_with_method(public, private, target, body, method));
    for_this_request & same(expected.response.as_bytes(), response.response.as_bytes())
}

/// Reads credentials of the scheme Digest; `None` if they lack something or have something that cannot be.
fn parse(credentials: &str) -> Option<AuthorizationHeader> {
    let mut parameters = auth_params::parse(auth_params::of_scheme(credentials, "digest")?)?;
    let mut take = |name: &str| {
        let place = parameters.iter().position(|(known, _)| known == name)?;
        Some(parameters.swap_remove(place).1)
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
        nc: take("nc").map_or(Some(0), |count| counted(&count))?,
        opaque: take("opaque"),
        userhash: take("userhash").is_some_and(|value| value.eq_ignore_ascii_case("true")),
    })
}

/// Reads a count of uses: eight hexadecimal digits.
fn counted(text: &str) -> Option<u32> {
    let is_count = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(text, 16).ok().filter(|_| is_count)
}

/// Compares without telling by its time where the difference is.
fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |sum, (left, right)| sum | (left ^ right)) == 0
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{ApiKey, Digest, MAX_NONCES, NonceLimits, Refusal};

    #[test]
    fn the_oldest_nonces_are_forgotten_where_there_are_too_many() {
        let key = ApiKey { public: "a".to_owned(), private: "b".to_owned() };
        let mut digest = Digest::new(key, NonceLimits::default());
        let now = DateTime::UNIX_EPOCH;
        let [first, second] = [digest.give_out(now), digest.give_out(now)];
        (2..=MAX_NONCES).for_each(|_| drop(digest.give_out(now)));
        assert_eq!((digest.nonces.len(), digest.order.len()), (MAX_NONCES, MAX_NONCES));
        assert_eq!((digest.take(&first, 1, now), digest.take(&second, 1, now)), (Err(Refusal::Stale), Ok(())));
    }
}
