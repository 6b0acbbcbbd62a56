//! The target of an action: a JSONPath and its matches in a document.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::successors::Successors;
use crate::location::escape;

/// One step from a value to a member or element.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The maximum depth of brackets and parentheses in a query.
const MAX_NESTING: usize = 16;

/// A parsed JSONPath.
#[derive(Clone, Debug)]
pub(super) struct Target {
    text: String,
    plan: Plan,
}

#[derive(Clone, Debug)]
enum Plan {
    /// A chain of names, with one match at most.
    ///
    /// Nearly all of possibly thousands of targets are chains. Following a chain takes a few lookups, while parsing a
    /// general query takes longer than the rest of an overlay.
    Chain(Vec<Step>),
    /// Any other query of RFC 9535.
    Query(JsonPath),
}

impl Target {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let plan = match chain(text) {
            Some(steps) => Plan::Chain(steps),
            // The parser of queries is recursive, and would overflow the stack.
            None if nesting(text) > MAX_NESTING => {
                return Err(format!("nested more than {MAX_NESTING} levels deep"));
            }
            None => Plan::Query(JsonPath::parse(text).map_err(|error| error.to_string())?),
        };
        Ok(Self { text: text.to_owned(), plan })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the name of the component schema into which a chain of names leads.
    pub(super) fn schema(&self) -> Option<&str> {
        match &self.plan {
            Plan::Chain(steps) => match steps.as_slice() {
                [Step::Key(components), Step::Key(schemas), Step::Key(name), ..] => {
                    (components == "components" && schemas == "schemas").then_some(name)
                }
                _ => None,
            },
            Plan::Query(_) => None,
        }
    }

    /// Returns the matches without duplicates, each value before its descendants. A chain of names that leads into a schema
    /// matches in the successors of that schema too.
    pub(super) fn locate(&self, document: &Value, successors: &Successors) -> Vec<Vec<Step>> {
        match &self.plan {
            Plan::Chain(steps) => {
                let exists = |steps: &Vec<Step>| {
                    let value = steps.iter().try_fold(document, |value, step| match step {
                        Step::Key(key) => value.as_object()?.get(key),
                        Step::Index(index) => value.get(index),
                    });
                    value.is_some()
                };
                successors.locations(steps).into_iter().filter(exists).collect()
            }
            Plan::Query(query) => {
                let nodes = query.query_located(document);
                let mut matches: Vec<Vec<Step>> =
                    nodes.locations().map(|location| location.iter().map(step).collect()).collect();
                matches.sort_unstable();
                matches.dedup();
                matches
            }
        }
    }
}

/// Returns the depth of brackets and parentheses. Those in strings count too, which no real target exceeds.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for c in text.chars() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Returns steps as a JSON pointer.
pub(super) fn pointer(steps: &[Step]) -> String {
    let mut pointer = String::new();
    for step in steps {
        pointer.push('/');
        match step {
            Step::Key(key) => pointer.push_str(&escape(key)),
            Step::Index(index) => pointer.push_str(&index.to_string()),
        }
    }
    pointer
}

fn step(element: &PathElement<'_>) -> Step {
    match element {
        PathElement::Name(name) => Step::Key((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    }
}

/// Follows the steps to a mutable value.
pub(super) fn at_mut<'a>(document: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(document, |value, step| match step {
        Step::Key(key) => value.as_object_mut()?.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

/// Parses a path of `.name`, `['name']` and `["name"]` only; `None` for any other path.
fn chain(text: &str) -> Option<Vec<Step>> {
    let mut rest = text.strip_prefix('$')?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (name, after) = dotted(rest).or_else(|| quoted(rest))?;
        steps.push(Step::Key(name.to_owned()));
        rest = after;
    }
    Some(steps)
}

fn dotted(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('.')?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    // RFC 9535 forbids names that start with a digit. Other special characters are left to the full parser.
    let plain = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
    let ended = after.is_empty() || after.starts_with(['.', '[']);
    (plain && ended).then_some((name, after))
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('[')?;
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let (name, after) = text[1..].split_once(quote)?;
    // An escape sequence can contain the closing quote; the full parser reports control characters.
    let plain = !name.contains(|c: char| c == '\\' || c.is_control());
    plain.then_some((name, after.strip_prefix(']')?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn is_chain(text: &str) -> bool {
        matches!(Target::parse(text).unwrap().plan, Plan::Chain(_))
    }

    #[test]
    fn only_chains_of_names_bypass_the_full_parser() {
        assert!(is_chain("$"));
        assert!(is_chain("$.paths['/a/{id}'].get"));
        assert!(is_chain(r#"$["a b"].c"#));
        for text in ["$.a[0]", "$..a", "$.*", "$.a[?@.b]", r"$['it\'s']", "$['a','b']"] {
            assert!(!is_chain(text), "{text}");
        }
    }

    #[test]
    fn a_chain_and_a_general_query_have_the_same_matches() {
        let document = json!({"a": {"/b": {"c": 1}, "list": [1]}, "": {"d": 2}});
        let texts = ["$", "$.a", "$.a['/b'].c", "$['']['d']", "$.a.list.x", "$.a['list']['0']", "$.b"];
        let none = Successors::default();
        for text in texts {
            assert!(is_chain(text), "{text}");
            let query = Target { text: text.to_owned(), plan: Plan::Query(JsonPath::parse(text).unwrap()) };
            let chain = Target::parse(text).unwrap();
            assert_eq!(chain.locate(&document, &none), query.locate(&document, &none), "{text}");
        }
    }

    #[test]
    fn an_invalid_path_is_rejected() {
        for text in ["", "a", "$a", "$.", "$['a'", "$.a b", "$.1"] {
            let error = Target::parse(text).unwrap_err();
            assert!(error.starts_with("at position "), "{text}: {error}");
        }
    }
}
