//! Tests that assert success or failure without looking at a value.

use quote::ToTokens;
use syn::visit::Visit;

use super::{
    finding::{Finding, Rule},
    source::Source,
};

/// The rule for weak tests.
pub(super) const WEAK_TEST: Rule = Rule::new("weak-test", "assert a value, an error or a request");

/// Predicates that leave the value open.
const PREDICATES: &[&str] = &["is_err", "is_ok", "is_some"];

/// Checks the tests of a file.
pub(super) fn check(source: &Source<'_>, findings: &mut Vec<Finding>) {
    if !source.tokens.iter().any(|token| PREDICATES.contains(&token.text)) {
        return;
    }
    let Ok(file) = syn::parse_file(source.text) else { return };
    let mut tests = Tests { path: source.path, findings };
    tests.visit_file(&file);
}

struct Tests<'a> {
    path: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl<'ast> Visit<'ast> for Tests<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let is_test = |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == "test");
        if item.attrs.iter().any(|attribute| is_test(attribute.path())) {
            let mut assertions = Assertions::default();
            assertions.visit_block(&item.block);
            if assertions.weak > 0 && assertions.strong == 0 {
                let line = item.sig.ident.span().start().line;
                self.findings.push(WEAK_TEST.at(self.path, line, &item.sig.ident.to_string()));
            }
        }
        syn::visit::visit_item_fn(self, item);
    }
}

/// The numbers of assertions in a test.
#[derive(Default)]
struct Assertions {
    weak: usize,
    strong: usize,
}

impl<'ast> Visit<'ast> for Assertions {
    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        let name = item.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if name == "assert" && is_weak(&item.tokens.to_string()) {
            self.weak += 1;
        } else if is_assertion(&name) {
            self.strong += 1;
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let function = call.func.to_token_stream().to_string();
        self.strong += usize::from(is_assertion(function.rsplit(' ').next().unwrap_or_default()));
        syn::visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        self.strong += usize::from(is_assertion(&name) || name == "unwrap_err" || name == "expect_err");
        syn::visit::visit_expr_method_call(self, call);
    }
}

/// Returns whether a function or macro of this name asserts something.
fn is_assertion(name: &str) -> bool {
    ["assert", "check", "expect_", "verify", "panic", "matches"].iter().any(|start| name.starts_with(start))
}

/// Returns whether the condition of an assertion ends with a predicate that leaves the value open.
fn is_weak(arguments: &str) -> bool {
    let condition = arguments.split(" , \"").next().unwrap_or(arguments).trim_end_matches([' ', ',']);
    let condition: String = condition.split_whitespace().collect();
    PREDICATES.iter().any(|predicate| condition.ends_with(&format!(".{predicate}()")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_without_a_value_are_found() {
        for (body, is_found) in [
            ("assert!(a().is_ok());", true),
            ("assert!(a().is_err(), \"a: {b}\"); assert!(b.await.is_some());", true),
            ("for c in d { assert!(a(c).is_some()) }", true),
            ("assert!(a().is_err()); assert_eq!(b(), 1);", false),
            ("assert!(a().is_none());", false),
            ("assert!(a().is_empty());", false),
            ("assert!(a().is_ok()); check(b);", false),
            ("a().unwrap();", false),
        ] {
            let text = format!("#[tokio::test]\nasync fn t() {{ {body} }}");
            let mut findings = Vec::new();
            check(&Source::new("a.rs", &text), &mut findings);
            assert_eq!(!findings.is_empty(), is_found, "{body}");
        }
    }

    #[test]
    fn other_functions_may_assert_less() {
        let mut findings = Vec::new();
        check(&Source::new("a.rs", "fn a() { assert!(b().is_ok()) }"), &mut findings);
        assert_eq!(findings, []);
    }
}
