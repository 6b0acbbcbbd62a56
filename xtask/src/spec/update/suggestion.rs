//! Suggestions for decisions: successors of schemas that overlays still name.

use std::collections::BTreeSet;

use atlas_openapi::{Diff, Subject};

/// Returns the lines that state the successors of schemas whose overlays have no effect anymore.
pub(super) fn text(problems: &[String], diff: &Diff) -> String {
    let lines = successors(problems, diff);
    if lines.is_empty() {
        return String::new();
    }
    let list: String = lines.iter().map(|line| format!("     {line}\n")).collect();
    format!(
        "   Schemas in these problems have successors. To apply their overlays to the successors too, add lines to \
         `x-atlas-successors` in spec/overlays/00-successors.yaml:\n{list}"
    )
}

/// Returns `Old: New` for each replaced schema that a problem names.
fn successors(problems: &[String], diff: &Diff) -> BTreeSet<String> {
    let pairs = diff.changes.iter().filter_map(|change| match &change.subject {
        Subject::Replacement { old, new, .. } => Some((old, new)),
        _ => None,
    });
    let names = |problem: &str, schema: &str| {
        let dotted = format!("$.components.schemas.{schema}");
        let quoted = format!("$.components.schemas['{schema}']");
        [dotted, quoted].iter().any(|target| {
            problem.split_once(target.as_str()).is_some_and(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
        })
    };
    pairs
        .filter(|(old, _)| problems.iter().any(|problem| names(problem, old)))
        .map(|(old, new)| format!("{old}: {new}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use atlas_openapi::{Document, diff};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_replaced_schema_that_a_problem_names_has_a_suggestion() {
        let document = |schema: &str| {
            let webhook = |url: &str| json!({"type": "object", "properties": {url: {"type": "string"}}});
            Document::from_value(json!({
                "openapi": "3.0.1",
                "info": {"title": "T", "version": "1"},
                "paths": {"/a": {"get": {"operationId": "getA", "tags": ["T"], "responses": {"200": {
                    "description": "OK",
                    "content": {"application/vnd.atlas.2024-08-05+json": {"schema": {
                        "$ref": format!("#/components/schemas/{schema}")
                    }}},
                }}}}},
                "components": {"schemas": {"Webhook": webhook("url"), "Webhook20260930": webhook("address")}},
            }))
            .unwrap()
        };
        let diff = diff(&document("Webhook"), &document("Webhook20260930"));
        let problem =
            |target: &str| vec![format!("overlay \"30-secrets.yaml\": actions[1], target \"{target}\": no match")];
        let found = |target: &str| successors(&problem(target), &diff).into_iter().collect::<Vec<_>>();
        assert_eq!(found("$.components.schemas.Webhook.properties.url"), ["Webhook: Webhook20260930"]);
        assert_eq!(found("$.components.schemas['Webhook']"), ["Webhook: Webhook20260930"]);
        assert_eq!(found("$.components.schemas.WebhookOfOthers"), [""; 0]);
        assert!(text(&problem("$.components.schemas.Webhook"), &diff).ends_with("     Webhook: Webhook20260930\n"));
    }
}
