//! Adaptation of progenitor's builders to the runtime of `atlas-gen`.
//!
//! progenitor's `send` handles the whole call: it sets `Accept: application/json` and an `api-version` header, calls
//! hooks, and decodes the documented statuses. In `atlas-gen` the runtime does this, uniformly for all operations:
//! media types with a version, any 2xx status, raw bodies and error responses. Therefore `send` is cut after the
//! statement that builds the request, and becomes `request`. A new `send` returns the `atlas_gen::Call`. As a
//! result, no operation is an `async fn`: 540 of them took most of the compile time.
//!
//! A builder owns a clone of its client, which is cheap, instead of borrowing it. So builders and calls have no
//! lifetime, and other code can store and repeat them.

use anyhow::{Context, Result, bail};
use atlas_openapi::lower::{Format, Operation, Parameter};
use quote::{format_ident, quote};
use syn::{
    Expr, ExprMethodCall, ImplItem, Stmt, parse_quote,
    visit_mut::{self, VisitMut},
};

use super::{comment, docs, identifiers, progenitor::Builder, types::rust_type_in};

/// Adapts the builder of an operation.
pub(super) fn reshape(mut builder: Builder, operation: &Operation) -> Result<Builder> {
    let handle = identifiers::handle(&operation.tag);
    let doc = format!(" Builder of [`{name}`]({handle}::{name}).", name = operation.name);
    builder.item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    builder.item.attrs.insert(0, parse_quote!(#[doc = #doc]));
    builder.item.attrs.push(parse_quote!(#[must_use = "nothing is sent until `send` is called and awaited"]));
    if has_optional_body(operation) {
        make_body_optional(&mut builder.item);
    }
    Paths.visit_item_struct_mut(&mut builder.item);
    own_client(&mut builder)?;
    for item in &mut builder.methods.items {
        let ImplItem::Fn(method) = item else { continue };
        match method.sig.ident.to_string().as_str() {
            "new" => reshape_new(method, operation),
            "send" => cut_send(method, operation)
                .with_context(|| format!("`{}`: unexpected form of progenitor's `send`", operation.name))?,
            setter => {
                let setter = setter.to_owned();
                reshape_setter(&setter, method, operation)?;
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

/// Makes a builder store a clone of the client instead of a reference.
fn own_client(builder: &mut Builder) -> Result<()> {
    let client = client_name(&builder.item)?;
    builder.item.generics = syn::Generics::default();
    for field in &mut builder.item.fields {
        if field.ident.as_ref() == Some(&client) {
            field.ty = parse_quote!(crate::Client);
        }
    }
    builder.methods.generics = syn::Generics::default();
    let name = &builder.item.ident;
    builder.methods.self_ty = parse_quote!(#name);
    for item in &mut builder.methods.items {
        if let ImplItem::Fn(method) = item
            && method.sig.ident == "new"
        {
            method.sig.inputs = parse_quote!(#client: &crate::Client);
            CloneClient(&client).visit_block_mut(&mut method.block);
        }
    }
    Ok(())
}

/// A visitor that clones the client where the constructor stores it.
struct CloneClient<'a>(&'a syn::Ident);

impl VisitMut for CloneClient<'_> {
    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        if let syn::Member::Named(name) = &field.member
            && name == self.0
        {
            field.expr = parse_quote!(#name.clone());
            field.colon_token = Some(Default::default());
        }
    }
}

fn has_optional_body(operation: &Operation) -> bool {
    operation.request.as_ref().is_some_and(|request| !request.required)
}

/// Changes the type of the body to an `Option`.
///
/// progenitor treats every body as required. A body that is not set is encoded as `null`, which the runtime omits.
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

/// Makes the constructor visible to the handle, and reports missing parameters by their names in the document.
fn reshape_new(method: &mut syn::ImplItemFn, operation: &Operation) {
    method.vis = parse_quote!(pub(crate));
    Missing(operation).visit_block_mut(&mut method.block);
}

/// Replaces the body of a setter with a call of a conversion function of the runtime.
///
/// progenitor writes a closure and a message for each setter.
fn reshape_setter(setter: &str, method: &mut syn::ImplItemFn, operation: &Operation) -> Result<()> {
    let parameter = parameter_of(setter, operation);
    if parameter.is_none() && setter != "body" {
        bail!(
            "`{}`: progenitor's setter `{setter}` is not named like any parameter; adapt `identifiers::setter` of atlas-openapi",
            operation.name
        );
    }
    let name = parameter.map_or(setter, |parameter| &parameter.name);
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
    let lines = lines.iter().flat_map(|line| line.split('\n')).map(|line| format!(" {}", comment::plain(line)));
    method.attrs = lines.map(|line| parse_quote!(#[doc = #line])).collect();
    Ok(())
}

/// Returns the parameter that `setter` sets; `None` for the body.
fn parameter_of<'a>(setter: &str, operation: &'a Operation) -> Option<&'a Parameter> {
    operation.parameters.iter().find(|parameter| identifiers::setter(&parameter.name) == setter)
}

/// A visitor that replaces `Err("x was not initialized".to_string())` with an error of the runtime.
struct Missing<'a>(&'a Operation);

impl VisitMut for Missing<'_> {
    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        let (syn::Member::Named(name), Expr::Call(call)) = (&field.member, &field.expr) else { return };
        if quote!(#call).to_string().contains("was not initialized") {
            let setter = name.to_string();
            let name = parameter_of(&setter, self.0).map_or(&setter, |parameter| &parameter.name);
            field.expr = if setter == "body" && has_optional_body(self.0) {
                parse_quote!(Ok(None))
            } else {
                parse_quote!(Err(missing(#name)))
            };
        }
    }
}

/// Reduces `send` to the part that builds the request.
fn cut_send(method: &mut syn::ImplItemFn, operation: &Operation) -> Result<()> {
    let statements = &mut method.block.stmts;
    let cut = statements.iter().position(|statement| binds(statement, "info")).context("missing `info`")?;
    statements.truncate(cut);
    let header = |statement: &Stmt| quote!(#statement).to_string().contains("header_map");
    // progenitor adds the header `api-version`, which Atlas does not define.
    let version = statements.iter().position(|statement| quote!(#statement).to_string().contains("api-version"));
    statements.remove(version.context("missing `api-version`")?);
    // Without header parameters, the map of headers stays empty.
    let has_headers = operation.parameters.iter().any(|parameter| parameter.location == "header");
    let request = statements.last_mut().context("missing request")?;
    Request { keep_headers: has_headers }.visit_stmt_mut(request);
    if !has_headers {
        statements.retain(|statement| !header(statement));
    }
    statements.last_mut().map(unbind).context("missing request")??;
    method.sig = parse_quote!(fn request(self) -> Built);
    method.vis = syn::Visibility::Inherited;
    method.attrs.clear();
    Ok(())
}

/// Turns the statement that binds the request into the value of the function.
fn unbind(statement: &mut Stmt) -> Result<()> {
    let Stmt::Local(local) = statement else { bail!("unbound request") };
    let mut built = local.init.take().context("request without a value")?.expr;
    // `build()?` becomes `build()`: both have the same error.
    if let Expr::Try(inner) = *built {
        built = inner.expr;
    }
    *statement = Stmt::Expr(*built, None);
    Ok(())
}

/// Returns the method `send`, which builds the call.
fn send(operation: &Operation, client: &syn::Ident) -> Result<syn::ImplItemFn> {
    let constant = format_ident!("{}", identifiers::constant(&operation.name));
    let (value, constructor) = match (operation.response.format, &operation.response.ty) {
        (Format::Json, Some(ty)) => (rust_type_in("crate::types::", ty), "json"),
        (Format::Json, None) => ("()".to_owned(), "empty"),
        _ => ("ByteStream".to_owned(), "stream"),
    };
    let value: syn::Type = syn::parse_str(&value)?;
    let constructor = format_ident!("{constructor}");
    Ok(parse_quote! {
        /// Builds the call. Await it to send the request; it fails with an [`Error`](crate::Error).
        pub fn send(self) -> Call<#value> {
            Call::#constructor(self.#client.clone(), &#constant, self.request())
        }
    })
}

/// Returns the method that requests a format other than the default, as a stream.
fn send_as(operation: &Operation, client: &syn::Ident, format: Format) -> syn::ImplItemFn {
    let name = format_ident!("send_{}", identifiers::suffix(format));
    let constant = format_ident!("{}", identifiers::constant_as(&operation.name, format));
    let doc = format!(" Builds a call for a response in {} format, as a stream.", format!("{format:?}").to_uppercase());
    parse_quote! {
        #[doc = #doc]
        pub fn #name(self) -> Call<ByteStream> {
            Call::stream(self.#client.clone(), &#constant, self.request())
        }
    }
}

/// Returns the name of the field that holds the client: the first one.
fn client_name(item: &syn::ItemStruct) -> Result<syn::Ident> {
    let first = item.fields.iter().next().and_then(|field| field.ident.clone());
    first.with_context(|| format!("`{}`: missing field for the client", item.ident))
}

/// Returns whether a statement binds a variable.
fn binds(statement: &Stmt, name: &str) -> bool {
    match statement {
        Stmt::Local(local) => match &local.pat {
            syn::Pat::Ident(ident) => ident.ident == name,
            _ => false,
        },
        _ => false,
    }
}

/// A visitor that removes headers from the chain of calls that builds the request.
///
/// It removes `Accept` and, without header parameters, the other headers.
struct Request {
    /// Whether the operation has header parameters.
    keep_headers: bool,
}

impl VisitMut for Request {
    fn visit_stmt_mut(&mut self, statement: &mut Stmt) {
        if let Stmt::Local(local) = statement {
            // The request is not mutated anymore.
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

/// A visitor that replaces paths of progenitor's modules with those of `atlas-gen`.
struct Paths;

impl VisitMut for Paths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names[..] {
            ["super", "Client"] => *path = parse_quote!(crate::Client),
            // Building a request is the only step left here, and its error has one variant.
            ["Error"] | ["Error", "InvalidRequest"] => *path = parse_quote!(BuildError),
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
