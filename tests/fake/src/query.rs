//! Query parameters: which an operation needs, and which values they can have.

use crate::error::ApiError;
use crate::request::Request;

/// A parameter of an operation's query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryParameter {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) kind: Kind,
    /// Its value where the query has none, if it has one then.
    pub(crate) default: Option<String>,
}

/// What a parameter's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Flag,
    Integer {
        least: Option<i64>,
        most: Option<i64>,
    },
    /// Anything else, which is not looked into.
    Text,
}

/// Checks a request's query. Parameters that the operation does not have are passed over.
pub(crate) fn check(parameters: &[QueryParameter], request: &Request) -> Result<(), ApiError> {
    for QueryParameter { name, required, kind, .. } in parameters {
        match request.query_value(name) {
            None if *required => return Err(ApiError::missing_query_parameter(name)),
            Some(value) if !kind.takes(value) => return Err(ApiError::invalid_query_parameter(name)),
            _ => {}
        }
    }
    Ok(())
}

impl Kind {
    fn takes(self, text: &str) -> bool {
        match self {
            Self::Flag => matches!(text, "true" | "false"),
            // A number may be larger than the largest that can be counted with, where nothing bounds it.
            Self::Integer { least, most } => match text.parse::<i128>() {
                Ok(number) => {
                    least.is_none_or(|least| number >= least.into()) && most.is_none_or(|most| number <= most.into())
                }
                Err(_) => false,
            },
            Self::Text => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_number_keeps_its_bounds() {
        let kind = Kind::Integer { least: Some(1), most: Some(500) };
        let taken = ["1", "500", "0", "501", "-1", "", "one"].map(|text| kind.takes(text));
        assert_eq!(taken, [true, true, false, false, false, false, false]);
    }
}
