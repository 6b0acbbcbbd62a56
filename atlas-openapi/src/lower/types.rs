//! Finds the types that the operations reach.

use std::collections::BTreeMap;

use super::{
    LowerError,
    api::TypeRef,
    facts,
    merge::{Kind, Member, Merged, merge},
    place::{Places, Schemas, component},
};

/// A type that was found. It has no name yet: names are given when all types are known.
#[derive(Debug)]
pub(super) struct Found {
    /// The schemas that its values may follow.
    pub(super) places: Places,
    /// Where it was met first: the type it is a property of, and the property.
    pub(super) origin: Origin,
    pub(super) content: Content,
}

/// Where a type was met first.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// In the body of an operation.
    Body(String),
    /// In a property of a type.
    Property(usize, String),
}

#[derive(Debug)]
pub(super) enum Content {
    Object(BTreeMap<String, FoundProperty>),
    Enum(Vec<String>),
}

#[derive(Debug)]
pub(super) struct FoundProperty {
    pub(super) ty: FoundRef,
    pub(super) facts: super::Facts,
}

/// A [`TypeRef`] whose named types are still numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FoundRef {
    Plain(TypeRef),
    List(Box<FoundRef>),
    Map(Box<FoundRef>),
    Found(usize),
}

impl FoundRef {
    pub(super) fn found(&self) -> Option<usize> {
        match self {
            Self::Plain(_) => None,
            Self::List(inner) | Self::Map(inner) => inner.found(),
            Self::Found(id) => Some(*id),
        }
    }

    /// Whether a value of this type holds one of the found type directly, not through a list or a map.
    pub(super) fn directly(&self) -> Option<usize> {
        match self {
            Self::Found(id) => Some(*id),
            _ => None,
        }
    }
}

/// All types found so far, each under the schemas that it stands for.
pub(super) struct Types<'a> {
    schemas: Schemas<'a>,
    by_places: BTreeMap<Places, usize>,
    pub(super) all: Vec<Found>,
    /// Objects whose properties are yet to be looked at.
    open: Vec<(usize, Merged)>,
}

impl<'a> Types<'a> {
    pub(super) fn new(schemas: Schemas<'a>) -> Self {
        Self { schemas, by_places: BTreeMap::new(), all: Vec::new(), open: Vec::new() }
    }

    /// The type of a value at `place`, with all types that it leads to.
    pub(super) fn reach(&mut self, place: &str, origin: Origin) -> Result<FoundRef, LowerError> {
        let reached = self.type_of(&Places::from([place.to_owned()]), origin)?;
        while let Some((id, merged)) = self.open.pop() {
            let mut properties = BTreeMap::new();
            for (name, member) in merged.properties {
                let property = self.property(id, &name, &member)?;
                properties.insert(name, property);
            }
            self.all[id].content = Content::Object(properties);
        }
        Ok(reached)
    }

    fn property(&mut self, owner: usize, name: &str, member: &Member) -> Result<FoundProperty, LowerError> {
        let ty = self.type_of(&member.places, Origin::Property(owner, name.to_owned()))?;
        let facts = facts::of_member(self.schemas, member)?;
        let ty =
            if facts.secret && ty == FoundRef::Plain(TypeRef::Text) { FoundRef::Plain(TypeRef::Secret) } else { ty };
        Ok(FoundProperty { ty, facts: facts.facts })
    }

    fn type_of(&mut self, places: &Places, origin: Origin) -> Result<FoundRef, LowerError> {
        let places = places.iter().map(|place| self.schemas.resolve(place)).collect::<Result<Places, _>>()?;
        if let Some(id) = self.by_places.get(&places) {
            return Ok(FoundRef::Found(*id));
        }
        let merged = merge(self.schemas, &places)?;
        let kinds: Vec<Kind> = merged.kinds.iter().copied().collect();
        Ok(match kinds[..] {
            [Kind::Boolean] => FoundRef::Plain(TypeRef::Bool),
            // Without a format, or where variants disagree, the wider one holds both.
            [Kind::Integer] if merged.formats.iter().all(|format| format == "int32") => FoundRef::Plain(TypeRef::Int32),
            [Kind::Integer] => FoundRef::Plain(TypeRef::Int64),
            [Kind::Number] | [Kind::Integer, Kind::Number] => FoundRef::Plain(TypeRef::Double),
            [Kind::Text] => FoundRef::Plain(text(&merged)),
            [Kind::Enum] | [Kind::Enum, Kind::Text] => self.add(places, origin, Content::Enum(merged.known)),
            [Kind::Array] => FoundRef::List(Box::new(self.type_of(&merged.items, origin)?)),
            [Kind::Map] => match self.type_of(&merged.values, origin)? {
                // "Any key, any object" is how the document says that it does not know the object at all.
                FoundRef::Plain(TypeRef::Json) => FoundRef::Plain(TypeRef::Json),
                values => FoundRef::Map(Box::new(values)),
            },
            [Kind::Object] => {
                let found = self.add(places, origin, Content::Object(BTreeMap::new()));
                self.open.extend(found.found().map(|id| (id, merged)));
                found
            }
            _ => FoundRef::Plain(TypeRef::Json),
        })
    }

    fn add(&mut self, places: Places, origin: Origin, content: Content) -> FoundRef {
        let id = self.all.len();
        self.by_places.insert(places.clone(), id);
        self.all.push(Found { places, origin, content });
        FoundRef::Found(id)
    }
}

/// The type of a string by its format; a format that only says what the text looks like stays text.
fn text(merged: &Merged) -> TypeRef {
    let formats: Vec<&str> = merged.formats.iter().map(String::as_str).collect();
    match formats[..] {
        ["date-time"] => TypeRef::DateTime,
        ["date"] => TypeRef::Date,
        _ if formats.contains(&"password") => TypeRef::Secret,
        _ => TypeRef::Text,
    }
}

impl Found {
    /// The component that this type is, if it is exactly one.
    pub(super) fn component(&self) -> Option<&str> {
        let mut places = self.places.iter();
        match (places.next(), places.next()) {
            (Some(place), None) => component(place),
            _ => None,
        }
    }
}
