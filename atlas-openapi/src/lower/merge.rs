//! What a value can be, over all schemas that it may follow.
//!
//! A union of the document becomes one type that has the properties of all its variants: the service adds variants,
//! answers with properties of two at once, and an answer read as "the first variant that fits" is often read as the
//! wrong one. This is the pass that gathers them, through `oneOf`, `anyOf`, `allOf` and discriminators (which name
//! variants even where there is no `oneOf`).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    LowerError,
    place::{Place, Places, Schemas, below},
};

/// What was gathered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Merged {
    /// The kinds of JSON value that were seen.
    pub(super) kinds: BTreeSet<Kind>,
    /// The properties, where there are objects.
    pub(super) properties: BTreeMap<String, Member>,
    /// The schemas of the elements, where there are arrays.
    pub(super) items: Places,
    /// The schemas of the values, where there are objects with free keys.
    pub(super) values: Places,
    /// The known strings, in the document's order.
    pub(super) known: Vec<String>,
    /// The formats of strings and numbers.
    pub(super) formats: BTreeSet<String>,
}

/// A kind of JSON value, as far as types are told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Any,
    Array,
    Boolean,
    /// Strings of which some are known.
    Enum,
    /// An object of which nothing is known.
    FreeObject,
    Integer,
    Map,
    Number,
    Object,
    Text,
}

/// A property of a gathered object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Member {
    pub(super) places: Places,
    /// Every variant requires it.
    pub(super) required: bool,
    /// The discriminating property and the values with which this one appears.
    pub(super) only_with: Option<(String, Vec<String>)>,
    /// It says which variant of its union a value is.
    pub(super) discriminates: bool,
}

/// Gathers what a value is that may follow any of `places`.
pub(super) fn merge(schemas: Schemas<'_>, places: &Places) -> Result<Merged, LowerError> {
    let variants = places
        .iter()
        .map(|place| Gathering { schemas, path: Vec::new() }.gather(place, true))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Merged::either(variants))
}

impl Merged {
    /// A value that is one of `variants`.
    fn either(variants: Vec<Self>) -> Self {
        let mut requiring = BTreeMap::<String, usize>::new();
        for (name, _) in variants.iter().flat_map(|variant| &variant.properties).filter(|(_, member)| member.required) {
            *requiring.entry(name.clone()).or_default() += 1;
        }
        let count = variants.len();
        let mut all = variants.into_iter().fold(Self::default(), Self::and);
        for (name, member) in &mut all.properties {
            member.required = requiring.get(name) == Some(&count);
        }
        all
    }

    /// A value that is both `self` and `other`.
    fn and(mut self, other: Self) -> Self {
        self.kinds.extend(other.kinds);
        for (name, member) in other.properties {
            let mine = self.properties.entry(name).or_default();
            mine.places.extend(member.places);
            mine.required |= member.required;
            mine.only_with = mine.only_with.take().or(member.only_with);
            mine.discriminates |= member.discriminates;
        }
        self.items.extend(other.items);
        self.values.extend(other.values);
        for value in other.known {
            if !self.known.contains(&value) {
                self.known.push(value);
            }
        }
        self.formats.extend(other.formats);
        self
    }
}

/// A walk through the schemas that one value may follow.
struct Gathering<'a> {
    schemas: Schemas<'a>,
    /// The schemas that the walk is inside of: a variant that extends its union does not open the union again.
    path: Vec<Place>,
}

impl Gathering<'_> {
    fn gather(&mut self, place: &str, open_union: bool) -> Result<Merged, LowerError> {
        let place = self.schemas.resolve(place)?;
        if self.path.contains(&place) {
            return Ok(Merged::default());
        }
        let schema = self.schemas.at(&place)?;
        let variants = variants(schema, &place);
        self.path.push(place.clone());
        let mut merged = own(schema, &place, !variants.is_empty())?;
        for index in 0..schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len) {
            let part = self.schemas.resolve(&format!("{place}/allOf/{index}"))?;
            let open = !self.is_variant_of(&part)?;
            merged = merged.and(self.gather_part(&part, open)?);
        }
        if open_union && !variants.is_empty() {
            merged = merged.and(self.gather_variants(&variants, schema)?);
            if let Some(member) = discriminator(schema).and_then(|property| merged.properties.get_mut(property)) {
                member.discriminates = true;
            }
        }
        self.path.pop();
        Ok(merged)
    }

    /// A part of an `allOf`. One that says only `type: object` adds nothing, rather than "anything".
    fn gather_part(&mut self, part: &str, open_union: bool) -> Result<Merged, LowerError> {
        let mut merged = if self.path.iter().any(|place| place == part) {
            // The union that this walk came through: its own properties are wanted, its variants are not.
            let schema = self.schemas.at(part)?;
            own(schema, part, true)?
        } else {
            self.gather(part, open_union)?
        };
        merged.kinds.remove(&Kind::FreeObject);
        merged.kinds.insert(Kind::Object);
        Ok(merged)
    }

    /// Whether what the walk is in now is a variant of `union`.
    fn is_variant_of(&self, union: &str) -> Result<bool, LowerError> {
        let mut open = vec![union.to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            if !seen.insert(place.clone()) {
                continue;
            }
            for variant in variants(self.schemas.at(&place)?, &place) {
                let variant = self.schemas.resolve(&variant.place)?;
                if self.path.contains(&variant) {
                    return Ok(true);
                }
                open.push(variant);
            }
        }
        Ok(false)
    }

    fn gather_variants(&mut self, variants: &[Variant], schema: &Value) -> Result<Merged, LowerError> {
        let mut gathered = Vec::with_capacity(variants.len());
        for variant in variants {
            gathered.push(self.gather(&variant.place, true)?);
        }
        if let Some(property) = discriminator(schema) {
            note_discriminator(&mut gathered, variants, property);
        }
        Ok(Merged::either(gathered))
    }
}

/// The property of a union that says which variant a value is.
fn discriminator(schema: &Value) -> Option<&str> {
    schema.pointer("/discriminator/propertyName").and_then(Value::as_str)
}

/// Notes at each property that only some variants have which values of `discriminator` select those.
fn note_discriminator(gathered: &mut [Merged], variants: &[Variant], discriminator: &str) {
    let mut values = BTreeMap::<String, Vec<String>>::new();
    for (merged, variant) in gathered.iter().zip(variants) {
        for name in merged.properties.keys() {
            values.entry(name.clone()).or_default().extend(variant.value.clone());
        }
    }
    let all = variants.iter().filter(|variant| variant.value.is_some()).count();
    for merged in gathered {
        for (name, member) in &mut merged.properties {
            let values = &values[name];
            if !values.is_empty() && values.len() < all && name != discriminator {
                member.only_with = Some((discriminator.to_owned(), values.clone()));
            }
        }
    }
}

/// A variant of a union, and the value of the discriminator that selects it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Variant {
    place: Place,
    value: Option<String>,
}

/// The variants that `schema` has by `oneOf`, `anyOf` or its discriminator.
fn variants(schema: &Value, place: &str) -> Vec<Variant> {
    let mut found = Vec::new();
    for (value, target) in schema.pointer("/discriminator/mapping").and_then(Value::as_object).into_iter().flatten() {
        if let Some(target) = target.as_str().and_then(|target| target.strip_prefix('#')) {
            found.push(Variant { place: target.to_owned(), value: Some(value.clone()) });
        }
    }
    for keyword in ["oneOf", "anyOf"] {
        for (index, variant) in schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let target = match variant.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#')) {
                Some(target) => target.to_owned(),
                None => format!("{place}/{keyword}/{index}"),
            };
            if !found.iter().any(|variant| variant.place == target) {
                found.push(Variant { place: target, value: None });
            }
        }
    }
    found
}

/// What `schema` says itself, its parts and variants aside.
fn own(schema: &Value, place: &str, is_union: bool) -> Result<Merged, LowerError> {
    let mut merged = Merged::default();
    let composed = is_union || schema.get("allOf").is_some();
    let properties = schema.get("properties").and_then(Value::as_object);
    let additional = schema.get("additionalProperties").filter(|additional| additional.is_object());
    let kind = match schema.get("type").and_then(Value::as_str) {
        // Some unions of strings say that they are objects: the variants know better.
        Some("object") | None if composed => properties.map(|_| Kind::Object),
        None if properties.is_some() => Some(Kind::Object),
        None => Some(Kind::Any),
        Some("object") if properties.is_some_and(|properties| !properties.is_empty()) => Some(Kind::Object),
        Some("object") if additional.is_some() => Some(Kind::Map),
        Some("object") => Some(Kind::FreeObject),
        Some("array") => Some(Kind::Array),
        Some("boolean") => Some(Kind::Boolean),
        Some("integer") => Some(Kind::Integer),
        Some("number") => Some(Kind::Number),
        Some("string") if schema.get("enum").is_some() => Some(Kind::Enum),
        Some("string") => Some(Kind::Text),
        Some(other) => return Err(LowerError::new(place, format!("`{other}` is no type of OpenAPI 3.0"))),
    };
    merged.kinds.extend(kind);
    if additional.is_some() {
        merged.kinds.insert(Kind::Map);
        merged.values.insert(below(place, "additionalProperties"));
    }
    let required: BTreeSet<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for name in properties.into_iter().flat_map(|properties| properties.keys()) {
        let member = Member {
            places: Places::from([below(&below(place, "properties"), name)]),
            required: required.contains(name.as_str()),
            only_with: None,
            discriminates: false,
        };
        merged.properties.insert(name.clone(), member);
    }
    if kind == Some(Kind::Array) {
        merged.items.insert(below(place, "items"));
    }
    if kind == Some(Kind::Enum) {
        let values = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
        merged.known = values.filter_map(Value::as_str).map(str::to_owned).collect();
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        merged.formats.insert(format.to_owned());
    } else if matches!(kind, Some(Kind::Text | Kind::Integer)) {
        merged.formats.insert(String::new());
    }
    Ok(merged)
}
