//! The names of logs.

use std::{convert::Infallible, fmt, str::FromStr};

/// A log of a host.
///
/// Text converts to the log of this name. A name that this crate does not know is [`Unknown`](Self::Unknown), and is
/// sent unchanged.
///
/// ```
/// use atlas_api::logs::LogName;
///
/// assert_eq!(LogName::from("mongos"), LogName::Mongos);
/// assert_eq!(LogName::MongodbAuditLog.as_str(), "mongodb-audit-log");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LogName {
    /// `mongodb`: the log of `mongod`.
    Mongodb,
    /// `mongos`: the log of the router of a sharded cluster.
    Mongos,
    /// `mongodb-audit-log`: the audit log of `mongod`, if auditing is enabled.
    MongodbAuditLog,
    /// `mongos-audit-log`: the audit log of the router, if auditing is enabled.
    MongosAuditLog,
    /// Another log, by its name.
    Unknown(String),
}

impl LogName {
    /// Returns the name of the log in the API.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Mongodb => "mongodb",
            Self::Mongos => "mongos",
            Self::MongodbAuditLog => "mongodb-audit-log",
            Self::MongosAuditLog => "mongos-audit-log",
            Self::Unknown(name) => name,
        }
    }
}

impl From<&str> for LogName {
    fn from(name: &str) -> Self {
        let known = [Self::Mongodb, Self::Mongos, Self::MongodbAuditLog, Self::MongosAuditLog];
        known.into_iter().find(|known| known.as_str() == name).unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }
}

impl From<String> for LogName {
    fn from(name: String) -> Self {
        Self::from(name.as_str())
    }
}

impl FromStr for LogName {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(Self::from(name))
    }
}

impl fmt::Display for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip_and_an_unknown_name_is_kept() {
        for name in ["mongodb", "mongos", "mongodb-audit-log", "mongos-audit-log", "mongosqld"] {
            let log = LogName::from(name);
            assert_eq!(log.to_string(), name);
            assert_eq!(matches!(log, LogName::Unknown(_)), name == "mongosqld");
        }
    }
}
