//! Which types requests carry, which ones answers, and which must be two types for that.

use std::collections::BTreeSet;

use super::types::{Content, Found};

/// What was found out of each type, by its number.
#[derive(Debug)]
pub(super) struct Directions {
    sent: Vec<bool>,
    received: Vec<bool>,
    /// The type has a read-only property, or leads to one.
    read_only: Vec<bool>,
}

/// The half of a type that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// What answers bring; also what a type is that needs no halves.
    Answer,
    /// What requests carry: no read-only property is in it or below it.
    Request,
}

impl Directions {
    /// Looks at what `sent` and `received` lead to.
    pub(super) fn of(types: &[Found], sent: &BTreeSet<usize>, received: &BTreeSet<usize>) -> Self {
        Self {
            // What a request can't carry leads nowhere, in a request.
            sent: reach(types, sent, |read_only| !read_only),
            received: reach(types, received, |_| true),
            read_only: leads_to_read_only(types),
        }
    }

    pub(super) fn is_sent(&self, id: usize) -> bool {
        self.sent[id]
    }

    /// Whether the type is generated twice.
    pub(super) fn is_split(&self, id: usize) -> bool {
        self.sent[id] && self.received[id] && self.read_only[id]
    }

    /// The halves of a type that are generated.
    pub(super) fn halves(&self, id: usize) -> Vec<Half> {
        if self.is_split(id) {
            vec![Half::Answer, Half::Request]
        } else if self.sent[id] && self.read_only[id] {
            vec![Half::Request]
        } else if self.sent[id] || self.received[id] {
            vec![Half::Answer]
        } else {
            Vec::new() // Only a read-only property of something that is only sent leads here.
        }
    }
}

fn reach(types: &[Found], roots: &BTreeSet<usize>, follow: impl Fn(bool) -> bool) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut open: Vec<usize> = roots.iter().copied().collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut reached[id], true) {
            continue;
        }
        if let Content::Object(properties) = &types[id].content {
            let next = properties.values().filter(|property| follow(property.facts.read_only));
            open.extend(next.filter_map(|property| property.ty.found()));
        }
    }
    reached
}

fn leads_to_read_only(types: &[Found]) -> Vec<bool> {
    let mut marked = vec![false; types.len()];
    loop {
        let before = marked.iter().filter(|marked| **marked).count();
        for (id, found) in types.iter().enumerate() {
            if let Content::Object(properties) = &found.content {
                marked[id] |= properties
                    .values()
                    .any(|property| property.facts.read_only || property.ty.found().is_some_and(|inner| marked[inner]));
            }
        }
        if marked.iter().filter(|marked| **marked).count() == before {
            return marked;
        }
    }
}
