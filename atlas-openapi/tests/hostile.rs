//! Tests of texts that are damaged or hostile: each is an error with a location, never a panic or an endless run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write;

use atlas_openapi::{Document, Error, Overlay};

const DEEP: usize = 100_000;

#[track_caller]
fn error(text: &str) -> String {
    Document::parse(text).unwrap_err().to_string()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let error = error(text);
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_duplicate_key_is_rejected_with_the_location_of_the_second_key() {
    let advice = "; correct the text there, or fetch the document again";
    check(
        "{\"paths\": {\n  \"/a\": {\"get\": {}},\n  \"/b\": {},\n  \"/a\": {}\n}}",
        &format!("line 4, column 6: duplicate key /paths/~1a{advice}"),
    );
    check("{\"a\": [{\"b\": 1, \"\\u0062\": 1}]}", &format!("line 1, column 24: duplicate key /a/0/b{advice}"));
    check("paths:\n  /a: {}\n  /b: {}\n  /a: {}\n", "line 4, column 3: duplicate mapping key: /a;");
    check("a: {b: 1, 'b': 1}\n", "line 1, column 11: duplicate mapping key: b;");
    // These keys differ in YAML, but not in JSON. The line is that of their object.
    check("responses:\n  200: {}\n  '200': {}\n", "line 2, column 3: duplicate key /responses/200;");
}

#[test]
fn a_duplicate_key_of_an_overlay_is_rejected() {
    let text = "overlay: 1.0.0\ninfo: {title: T}\nactions:\n  - target: $.a\n    target: $.b\n    remove: true\n";
    let error = Overlay::parse(text, "o.yaml").unwrap_err().to_string();
    assert!(error.starts_with("overlay \"o.yaml\": line 5, column 5: duplicate mapping key: target;"), "{error}");
}

#[test]
fn deep_nesting_is_rejected() {
    check(&"{\"a\":".repeat(DEEP), "line 1, column 636: recursion limit exceeded");
    check(&format!("{{\"a\":{}", "[".repeat(DEEP)), "line 1, column 132: recursion limit exceeded");
    for text in [
        "[".repeat(DEEP),
        format!("a: {}", "[".repeat(DEEP)),
        format!("a: {}", "{a: ".repeat(DEEP)),
        "- ".repeat(DEEP),
        "? ".repeat(DEEP),
        "&a ".repeat(DEEP),
        "!a ".repeat(DEEP),
    ] {
        check(&text, "line 1, column ");
    }
    let block = (0..2000).fold(String::new(), |mut text, depth| {
        let _ = writeln!(text, "{}a:", " ".repeat(depth));
        text
    });
    check(&block, "line ");
}

#[test]
fn a_deeply_nested_target_of_an_overlay_is_rejected() {
    for part in ["[?(", "[?@[?@", "[?!(", "['a',", "[?length(", ".."] {
        let target = format!("${}", part.repeat(DEEP));
        let text = format!(
            "overlay: 1.0.0\ninfo: {{title: T}}\nactions:\n  - target: {}\n    remove: true\n",
            serde_json::Value::from(target)
        );
        let error = Overlay::parse(&text, "o.yaml").map(drop).unwrap_err().to_string();
        assert!(error.contains("invalid JSONPath"), "{error:.300}");
    }
}

#[test]
fn an_extreme_number_is_rejected_or_kept() {
    check("{\"a\": 1e999}", "line 1, column ");
    check(&format!("{{\"a\": {}}}", "9".repeat(100_000)), "line 1, column ");
    for number in [".nan", ".inf", "-.inf", "1e999", "-1e999"] {
        check(&format!("a: {number}\n"), "line 1, column ");
    }
    // Out of the range of integers, but not of numbers.
    check("{\"a\": 123456789012345678901234567890}", "the document: missing member `openapi`");
}

#[test]
fn control_characters_are_rejected_and_a_byte_order_mark_is_skipped() {
    check("\0", "line 1, column ");
    check("{\0}", "line 1, column 2: key must be a string");
    check("{\"a\": \"\0\"}", "line 1, column ");
    check("a: \0\n", "line 1, column ");
    check("\u{feff}{\"a\": 1}", "the document: missing member `openapi`");
    check("\u{feff}a: 1\n", "the document: missing member `openapi`");
    check("\u{feff}", "line 1, column 1: the document ends unexpectedly");
    check("\u{feff}\u{feff}{\"a\": 1}", "");
    check("{\"\u{feff}a\": 1}", "the document: missing member `openapi`");
}

#[test]
fn values_other_than_objects_are_rejected() {
    for text in ["[]", "null", "1", "\"a\"", "--- a\n--- b\n", "%YAML 9.9\n---\n", "*a", "&a", "a: *a", "a: &a [*a]"] {
        assert_ne!(error(text), "", "{text}");
    }
}

#[test]
fn text_after_the_document_is_rejected() {
    check("{\"a\": 1} {\"a\": 2}", "line 1, column 10: trailing characters");
    for text in ["a: 1\n---\nb: 2\n", "a: 1\n...\nb: 2\n", "a: 1\n...\n]\n", "a: 1\n]\n"] {
        check(text, "line ");
    }
}

#[test]
fn a_bomb_of_aliases_is_rejected() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        let _ = writeln!(text, "a{level}: &a{level} [{alias}]");
    }
    check(&text, "line ");
    let mut merges = "a0: &a0 {x: 1}\n".to_owned();
    for level in 1..40 {
        let before = level - 1;
        let _ = writeln!(merges, "a{level}: &a{level} {{<<: [*a{before}, *a{before}], y{level}: *a{before}}}");
    }
    check(&merges, "line ");
}

#[test]
fn every_prefix_of_a_yaml_document_is_handled() {
    let text = include_str!("fixtures/full.yaml");
    for (end, _) in text.char_indices().filter(|(end, _)| *end < 800) {
        let error = Document::parse(&text[..end]).unwrap_err();
        assert!(matches!(error, Error::Syntax { .. } | Error::Truncated { .. } | Error::Invalid { .. }), "{error}");
    }
}
