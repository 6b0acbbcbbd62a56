//! The names of logs.

use crate::open_enum::open_enum;

/// A log of a host.
///
/// Text converts to the log of this name, also with the suffix `.gz` of the file. A name that this crate does not know is
/// [`Unknown`](Self::Unknown), and is sent unchanged.
///
/// ```
/// use atlas_api::logs::LogName;
///
/// assert_eq!(LogName::from("mongos"), LogName::Mongos);
/// assert_eq!(LogName::from("mongodb.gz"), LogName::Mongodb);
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

open_enum! {
    LogName ignores ".gz" {
        Mongodb => "mongodb",
        Mongos => "mongos",
        MongodbAuditLog => "mongodb-audit-log",
        MongosAuditLog => "mongos-audit-log",
    }
}
