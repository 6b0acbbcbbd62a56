//! Which log of a server.

use std::{convert::Infallible, fmt, str::FromStr};

/// A log of a server.
///
/// A text converts to the log that Atlas calls so; one that this version does not know is [`Unknown`](Self::Unknown)
/// and asked for as it is.
///
/// ```
/// use atlas_api::LogName;
///
/// assert_eq!(LogName::from("mongos"), LogName::Mongos);
/// assert_eq!(LogName::MongodbAuditLog.as_str(), "mongodb-audit-log");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LogName {
    /// `mongodb`: what `mongod` writes.
    Mongodb,
    /// `mongos`: what the router of a sharded cluster writes.
    Mongos,
    /// `mongodb-audit-log`: what `mongod` audits, if auditing is on.
    MongodbAuditLog,
    /// `mongos-audit-log`: what the router audits, if auditing is on.
    MongosAuditLog,
    /// Another one, by its name.
    Unknown(String),
}

impl LogName {
    /// The name that Atlas has for it.
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
    fn every_log_has_its_name_and_an_unknown_one_keeps_it() {
        for name in ["mongodb", "mongos", "mongodb-audit-log", "mongos-audit-log", "mongosqld"] {
            let log = LogName::from(name);
            assert_eq!(log.to_string(), name);
            assert_eq!(matches!(log, LogName::Unknown(_)), name == "mongosqld");
        }
    }
}
