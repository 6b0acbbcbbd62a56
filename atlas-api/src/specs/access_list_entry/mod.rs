//! Entries of the IP access list of a project.

mod value;

use atlas_gen::types::AccessListEntryInput;
use chrono::{DateTime, Utc};

pub(crate) use self::value::EntryValue;
use super::{
    expiry::{check_end, end},
    length::check_length,
};
use crate::Error;

/// An entry to be [added](crate::AccessList::add) to the IP access list of a project: from where clients may connect.
///
/// Only what is set is sent. Addresses are of IPv4 or IPv6.
///
/// ```
/// use atlas_api::specs::AccessListEntry;
///
/// let office = AccessListEntry::cidr("198.51.100.0/24").comment("the office");
/// let laptop = AccessListEntry::ip("2001:db8::17");
/// let programs = AccessListEntry::aws_security_group("sg-0123456789abcdef0");
/// # let _ = (office, laptop, programs);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an entry adds nothing by itself; pass it to `add`"]
#[doc(alias = "NetworkPermissionEntry")]
pub struct AccessListEntry {
    from: Origin,
    comment: Option<String>,
    delete_after_date: Option<DateTime<Utc>>,
}

/// From where, as it was said.
#[derive(Clone, Debug, PartialEq)]
enum Origin {
    Ip(String),
    Cidr(String),
    AwsSecurityGroup(String),
}

impl AccessListEntry {
    /// A single address, such as `192.0.2.1` or `2001:db8::17`.
    #[doc(alias = "ipAddress")]
    pub fn ip(address: impl ToString) -> Self {
        Self::new(Origin::Ip(address.to_string()))
    }

    /// A block of addresses, such as `192.0.2.0/24` or `2001:db8::/32`. `0.0.0.0/0` is every address there is.
    #[doc(alias = "cidrBlock")]
    pub fn cidr(block: impl ToString) -> Self {
        Self::new(Origin::Cidr(block.to_string()))
    }

    /// What belongs to a security group of AWS, such as `sg-0123456789abcdef0`, in a network that is peered with the
    /// project's; `123456789012/sg-0123456789abcdef0` if it is of another account.
    #[doc(alias = "awsSecurityGroup")]
    pub fn aws_security_group(id: impl Into<String>) -> Self {
        Self::new(Origin::AwsSecurityGroup(id.into()))
    }

    fn new(from: Origin) -> Self {
        Self { from, comment: None, delete_after_date: None }
    }

    /// Says what the entry is for, in at most 80 characters.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// Makes the entry a temporary one, that Atlas removes after this date, which is in the future and within one week. It
    /// is sent to the second. An entry for a security group can't be temporary.
    pub fn delete_after_date(mut self, date: DateTime<Utc>) -> Self {
        self.delete_after_date = Some(end(date));
        self
    }

    /// The body to send, unless Atlas would refuse it.
    pub(crate) fn into_body(self, now: DateTime<Utc>) -> Result<AccessListEntryInput, Error> {
        let body = AccessListEntryInput::new();
        let mut body = match &self.from {
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
            check_end(date, now)?;
            if let Origin::AwsSecurityGroup(id) = &self.from {
                let rule =
                    format!("the entry for {id} can't have one: that of a security group stays until it is removed");
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
    fn check_refused(entry: AccessListEntry, message: &str) {
        let error = entry.into_body(DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn an_address_can_be_given_as_one() {
        let address = std::net::Ipv6Addr::LOCALHOST;
        assert_eq!(AccessListEntry::ip(address), AccessListEntry::ip("::1"));
    }

    #[test]
    fn each_rule_is_checked() {
        let day = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let entry = AccessListEntry::ip("192.0.2.1").comment("é".repeat(80)).delete_after_date(day);
        assert!(entry.clone().into_body(DateTime::UNIX_EPOCH).is_ok());
        check_refused(entry.clone().comment("x".repeat(81)), "comment: it can have at most 80 characters, and has 81");
        check_refused(
            entry.delete_after_date(DateTime::UNIX_EPOCH + TimeDelta::days(8)),
            "delete after date: 1970-01-09 00:00:00 UTC is not in the future and within one week \
             (now it is 1970-01-01 00:00:00 UTC, so at the latest 1970-01-08 00:00:00 UTC)",
        );
        check_refused(
            AccessListEntry::aws_security_group("sg-0123abcd").delete_after_date(day),
            "delete after date: the entry for sg-0123abcd can't have one: that of a security group stays until it is \
             removed",
        );
        check_refused(
            AccessListEntry::ip("192.0.2.0/24"),
            r#"IP address: "192.0.2.0/24" is no address of IPv4 or IPv6"#,
        );
    }
}
