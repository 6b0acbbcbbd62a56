//! Values of cloud providers: their names, accounts and ids.

#![cfg_attr(not(feature = "full"), allow(dead_code, reason = "no family with a feature of its own uses all of them"))]

use crate::{Error, model::CloudProvider, segment::check_segment};

/// Returns the name of a cloud provider, unless it cannot be a segment of a path.
#[inline]
pub(crate) fn checked_provider(provider: &CloudProvider) -> Result<&str, Error> {
    check_segment("cloud provider", provider.as_str())
}

/// Checks that an identifier of a cloud provider begins with `prefix`; `example` is a valid one.
#[inline]
pub(crate) fn check_prefix(argument: &'static str, text: &str, prefix: &str, example: &str) -> Result<(), Error> {
    if text.len() > prefix.len() && text.starts_with(prefix) {
        return Ok(());
    }
    Err(Error::invalid_argument(
        argument,
        format!("{text:?} does not begin with {prefix}; expected for example {example}"),
    ))
}

/// Checks the number of an AWS account.
#[inline]
pub(crate) fn check_aws_account(account: &str) -> Result<(), Error> {
    if account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit()) {
        return Ok(());
    }
    Err(Error::invalid_argument("AWS account", format!("{account:?} is not an account number; expected 12 digits")))
}

/// Checks an id of Azure, a UUID.
#[inline]
pub(crate) fn check_uuid(argument: &'static str, text: &str) -> Result<(), Error> {
    let parts = text.split('-').map(|part| (part.len(), part.bytes().all(|digit| digit.is_ascii_hexdigit())));
    if parts.eq([(8, true), (4, true), (4, true), (4, true), (12, true)]) {
        return Ok(());
    }
    let rule = format!("{text:?} is not a UUID; expected for example 01234567-89ab-cdef-0123-456789abcdef");
    Err(Error::invalid_argument(argument, rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identifier_has_its_form() {
        let text = |result: Result<(), Error>| result.unwrap_err().to_string();
        assert!(check_aws_account("123456789012").is_ok());
        assert_eq!(
            text(check_aws_account("12345678901x")),
            r#"AWS account: "12345678901x" is not an account number; expected 12 digits"#
        );
        assert!(check_prefix("VPC", "vpc-0123", "vpc-", "vpc-0123456789abcdef0").is_ok());
        for id in ["", "vpc-", "vpce-0123"] {
            let rule = "does not begin with vpc-; expected for example vpc-0123456789abcdef0";
            let error = text(check_prefix("VPC", id, "vpc-", "vpc-0123456789abcdef0"));
            assert_eq!(error, format!("VPC: {id:?} {rule}"));
        }
        assert!(check_uuid("tenant", "01234567-89AB-cdef-0123-456789abcdef").is_ok());
        for id in
            ["", "01234567-89ab-cdef-0123", "01234567-89ab-cdef-0123-456789abcdeg", "0123456789abcdef0123456789abcdef"]
        {
            let rule = "is not a UUID; expected for example 01234567-89ab-cdef-0123-456789abcdef";
            assert_eq!(text(check_uuid("tenant", id)), format!("tenant: {id:?} {rule}"));
        }
    }
}
