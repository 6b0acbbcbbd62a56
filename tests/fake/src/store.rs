//! What is remembered: resources in collections, each under a scope and a key, in the order in which they came.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// All collections.
#[derive(Debug, Default)]
pub(crate) struct Store {
    collections: BTreeMap<String, Collection>,
    /// How many ids were given out.
    ids: Cell<u64>,
    /// Nothing happens before this; `None` for nothing at all.
    due: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
struct Collection {
    /// By the number in which they came.
    resources: BTreeMap<u64, Resource>,
    places: HashMap<(String, String), u64>,
    next: u64,
}

/// A thing that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Resource {
    /// What it belongs to: the values of the path's parameters before its own, with slashes between.
    pub(crate) scope: String,
    /// What it is found by in its scope.
    pub(crate) key: String,
    pub(crate) body: Map<String, Value>,
    /// What happens to it later, the earliest first.
    #[serde(rename = "later", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) scheduled: Vec<(DateTime<Utc>, Scheduled)>,
}

/// What becomes of a resource at a certain time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Scheduled {
    Set(Map<String, Value>),
    /// An event of this name is written.
    Event(Cow<'static, str>),
    #[serde(rename = "gone")]
    Delete,
}

/// An event that time brought about, with the resource as it was then.
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

    /// Sets properties at a time to come.
    pub(crate) fn set_at(&mut self, time: DateTime<Utc>, properties: Value) {
        if let Value::Object(properties) = properties {
            self.scheduled.push((time, Scheduled::Set(properties)));
        }
    }

    /// When something happens to it next.
    fn next(&self) -> Option<DateTime<Utc>> {
        self.scheduled.iter().map(|(time, _)| *time).min()
    }

    /// Writes an event at a time to come.
    pub(crate) fn event_at(&mut self, time: DateTime<Utc>, name: &'static str) {
        self.scheduled.push((time, Scheduled::Event(name.into())));
    }

    /// Whether it is still there when what was to become of it until now has become of it.
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

/// The earlier of two times; none comes after all.
fn earlier(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    one.into_iter().chain(other).min()
}

impl Store {
    /// An id that was not given out before, 24 hexadecimal digits.
    pub(crate) fn new_id(&self) -> String {
        self.ids.set(self.ids.get() + 1);
        Self::id_of(&self.ids.get().to_string())
    }

    /// An id that is the same for the same thing. What time brings about has such a one: nobody can tell how many ids will
    /// have been given out when it is first asked for.
    pub(crate) fn id_of(thing: &str) -> String {
        let hash = Sha256::digest(format!("atlas-fake {thing}"));
        hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }

    /// How many ids were given out.
    pub(crate) fn ids(&self) -> u64 {
        self.ids.get()
    }

    /// Goes on as if so many ids had been given out, so that what comes next has the ids that it had before.
    pub(crate) fn set_ids(&mut self, count: u64) {
        self.ids.set(count);
    }

    /// Lets happen what was to happen until now, and says which events that brought about, the earliest first.
    pub(crate) fn run_due(&mut self, now: DateTime<Utc>) -> Vec<FiredEvent> {
        // Every request asks for it, and hardly any has to wait until all resources are looked at.
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
            self.remove_whole(&name, &scope, &key);
        }
        fired.sort_by_key(|event| event.time);
        fired
    }

    /// All collections by their names, the resources of each in the order in which they came.
    pub(crate) fn collections(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &Resource>)> {
        self.collections.iter().map(|(name, collection)| (name.as_str(), collection.resources.values()))
    }

    /// Forgets everything but how many ids were given out.
    pub(crate) fn clear(&mut self) {
        self.collections.clear();
        self.due = None;
    }

    pub(crate) fn get(&self, name: &str, scope: &str, key: &str) -> Option<&Resource> {
        let collection = self.collections.get(name)?;
        collection.resources.get(collection.places.get(&(scope.to_owned(), key.to_owned()))?)
    }

    pub(crate) fn get_mut(&mut self, name: &str, scope: &str, key: &str) -> Option<&mut Resource> {
        // Whoever changes it may let something happen at any time.
        self.due = Some(DateTime::<Utc>::MIN_UTC);
        let collection = self.collections.get_mut(name)?;
        collection.resources.get_mut(collection.places.get(&(scope.to_owned(), key.to_owned()))?)
    }

    /// The resources of a scope, the oldest first.
    pub(crate) fn list<'a>(&'a self, name: &str, scope: &str) -> impl Iterator<Item = &'a Resource> + use<'a> {
        let scope = scope.to_owned();
        self.all(name).filter(move |resource| resource.scope == scope)
    }

    /// The resources of all scopes.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Resource> + use<'a> {
        self.collections.get(name).into_iter().flat_map(|collection| collection.resources.values())
    }

    /// Puts a resource there, in the place of the one that has its key.
    pub(crate) fn put(&mut self, name: &str, resource: Resource) {
        self.due = earlier(self.due, resource.next());
        if !self.collections.contains_key(name) {
            self.collections.insert(name.to_owned(), Collection::default());
        }
        let Some(collection) = self.collections.get_mut(name) else { return };
        let place = *collection.places.entry((resource.scope.clone(), resource.key.clone())).or_insert_with(|| {
            collection.next += 1;
            collection.next
        });
        collection.resources.insert(place, resource);
    }

    /// Gives a resource another key, in the place of what has that; its place among the others stays.
    pub(crate) fn rename(&mut self, name: &str, scope: &str, key: &str, new: &str) {
        self.remove(name, scope, new);
        let Some(collection) = self.collections.get_mut(name) else { return };
        if let Some(place) = collection.places.remove(&(scope.to_owned(), key.to_owned())) {
            collection.places.insert((scope.to_owned(), new.to_owned()), place);
        }
    }

    /// Removes a resource.
    pub(crate) fn remove(&mut self, name: &str, scope: &str, key: &str) -> Option<Resource> {
        let collection = self.collections.get_mut(name)?;
        let place = collection.places.remove(&(scope.to_owned(), key.to_owned()))?;
        collection.resources.remove(&place)
    }

    /// Removes a resource with what belongs to it.
    pub(crate) fn remove_whole(&mut self, name: &str, scope: &str, key: &str) {
        self.remove(name, scope, key);
        self.remove_scope(&if scope.is_empty() { key.to_owned() } else { format!("{scope}/{key}") });
    }

    /// Removes what belongs to `scope`, or to something that does.
    pub(crate) fn remove_scope(&mut self, scope: &str) {
        let below = format!("{scope}/");
        for collection in self.collections.values_mut() {
            let within = |of: &str| of == scope || of.starts_with(&below);
            collection.resources.retain(|_, resource| !within(&resource.scope));
            collection.places.retain(|(of, _), _| !within(of));
        }
    }
}
