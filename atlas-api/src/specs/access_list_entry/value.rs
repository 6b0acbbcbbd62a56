//! Values of access list entries: an IP address, a CIDR block or an AWS security group.

use std::net::IpAddr;

use crate::Error;

/// The value that identifies an entry in a path. A CIDR block is a single path segment, slash included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntryValue(String);

impl EntryValue {
    pub(crate) fn new(value: impl ToString) -> Self {
        Self(value.to_string())
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the other text for a single address: `192.0.2.1` for `192.0.2.1/32`, and the reverse.
    #[inline]
    pub(crate) fn alias(&self) -> Option<String> {
        let bits = |address: IpAddr| if address.is_ipv4() { "32" } else { "128" };
        match self.0.split_once('/') {
            Some((address, length)) => (bits(address.parse().ok()?) == length).then(|| address.to_owned()),
            None => Some(format!("{}/{}", self.0, bits(self.0.parse().ok()?))),
        }
    }

    /// Returns the text if it is a valid entry.
    #[inline]
    pub(crate) fn checked(&self) -> Result<&str, Error> {
        let value = self.as_str();
        if is_ip(value) || is_cidr(value) || is_security_group(value) {
            return Ok(value);
        }
        let rule = format!("{value:?} is not valid; expected an IP address, a CIDR block or an AWS security group id");
        Err(Error::invalid_argument("access list entry", rule))
    }

    /// Returns the text if it is an address or a CIDR block, and not a security group.
    #[inline]
    pub(crate) fn checked_address(&self) -> Result<&str, Error> {
        let value = self.as_str();
        if value.contains('/') {
            check_cidr(value)?
        } else {
            check_ip(value)?
        }
        Ok(value)
    }
}

/// Returns the entries to add to an access list if there are any.
#[inline]
pub(crate) fn check_entries(entries: &[EntryValue]) -> Result<&[EntryValue], Error> {
    if entries.is_empty() {
        let rule = "the list is empty; pass at least one entry";
        return Err(Error::invalid_argument("access list entries", rule));
    }
    Ok(entries)
}

#[inline]
pub(super) fn check_ip(address: &str) -> Result<(), Error> {
    if let Ok(address) = address.parse::<IpAddr>() {
        return if address.is_unspecified() { Err(unspecified(address)) } else { Ok(()) };
    }
    let rule = format!("{address:?} is not an IPv4 or IPv6 address; expected for example 192.0.2.1");
    Err(Error::invalid_argument("IP address", rule))
}

/// Returns the error for `0.0.0.0` or `::`. Atlas would open the project to any address.
#[inline]
fn unspecified(address: IpAddr) -> Error {
    let rule = format!(
        "\"{address}\" is not the address of a host; to allow any address, pass the CIDR block \"{address}/0\""
    );
    Error::invalid_argument("IP address", rule)
}

#[inline]
pub(crate) fn check_cidr(block: &str) -> Result<(), Error> {
    if is_cidr(block) {
        return Ok(());
    }
    let rule = format!("{block:?} is not a CIDR block; expected for example 192.0.2.0/24 or 2001:db8::/32");
    Err(Error::invalid_argument("CIDR block", rule))
}

#[inline]
pub(super) fn check_security_group(id: &str) -> Result<(), Error> {
    if is_security_group(id) {
        return Ok(());
    }
    let rule = format!("{id:?} is not a security group id; expected for example sg-0123456789abcdef0");
    Err(Error::invalid_argument("AWS security group", rule))
}

#[inline]
fn is_ip(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// Returns whether the text is an address and a prefix length. Bits after the prefix may be set, and Atlas decides
/// which block that is.
#[inline]
fn is_cidr(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    let max = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    // The conversion to a number would accept a sign.
    let is_number = bits == "0" || (bits.starts_with(|first: char| first.is_ascii_digit() && first != '0'));
    is_number && bits.parse::<u8>().is_ok_and(|bits| bits <= max)
}

/// Returns whether the text is the id of a security group, optionally with an account id in front.
#[inline]
fn is_security_group(text: &str) -> bool {
    let (account, id) = text.split_once('/').unwrap_or(("0", text));
    let is_account = !account.is_empty() && account.bytes().all(|digit| digit.is_ascii_digit());
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_account && id.strip_prefix("sg-").is_some_and(is_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_ipv4_or_ipv6() {
        for (text, accepted) in [
            ("192.0.2.1", true),
            ("0.0.0.0", false),
            ("::", false),
            ("2001:db8::1", true),
            ("::1", true),
            ("2001:db8:0:0:0:0:0:1", true),
            ("::ffff:192.0.2.1", true),
            ("", false),
            ("192.0.2", false),
            ("192.0.2.256", false),
            ("192.0.2.01", false),
            ("192.0.2.1 ", false),
            ("2001:db8::1::2", false),
            ("fe80::1%eth0", false),
            ("example.com", false),
            ("192.0.2.1/32", false),
        ] {
            assert_eq!(check_ip(text).is_ok(), accepted, "{text:?}");
        }
        let error = check_ip("example.com").unwrap_err().to_string();
        let rule = "is not an IPv4 or IPv6 address; expected for example 192.0.2.1";
        assert_eq!(error, format!(r#"IP address: "example.com" {rule}"#));
    }

    #[test]
    fn a_cidr_block_is_an_address_and_a_prefix_length() {
        for (text, accepted) in [
            ("192.0.2.0/24", true),
            ("0.0.0.0/0", true),
            ("192.0.2.1/32", true),
            ("192.0.2.1/24", true),
            ("2001:db8::/58", true),
            ("::1/128", true),
            ("::/0", true),
            ("192.0.2.0/33", false),
            ("2001:db8::/129", false),
            ("192.0.2.0/", false),
            ("192.0.2.0/+8", false),
            ("192.0.2.0/08", false),
            ("192.0.2.0/00", false),
            ("192.0.2.0%2F24", false),
            ("192.0.2.0/24/1", false),
            ("/24", false),
            ("192.0.2.0", false),
        ] {
            assert_eq!(check_cidr(text).is_ok(), accepted, "{text:?}");
        }
        let error = check_cidr("192.0.2.0").unwrap_err().to_string();
        let rule = "is not a CIDR block; expected for example 192.0.2.0/24 or 2001:db8::/32";
        assert_eq!(error, format!(r#"CIDR block: "192.0.2.0" {rule}"#));
    }

    #[test]
    fn a_security_group_is_an_id_with_an_optional_account() {
        for (text, accepted) in [
            ("sg-0123abcd", true),
            ("sg-0123456789abcdef0", true),
            ("123456789012/sg-0123abcd", true),
            ("sg-", false),
            ("/sg-0123abcd", false),
            ("a/sg-0123abcd", false),
            ("sg-0123/abcd", false),
            ("0123abcd", false),
            ("", false),
        ] {
            assert_eq!(check_security_group(text).is_ok(), accepted, "{text:?}");
        }
        let error = check_security_group("web").unwrap_err().to_string();
        let rule = "is not a security group id; expected for example sg-0123456789abcdef0";
        assert_eq!(error, format!(r#"AWS security group: "web" {rule}"#));
    }

    #[test]
    fn a_single_address_is_also_a_block() {
        for (text, alias) in [
            ("192.0.2.1", Some("192.0.2.1/32")),
            ("192.0.2.1/32", Some("192.0.2.1")),
            ("2001:db8::1", Some("2001:db8::1/128")),
            ("2001:db8::1/128", Some("2001:db8::1")),
            ("192.0.2.0/24", None),
            ("2001:db8::/32", None),
            ("sg-0123abcd", None),
        ] {
            assert_eq!(EntryValue::new(text).alias().as_deref(), alias, "{text}");
        }
    }

    #[test]
    fn an_entry_is_an_address_a_block_or_a_security_group() {
        for value in ["192.0.2.1", "2001:db8::/32", "sg-0123abcd"] {
            assert!(EntryValue::new(value).checked().is_ok(), "{value}");
        }
        let error = EntryValue::new("..").checked().unwrap_err().to_string();
        let rule = "is not valid; expected an IP address, a CIDR block or an AWS security group id";
        assert_eq!(error, format!(r#"access list entry: ".." {rule}"#));
    }
}
