//! Fits a builder of progenitor's to the runtime.
//!
//! progenitor's `send` sends by itself: it asks for `application/json`, adds an `api-version`, calls hooks, and reads
//! the statuses that the document names. Here the runtime does that, for all operations the same (media types by
//! version, any 2xx, raw bodies, refusals). So `send` is cut after the request is built and becomes `request`, and a new
//! `send` hands that over. What is left is no `async fn` any more, which is what took a compiler the most time, 540 times.

use anyhow::{Context, Result, bail};
use atlas_openapi::lower::{Format, Operation};
use quote::{format_ident, quote};
use syn::{
    Expr, ExprMethodCall, ImplItem, Stmt, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{docs, identifiers, progenitor::Builder, types::rust_type_in};

/// Reshapes the builder of `operation`.
pub(super) fn reshape(mut builder: Builder, operation: &Operation) -> Result<Builder> {
    let handle = identifiers::handle(&operation.tag);
    let doc = format!(" Builder of [`{name}`]({handle}::{name}).", name = operation.name);
    builder.item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    builder.item.attrs.insert(0, parse_quote!(#[doc = #doc]));
    builder.item.attrs.push(parse_quote!(#[must_use = "nothing is sent before `send`"]));
    if has_optional_body(operation) {
        make_body_optional(&mut builder.item);
    }
    Paths.visit_item_struct_mut(&mut builder.item);
    for item in &mut builder.methods.items {
        let ImplItem::Fn(method) = item else { continue };
        match method.sig.ident.to_string().as_str() {
            "new" => reshape_new(method, operation),
            "send" => cut_send(method, operation)
                .with_context(|| format!("`{}`: progenitor's `send` is not of the known form", operation.name))?,
            setter => {
                let setter = setter.to_owned();
                reshape_setter(&setter, method, operation);
            }
        }
    }
    let client = client_name(&builder.item)?;
    builder.methods.items.push(ImplItem::Fn(send(operation, &client)?));
    for format in &operation.response.other_formats {
        builder.methods.items.push(ImplItem::Fn(send_as(operation, &client, *format)));
    }
    Paths.visit_item_impl_mut(&mut builder.methods);
    Ok(builder)
}

fn has_optional_body(operation: &Operation) -> bool {
    operation.request.as_ref().is_some_and(|request| !request.required)
}

/// progenitor takes every body for required. One that is not given is encoded as `null`, and the runtime leaves it out.
fn make_body_optional(item: &mut syn::ItemStruct) {
    for field in &mut item.fields {
        if field.ident.as_ref().is_some_and(|name| name == "body")
            && let syn::Type::Path(path) = &mut field.ty
            && let Some(last) = path.path.segments.last_mut()
            && let syn::PathArguments::AngleBracketed(arguments) = &mut last.arguments
            && let Some(inner) = arguments.args.first_mut()
        {
            *inner = parse_quote!(Option<#inner>);
        }
    }
}

/// The constructor is the handle's to call, and says what is missing by the document's name.
fn reshape_new(method: &mut syn::ImplItemFn, operation: &Operation) {
    method.vis = parse_quote!(pub(crate));
    Missing(operation).visit_block_mut(&mut method.block);
}

/// A setter converts by one function of the runtime instead of a closure and a message of its own.
fn reshape_setter(setter: &str, method: &mut syn::ImplItemFn, operation: &Operation) {
    let name = document_name(setter, operation);
    let parameter = operation.parameters.iter().find(|parameter| parameter.name == name);
    let field = &method.sig.ident;
    let block = &method.block;
    let optional =
        quote!(#block).to_string().contains("map (Some)") || setter == "body" && has_optional_body(operation);
    let value: Expr = match parameter {
        Some(parameter) if parameter.location == "path" => parse_quote!(segment(#name, value)),
        _ if optional => parse_quote!(convert(#name, value).map(Some)),
        _ => parse_quote!(convert(#name, value)),
    };
    method.block = parse_quote!({
        self.#field = #value;
        self
    });
    let lines = match parameter {
        Some(parameter) => docs::parameter(parameter),
        None => vec!["Sets the body.".to_owned()],
    };
    let lines = lines.iter().map(|line| format!(" {line}"));
    method.attrs = lines.map(|line| parse_quote!(#[doc = #line])).collect();
}

/// What the document calls the parameter of `setter`.
fn document_name<'a>(setter: &'a str, operation: &'a Operation) -> &'a str {
    let parameter = operation.parameters.iter().find(|parameter| identifiers::field(&parameter.name) == setter);
    parameter.map_or(setter, |parameter| &parameter.name)
}

/// Rewrites `Err("x was not initialized".to_string())`.
struct Missing<'a>(&'a Operation);

impl VisitMut for Missing<'_> {
    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        let (syn::Member::Named(name), Expr::Call(call)) = (&field.member, &field.expr) else { return };
        if quote!(#call).to_string().contains("was not initialized") {
            let setter = name.to_string();
            let name = document_name(&setter, self.0);
            field.expr = if setter == "body" && has_optional_body(self.0) {
                parse_quote!(Ok(None))
            } else {
                parse_quote!(Err(missing(#name)))
            };
        }
    }
}

/// Keeps what builds the request, and hands it to the runtime.
fn cut_send(method: &mut syn::ImplItemFn, operation: &Operation) -> Result<()> {
    let statements = &mut method.block.stmts;
    let cut = statements.iter().position(|statement| binds(statement, "info")).context("it builds no `info`")?;
    statements.truncate(cut);
    let header = |statement: &Stmt| quote!(#statement).to_string().contains("header_map");
    // The first header is `api-version`, which the service does not know.
    let version = statements.iter().position(|statement| quote!(#statement).to_string().contains("api-version"));
    statements.remove(version.context("it sets no `api-version`")?);
    // The map is made, filled, and used in the request; without parameters in headers it is made and used.
    let has_headers = operation.parameters.iter().any(|parameter| parameter.location == "header");
    let request = statements.last_mut().context("it builds no request")?;
    Request { keep_headers: has_headers }.visit_stmt_mut(request);
    if !has_headers {
        statements.retain(|statement| !header(statement));
    }
    statements.last_mut().map(unbind).context("it builds no request")??;
    method.sig = parse_quote!(fn request(self) -> Result<reqwest::Request, Error>);
    method.vis = syn::Visibility::Inherited;
    method.attrs.clear();
    Ok(())
}

/// Makes the statement that binds the request the value of the function.
fn unbind(statement: &mut Stmt) -> Result<()> {
    let Stmt::Local(local) = statement else { bail!("the request is not bound") };
    let mut built = local.init.take().context("the request is bound to nothing")?.expr;
    // `build()?` becomes `build()`: both fail with the same error.
    if let Expr::Try(inner) = *built {
        built = inner.expr;
    }
    *statement = Stmt::Expr(*built, None);
    Ok(())
}

/// The `send` that hands the request to the runtime.
fn send(operation: &Operation, client: &syn::Ident) -> Result<syn::ImplItemFn> {
    let constant = format_ident!("{}", identifiers::constant(&operation.name));
    let (value, how) = match (operation.response.format, &operation.response.ty) {
        (Format::Json, Some(ty)) => (rust_type_in("crate::types::", ty), "json"),
        (Format::Json, None) => ("()".to_owned(), "nothing"),
        _ => ("ByteStream".to_owned(), "stream"),
    };
    let value: syn::Type = syn::parse_str(&value)?;
    let how = format_ident!("{how}");
    Ok(parse_quote! {
        /// Sends the request, and fails as [`Error`] says.
        pub fn send(self) -> Call<'a, #value> {
            Call::#how(self.#client, &#constant, self.request())
        }
    })
}

/// The `send` that asks for another form than the usual one, and hands that on as a stream.
fn send_as(operation: &Operation, client: &syn::Ident, format: Format) -> syn::ImplItemFn {
    let name = format_ident!("send_{}", identifiers::suffix(format));
    let constant = format_ident!("{}", identifiers::constant_as(&operation.name, format));
    let doc =
        format!(" Sends the request for an answer in the form {}, as a stream.", format!("{format:?}").to_uppercase());
    parse_quote! {
        #[doc = #doc]
        pub fn #name(self) -> Call<'a, ByteStream> {
            Call::stream(self.#client, &#constant, self.request())
        }
    }
}

/// The field that holds the client: the first one.
fn client_name(item: &syn::ItemStruct) -> Result<syn::Ident> {
    let first = item.fields.iter().next().and_then(|field| field.ident.clone());
    first.with_context(|| format!("`{}` has no field for the client", item.ident))
}

fn binds(statement: &Stmt, name: &str) -> bool {
    match statement {
        Stmt::Local(local) => match &local.pat {
            syn::Pat::Ident(ident) => ident.ident == name,
            _ => false,
        },
        _ => false,
    }
}

/// Takes the `Accept` and, if there are none to send, the headers out of the request's chain of calls.
struct Request {
    keep_headers: bool,
}

impl VisitMut for Request {
    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        if let Stmt::Local(local) = statement {
            // The request is not changed any more.
            local.attrs.clear();
            if let syn::Pat::Ident(ident) = &mut local.pat {
                ident.mutability = None;
            }
        }
        visit_mut::visit_stmt_mut(self, statement);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        while let Expr::MethodCall(call) = expr
            && self.is_superfluous(call)
        {
            *expr = (*call.receiver).clone();
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

impl Request {
    fn is_superfluous(&self, call: &ExprMethodCall) -> bool {
        let arguments = &call.args;
        match call.method.to_string().as_str() {
            "header" => quote!(#arguments).to_string().contains("ACCEPT"),
            "headers" => !self.keep_headers,
            _ => false,
        }
    }
}

/// Leads the paths of progenitor's modules to ours.
struct Paths;

impl VisitMut for Paths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names[..] {
            ["super", "Client"] => *path = parse_quote!(crate::Client),
            // Refusals have one type for all operations, and stand in the error itself.
            ["Error"] => {
                for segment in &mut path.segments {
                    segment.arguments = syn::PathArguments::None;
                }
            }
            ["std" | "core" | "alloc", "string", "String"] => *path = parse_quote!(String),
            ["std" | "core" | "alloc", "option", "Option"] => shorten(path),
            ["std" | "core" | "alloc", "vec", "Vec"] | ["std", "convert", "TryInto"] => shorten(path),
            _ => {}
        }
        visit_mut::visit_path_mut(self, path);
    }
}

/// Leaves only the last name of a path, which the prelude knows.
fn shorten(path: &mut syn::Path) {
    path.leading_colon = None;
    if let Some(last) = path.segments.pop() {
        path.segments = [last.into_value()].into_iter().collect();
    }
}
