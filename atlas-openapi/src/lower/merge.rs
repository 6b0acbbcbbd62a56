//! The merge pass: combines all schemas that a value can follow.
//!
//! A union of the document becomes one type with the properties of all its variants. The service adds variants and
//! returns properties of several variants at once. Decoding as the first matching variant often picks the wrong one.
//! The pass follows `oneOf`, `anyOf`, `allOf` and discriminators, which can list variants without a `oneOf`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    LowerError,
    pointer::{Pointer, Pointers, Schemas, below},
    secrets,
};

/// The result of merging schemas.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Merged {
    /// The kinds of JSON value.
    pub(super) kinds: BTreeSet<ValueKind>,
    /// The properties of objects.
    pub(super) properties: BTreeMap<String, Member>,
    /// The names that `required` lists. The property itself can be in another part of an `allOf`.
    required: BTreeSet<String>,
    /// The element schemas of arrays.
    pub(super) items: Pointers,
    /// The value schemas of objects with arbitrary keys.
    pub(super) values: Pointers,
    /// The known values of enumerations, in the order of the document.
    pub(super) known: Vec<String>,
    /// The formats of strings and numbers.
    pub(super) formats: BTreeSet<String>,
    /// The first schema that marks the value as a secret.
    pub(super) secret: Option<Pointer>,
}

/// A kind of JSON value, as distinguished by types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ValueKind {
    Any,
    Array,
    Boolean,
    /// A string with known values.
    Enum,
    /// An object without known properties.
    FreeObject,
    Integer,
    Map,
    Number,
    Object,
    Text,
}

/// A property of a merged object.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Member {
    pub(super) pointers: Pointers,
    /// Whether all variants require the property. Set at the end of the merge.
    pub(super) required: bool,
    /// The discriminator and its values with which this property appears.
    pub(super) only_with: Option<(String, Vec<String>)>,
    /// Whether the property is the discriminator of its union.
    pub(super) discriminates: bool,
}

/// Merges the schemas at `pointers`, any of which a value can follow.
pub(super) fn merge(schemas: Schemas<'_>, pointers: &Pointers) -> Result<Merged, LowerError> {
    let mut collector = Collector { schemas, path: Vec::new(), parts: 0 };
    let variants =
        pointers.iter().map(|pointer| collector.collect(pointer, Role::Alternative)).collect::<Result<Vec<_>, _>>()?;
    let mut merged = Merged::any_of(variants);
    for (name, member) in &mut merged.properties {
        member.required = merged.required.contains(name);
    }
    Ok(merged)
}

impl Merged {
    /// Merges alternatives, as in `oneOf`.
    fn any_of(variants: Vec<Self>) -> Self {
        let required = variants.iter().map(|variant| variant.required.clone());
        let required = required.reduce(|all, variant| &all & &variant).unwrap_or_default();
        Self { required, ..variants.into_iter().fold(Self::default(), Self::all_of) }
    }

    /// Merges two schemas that a value follows at once, as in `allOf`.
    fn all_of(mut self, other: Self) -> Self {
        self.kinds.extend(other.kinds);
        for (name, member) in other.properties {
            let mine = self.properties.entry(name).or_default();
            mine.pointers.extend(member.pointers);
            mine.only_with = mine.only_with.take().or(member.only_with);
            mine.discriminates |= member.discriminates;
        }
        self.required.extend(other.required);
        self.items.extend(other.items);
        self.values.extend(other.values);
        if !other.known.is_empty() {
            let mut seen: BTreeSet<String> = self.known.iter().cloned().collect();
            self.known.extend(other.known.into_iter().filter(|value| seen.insert(value.clone())));
        }
        self.formats.extend(other.formats);
        self.secret = self.secret.or(other.secret);
        self
    }
}

/// The number of parts and variants of one type. A schema counts each time that another one includes it, because its
/// content depends on the schemas around it. Schemas that include each other twice per level exceed any number.
const MAX_PARTS: usize = 10_000;

/// The role of a schema in the one that includes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A variant of a union, or the first schema.
    Alternative,
    /// A part of an `allOf`.
    Part,
    /// A union that is a part of its own variant, which does not have the properties of the other variants.
    VariantsPart,
}

/// A traversal of the schemas that one value can follow.
struct Collector<'a> {
    schemas: Schemas<'a>,
    /// The schemas on the current path, each with its role in the one before: a variant that extends its union must not
    /// expand the union again.
    path: Vec<(Pointer, Role)>,
    /// The number of schemas visited so far.
    parts: usize,
}

impl Collector<'_> {
    fn collect(&mut self, pointer: &str, role: Role) -> Result<Merged, LowerError> {
        let (pointer, secret) = self.follow(pointer)?;
        if self.position(&pointer).is_some() {
            return Ok(Merged { secret, ..Merged::default() });
        }
        self.parts += 1;
        if self.parts > MAX_PARTS {
            let origin = self.path.first().map_or(&pointer, |(origin, _)| origin);
            let problem = format!(
                "`allOf`, `oneOf` and `anyOf` combine more than {MAX_PARTS} schemas; simplify the schema with an overlay"
            );
            return Err(LowerError::new(origin, problem));
        }
        let schema = self.schemas.at(&pointer)?;
        let variants = variants(schema, &pointer);
        self.path.push((pointer.clone(), role));
        let mut merged = own(schema, &pointer, !variants.is_empty())?;
        merged.secret = secret;
        for index in 0..schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len) {
            merged = merged.all_of(self.collect_part(&format!("{pointer}/allOf/{index}"))?);
        }
        if role != Role::VariantsPart && !variants.is_empty() {
            merged = merged.all_of(self.collect_variants(&variants, schema)?);
            merged.secret = merged.secret.or_else(|| marked_element(schema, &pointer));
            if let Some(member) = discriminator(schema).and_then(|property| merged.properties.get_mut(property)) {
                member.discriminates = true;
            }
        }
        if merged.kinds.is_empty() && schema.get("allOf").is_some() {
            merged.kinds.insert(ValueKind::Object);
        }
        self.path.pop();
        Ok(merged)
    }

    /// Returns the position of a schema on the current path.
    fn position(&self, pointer: &str) -> Option<usize> {
        self.path.iter().position(|(on_path, _)| on_path == pointer)
    }

    /// Follows the references from `pointer`. Returns the final target, and the first schema on the way that is marked as
    /// a secret.
    fn follow(&self, pointer: &str) -> Result<(Pointer, Option<Pointer>), LowerError> {
        let mut secret = None;
        let mut target = pointer.to_owned();
        for pointer in self.schemas.references(pointer)? {
            if secret.is_none() && secrets::is_marked(self.schemas.at(&pointer)?) {
                secret = Some(pointer.clone());
            }
            target = pointer;
        }
        Ok((target, secret))
    }

    /// Collects a part of an `allOf`. A part with only `type: object`, or without a type, adds nothing, rather than any
    /// object or any value.
    fn collect_part(&mut self, part: &str) -> Result<Merged, LowerError> {
        let (target, secret) = self.follow(part)?;
        let mut merged = if let Some(at) = self.position(&target) {
            if self.path[at + 1..].iter().all(|(_, role)| *role != Role::Alternative) {
                let problem =
                    "circular `allOf`: the schema is a part of itself; remove one of the references with an overlay";
                return Err(LowerError::new(part, problem));
            }
            // A union on the current path contributes its own properties, but not its variants.
            let schema = self.schemas.at(&target)?;
            Merged { secret, ..own(schema, &target, true)? }
        } else {
            let role = if self.is_variant_of(&target)? { Role::VariantsPart } else { Role::Part };
            self.collect(part, role)?
        };
        let says_nothing = |kind: &ValueKind| matches!(kind, ValueKind::FreeObject | ValueKind::Any);
        merged.kinds.retain(|kind| !says_nothing(kind));
        Ok(merged)
    }

    /// Returns whether a schema on the current path is a variant of `union`.
    fn is_variant_of(&self, union: &str) -> Result<bool, LowerError> {
        let mut pending = vec![union.to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(pointer) = pending.pop() {
            if !seen.insert(pointer.clone()) {
                continue;
            }
            for variant in variants(self.schemas.at(&pointer)?, &pointer) {
                let variant = self.schemas.resolve(&variant.pointer)?;
                if self.position(&variant).is_some() {
                    return Ok(true);
                }
                pending.push(variant);
            }
        }
        Ok(false)
    }

    fn collect_variants(&mut self, variants: &[Variant], schema: &Value) -> Result<Merged, LowerError> {
        let mut collected = Vec::with_capacity(variants.len());
        for variant in variants {
            collected.push(self.collect(&variant.pointer, Role::Alternative)?);
        }
        if let Some(property) = discriminator(schema) {
            set_only_with(&mut collected, variants, property);
        }
        Ok(Merged::any_of(collected))
    }
}

/// Returns the first element of a union that is marked as a secret. The variant itself is the target of the element.
fn marked_element(schema: &Value, pointer: &str) -> Option<Pointer> {
    let elements = ["oneOf", "anyOf"].into_iter().flat_map(|keyword| {
        let elements = schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate();
        elements.map(move |(index, element)| (keyword, index, element))
    });
    let mut marked = elements.filter(|(_, _, element)| secrets::is_marked(element));
    marked.next().map(|(keyword, index, _)| format!("{pointer}/{keyword}/{index}"))
}

/// Returns the discriminator property of a union.
fn discriminator(schema: &Value) -> Option<&str> {
    schema.pointer("/discriminator/propertyName").and_then(Value::as_str)
}

/// Sets the values of `discriminator` for each property that only some of the variants have.
fn set_only_with(collected: &mut [Merged], variants: &[Variant], discriminator: &str) {
    let mut values = BTreeMap::<String, Vec<String>>::new();
    for (merged, variant) in collected.iter().zip(variants) {
        for name in merged.properties.keys() {
            values.entry(name.clone()).or_default().extend(variant.value.clone());
        }
    }
    let all = variants.iter().filter(|variant| variant.value.is_some()).count();
    for merged in collected {
        for (name, member) in &mut merged.properties {
            let values = &values[name];
            if !values.is_empty() && values.len() < all && name != discriminator {
                member.only_with = Some((discriminator.to_owned(), values.clone()));
            }
        }
    }
}

/// A variant of a union, with its discriminator value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Variant {
    pointer: Pointer,
    value: Option<String>,
}

/// Returns the variants of `schema` from `oneOf`, `anyOf` and its discriminator.
fn variants(schema: &Value, pointer: &str) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (value, target) in schema.pointer("/discriminator/mapping").and_then(Value::as_object).into_iter().flatten() {
        if let Some(target) = target.as_str().and_then(|target| target.strip_prefix('#')) {
            variants.push(Variant { pointer: target.to_owned(), value: Some(value.clone()) });
        }
    }
    for keyword in ["oneOf", "anyOf"] {
        for (index, variant) in schema.get(keyword).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let target = match variant.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#')) {
                Some(target) => target.to_owned(),
                None => format!("{pointer}/{keyword}/{index}"),
            };
            if !variants.iter().any(|variant: &Variant| variant.pointer == target) {
                variants.push(Variant { pointer: target, value: None });
            }
        }
    }
    variants
}

/// The problem of an array whose elements have no schema.
pub(super) const NO_ITEMS: &str = "an array without `items`; describe its elements with an overlay";

/// Returns the content of `schema` without its parts and variants.
fn own(schema: &Value, pointer: &str, is_union: bool) -> Result<Merged, LowerError> {
    let mut merged = Merged::default();
    let composed = is_union || schema.get("allOf").is_some();
    let properties = schema.get("properties").and_then(Value::as_object);
    // An empty schema allows any additional value, as `true` does.
    let additional = schema.get("additionalProperties").and_then(Value::as_object).filter(|schema| !schema.is_empty());
    let kind = match schema.get("type").and_then(Value::as_str) {
        // Some unions of strings have the type `object`: the type of the variants is the correct one.
        Some("object") | None if composed => properties.map(|_| ValueKind::Object),
        None if properties.is_some() => Some(ValueKind::Object),
        None => Some(ValueKind::Any),
        Some("object") if properties.is_some_and(|properties| !properties.is_empty()) => Some(ValueKind::Object),
        Some("object") if additional.is_some() => Some(ValueKind::Map),
        Some("object") => Some(ValueKind::FreeObject),
        Some("array") => Some(ValueKind::Array),
        Some("boolean") => Some(ValueKind::Boolean),
        Some("integer") => Some(ValueKind::Integer),
        Some("number") => Some(ValueKind::Number),
        Some("string") if schema.get("enum").is_some() => Some(ValueKind::Enum),
        Some("string") => Some(ValueKind::Text),
        Some(other) => {
            return Err(LowerError::new(pointer, format!("unknown type \"{other}\"; correct it with an overlay")));
        }
    };
    merged.kinds.extend(kind);
    if additional.is_some() {
        merged.kinds.insert(ValueKind::Map);
        merged.values.insert(below(pointer, "additionalProperties"));
    }
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    merged.required = required.filter_map(Value::as_str).map(str::to_owned).collect();
    for name in properties.into_iter().flat_map(|properties| properties.keys()) {
        let member = Member {
            pointers: Pointers::from([below(&below(pointer, "properties"), name)]),
            required: false,
            only_with: None,
            discriminates: false,
        };
        merged.properties.insert(name.clone(), member);
    }
    if kind == Some(ValueKind::Array) {
        if schema.get("items").is_none() {
            return Err(LowerError::new(pointer, NO_ITEMS));
        }
        merged.items.insert(below(pointer, "items"));
    }
    if kind == Some(ValueKind::Enum) {
        merged.known = enum_values(schema, pointer)?;
    }
    if let Some(format) = schema.get("format").and_then(Value::as_str) {
        merged.formats.insert(format.to_owned());
    } else if matches!(kind, Some(ValueKind::Text | ValueKind::Integer)) {
        merged.formats.insert(String::new());
    }
    Ok(merged)
}

/// Returns the values of an enumeration of strings. `null` says only that the value can be absent.
fn enum_values(schema: &Value, pointer: &str) -> Result<Vec<String>, LowerError> {
    let error = |problem: String| LowerError::new(below(pointer, "enum"), problem);
    let listed = schema.get("enum").and_then(Value::as_array);
    let listed = listed.ok_or_else(|| error("not a list of values; correct it with an overlay".to_owned()))?;
    let mut values = Vec::new();
    for value in listed.iter().filter(|value| !value.is_null()) {
        let text = value.as_str().ok_or_else(|| {
            error(format!("the value {value} is not a string; quote it in the document, or correct it with an overlay"))
        })?;
        values.push(text.to_owned());
    }
    if values.is_empty() {
        return Err(error("no values; list them with an overlay, or remove the `enum`".to_owned()));
    }
    Ok(values)
}
