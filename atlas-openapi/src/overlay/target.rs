//! The target of an action: a JSONPath, and the places in a document that it matches.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

/// One step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// A JSONPath, ready to be looked for.
#[derive(Clone, Debug)]
pub(super) struct Target {
    text: String,
    plan: Plan,
}

#[derive(Clone, Debug)]
enum Plan {
    /// A plain chain of names leads to one place at most. Nearly every target is one, and there may be thousands: walking the
    /// chain costs a few lookups, while parsing a general query costs more than all else that an overlay does.
    Chain(Vec<Step>),
    /// Anything else of RFC 9535.
    Query(JsonPath),
}

impl Target {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let plan = match chain(text) {
            Some(steps) => Plan::Chain(steps),
            None => Plan::Query(JsonPath::parse(text).map_err(|error| error.to_string())?),
        };
        Ok(Self { text: text.to_owned(), plan })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The places that match, each once, a value before what is inside it.
    pub(super) fn locate(&self, document: &Value) -> Vec<Vec<Step>> {
        match &self.plan {
            Plan::Chain(steps) => {
                let found = steps.iter().try_fold(document, |value, step| match step {
                    Step::Key(key) => value.as_object()?.get(key),
                    Step::Index(index) => value.get(index),
                });
                found.map(|_| steps.clone()).into_iter().collect()
            }
            Plan::Query(query) => {
                let nodes = query.query_located(document);
                let mut places: Vec<Vec<Step>> =
                    nodes.locations().map(|location| location.iter().map(step).collect()).collect();
                places.sort_unstable();
                places.dedup();
                places
            }
        }
    }
}

fn step(element: &PathElement<'_>) -> Step {
    match element {
        PathElement::Name(name) => Step::Key((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    }
}

/// Follows the steps to the value that is to be changed.
pub(super) fn at_mut<'a>(document: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(document, |value, step| match step {
        Step::Key(key) => value.as_object_mut()?.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

/// Reads a path made of `.name`, `['name']` and `["name"]` only; `None` for everything that needs a parser.
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
    // What RFC 9535 lets no name begin with, and the characters that we leave to the parser.
    let plain = !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit());
    let ended = after.is_empty() || after.starts_with(['.', '[']);
    (plain && ended).then_some((name, after))
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix('[')?;
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let (name, after) = text[1..].split_once(quote)?;
    // An escape may hide the quote that ends the name; a control character is an error that the parser explains.
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
    fn a_chain_of_names_is_walked_and_the_rest_is_left_to_the_parser() {
        assert!(is_chain("$"));
        assert!(is_chain("$.paths['/a/{id}'].get"));
        assert!(is_chain(r#"$["a b"].c"#));
        for text in ["$.a[0]", "$..a", "$.*", "$.a[?@.b]", r"$['it\'s']", "$['a','b']"] {
            assert!(!is_chain(text), "{text}");
        }
    }

    #[test]
    fn a_chain_finds_what_the_general_query_finds() {
        let document = json!({"a": {"/b": {"c": 1}, "list": [1]}, "": {"d": 2}});
        let texts = ["$", "$.a", "$.a['/b'].c", "$['']['d']", "$.a.list.x", "$.a['list']['0']", "$.b"];
        for text in texts {
            assert!(is_chain(text), "{text}");
            let query = Target { text: text.to_owned(), plan: Plan::Query(JsonPath::parse(text).unwrap()) };
            let chain = Target::parse(text).unwrap();
            assert_eq!(chain.locate(&document), query.locate(&document), "{text}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "a", "$a", "$.", "$['a'", "$.a b", "$.1"] {
            assert!(Target::parse(text).is_err(), "{text}");
        }
    }
}
