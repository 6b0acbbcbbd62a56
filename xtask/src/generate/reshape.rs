//! Adaptation of progenitor's builders to the runtime of `atlas-gen`.
//!
//! progenitor's builder stores each parameter in a field, and its `send` handles the whole call: it writes the URL and the
//! query, sets `Accept: application/json` and an `api-version` header, calls hooks, and decodes the documented statuses. In
//! `atlas-gen` the runtime does this, uniformly for all operations, from the facts of the operation. Of a builder remain
//! its name and the signatures of its setters, and the order of the parameters. Therefore 540 builders are compiled in
//! the time of a few: each has one field, and each of its methods is one call of the runtime.
//!
//! A builder owns a clone of its client, which is cheap, instead of borrowing it. So builders and calls have no
//! lifetime, and other code can store and repeat them.

use anyhow::{Context, Result, bail};
use atlas_openapi::lower::{Api, Format, Operation, Parameter};
use quote::format_ident;
use syn::{
    GenericArgument, ImplItem, ImplItemFn, PathArguments, TypeParamBound, WherePredicate, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{comment, docs, identifiers, progenitor::Builder, types::rust_type_in};

/// A builder of `atlas-gen`.
pub(super) struct Reshaped<'a> {
    /// The struct and its methods.
    pub(super) builder: Builder,
    /// The parameters, in the order in which progenitor sends them.
    pub(super) parameters: Vec<&'a Parameter>,
}

/// Adapts the builder of an operation.
pub(super) fn reshape<'a>(builder: Builder, api: &Api, operation: &'a Operation) -> Result<Reshaped<'a>> {
    let parameters = parameters(&builder.item, operation)?;
    let name = &builder.item.ident;
    let handle = identifiers::handle(&operation.tag);
    let doc = format!(" Builder of [`{name}`]({handle}::{name}).", name = operation.name);
    let item = parse_quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent until `send` is called and awaited"]
        pub struct #name(Builder);
    };
    let mut methods: syn::ItemImpl = parse_quote!(impl #name {});
    for item in builder.methods.items {
        if let ImplItem::Fn(method) = item
            && !["new", "send"].iter().any(|other| method.sig.ident == other)
        {
            methods.items.push(ImplItem::Fn(setter(method, api, (operation, &parameters))?));
        }
    }
    methods.items.push(ImplItem::Fn(send(operation)?));
    for format in &operation.response.other_formats {
        methods.items.push(ImplItem::Fn(send_as(operation, *format)));
    }
    Ok(Reshaped { builder: Builder { item, methods }, parameters })
}

/// Returns the parameters of `operation` in the order of progenitor's fields.
fn parameters<'a>(item: &syn::ItemStruct, operation: &'a Operation) -> Result<Vec<&'a Parameter>> {
    let mut parameters = Vec::new();
    // The first field is the client.
    for field in item.fields.iter().skip(1) {
        let name = field.ident.as_ref().context("a field without a name")?.to_string();
        match operation.parameters.iter().find(|parameter| identifiers::setter(&parameter.name) == name) {
            Some(parameter) => parameters.push(parameter),
            None if name == "body" && operation.request.is_some() => {}
            None => bail!(
                "`{}`: progenitor's setter `{name}` is not named like any parameter; adapt `identifiers::setter` of atlas-openapi",
                operation.name
            ),
        }
    }
    Ok(parameters)
}

/// Replaces the body of a setter, in which progenitor writes a closure and a message, with a call of the runtime.
fn setter(
    mut method: ImplItemFn,
    api: &Api,
    (operation, parameters): (&Operation, &[&Parameter]),
) -> Result<ImplItemFn> {
    Paths.visit_impl_item_fn_mut(&mut method);
    let name = method.sig.ident.to_string();
    let ty = argument(&method)
        .with_context(|| format!("`{}`: unexpected form of progenitor's setter `{name}`", operation.name))?;
    let position = parameters.iter().position(|parameter| identifiers::setter(&parameter.name) == name);
    let (block, lines) = match position {
        Some(index) => {
            let shown = syn::Index::from(index);
            let block = parse_quote!({
                self.0.set(#shown, &convert::<V, #ty>(value));
                self
            });
            (block, docs::parameter(api, parameters[index]))
        }
        None => (
            parse_quote!({
                self.0.body(&convert::<V, #ty>(value));
                self
            }),
            vec!["Sets the body.".to_owned()],
        ),
    };
    method.block = block;
    let lines = lines.iter().flat_map(|line| line.split('\n')).map(|line| format!(" {}", comment::plain(line)));
    method.attrs = lines.map(|line| parse_quote!(#[doc = #line])).collect();
    Ok(method)
}

/// Returns the type `T` of a setter `where V: TryInto<T>`.
fn argument(method: &ImplItemFn) -> Option<syn::Type> {
    let WherePredicate::Type(predicate) = method.sig.generics.where_clause.as_ref()?.predicates.first()? else {
        return None;
    };
    let TypeParamBound::Trait(bound) = predicate.bounds.first()? else { return None };
    let PathArguments::AngleBracketed(arguments) = &bound.path.segments.last()?.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty.clone()),
        _ => None,
    }
}

/// Returns the method `send`, which builds the call.
fn send(operation: &Operation) -> Result<ImplItemFn> {
    let (value, constructor) = match (operation.response.format, &operation.response.ty) {
        (Format::Json, Some(ty)) => (rust_type_in("crate::types::", ty), "json"),
        (Format::Json, None) => ("()".to_owned(), "empty"),
        _ => ("ByteStream".to_owned(), "stream"),
    };
    let value: syn::Type = syn::parse_str(&value)?;
    let constructor = format_ident!("{constructor}");
    Ok(parse_quote! {
        /// Builds the call. Await it to send the request; it fails with an [`Error`](crate::Error).
        #[inline]
        pub fn send(self) -> Call<#value> {
            self.0.#constructor()
        }
    })
}

/// Returns the method that requests a format other than the default, as a stream.
fn send_as(operation: &Operation, format: Format) -> ImplItemFn {
    let name = format_ident!("send_{}", identifiers::suffix(format));
    let constant = format_ident!("{}", identifiers::constant_as(&operation.name, format));
    let doc = format!(" Builds a call for a response in {} format, as a stream.", format!("{format:?}").to_uppercase());
    parse_quote! {
        #[doc = #doc]
        #[inline]
        pub fn #name(self) -> Call<ByteStream> {
            self.0.stream_as(&table::#constant)
        }
    }
}

/// A visitor that replaces paths of progenitor's modules with those of `atlas-gen`.
struct Paths;

impl VisitMut for Paths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names[..] {
            ["std" | "core" | "alloc", "string", "String"] => *path = parse_quote!(String),
            ["std" | "core" | "alloc", "option", "Option"] => shorten(path),
            ["std" | "core" | "alloc", "vec", "Vec"] | ["std", "convert", "TryInto"] => shorten(path),
            _ => {}
        }
        visit_mut::visit_path_mut(self, path);
    }
}

/// Reduces a path to its last name, which is in the prelude.
fn shorten(path: &mut syn::Path) {
    path.leading_colon = None;
    if let Some(last) = path.segments.pop() {
        path.segments = [last.into_value()].into_iter().collect();
    }
}
