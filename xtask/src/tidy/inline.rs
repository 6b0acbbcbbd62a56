//! Facade methods that are compiled although a program does not call them.

use syn::{Attribute, FnArg, GenericParam, ImplItemFn, Type, visit::Visit};

use super::{
    finding::{Finding, Rule},
    source::Source,
};

/// The rule for methods that send a request.
pub(super) const INLINE: Rule =
    Rule::new("facade-inline", "add `#[inline]`, so that only programs that call the method compile it");

/// Checks the methods of the facade that are documented with an operation.
pub(super) fn check(source: &Source<'_>, findings: &mut Vec<Finding>) {
    if !source.path.starts_with("atlas-api/src/") {
        return;
    }
    let Ok(file) = syn::parse_file(source.text) else { return };
    let mut methods = Methods::default();
    methods.visit_file(&file);
    findings.extend(methods.found.iter().map(|(line, name)| INLINE.at(source.path, *line, name)));
}

/// The methods without `#[inline]`, with their lines.
#[derive(Default)]
struct Methods {
    found: Vec<(usize, String)>,
}

impl Visit<'_> for Methods {
    fn visit_impl_item_fn(&mut self, method: &ImplItemFn) {
        let attributes = &method.attrs;
        if attributes.iter().any(names_operation) && !is_generic(method) && !attributes.iter().any(is_inline) {
            self.found.push((method.sig.ident.span().start().line, method.sig.ident.to_string()));
        }
    }
}

fn is_inline(attribute: &Attribute) -> bool {
    attribute.path().is_ident("inline")
}

/// Returns whether an attribute is `#[doc = operation_doc!(…)]`.
fn names_operation(attribute: &Attribute) -> bool {
    match &attribute.meta {
        syn::Meta::NameValue(value) => {
            matches!(&value.value, syn::Expr::Macro(call) if call.mac.path.is_ident("operation_doc"))
        }
        _ => false,
    }
}

/// Returns whether a method is compiled by its caller in any case.
fn is_generic(method: &ImplItemFn) -> bool {
    let by_parameter =
        method.sig.generics.params.iter().any(|parameter| !matches!(parameter, GenericParam::Lifetime(_)));
    let by_argument = method.sig.inputs.iter().any(|input| match input {
        FnArg::Typed(argument) => matches!(*argument.ty, Type::ImplTrait(_)),
        FnArg::Receiver(_) => false,
    });
    by_parameter || by_argument
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_that_sends_a_request_is_inline() {
        let found = |path: &str, attributes: &str, signature: &str| {
            let text =
                format!("impl A {{\n    #[doc = operation_doc!(\"a\")]\n{attributes}    pub fn {signature} {{}}\n}}\n");
            let mut findings = Vec::new();
            check(&Source::new(path, &text), &mut findings);
            findings.iter().map(|finding| (finding.rule, finding.line)).collect::<Vec<_>>()
        };
        let path = "atlas-api/src/alerts/mod.rs";
        assert_eq!(found(path, "", "list(&self)"), [("facade-inline", 3)]);
        assert_eq!(found(path, "", "send<'a>(&'a self)"), [("facade-inline", 3)]);
        assert_eq!(found(path, "    #[inline]\n", "list(&self)"), []);
        assert_eq!(found(path, "", "get(&self, id: impl Into<String>)"), []);
        assert_eq!(found(path, "", "get<T: Into<String>>(&self, id: T)"), []);
        assert_eq!(found("atlas-gen/src/a.rs", "", "list(&self)"), []);
    }
}
