//! The content of a token file.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::{StoredToken, TokenAccount};
use crate::{Secret, auth::read_object::read_object};

/// The version of the file format. A file of another version is rejected.
const VERSION: u32 = 1;

/// The tokens of a file, by account.
pub(super) struct Contents {
    version: u32,
    tokens: BTreeMap<String, Entry>,
}

struct Entry {
    access_token: Secret,
    issued_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

read_object!(Contents { version, tokens });
read_object!(Entry { access_token, issued_at, expires_at });

impl Serialize for Contents {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        let mut object = json.serialize_struct("Contents", 2)?;
        object.serialize_field("version", &self.version)?;
        object.serialize_field("tokens", &self.tokens)?;
        object.end()
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, json: S) -> Result<S::Ok, S::Error> {
        let mut object = json.serialize_struct("Entry", 3)?;
        object.serialize_field("access_token", &self.access_token)?;
        object.serialize_field("issued_at", &self.issued_at)?;
        object.serialize_field("expires_at", &self.expires_at)?;
        object.end()
    }
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
        let Entry { access_token, issued_at, expires_at } = self.tokens.get(&account.key())?;
        Some(StoredToken::new(access_token.clone(), *issued_at, *expires_at))
    }

    pub(super) fn set(&mut self, account: &TokenAccount, token: &StoredToken) {
        let access_token = token.token().clone();
        let entry = Entry { access_token, issued_at: token.issued_at(), expires_at: token.expires_at() };
        self.tokens.insert(account.key(), entry);
    }

    /// Removes the token of an account and returns whether there was one.
    pub(super) fn remove(&mut self, account: &TokenAccount) -> bool {
        self.tokens.remove(&account.key()).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "version": 1,
  "tokens": {
    "https://cloud.mongodb.com a": {
      "access_token": "hunter22",
      "issued_at": "2026-01-02T03:04:05Z",
      "expires_at": "2026-01-02T04:04:05Z"
    }
  }
}"#;

    #[test]
    fn a_file_that_was_read_is_written_unchanged() {
        let contents = Contents::read(TEXT).unwrap();
        assert_eq!(String::from_utf8(contents.write().unwrap()).unwrap(), TEXT);
    }

    #[test]
    fn another_missing_or_repeated_property_is_rejected() {
        for (before, after) in [
            (r#""version": 1,"#, r#""version": 1, "other": 1,"#),
            (r#""version": 1,"#, r#""version": 2, "version": 1,"#),
            (r#""version": 1,"#, ""),
            (r#""access_token""#, r#""scope": "a", "access_token""#),
            (r#""access_token": "hunter22","#, ""),
        ] {
            assert!(TEXT.contains(before));
            assert!(Contents::read(&TEXT.replace(before, after)).is_none(), "{after}");
        }
    }
}
