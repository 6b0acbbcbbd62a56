//! What Atlas asks of a database user beyond the schema.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value};

use crate::error::ApiError;

/// The way in which a user authenticates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AuthMethod {
    Password,
    AwsIam,
    X509,
    Ldap,
    OidcWorkforce,
    OidcWorkload,
}

/// Whether a user that authenticates by password has to bring one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PasswordNeed {
    Required,
    Optional,
}

/// The properties that name a way to authenticate, each `NONE` unless it is the one.
pub(super) const AUTH_TYPES: [&str; 4] = ["awsIAMType", "ldapAuthType", "oidcAuthType", "x509Type"];

impl AuthMethod {
    /// The one way that a user's properties name.
    pub(super) fn of(user: &Map<String, Value>) -> Result<Self, ApiError> {
        let mut named = AUTH_TYPES.into_iter().filter_map(|name| match user.get(name)?.as_str()? {
            "NONE" => None,
            value => Some((name, value)),
        });
        let method = match named.next() {
            None => Self::Password,
            Some(("awsIAMType", _)) => Self::AwsIam,
            Some(("ldapAuthType", _)) => Self::Ldap,
            Some(("oidcAuthType", "IDP_GROUP")) => Self::OidcWorkforce,
            Some(("oidcAuthType", _)) => Self::OidcWorkload,
            Some(_) => Self::X509,
        };
        match named.next() {
            Some((second, _)) => Err(ApiError::invalid_attribute(second, "A user authenticates in one way only.")),
            None => Ok(method),
        }
    }

    /// The database that a user authenticates against in this way.
    fn database(self) -> &'static str {
        match self {
            Self::Password | Self::OidcWorkforce => "admin",
            Self::AwsIam | Self::X509 | Self::Ldap | Self::OidcWorkload => "$external",
        }
    }

    pub(super) fn check_database(self, database: &str) -> Result<(), ApiError> {
        if database == self.database() {
            return Ok(());
        }
        let why = match self {
            Self::Password => "A user in $external needs an external way to authenticate.",
            _ => "The user's way to authenticate belongs to another database.",
        };
        Err(ApiError::invalid_attribute("databaseName", why))
    }

    /// Only who authenticates by it has a password.
    pub(super) fn check_password(self, given: bool, need: PasswordNeed) -> Result<(), ApiError> {
        match (self, given) {
            (Self::Password, false) if need == PasswordNeed::Required => Err(ApiError::missing_attribute("password")),
            (Self::Password, _) | (_, false) => Ok(()),
            (_, true) => Err(ApiError::invalid_attribute("password", "The user does not authenticate with one.")),
        }
    }
}

/// Checks that a user's end, if it has one, is to come within a week.
pub(super) fn check_end(end: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), ApiError> {
    match end {
        Some(end) if end <= now || end > now + TimeDelta::weeks(1) => {
            Err(ApiError::invalid_attribute("deleteAfterDate", "It has to be in the future, within one week."))
        }
        _ => Ok(()),
    }
}

/// Reads a date that the schema has let pass.
pub(super) fn date(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|date| date.to_utc())
}

/// Writes a date as Atlas does: in UTC, to the second.
pub(super) fn date_text(date: DateTime<Utc>) -> String {
    date.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::AuthMethod;

    #[track_caller]
    fn check(user: Value, expected: Result<(AuthMethod, &str), &str>) {
        let method = AuthMethod::of(user.as_object().unwrap());
        let found = method.map(|method| (method, method.database()));
        assert_eq!(found.as_ref().map(|found| *found).map_err(|error| error.code), expected, "{user}");
    }

    #[test]
    fn the_way_to_authenticate_decides_the_database() {
        check(json!({}), Ok((AuthMethod::Password, "admin")));
        check(json!({ "x509Type": "NONE", "awsIAMType": null }), Ok((AuthMethod::Password, "admin")));
        check(json!({ "awsIAMType": "ROLE" }), Ok((AuthMethod::AwsIam, "$external")));
        check(json!({ "x509Type": "CUSTOMER" }), Ok((AuthMethod::X509, "$external")));
        check(json!({ "ldapAuthType": "GROUP" }), Ok((AuthMethod::Ldap, "$external")));
        check(json!({ "oidcAuthType": "USER" }), Ok((AuthMethod::OidcWorkload, "$external")));
        check(json!({ "oidcAuthType": "IDP_GROUP" }), Ok((AuthMethod::OidcWorkforce, "admin")));
        check(json!({ "awsIAMType": "USER", "x509Type": "MANAGED" }), Err("INVALID_ATTRIBUTE"));
    }
}
