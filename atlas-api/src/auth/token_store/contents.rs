//! The content of a token file.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{StoredToken, TokenAccount};
use crate::Secret;

/// The version of the file format. A file of another version is rejected.
const VERSION: u32 = 1;

/// The tokens of a file, by account.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    version: u32,
    tokens: BTreeMap<String, Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    access_token: Secret,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Contents {
    pub(super) fn empty() -> Self {
        Self { version: VERSION, tokens: BTreeMap::new() }
    }

    /// Parses the text of a token file. Returns `None` for any other text.
    pub(super) fn read(text: &str) -> Option<Self> {
        let contents: Self = serde_json::from_str(text).ok()?;
        (contents.version == VERSION).then_some(contents)
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec_pretty(self)
    }

    pub(super) fn get(&self, account: &TokenAccount) -> Option<StoredToken> {
        let Entry { access_token, issued_at, expires_at } = self.tokens.get(&key(account))?;
        Some(StoredToken::new(access_token.clone(), *issued_at, *expires_at))
    }

    pub(super) fn set(&mut self, account: &TokenAccount, token: &StoredToken) {
        let access_token = token.token().clone();
        let entry = Entry { access_token, issued_at: token.issued_at(), expires_at: token.expires_at() };
        self.tokens.insert(key(account), entry);
    }

    /// Removes the token of an account and returns whether there was one.
    pub(super) fn remove(&mut self, account: &TokenAccount) -> bool {
        self.tokens.remove(&key(account)).is_some()
    }
}

/// Returns the key of an account. A base URL contains no space, so the key is unique.
fn key(account: &TokenAccount) -> String {
    format!("{} {}", account.base_url(), account.client_id())
}
