//! Trait implementations for the generated builders and the bodies of pages.

use std::fmt::Write;

use anyhow::{Result, bail};
use atlas_openapi::lower::{Api, Format, Object, Operation, Shape, TypeRef};
use heck::ToUpperCamelCase;

use super::{gate, identifiers, types::rust_type_in};

/// The property with the items of a page, unless an overlay names another.
const ITEMS: &str = "results";

/// Writes the trait implementations for the builder of `operation`.
pub(super) fn write(text: &mut String, api: &Api, operation: &Operation, gate: &str) -> Result<()> {
    let builder = operation.name.to_upper_camel_case();
    let constant = identifiers::constant(&operation.name);
    let value = match (operation.response.format, &operation.response.ty) {
        (Format::Json, Some(ty)) => rust_type_in("crate::types::", ty),
        (Format::Json, None) => "()".to_owned(),
        _ => "ByteStream".to_owned(),
    };
    let safety = if operation.effect.is_some() { "Destructive" } else { "NonDestructive" };
    write!(
        text,
        "\n{gate}impl OperationBuilder for {builder} {{\n    type Value = {value};\n    \
         const OPERATION: &'static Operation = &table::{constant};\n\n    \
         #[inline]\n    fn into_call(self) -> Call<Self::Value> {{\n        self.send()\n    }}\n}}\n\n\
         {gate}impl {safety} for {builder} {{}}\n"
    )?;
    if lists_in_pages(api, operation) {
        let has_count = parameter(operation, "includeCount") == Some(&TypeRef::Bool);
        let count = if has_count {
            "#[inline]\n    fn with_count(self, included: bool) -> Self {\n        self.include_count(included)\n    }"
        } else {
            "#[inline]\n    fn with_count(self, _: bool) -> Self {\n        self\n    }"
        };
        write!(
            text,
            "\n{gate}impl Paged for {builder} {{\n    \
             #[inline]\n    fn with_page(self, number: u32) -> Self {{\n        self.page_num(number)\n    }}\n\n    \
             #[inline]\n    fn with_page_size(self, size: u32) -> Self {{\n        self.items_per_page(size)\n    }}\n\n    {count}\n}}\n"
        )?;
    }
    Ok(())
}

/// A response body with a list.
struct ListBody<'a> {
    /// The type of the body.
    body: &'a str,
    /// The property with the items, and the type of an item.
    items: (&'a str, &'a TypeRef),
    /// The properties of the body.
    object: &'a Object,
}

/// Returns whether a request of `operation` has a page number and a page size.
fn is_paged(operation: &Operation) -> bool {
    ["pageNum", "itemsPerPage"].iter().all(|name| is_integer(parameter(operation, name)))
}

/// Returns the type of a parameter.
fn parameter<'a>(operation: &'a Operation, name: &str) -> Option<&'a TypeRef> {
    operation.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| &parameter.ty)
}

fn is_integer(ty: Option<&TypeRef>) -> bool {
    matches!(ty, Some(TypeRef::Int32 | TypeRef::Int64))
}

/// Returns whether a type is a list of links, of which one can lead to the next page.
fn has_links(api: &Api, ty: Option<&TypeRef>) -> bool {
    let Some(TypeRef::List(link)) = ty else { return false };
    let TypeRef::Named(name) = &**link else { return false };
    let Some(Shape::Object(link)) = api.types.get(name).map(|ty| &ty.shape) else { return false };
    link.properties.get("rel").is_some_and(|rel| rel.ty == TypeRef::Text)
}

/// Returns the response body of `operation` if it has one page of a list, or a complete list.
///
/// Such a body has a list of items. Without pagination, it also has a total count.
fn list_body<'a>(api: &'a Api, operation: &'a Operation) -> Option<ListBody<'a>> {
    let TypeRef::Named(body) = operation.response.ty.as_ref()? else { return None };
    let Shape::Object(object) = &api.types.get(body)?.shape else { return None };
    let name = operation.items.as_deref().unwrap_or(ITEMS);
    match &object.properties.get(name)?.ty {
        TypeRef::List(item) if is_paged(operation) || object.properties.contains_key("totalCount") => {
            Some(ListBody { body, items: (name, item), object })
        }
        _ => None,
    }
}

/// Returns whether the response of `operation` is a paginated list.
pub(super) fn lists_in_pages(api: &Api, operation: &Operation) -> bool {
    // A write with pages, such as one that returns a list, would be repeated for each page.
    operation.method == "GET" && is_paged(operation) && list_body(api, operation).is_some()
}

/// Returns the file `pages.rs`, which implements `PageBody` for the bodies of lists.
pub(super) fn pages(api: &Api) -> Result<String> {
    let mut text = "//! Response bodies with one page of a list, or with a complete list.\n\n\
                    #[allow(unused_imports)]\nuse super::types::*;\n\
                    #[allow(unused_imports)]\nuse crate::{PageBody, PageParts, runtime::has_next};\n"
        .to_owned();
    let mut written = std::collections::BTreeMap::new();
    for operation in &api.operations {
        let Some(page) = list_body(api, operation) else { continue };
        match written.insert(page.body, page.items.0) {
            Some(other) if other != page.items.0 => {
                bail!("`{}`: the body has items in `{other}` and in `{}`", page.body, page.items.0)
            }
            Some(_) => continue,
            None => {}
        }
        let gate = api.types.get(page.body).map(gate::of_type).unwrap_or_default();
        let ty = |name: &str| page.object.properties.get(name).map(|property| &property.ty);
        write!(
            text,
            "\n{gate}impl PageBody for {} {{\n    type Item = {};\n\n    \
             #[inline]\n    fn into_parts(self) -> PageParts<Self::Item> {{\n        \
             let has_next = {};\n        PageParts::new({}, has_next, {}.map(i64::from))\n    }}\n}}\n",
            page.body,
            rust_type_in("", page.items.1),
            if has_links(api, ty("links")) {
                "has_next(self.links.as_deref(), |link| link.rel.as_deref())"
            } else {
                "None"
            },
            format_args!("self.{}", page.object.properties[page.items.0].field),
            if is_integer(ty("totalCount")) { "self.total_count".to_owned() } else { "None::<i32>".to_owned() },
        )?;
    }
    Ok(text)
}
