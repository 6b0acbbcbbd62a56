//! Rules for database users beyond the schema.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value};

use crate::error::ApiError;

/// The authentication method of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AuthMethod {
    Password,
    AwsIam,
    X509,
    Ldap,
    OidcWorkforce,
    OidcWorkload,
}

/// Whether a user with password authentication needs a password in this request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PasswordNeed {
    Required,
    Optional,
}

/// The properties of the authentication methods. The value is `NONE` for methods that are not used.
pub(super) const AUTH_TYPES: [&str; 4] = ["awsIAMType", "ldapAuthType", "oidcAuthType", "x509Type"];

impl AuthMethod {
    /// Returns the authentication method of a user. More than one is an error.
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
            Some((second, _)) => {
                Err(ApiError::invalid_attribute(second, "A user can have only one authentication method."))
            }
            None => Ok(method),
        }
    }

    /// Returns the authentication database of this method.
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
        let reason = match self {
            Self::Password => "A user in $external needs an external authentication method.",
            _ => "The authentication method of the user requires another database.",
        };
        Err(ApiError::invalid_attribute("databaseName", reason))
    }

    /// Checks that a password is given if required, and only with password authentication.
    pub(super) fn check_password(self, given: bool, need: PasswordNeed) -> Result<(), ApiError> {
        match (self, given) {
            (Self::Password, false) if need == PasswordNeed::Required => Err(ApiError::missing_attribute("password")),
            (Self::Password, _) | (_, false) => Ok(()),
            (_, true) => {
                Err(ApiError::invalid_attribute("password", "The user does not authenticate with a password."))
            }
        }
    }
}

/// Checks that the expiry of a user, if it has one, is in the future and within a week.
pub(super) fn check_expiry(expiry: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), ApiError> {
    match expiry {
        Some(expiry) if expiry <= now || expiry > now + TimeDelta::weeks(1) => {
            Err(ApiError::invalid_attribute("deleteAfterDate", "It must be in the future and within one week."))
        }
        _ => Ok(()),
    }
}

/// Parses a date that the schema accepted.
pub(super) fn date(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|date| date.to_utc())
}

/// Formats a date in Atlas's format: UTC, with seconds.
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
    fn the_authentication_method_determines_the_database() {
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
