//! What the document says of a property beside its type.

use serde_json::Value;

use super::{LowerError, api::Facts, merge::Member, place::Schemas};

/// The keywords that are documented as they are.
const BOUNDS: [&str; 13] = [
    "default",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "uniqueItems",
];

/// Formats that the type itself says already.
const TYPED_FORMATS: [&str; 7] = ["date", "date-time", "double", "float", "int32", "int64", "password"];

/// [`Facts`], and whether an overlay calls the value a secret.
pub(super) struct Noted {
    pub(super) facts: Facts,
    pub(super) secret: bool,
}

/// What all schemas of a property agree on.
pub(super) fn of_member(schemas: Schemas<'_>, member: &Member) -> Result<Noted, LowerError> {
    let mut agreed: Option<Noted> = None;
    for place in &member.places {
        let noted = of_schema(schemas, place)?;
        agreed = Some(match agreed {
            None => noted,
            Some(agreed) => agreed.agree(noted),
        });
    }
    let mut noted = agreed.ok_or_else(|| LowerError::new("", "a property without a schema"))?;
    // A request has to say which variant it is of, even where the document takes that for the service's to say.
    noted.facts.read_only &= !member.discriminates;
    noted.facts.required = member.required;
    noted.facts.only_with.clone_from(&member.only_with);
    Ok(noted)
}

/// What the schema at `place` says, and what the one says that it refers to.
pub(super) fn of_schema(schemas: Schemas<'_>, place: &str) -> Result<Noted, LowerError> {
    let (here, there) = (schemas.at(place)?, schemas.at(&schemas.resolve(place)?)?);
    let flag = |name: &str| [here, there].iter().any(|schema| schema.get(name) == Some(&Value::Bool(true)));
    let mut facts = Facts {
        summary: here.get("description").and_then(Value::as_str).map(str::to_owned),
        read_only: flag("readOnly"),
        write_only: flag("writeOnly"),
        deprecated: flag("deprecated"),
        ..Facts::default()
    };
    for keyword in BOUNDS {
        let Some(value) = here.get(keyword).or_else(|| there.get(keyword)) else { continue };
        if keyword == "format" && value.as_str().is_some_and(|format| TYPED_FORMATS.contains(&format)) {
            continue;
        }
        facts.bounds.insert(keyword.to_owned(), value.clone());
    }
    // Numbers that are enumerated stay numbers; which ones are known is said like a bound.
    if there.get("type").and_then(Value::as_str) == Some("integer")
        && let Some(values) = there.get("enum")
    {
        facts.bounds.insert("enum".to_owned(), values.clone());
    }
    Ok(Noted { facts, secret: flag("x-atlas-secret") })
}

impl Noted {
    fn agree(mut self, other: Self) -> Self {
        self.facts.summary = self.facts.summary.or(other.facts.summary);
        self.facts.read_only &= other.facts.read_only;
        self.facts.write_only &= other.facts.write_only;
        self.facts.deprecated &= other.facts.deprecated;
        self.facts.bounds.retain(|keyword, value| other.facts.bounds.get(keyword) == Some(value));
        self.secret |= other.secret;
        self
    }
}
