//! The types pass: finds the types that the operations use.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    LowerError,
    api::{EnumValue, TypeRef},
    facts, item_names,
    merge::{Member, Merged, ValueKind, merge},
    pointer::{Pointer, Pointers, Schemas, component},
    secrets,
    value_summaries::value_summaries,
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
    /// The schemas that a value of the property can follow.
    pub(super) pointers: Pointers,
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

    /// Returns whether the type is a secret, through lists and maps.
    fn is_secret(&self) -> bool {
        match self {
            Self::Plain(ty) => *ty == TypeRef::Secret,
            Self::List(inner) | Self::Map(inner) => inner.is_secret(),
            Self::Id(_) => false,
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
    /// Objects that are marked as secrets, with the schemas that mark them.
    secret_objects: BTreeMap<usize, Pointer>,
}

impl<'a> Types<'a> {
    pub(super) fn new(schemas: Schemas<'a>) -> Self {
        Self {
            schemas,
            by_pointers: BTreeMap::new(),
            all: Vec::new(),
            pending: Vec::new(),
            containers: Vec::new(),
            secret_objects: BTreeMap::new(),
        }
    }

    /// Returns the type of the schema at `pointer`, and adds all types that it reaches.
    pub(super) fn resolve(&mut self, pointer: &str, origin: Origin) -> Result<TypeRefId, LowerError> {
        let root = self.type_of(&Pointers::from([pointer.to_owned()]), origin, None)?;
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
        let ty = self.type_of(&member.pointers, Origin::Property(owner, name.to_owned()), None)?;
        let facts = facts::of_member(self.schemas, member)?;
        let field = item_names::field(self.schemas, name, &member.pointers)?;
        Ok(PropertyDef { ty, field, facts, pointers: member.pointers.clone() })
    }

    /// Returns the type of a value that follows the schemas at `pointers`. `secret` is the schema of a list or map around
    /// the value that marks its elements as secrets.
    fn type_of(
        &mut self,
        pointers: &Pointers,
        origin: Origin,
        secret: Option<Pointer>,
    ) -> Result<TypeRefId, LowerError> {
        let (pointers, mark) = self.definitions(pointers)?;
        let secret = secret.or(mark);
        if let Some(id) = self.by_pointers.get(&pointers).copied() {
            return Ok(self.named(id, secret));
        }
        if self.all.len() == MAX_TYPES {
            let pointer = pointers.into_iter().next().unwrap_or_default();
            let problem = format!(
                "more than {MAX_TYPES} types; unions that contain each other combine to many: simplify one with an overlay"
            );
            return Err(LowerError::new(pointer, problem));
        }
        let merged = merge(self.schemas, &pointers)?;
        let secret = secret.or_else(|| merged.secret.clone());
        let kinds: Vec<ValueKind> = merged.kinds.iter().copied().collect();
        match (&secret, &kinds[..]) {
            (Some(_), kinds) if secrets::is_text(kinds) => return Ok(TypeRefId::Plain(TypeRef::Secret)),
            (None, _) | (_, [ValueKind::Array] | [ValueKind::Map] | [ValueKind::Object]) => {}
            (Some(mark), _) => return Err(secrets::not_text(mark.clone())),
        }
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
                let summaries = value_summaries(self.schemas, &merged.known, &pointers)?;
                let values = merged.known.into_iter().zip(variants).zip(summaries);
                let values = values.map(|((value, variant), summary)| EnumValue { value, variant, summary });
                self.add(pointers, origin, Content::Enum(values.collect()))
            }
            [ValueKind::Array] => TypeRefId::List(Box::new(self.element(pointers, &merged.items, origin, secret)?)),
            [ValueKind::Map] => match self.element(pointers, &merged.values, origin, secret)? {
                // The document uses a map of arbitrary objects for objects that it does not describe.
                TypeRefId::Plain(TypeRef::Json) => TypeRefId::Plain(TypeRef::Json),
                values => TypeRefId::Map(Box::new(values)),
            },
            [ValueKind::Object] => {
                let reference = self.add(pointers, origin, Content::Object(BTreeMap::new()));
                if let Some(id) = reference.id() {
                    self.pending.push((id, merged));
                    self.secret_objects.extend(secret.map(|mark| (id, mark)));
                }
                reference
            }
            _ => {
                secrets::check_inside(self.schemas, &pointers)?;
                TypeRefId::Plain(TypeRef::Json)
            }
        })
    }

    /// Returns the schemas that define the type of the schemas at `pointers`, and the first one on the way there that is
    /// marked as a secret.
    fn definitions(&self, pointers: &Pointers) -> Result<(Pointers, Option<Pointer>), LowerError> {
        let (mut definitions, mut mark) = (Pointers::new(), None);
        for pointer in pointers {
            let chain = self.schemas.chain(pointer)?;
            for pointer in &chain {
                if mark.is_none() && secrets::is_marked(self.schemas.at(pointer)?) {
                    mark = Some(pointer.clone());
                }
            }
            definitions.extend(chain.into_iter().last());
        }
        Ok((definitions, mark))
    }

    /// Returns the type of a use of a named type, which the schema at `secret` marks as a secret.
    fn named(&mut self, id: usize, secret: Option<Pointer>) -> TypeRefId {
        match (secret, &self.all[id].content) {
            (Some(_), Content::Enum(_)) => return TypeRefId::Plain(TypeRef::Secret),
            (Some(mark), Content::Object(_)) => drop(self.secret_objects.entry(id).or_insert(mark)),
            (None, _) => {}
        }
        TypeRefId::Id(id)
    }

    /// Checks that each object that is marked as a secret hides a part of its content. All types must be complete.
    pub(super) fn check_secret_objects(&self) -> Result<(), LowerError> {
        match self.secret_objects.iter().find(|(id, _)| !self.has_secret(**id)) {
            Some((_, mark)) => Err(secrets::shown_object(mark.clone())),
            None => Ok(()),
        }
    }

    /// Returns whether an object has a secret property, itself or in a nested type.
    fn has_secret(&self, id: usize) -> bool {
        let (mut seen, mut pending) = (BTreeSet::new(), vec![id]);
        while let Some(id) = pending.pop() {
            if let (true, Content::Object(properties)) = (seen.insert(id), &self.all[id].content) {
                if properties.values().any(|property| property.ty.is_secret()) {
                    return true;
                }
                pending.extend(properties.values().filter_map(|property| property.ty.id()));
            }
        }
        false
    }

    /// Returns the type of the elements of a list or map. A list that contains only itself has no type.
    fn element(
        &mut self,
        container: Pointers,
        elements: &Pointers,
        origin: Origin,
        secret: Option<Pointer>,
    ) -> Result<TypeRefId, LowerError> {
        if self.containers.contains(&container) {
            let pointer = container.into_iter().next().unwrap_or_default();
            let problem = "a list or map that contains only itself has no type; describe its elements with an overlay";
            return Err(LowerError::new(pointer, problem));
        }
        self.containers.push(container);
        let element = self.type_of(elements, origin, secret);
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

/// Returns the type of a string by its format; a format that only restricts the text has type `Text`.
fn text(merged: &Merged) -> TypeRef {
    let formats: Vec<&str> = merged.formats.iter().map(String::as_str).collect();
    match formats[..] {
        ["date-time"] => TypeRef::DateTime,
        ["date"] => TypeRef::Date,
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
