//! The items of a Rust file, with their documentation.

use syn::{Attribute, Expr, ExprLit, Lit, Meta, Visibility, spanned::Spanned, visit::Visit};

/// The kinds of items whose documentation opens differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A function or method.
    Function,
    /// A struct, enum, trait or type alias.
    Type,
    /// A module, documented inside.
    Module,
    /// A constant, a field or a variant.
    Value,
}

/// An item, documented or not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The kind of the item.
    pub(super) kind: ItemKind,
    /// The name of the item.
    pub(super) name: String,
    /// The line of the item's name, or of its documentation if it has some.
    pub(super) line: usize,
    /// Whether other crates can see the item, if its module lets them.
    pub(super) public: bool,
    /// The lines of documentation; `None` without any.
    pub(super) docs: Option<Vec<String>>,
}

/// Returns the items of a file; none if it is not valid Rust, which the compiler reports.
pub(super) fn read(text: &str) -> Vec<Item> {
    let Ok(file) = syn::parse_file(text) else { return Vec::new() };
    let mut items = Items::default();
    if let Some((line, lines)) = docs(&file.attrs) {
        items.found.push(Item { kind: ItemKind::Module, name: String::new(), line, public: false, docs: Some(lines) });
    }
    items.visit_file(&file);
    items.found
}

#[derive(Default)]
struct Items {
    found: Vec<Item>,
    /// Whether fields, variants and trait items take part in a public item.
    public: bool,
    /// Whether functions belong to an `impl` of a trait, which documents them.
    of_trait: bool,
}

impl Items {
    fn add(&mut self, kind: ItemKind, public: bool, attributes: &[Attribute], name: &syn::Ident) {
        let docs = docs(attributes);
        let line = docs.as_ref().map_or(name.span().start().line, |(line, _)| *line);
        let public = public && !is_hidden(attributes);
        self.found.push(Item { kind, name: name.to_string(), line, public, docs: docs.map(|(_, lines)| lines) });
    }

    fn within(&mut self, public: bool, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.public, public);
        visit(self);
        self.public = outer;
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Returns whether an item has `#[doc(hidden)]`.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    })
}

/// Returns the lines of documentation and the number of the first. Text that a macro writes is an empty line.
fn docs(attributes: &[Attribute]) -> Option<(usize, Vec<String>)> {
    let mut lines = Vec::new();
    let mut first = None;
    for attribute in attributes {
        let Meta::NameValue(meta) = &attribute.meta else { continue };
        if !meta.path.is_ident("doc") {
            continue;
        }
        first.get_or_insert(attribute.span().start().line);
        match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => lines.extend(text.value().split('\n').map(str::to_owned)),
            _ => lines.push(String::new()),
        }
    }
    Some((first?, lines))
}

impl<'ast> Visit<'ast> for Items {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(ItemKind::Function, is_public(&item.vis), &item.attrs, &item.sig.ident);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let outer = std::mem::replace(&mut self.of_trait, item.trait_.is_some());
        syn::visit::visit_item_impl(self, item);
        self.of_trait = outer;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(ItemKind::Function, is_public(&item.vis), &item.attrs, &item.sig.ident);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        if !self.of_trait {
            self.add(ItemKind::Value, is_public(&item.vis), &item.attrs, &item.ident);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(ItemKind::Type, is_public(&item.vis), &item.attrs, &item.ident);
        self.within(is_public(&item.vis) && !is_hidden(&item.attrs), |items| {
            syn::visit::visit_item_struct(items, item)
        });
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(ItemKind::Type, is_public(&item.vis), &item.attrs, &item.ident);
        self.within(is_public(&item.vis) && !is_hidden(&item.attrs), |items| syn::visit::visit_item_enum(items, item));
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.add(ItemKind::Value, self.public, &variant.attrs, &variant.ident);
        for field in &variant.fields {
            if let Some(name) = &field.ident {
                self.add(ItemKind::Value, self.public, &field.attrs, name);
            }
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if let Some(name) = &field.ident {
            self.add(ItemKind::Value, self.public && is_public(&field.vis), &field.attrs, name);
        }
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.add(ItemKind::Type, is_public(&item.vis), &item.attrs, &item.ident);
        self.within(is_public(&item.vis) && !is_hidden(&item.attrs), |items| syn::visit::visit_item_trait(items, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.add(ItemKind::Function, self.public, &item.attrs, &item.sig.ident);
        syn::visit::visit_trait_item_fn(self, item);
    }

    fn visit_trait_item_type(&mut self, item: &'ast syn::TraitItemType) {
        self.add(ItemKind::Type, self.public, &item.attrs, &item.ident);
    }

    fn visit_trait_item_const(&mut self, item: &'ast syn::TraitItemConst) {
        self.add(ItemKind::Value, self.public, &item.attrs, &item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.add(ItemKind::Type, is_public(&item.vis), &item.attrs, &item.ident);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.add(ItemKind::Value, is_public(&item.vis), &item.attrs, &item.ident);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.add(ItemKind::Value, is_public(&item.vis), &item.attrs, &item.ident);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_with_their_documentation() {
        let source = r#"
//! Module.

/// Doc.
///
#[doc = facts!("id")]
/// More.
pub struct A {
    /// Field.
    pub b: u8,
    c: u8,
}

pub enum D { E { f: u8 } }

pub trait G { fn h(); }

impl G for A { fn h() {} }

#[doc(hidden)]
pub trait I { fn j(); }
"#;
        let items = read(source);
        let found: Vec<_> = items.iter().map(|item| (item.name.as_str(), item.line, item.public)).collect();
        let expected = [
            ("", 2, false),
            ("A", 4, true),
            ("b", 9, true),
            ("c", 11, false),
            ("D", 14, true),
            ("E", 14, true),
            ("f", 14, true),
            ("G", 16, true),
            ("h", 16, true),
            ("h", 18, false),
            ("I", 21, false),
            ("j", 21, false),
        ];
        assert_eq!(found, expected);
        assert_eq!(items[1].docs.as_deref(), Some(&[" Doc.", "", "", " More."].map(String::from)[..]));
        assert_eq!(items[4].docs, None);
    }
}
