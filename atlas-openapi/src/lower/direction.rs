//! The direction pass: types used in requests, in responses, or in both.

use std::collections::BTreeSet;

use super::types::{Content, TypeDef};

/// The directions of all types, by type index.
#[derive(Debug)]
pub(super) struct Directions {
    sent: Vec<bool>,
    received: Vec<bool>,
    /// Whether the type has a read-only property, itself or in a nested type.
    read_only: Vec<bool>,
}

/// The direction in which a type is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Responses: the type has all properties. Also represents both directions if the type is not split.
    Response,
    /// Requests: the type and its nested types have no read-only properties.
    Request,
}

impl Directions {
    /// Computes the directions of all types that the request types `sent` and the response types `received` reach.
    pub(super) fn compute(types: &[TypeDef], sent: &BTreeSet<usize>, received: &BTreeSet<usize>) -> Self {
        Self {
            // Requests do not contain read-only properties.
            sent: reachable(types, sent, |read_only| !read_only),
            received: reachable(types, received, |_| true),
            read_only: leads_to_read_only(types),
        }
    }

    /// Returns whether a request contains the type.
    pub(super) fn is_sent(&self, id: usize) -> bool {
        self.sent[id]
    }

    /// Returns whether the type is split into a request type and a response type.
    pub(super) fn is_split(&self, id: usize) -> bool {
        self.sent[id] && self.received[id] && self.read_only[id]
    }

    /// Returns the directions for which the type is generated.
    pub(super) fn of_type(&self, id: usize) -> Vec<Direction> {
        if self.is_split(id) {
            vec![Direction::Response, Direction::Request]
        } else if self.sent[id] && self.read_only[id] {
            vec![Direction::Request]
        } else if self.sent[id] || self.received[id] {
            vec![Direction::Response]
        } else {
            Vec::new() // Reached only through a read-only property of a request type.
        }
    }
}

fn reachable(types: &[TypeDef], roots: &BTreeSet<usize>, follow: impl Fn(bool) -> bool) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut pending: Vec<usize> = roots.iter().copied().collect();
    while let Some(id) = pending.pop() {
        if std::mem::replace(&mut reached[id], true) {
            continue;
        }
        if let Content::Object(properties) = &types[id].content {
            let next = properties.values().filter(|property| follow(property.facts.read_only));
            pending.extend(next.filter_map(|property| property.ty.id()));
        }
    }
    reached
}

fn leads_to_read_only(types: &[TypeDef]) -> Vec<bool> {
    let mut marked = vec![false; types.len()];
    loop {
        let before = marked.iter().filter(|marked| **marked).count();
        for (id, definition) in types.iter().enumerate() {
            if let Content::Object(properties) = &definition.content {
                marked[id] |= properties
                    .values()
                    .any(|property| property.facts.read_only || property.ty.id().is_some_and(|inner| marked[inner]));
            }
        }
        if marked.iter().filter(|marked| **marked).count() == before {
            return marked;
        }
    }
}
