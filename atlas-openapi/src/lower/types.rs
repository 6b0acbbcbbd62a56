//! The types pass: finds the types that the operations use.

use std::collections::BTreeMap;

use super::{
    LowerError,
    api::{EnumValue, TypeRef},
    facts, item_names,
    merge::{Member, Merged, ValueKind, merge},
    pointer::{Pointers, Schemas, component},
};

/// A type without a name. The names pass runs when all types are known.
#[derive(Debug)]
pub(super) struct TypeDef {
    /// The schemas that a value of the type can follow.
    pub(super) pointers: Pointers,
    /// The first use of the type.
    pub(super) origin: Origin,
    pub(super) content: Content,
}

/// The first use of a type.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A request or response body, with a name derived from its operation.
    Body(String),
    /// A property: the index of the owning type and the name of the property.
    Property(usize, String),
}

#[derive(Debug)]
pub(super) enum Content {
    Object(BTreeMap<String, PropertyDef>),
    Enum(Vec<EnumValue>),
}

#[derive(Debug)]
pub(super) struct PropertyDef {
    pub(super) ty: TypeRefId,
    /// The name of the field.
    pub(super) field: String,
    pub(super) facts: super::Facts,
}

/// A [`TypeRef`] that refers to types by index instead of by name.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TypeRefId {
    Plain(TypeRef),
    List(Box<TypeRefId>),
    Map(Box<TypeRefId>),
    Id(usize),
}

impl TypeRefId {
    /// Returns the index of the type, through lists and maps.
    pub(super) fn id(&self) -> Option<usize> {
        match self {
            Self::Plain(_) => None,
            Self::List(inner) | Self::Map(inner) => inner.id(),
            Self::Id(id) => Some(*id),
        }
    }

    /// Returns whether the `Debug` output of a value hides the whole value. An object hides its own secrets.
    fn hides_secret(&self) -> bool {
        match self {
            Self::Plain(ty) => *ty == TypeRef::Secret,
            Self::List(inner) | Self::Map(inner) => inner.hides_secret(),
            Self::Id(_) => true,
        }
    }

    /// Returns the index of the type if a value holds it directly, not through a list or a map.
    pub(super) fn direct_id(&self) -> Option<usize> {
        match self {
            Self::Id(id) => Some(*id),
            _ => None,
        }
    }
}

/// The problem of a secret that would be printed, because its type is not a string.
const NOT_TEXT: &str = "a secret that is not only text would be printed; make it a string with an overlay";

/// The maximum number of types. The official document has about a thousand.
const MAX_TYPES: usize = 8_000;

/// All types found so far, by their schemas.
pub(super) struct Types<'a> {
    schemas: Schemas<'a>,
    by_pointers: BTreeMap<Pointers, usize>,
    pub(super) all: Vec<TypeDef>,
    /// Objects with unprocessed properties.
    pending: Vec<(usize, Merged)>,
    /// The lists and maps around the schema that is being resolved.
    containers: Vec<Pointers>,
}

impl<'a> Types<'a> {
    pub(super) fn new(schemas: Schemas<'a>) -> Self {
        Self { schemas, by_pointers: BTreeMap::new(), all: Vec::new(), pending: Vec::new(), containers: Vec::new() }
    }

    /// Returns the type of the schema at `pointer`, and adds all types that it reaches.
    pub(super) fn resolve(&mut self, pointer: &str, origin: Origin) -> Result<TypeRefId, LowerError> {
        let root = self.type_of(&Pointers::from([pointer.to_owned()]), origin)?;
        while let Some((id, merged)) = self.pending.pop() {
            let mut properties = BTreeMap::new();
            let mut fields = BTreeMap::<String, String>::new();
            for (name, member) in merged.properties {
                let property = self.property(id, &name, &member)?;
                if let Some(other) = fields.insert(property.field.clone(), name.clone()) {
                    let pointer = member.pointers.first().cloned().unwrap_or_default();
                    return Err(item_names::collision(
                        pointer,
                        ("properties", "field"),
                        (&other, &name),
                        &property.field,
                    ));
                }
                properties.insert(name, property);
            }
            self.all[id].content = Content::Object(properties);
        }
        Ok(root)
    }

    fn property(&mut self, owner: usize, name: &str, member: &Member) -> Result<PropertyDef, LowerError> {
        let ty = self.type_of(&member.pointers, Origin::Property(owner, name.to_owned()))?;
        let facts = facts::of_member(self.schemas, member)?;
        let ty = if facts.secret { secret(ty) } else { ty };
        if facts.secret && !ty.hides_secret() {
            return Err(LowerError::new(member.pointers.first().cloned().unwrap_or_default(), NOT_TEXT));
        }
        let field = item_names::field(self.schemas, name, &member.pointers)?;
        Ok(PropertyDef { ty, field, facts: facts.facts })
    }

    fn type_of(&mut self, pointers: &Pointers, origin: Origin) -> Result<TypeRefId, LowerError> {
        let pointers =
            pointers.iter().map(|pointer| self.schemas.definition(pointer)).collect::<Result<Pointers, _>>()?;
        if let Some(id) = self.by_pointers.get(&pointers) {
            return Ok(TypeRefId::Id(*id));
        }
        if self.all.len() == MAX_TYPES {
            let pointer = pointers.into_iter().next().unwrap_or_default();
            let problem = format!(
                "more than {MAX_TYPES} types; unions that contain each other combine to many: simplify one with an overlay"
            );
            return Err(LowerError::new(pointer, problem));
        }
        let merged = merge(self.schemas, &pointers)?;
        let kinds: Vec<ValueKind> = merged.kinds.iter().copied().collect();
        Ok(match kinds[..] {
            [ValueKind::Boolean] => TypeRefId::Plain(TypeRef::Bool),
            // The wider type holds all values if a format is missing or differs between variants.
            [ValueKind::Integer] if merged.formats.iter().all(|format| format == "int32") => {
                TypeRefId::Plain(TypeRef::Int32)
            }
            [ValueKind::Integer] => TypeRefId::Plain(TypeRef::Int64),
            [ValueKind::Number] | [ValueKind::Integer, ValueKind::Number] => TypeRefId::Plain(TypeRef::Double),
            [ValueKind::Text] => TypeRefId::Plain(text(&merged)),
            [ValueKind::Enum] | [ValueKind::Enum, ValueKind::Text] => {
                let variants = item_names::variants(self.schemas, &merged.known, &pointers)?;
                let values = merged.known.into_iter().zip(variants);
                let values = values.map(|(value, variant)| EnumValue { value, variant });
                self.add(pointers, origin, Content::Enum(values.collect()))
            }
            [ValueKind::Array] => TypeRefId::List(Box::new(self.element(pointers, &merged.items, origin)?)),
            [ValueKind::Map] => match self.element(pointers, &merged.values, origin)? {
                // The document uses a map of arbitrary objects for objects that it does not describe.
                TypeRefId::Plain(TypeRef::Json) => TypeRefId::Plain(TypeRef::Json),
                values => TypeRefId::Map(Box::new(values)),
            },
            [ValueKind::Object] => {
                let reference = self.add(pointers, origin, Content::Object(BTreeMap::new()));
                self.pending.extend(reference.id().map(|id| (id, merged)));
                reference
            }
            _ if merged.formats.contains("password") => {
                let pointer = pointers.into_iter().next().unwrap_or_default();
                return Err(LowerError::new(pointer, NOT_TEXT));
            }
            _ => TypeRefId::Plain(TypeRef::Json),
        })
    }

    /// Returns the type of the elements of a list or map. A list that contains only itself has no type.
    fn element(&mut self, container: Pointers, elements: &Pointers, origin: Origin) -> Result<TypeRefId, LowerError> {
        if self.containers.contains(&container) {
            let pointer = container.into_iter().next().unwrap_or_default();
            let problem = "a list or map that contains only itself has no type; describe its elements with an overlay";
            return Err(LowerError::new(pointer, problem));
        }
        self.containers.push(container);
        let element = self.type_of(elements, origin);
        self.containers.pop();
        element
    }

    /// Returns whether a value of the type is a string in JSON.
    pub(super) fn is_text(&self, ty: &TypeRefId) -> bool {
        match ty {
            TypeRefId::Plain(ty) => {
                matches!(ty, TypeRef::Text | TypeRef::Secret | TypeRef::Date | TypeRef::DateTime)
            }
            TypeRefId::Id(id) => matches!(self.all[*id].content, Content::Enum(_)),
            TypeRefId::List(_) | TypeRefId::Map(_) => false,
        }
    }

    fn add(&mut self, pointers: Pointers, origin: Origin, content: Content) -> TypeRefId {
        let id = self.all.len();
        self.by_pointers.insert(pointers.clone(), id);
        self.all.push(TypeDef { pointers, origin, content });
        TypeRefId::Id(id)
    }
}

/// Returns the type with strings replaced by secrets, also in lists and maps.
fn secret(ty: TypeRefId) -> TypeRefId {
    match ty {
        TypeRefId::Plain(TypeRef::Text) => TypeRefId::Plain(TypeRef::Secret),
        TypeRefId::List(inner) => TypeRefId::List(Box::new(secret(*inner))),
        TypeRefId::Map(inner) => TypeRefId::Map(Box::new(secret(*inner))),
        other => other,
    }
}

/// Returns the type of a string by its format; a format that only restricts the text has type `Text`.
fn text(merged: &Merged) -> TypeRef {
    let formats: Vec<&str> = merged.formats.iter().map(String::as_str).collect();
    match formats[..] {
        ["date-time"] => TypeRef::DateTime,
        ["date"] => TypeRef::Date,
        _ if formats.contains(&"password") => TypeRef::Secret,
        _ => TypeRef::Text,
    }
}

impl TypeDef {
    /// Returns the component that defines the type, if there is exactly one.
    pub(super) fn component(&self) -> Option<&str> {
        let mut pointers = self.pointers.iter();
        match (pointers.next(), pointers.next()) {
            (Some(pointer), None) => component(pointer),
            _ => None,
        }
    }
}
