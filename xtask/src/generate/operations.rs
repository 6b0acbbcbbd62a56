//! The operations, a file for each tag.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::{Context, Result};
use atlas_openapi::lower::{Api, Format, Operation};
use heck::ToUpperCamelCase;
use quote::ToTokens;

use super::{comment, docs, identifiers, progenitor, reshape::reshape, traits};

/// Returns the files below `operations/`, by name.
pub(super) fn files(api: &Api) -> Result<BTreeMap<String, String>> {
    let mut builders = progenitor::builders(api)?;
    let mut tags = BTreeMap::<&str, Vec<&Operation>>::new();
    for operation in &api.operations {
        tags.entry(&operation.tag).or_default().push(operation);
    }
    let mut files = BTreeMap::new();
    for (tag, operations) in &tags {
        let mut text = head(tag, operations)?;
        for operation in operations {
            let builder = builders.remove(&operation.name).context("missing builder")?;
            write_operation(&mut text, api, operation, reshape(builder, operation)?)?;
        }
        files.insert(format!("{}.rs", identifiers::module(tag)), text);
    }
    files.insert("mod.rs".to_owned(), index(&tags)?);
    Ok(files)
}

/// Returns the `#[cfg]` attribute of a preview item; empty for a stable one.
fn gate(preview: bool) -> &'static str {
    if preview { "#[cfg(feature = \"preview\")]\n" } else { "" }
}

/// Returns the beginning of a file: the imports, and the handle with a method for each operation.
fn head(tag: &str, operations: &[&Operation]) -> Result<String> {
    let handle = identifiers::handle(tag);
    let shown = comment::plain(tag);
    let mut text = format!(
        "//! Operations of the tag \"{shown}\".\n\n\
         #[allow(unused_imports)]\nuse progenitor_client::QueryParam;\n\n\
         #[allow(unused_imports)]\nuse crate::{{\n    ByteStream, Call, Client, Destructive, Format, NonDestructive, Operation, OperationBuilder, Paged,\n    \
         runtime::{{BuildError, Built, convert, encode_path, missing, segment}},\n}};\n\n\
         /// The operations of the tag \"{shown}\".\n\
         #[derive(Clone, Copy, Debug)]\n\
         pub struct {handle}<'a>(&'a Client);\n\n\
         impl Client {{\n    /// Returns the operations of the tag \"{shown}\".\n    \
         pub fn {}(&self) -> {handle}<'_> {{\n        {handle}(self)\n    }}\n}}\n\n\
         impl<'a> {handle}<'a> {{\n",
        identifiers::module(tag),
    );
    for operation in operations {
        comment::write(&mut text, "    ", &docs::operation(operation));
        if operation.is_preview() {
            writeln!(text, "    {}", gate(true).trim_end())?;
        }
        writeln!(text, "    #[doc(alias = {:?})]", operation.id)?;
        let builder = operation.name.to_upper_camel_case();
        writeln!(
            text,
            "    pub fn {}(&self) -> {builder} {{\n        {builder}::new(self.0)\n    }}\n",
            operation.name
        )?;
    }
    text.truncate(text.trim_end().len());
    text.push_str("\n}\n");
    Ok(text)
}

fn write_operation(text: &mut String, api: &Api, operation: &Operation, builder: progenitor::Builder) -> Result<()> {
    let gate = gate(operation.is_preview());
    write_static(text, operation, &identifiers::constant(&operation.name), operation.response.format)?;
    for format in &operation.response.other_formats {
        write_static(text, operation, &identifiers::constant_as(&operation.name, *format), *format)?;
    }
    for item in [builder.item.into_token_stream(), builder.methods.into_token_stream()] {
        let file: syn::File = syn::parse2(item)?;
        write!(text, "\n{gate}{}", prettyplease::unparse(&file))?;
    }
    traits::write(text, api, operation, gate)
}

/// Writes the static that describes an operation with a response in the format `response`.
fn write_static(text: &mut String, operation: &Operation, constant: &str, response: Format) -> Result<()> {
    let gate = gate(operation.is_preview());
    let request = if operation.request.is_some() { "Some(Format::Json)" } else { "None" };
    write!(
        text,
        "\n{gate}pub(crate) static {constant}: Operation = Operation {{\n    \
         name: {:?},\n    id: {:?},\n    method: {:?},\n    path: {:?},\n    tag: {:?},\n    version: {:?},\n    \
         versions: &{:?},\n    request: {request},\n    response: Format::{response:?},\n    roles: &{:?},\n    \
         docs: {:?},\n    deprecated: {},\n    effect: {:?},\n}};\n",
        operation.name,
        operation.id,
        operation.method,
        operation.path,
        operation.tag,
        operation.version,
        operation.versions,
        operation.roles,
        operation.docs,
        operation.deprecated,
        operation.effect,
    )?;
    Ok(())
}

fn index(tags: &BTreeMap<&str, Vec<&Operation>>) -> Result<String> {
    let mut text = "//! The operations, a module for each tag of the document.\n\nuse crate::Operation;\n\n".to_owned();
    for (tag, operations) in tags {
        // A tag without stable operations is a module of the feature `preview`.
        let gate = gate(operations.iter().all(|operation| operation.is_preview()));
        writeln!(text, "{gate}pub mod {};", identifiers::module(tag))?;
    }
    text.push_str(
        "\n/// All operations, in the order of their tags and names.\npub static OPERATIONS: &[&Operation] = &[\n",
    );
    for (tag, operations) in tags {
        for operation in operations {
            if operation.is_preview() {
                writeln!(text, "    {}", gate(true).trim_end())?;
            }
            writeln!(text, "    &{}::{},", identifiers::module(tag), identifiers::constant(&operation.name))?;
        }
    }
    text.push_str("];\n");
    Ok(text)
}
