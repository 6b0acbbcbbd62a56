//! The store: collections of resources with a scope and a key, in the order of their creation.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The characters that are percent-encoded in a part of a scope, so that no part contains the separator.
const PART: &AsciiSet = &CONTROLS.add(b'/').add(b'%');

/// Returns the scope with these parts.
pub(crate) fn scope<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.map(|part| utf8_percent_encode(part, PART).to_string()).collect::<Vec<_>>().join("/")
}

/// All collections.
#[derive(Debug, Default)]
pub(crate) struct Store {
    collections: BTreeMap<String, Collection>,
    /// The number of generated IDs.
    ids: Cell<u64>,
    /// A lower bound for the time of the next scheduled change, or `None` if there is none.
    due: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
struct Collection {
    /// By sequence number.
    resources: BTreeMap<u64, Resource>,
    /// The sequence numbers by scope and key.
    numbers: HashMap<(String, String), u64>,
    next: u64,
}

/// A stored resource.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Resource {
    /// Its parent: the values of the preceding path parameters, joined by slashes.
    pub(crate) scope: String,
    /// Its key, unique in the scope.
    pub(crate) key: String,
    pub(crate) body: Map<String, Value>,
    /// The scheduled changes with their times.
    #[serde(rename = "later", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) scheduled: Vec<(DateTime<Utc>, Scheduled)>,
}

/// A scheduled change of a resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scheduled {
    Set(Map<String, Value>),
    /// Records an event with this name.
    Event(Cow<'static, str>),
    #[serde(rename = "gone")]
    Delete,
}

/// A scheduled event that fired, with the resource at that time.
#[derive(Debug, Clone)]
pub(crate) struct FiredEvent {
    pub(crate) time: DateTime<Utc>,
    pub(crate) name: Cow<'static, str>,
    pub(crate) resource: Resource,
}

impl Resource {
    pub(crate) fn text(&self, property: &str) -> &str {
        self.body.get(property).and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn flag(&self, property: &str) -> bool {
        self.body.get(property).and_then(Value::as_bool).unwrap_or_default()
    }

    pub(crate) fn set(&mut self, property: &str, value: impl Into<Value>) {
        self.body.insert(property.to_owned(), value.into());
    }

    /// Schedules an update of properties.
    pub(crate) fn set_at(&mut self, time: DateTime<Utc>, properties: Value) {
        if let Value::Object(properties) = properties {
            self.scheduled.push((time, Scheduled::Set(properties)));
        }
    }

    /// Returns the time of the next scheduled change.
    fn next(&self) -> Option<DateTime<Utc>> {
        self.scheduled.iter().map(|(time, _)| *time).min()
    }

    /// Schedules an event.
    pub(crate) fn event_at(&mut self, time: DateTime<Utc>, name: &'static str) {
        self.scheduled.push((time, Scheduled::Event(name.into())));
    }

    /// Applies all changes that are due. Returns whether the resource still exists.
    fn run_due(&mut self, now: DateTime<Utc>, fired: &mut Vec<FiredEvent>) -> bool {
        let (due, scheduled) = std::mem::take(&mut self.scheduled).into_iter().partition(|(time, _)| *time <= now);
        self.scheduled = scheduled;
        let due: Vec<_> = due;
        for (time, change) in due {
            match change {
                Scheduled::Set(properties) => self.body.extend(properties),
                Scheduled::Event(name) => fired.push(FiredEvent { time, name, resource: self.clone() }),
                Scheduled::Delete => return false,
            }
        }
        true
    }
}

/// Returns the earlier of two times. `None` is later than any time.
fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    one.into_iter().chain(other).min()
}

impl Store {
    /// Generates an ID of 24 hexadecimal digits.
    pub(crate) fn new_id(&self) -> String {
        self.ids.set(self.ids.get() + 1);
        Self::id_of(&self.ids.get().to_string())
    }

    /// Returns a stable ID derived from a name.
    ///
    /// Resources created by scheduled changes have such IDs. The time of their creation depends on the requests, so
    /// sequential IDs would differ after a restart.
    pub(crate) fn id_of(name: &str) -> String {
        let hash = Sha256::digest(format!("atlas-fake {name}"));
        hex::encode(&hash[..12])
    }

    /// Applies all changes that are due. Returns the events that fired, the earliest first.
    pub(crate) fn run_due(&mut self, now: DateTime<Utc>) -> Vec<FiredEvent> {
        // Every request calls this, and most of them need not search all resources.
        if self.due.is_none_or(|due| due > now) {
            return Vec::new();
        }
        let mut gone = Vec::new();
        let mut fired = Vec::new();
        let mut due = None;
        for (name, collection) in &mut self.collections {
            for resource in collection.resources.values_mut().filter(|resource| !resource.scheduled.is_empty()) {
                if resource.run_due(now, &mut fired) {
                    due = earlier(due, resource.next());
                } else {
                    gone.push((name.clone(), resource.scope.clone(), resource.key.clone()));
                }
            }
        }
        self.due = due;
        for (name, scope, key) in gone {
            self.remove_recursively(&name, &scope, &key);
        }
        fired.sort_by_key(|event| event.time);
        fired
    }

    pub(crate) fn get(&self, name: &str, scope: &str, key: &str) -> Option<&Resource> {
        let collection = self.collections.get(name)?;
        collection.resources.get(collection.numbers.get(&(scope.to_owned(), key.to_owned()))?)
    }

    pub(crate) fn get_mut(&mut self, name: &str, scope: &str, key: &str) -> Option<&mut Resource> {
        // The caller may schedule a change at any time.
        self.due = Some(DateTime::<Utc>::MIN_UTC);
        let collection = self.collections.get_mut(name)?;
        collection.resources.get_mut(collection.numbers.get(&(scope.to_owned(), key.to_owned()))?)
    }

    /// Returns the resources of a scope, the oldest first.
    pub(crate) fn list<'a>(&'a self, name: &str, scope: &str) -> impl Iterator<Item = &'a Resource> + use<'a> {
        let scope = scope.to_owned();
        self.all(name).filter(move |resource| resource.scope == scope)
    }

    /// Returns the resources of all scopes.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Resource> + use<'a> {
        self.collections.get(name).into_iter().flat_map(|collection| collection.resources.values())
    }

    /// Stores a resource. It replaces an existing one with the same key.
    pub(crate) fn put(&mut self, name: &str, resource: Resource) {
        self.due = earlier(self.due, resource.next());
        if !self.collections.contains_key(name) {
            self.collections.insert(name.to_owned(), Collection::default());
        }
        let Some(collection) = self.collections.get_mut(name) else { return };
        let number = *collection.numbers.entry((resource.scope.clone(), resource.key.clone())).or_insert_with(|| {
            collection.next += 1;
            collection.next
        });
        collection.resources.insert(number, resource);
    }

    /// Changes the key of a resource. An existing resource with the new key is removed. The order stays.
    pub(crate) fn rename(&mut self, name: &str, scope: &str, key: &str, new: &str) {
        self.remove(name, scope, new);
        let Some(collection) = self.collections.get_mut(name) else { return };
        if let Some(number) = collection.numbers.remove(&(scope.to_owned(), key.to_owned())) {
            collection.numbers.insert((scope.to_owned(), new.to_owned()), number);
        }
    }

    /// Removes a resource.
    pub(crate) fn remove(&mut self, name: &str, scope: &str, key: &str) -> Option<Resource> {
        let collection = self.collections.get_mut(name)?;
        let number = collection.numbers.remove(&(scope.to_owned(), key.to_owned()))?;
        collection.resources.remove(&number)
    }

    /// Removes a resource with all resources in its scope.
    pub(crate) fn remove_recursively(&mut self, name: &str, scope: &str, key: &str) {
        self.remove(name, scope, key);
        let joined = |key: &str| if scope.is_empty() { key.to_owned() } else { format!("{scope}/{key}") };
        let (plain, encoded) = (joined(key), joined(&self::scope([key].into_iter())));
        let family = format!("{name}/{{}}/");
        for (other, collection) in &mut self.collections {
            // Remembered resources have encoded scopes, and only those of the same family are in this one.
            let is_remembered = other.starts_with('/');
            if is_remembered && name.starts_with('/') && !other.starts_with(&family) {
                continue;
            }
            let scope = if is_remembered { &encoded } else { &plain };
            let below = format!("{scope}/");
            let within = |of: &str| of == scope || of.starts_with(&below);
            collection.resources.retain(|_, resource| !within(&resource.scope));
            collection.numbers.retain(|(of, _), _| !within(of));
        }
    }
}

/// The content of the store as a whole, for state files.
#[cfg(feature = "persistence")]
impl Store {
    /// Returns the number of generated IDs.
    pub(crate) fn ids(&self) -> u64 {
        self.ids.get()
    }

    /// Sets the number of generated IDs, so that replayed requests generate the same IDs again.
    pub(crate) fn set_ids(&mut self, count: u64) {
        self.ids.set(count);
    }

    /// Returns all collections with their names and resources, in the order of creation.
    pub(crate) fn collections(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &Resource>)> {
        self.collections.iter().map(|(name, collection)| (name.as_str(), collection.resources.values()))
    }

    /// Removes all resources. The number of generated IDs stays.
    pub(crate) fn clear(&mut self) {
        self.collections.clear();
        self.due = None;
    }
}
