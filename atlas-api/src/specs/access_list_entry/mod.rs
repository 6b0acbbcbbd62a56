//! Entries of a project's IP access list.

mod value;

use atlas_gen::types::AccessListEntryInput;
use chrono::{DateTime, Utc};

#[cfg(feature = "network-security")]
pub(crate) use self::value::check_cidr;
pub(crate) use self::value::{EntryValue, check_entries};
use super::{
    expiry::{check_expiry, truncate_to_seconds},
    length::check_length,
};
use crate::Error;

/// An entry to [add](crate::access_list::AccessList::add) to a project's IP access list: an address range that clients may
/// connect from.
///
/// Addresses are IPv4 or IPv6. Only properties that are set are sent.
///
/// ```
/// use atlas_api::specs::AccessListEntrySpec;
///
/// let office = AccessListEntrySpec::cidr("198.51.100.0/24").comment("the office");
/// let laptop = AccessListEntrySpec::ip("2001:db8::17");
/// let programs = AccessListEntrySpec::aws_security_group("sg-0123456789abcdef0");
/// # let _ = (office, laptop, programs);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an entry adds nothing by itself; pass it to `add`"]
#[doc(alias = "NetworkPermissionEntry")]
pub struct AccessListEntrySpec {
    origin: Origin,
    comment: Option<String>,
    delete_after_date: Option<DateTime<Utc>>,
}

/// The origin of connections, as text that is not validated yet.
#[derive(Clone, Debug, PartialEq)]
enum Origin {
    Ip(String),
    Cidr(String),
    AwsSecurityGroup(String),
}

impl AccessListEntrySpec {
    /// Returns an entry for a single IP address, such as `192.0.2.1` or `2001:db8::17`.
    ///
    /// `0.0.0.0` and `::` are rejected when the entry is sent, because Atlas reads the former as any address.
    #[doc(alias = "ipAddress")]
    pub fn ip(address: impl ToString) -> Self {
        Self::new(Origin::Ip(address.to_string()))
    }

    /// Returns an entry for a CIDR block, such as `192.0.2.0/24` or `2001:db8::/32`. `0.0.0.0/0` allows every IPv4
    /// address.
    #[doc(alias = "cidrBlock")]
    pub fn cidr(block: impl ToString) -> Self {
        Self::new(Origin::Cidr(block.to_string()))
    }

    /// Returns an entry for an AWS security group, such as `sg-0123456789abcdef0`.
    ///
    /// The group belongs to a network that is peered with the project's. A group of another AWS account has the account
    /// id in front: `123456789012/sg-0123456789abcdef0`.
    #[doc(alias = "awsSecurityGroup")]
    pub fn aws_security_group(id: impl Into<String>) -> Self {
        Self::new(Origin::AwsSecurityGroup(id.into()))
    }

    #[inline]
    fn new(origin: Origin) -> Self {
        Self { origin, comment: None, delete_after_date: None }
    }

    /// Sets a comment of at most 80 characters. Default: no comment.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// Makes the entry temporary: Atlas removes it after this date. Default: permanent.
    ///
    /// The date must be in the future and within one week. It is truncated to whole seconds. An entry for a security
    /// group cannot be temporary.
    #[inline]
    pub fn delete_after_date(mut self, date: DateTime<Utc>) -> Self {
        self.delete_after_date = Some(truncate_to_seconds(date));
        self
    }

    /// Validates the entry and returns the request body.
    #[inline]
    pub(crate) fn into_body(self, now: DateTime<Utc>) -> Result<AccessListEntryInput, Error> {
        let body = AccessListEntryInput::new();
        let mut body = match &self.origin {
            Origin::Ip(address) => {
                value::check_ip(address)?;
                body.ip_address(address.as_str())
            }
            Origin::Cidr(block) => {
                value::check_cidr(block)?;
                body.cidr_block(block.as_str())
            }
            Origin::AwsSecurityGroup(id) => {
                value::check_security_group(id)?;
                body.aws_security_group(id.as_str())
            }
        };
        if let Some(comment) = self.comment {
            check_length("comment", &comment, 0..=80)?;
            body = body.comment(comment);
        }
        if let Some(date) = self.delete_after_date {
            check_expiry(date, now)?;
            if let Origin::AwsSecurityGroup(id) = &self.origin {
                let rule = format!("not supported for the AWS security group {id:?}; leave the date out");
                return Err(Error::invalid_argument("delete after date", rule));
            }
            body = body.delete_after_date(date);
        }
        Ok(body)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[track_caller]
    fn check_rejected(entry: AccessListEntrySpec, message: &str) {
        let error = entry.into_body(DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn an_address_is_accepted_as_text_or_as_a_type() {
        let address = std::net::Ipv6Addr::LOCALHOST;
        assert_eq!(AccessListEntrySpec::ip(address), AccessListEntrySpec::ip("::1"));
    }

    #[test]
    fn every_rule_is_enforced() {
        let day = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let entry = AccessListEntrySpec::ip("192.0.2.1").comment("é".repeat(80)).delete_after_date(day);
        assert!(entry.clone().into_body(DateTime::UNIX_EPOCH).is_ok());
        check_rejected(entry.clone().comment("x".repeat(81)), "comment: length is 81; expected at most 80 characters");
        check_rejected(
            entry.delete_after_date(DateTime::UNIX_EPOCH + TimeDelta::days(8)),
            "delete after date: \"1970-01-09 00:00:00 UTC\" is not within the next week; \
             use a date after 1970-01-01 00:00:00 UTC and no later than 1970-01-08 00:00:00 UTC",
        );
        check_rejected(
            AccessListEntrySpec::aws_security_group("sg-0123abcd").delete_after_date(day),
            r#"delete after date: not supported for the AWS security group "sg-0123abcd"; leave the date out"#,
        );
        check_rejected(
            AccessListEntrySpec::ip("192.0.2.0/24"),
            r#"IP address: "192.0.2.0/24" is not an IPv4 or IPv6 address; expected for example 192.0.2.1"#,
        );
        check_rejected(
            AccessListEntrySpec::ip("0.0.0.0"),
            r#"IP address: "0.0.0.0" is not the address of a host; to allow any address, pass the CIDR block "0.0.0.0/0""#,
        );
        assert!(AccessListEntrySpec::cidr("0.0.0.0/0").into_body(DateTime::UNIX_EPOCH).is_ok());
    }
}
