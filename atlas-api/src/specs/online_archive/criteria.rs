//! Criteria of online archives.

use serde_json::Value;

use crate::{
    Error,
    model::{ArchiveCriteriaType, ArchiveDateFormat, OnlineArchiveCriteria},
    specs::check_length,
};

/// The documents that an online archive moves: those with an old date, or those that a query selects.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "criteria archive nothing by themselves; pass them to an `OnlineArchiveSpec` or an `OnlineArchiveUpdate`"]
pub struct ArchiveCriteria {
    kind: Kind,
    format: Option<ArchiveDateFormat>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Date { field: String, days: u32 },
    Query(String),
}

impl ArchiveCriteria {
    /// Selects documents whose date in `field` is more than `days` days ago.
    pub fn date(field: impl Into<String>, days: u32) -> Self {
        Self { kind: Kind::Date { field: field.into(), days }, format: None }
    }

    /// Selects the documents that match a query, a JSON object as in `find`. Atlas runs it each time it archives.
    pub fn query(query: impl Into<String>) -> Self {
        Self { kind: Kind::Query(query.into()), format: None }
    }

    /// Sets the format of the date field, such as `EPOCH_SECONDS`. Default: `ISODATE`.
    ///
    /// Not allowed for a query: validation fails before sending.
    pub fn date_format(mut self, format: impl Into<ArchiveDateFormat>) -> Self {
        self.format = Some(format.into());
        self
    }

    #[inline]
    pub(super) fn into_body(self) -> Result<OnlineArchiveCriteria, Error> {
        match self.kind {
            Kind::Date { field, days } => {
                check_length("date field", &field, 1..=usize::MAX)?;
                let too_many = |_| Error::invalid_argument("archive after", format!("{days} days; use fewer"));
                let days = i32::try_from(days).map_err(too_many)?;
                let body = OnlineArchiveCriteria::new()
                    .type_(ArchiveCriteriaType::Date)
                    .date_field(field)
                    .expire_after_days(days);
                Ok(if let Some(format) = self.format { body.date_format(format) } else { body })
            }
            Kind::Query(_) if self.format.is_some() => {
                Err(Error::invalid_argument("date format", "not allowed for a query; leave it out"))
            }
            Kind::Query(query) => {
                if !serde_json::from_str::<Value>(&query).is_ok_and(|query| query.is_object()) {
                    let rule = "not a JSON object; expected for example {\"status\": \"closed\"}";
                    return Err(Error::invalid_argument("archive query", rule));
                }
                Ok(OnlineArchiveCriteria::new().type_(ArchiveCriteriaType::Custom).query(query))
            }
        }
    }
}
