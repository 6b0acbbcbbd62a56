//! Rules of matchers.

use crate::{Error, model::AlertMatcher};

/// Rejects a matcher without a field, an operator or a value.
#[inline]
pub(super) fn check_matcher(matcher: &AlertMatcher) -> Result<(), Error> {
    let parts = [
        ("field", matcher.field_name.as_ref().map(|field| field.as_str())),
        ("operator", matcher.operator.as_ref().map(|operator| operator.as_str())),
        ("value", matcher.value.as_ref().map(|value| value.as_str())),
    ];
    let empty = parts.into_iter().find(|(_, text)| text.is_none_or(str::is_empty));
    empty.map_or(Ok(()), |(part, _)| {
        let rule = format!("the {part} is empty; expected for example CLUSTER_NAME, EQUALS and the name of a cluster");
        Err(Error::invalid_argument("matcher", rule))
    })
}
