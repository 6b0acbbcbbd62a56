//! The request and response types, one file for each tag.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use anyhow::Result;
use atlas_openapi::lower::{Api, EnumValue, Object, Shape, Type, TypeRef};

use super::{comment, docs, gate, identifiers};

/// The module of types that several tags use.
const SHARED: &str = "shared";

/// The documentation of the module `types`.
const INDEX_DOCS: &str = "\
//! Request and response types.
//!
//! Every struct implements [`Model`](crate::model::Model). Each property is a field of type `Option`.
//!
//! * Responses: an absent property and `null` are both `None`. A value that does not match the documented type also
//!   leaves its field `None`, and is kept in
//!   [`undecoded_properties`](crate::model::Model::undecoded_properties).
//! * Requests: a setter that is not called leaves its property absent, a setter called with `None` sends an explicit
//!   `null`, and an empty list is sent as `[]`. See [`Nullable`](crate::Nullable).
//! * Enumerations are open: a value that the document does not list is `Unknown`, and is serialized back unchanged. The
//!   variant of a documented value `UNKNOWN` is `Unknown_`.
//! * If requests and responses differ, there are two types: `Cluster` is the response, `ClusterInput` the request. A
//!   response converts to its request type with [`From`], without the read-only properties.
";

/// Returns the files below `types/`, by name.
pub(super) fn files(api: &Api) -> Result<BTreeMap<String, String>> {
    let mut modules = BTreeMap::<String, String>::new();
    let boxed = boxed(api);
    for (name, ty) in &api.types {
        let text = modules.entry(module(ty)).or_default();
        write_type(text, api, name, ty)?;
        if boxed.contains(name.as_str()) {
            text.push_str(&gate(ty));
            writeln!(text, "crate::boxed!({name});")?;
        }
    }
    // Without the feature `preview`, a module with preview types only would be empty.
    let stable: BTreeSet<String> = api.types.values().filter(|ty| !ty.preview).map(module).collect();
    let tags: BTreeMap<String, &str> =
        api.types.values().filter_map(|ty| Some((module(ty), ty.tag.as_deref()?))).collect();
    let gate = |module: &String| gate::attribute(tags.get(module).copied(), !stable.contains(module));
    let list: String = modules.keys().map(|module| format!("{}mod {module};\n", gate(module))).collect();
    let exports: String =
        modules.keys().map(|module| format!("{}pub use self::{module}::*;\n", gate(module))).collect();
    let mut files: BTreeMap<String, String> = modules
        .into_iter()
        .map(|(module, text)| {
            let title = match module.as_str() {
                SHARED => "Types shared by the operations of several tags.".to_owned(),
                module => format!("Types used only by the operations of `{module}`."),
            };
            (format!("{module}.rs"), format!("//! {title}\n\n#[allow(unused_imports)]\nuse super::*;\n{text}"))
        })
        .collect();
    let index = format!("{INDEX_DOCS}\n{list}\n{exports}");
    files.insert("mod.rs".to_owned(), index);
    Ok(files)
}

/// Returns the module of a type.
fn module(ty: &Type) -> String {
    ty.tag.as_deref().map_or_else(|| SHARED.to_owned(), identifiers::module)
}

/// Returns the names of the types that a property stores in a `Box`.
fn boxed(api: &Api) -> BTreeSet<&str> {
    let objects = api.types.values().filter_map(|ty| match &ty.shape {
        Shape::Object(object) => Some(object),
        Shape::Enum(_) => None,
    });
    let properties = objects.flat_map(|object| object.properties.values());
    properties.filter(|property| property.boxed).filter_map(|property| property.ty.named()).collect()
}

/// Returns the `#[cfg]` attribute of a type; empty for a stable one.
fn gate(ty: &Type) -> String {
    gate::attribute(None, ty.preview)
}

fn write_type(text: &mut String, api: &Api, name: &str, ty: &Type) -> Result<()> {
    text.push('\n');
    text.push_str(&gate(ty));
    match &ty.shape {
        Shape::Enum(values) => {
            text.push_str("crate::open_enum! {\n");
            comment::write(text, "    ", &docs::type_(api, name, ty));
            writeln!(text, "    pub enum {name} {{")?;
            for EnumValue { variant, value, summary, .. } in values {
                if let Some(summary) = summary {
                    comment::write(text, "        ", &docs::value(api, summary));
                }
                writeln!(text, "        {variant} = {value:?},")?;
            }
            text.push_str("    }\n}\n");
        }
        Shape::Object(object) => write_object(text, api, name, ty, object)?,
    }
    Ok(())
}

fn write_object(text: &mut String, api: &Api, name: &str, ty: &Type, object: &Object) -> Result<()> {
    text.push_str("crate::model! {\n");
    comment::write(text, "    ", &docs::type_(api, name, ty));
    writeln!(text, "    pub struct {name} {{")?;
    for (wire, property) in &object.properties {
        comment::write(text, "        ", &docs::facts(api, &property.facts));
        let field = &property.field;
        let written = rust_type(&property.ty);
        let written = if property.boxed { format!("Box<{written}>") } else { written };
        writeln!(text, "        {field}: {written} = {wire:?},")?;
    }
    text.push_str("    }\n");
    if object.sent {
        text.push_str("    setters\n");
    }
    text.push_str("}\n");
    for response in &object.made_from {
        text.push_str(&gate::of_conversion(api, ty, response));
        writeln!(text, "crate::convertible!({response} => {name});")?;
    }
    Ok(())
}

/// Returns the Rust spelling of a type, relative to the module `types`.
fn rust_type(ty: &TypeRef) -> String {
    rust_type_in("", ty)
}

/// Returns the Rust spelling of a type; `path` is the prefix of the module `types`.
pub(super) fn rust_type_in(path: &str, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Bool => "bool".to_owned(),
        TypeRef::Int32 => "i32".to_owned(),
        TypeRef::Int64 => "i64".to_owned(),
        TypeRef::Double => "f64".to_owned(),
        TypeRef::Text => "String".to_owned(),
        TypeRef::Secret => "crate::Secret".to_owned(),
        TypeRef::DateTime => "chrono::DateTime<chrono::Utc>".to_owned(),
        TypeRef::Date => "chrono::NaiveDate".to_owned(),
        TypeRef::Json => "serde_json::Value".to_owned(),
        TypeRef::List(inner) => format!("Vec<{}>", rust_type_in(path, inner)),
        TypeRef::Map(inner) => format!("std::collections::BTreeMap<String, {}>", rust_type_in(path, inner)),
        TypeRef::Named(name) => format!("{path}{name}"),
    }
}
