//! The builders that progenitor generates.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use atlas_openapi::lower::{Api, for_progenitor};
use heck::ToUpperCamelCase;
use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle, TagStyle};

/// The builder that progenitor generated for an operation.
pub(super) struct Builder {
    /// The struct.
    pub(super) item: syn::ItemStruct,
    /// Its methods.
    pub(super) methods: syn::ItemImpl,
}

/// Runs progenitor and returns the builders of all operations, by the names of the operations.
pub(super) fn builders(api: &Api) -> Result<BTreeMap<String, Builder>> {
    let document =
        serde_json::from_value(for_progenitor(api)).context("the lowered document is not valid OpenAPI 3.0")?;
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder).with_tag(TagStyle::Merged);
    for name in api.types.keys() {
        settings.with_replacement(name, format!("crate::types::{name}"), std::iter::empty());
    }
    let tokens =
        Generator::new(&settings).generate_tokens(&document).context("progenitor rejected the lowered document")?;
    let file: syn::File = syn::parse2(tokens).context("progenitor generated code that is not valid Rust")?;
    let mut items = builder_module(file).context("progenitor generated no module `builder`")?;
    api.operations
        .iter()
        .map(|operation| {
            let builder = take(&mut items, &operation.name.to_upper_camel_case())
                .with_context(|| format!("progenitor generated no builder for `{}`", operation.name))?;
            Ok((operation.name.clone(), builder))
        })
        .collect()
}

/// The structs and their methods, by the name of the struct.
type Items = BTreeMap<String, (Option<syn::ItemStruct>, Option<syn::ItemImpl>)>;

/// Returns the items of the module `builder`.
fn builder_module(file: syn::File) -> Option<Items> {
    let module = file.items.into_iter().find_map(|item| match item {
        syn::Item::Mod(module) if module.ident == "builder" => Some(module),
        _ => None,
    })?;
    let mut items = Items::new();
    for item in module.content?.1 {
        match item {
            syn::Item::Struct(item) => {
                let name = item.ident.to_string();
                items.entry(name).or_default().0 = Some(item);
            }
            syn::Item::Impl(item) => {
                if let Some(name) = self_name(&item) {
                    items.entry(name).or_default().1 = Some(item);
                }
            }
            _ => {}
        }
    }
    Some(items)
}

/// Returns the name of the type that an `impl` block is for.
fn self_name(item: &syn::ItemImpl) -> Option<String> {
    match &*item.self_ty {
        syn::Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// Removes the builder with a name from the items.
fn take(items: &mut Items, name: &str) -> Option<Builder> {
    let (item, methods) = items.remove(name)?;
    Some(Builder { item: item?, methods: methods? })
}
