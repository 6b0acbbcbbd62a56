//! The operations, a file for each tag: their builders, and their facts.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::{Context, Result};
use atlas_openapi::lower::{Api, Format, Operation, Parameter};
use heck::ToUpperCamelCase;
use quote::ToTokens;

use super::{Facade, comment, docs, gate, identifiers, progenitor, reshape::reshape, traits};

/// Returns the files below `operations/`, and the files below `table/` with the facts of the operations, by name.
pub(super) fn files(api: &Api, facade: &Facade) -> Result<(BTreeMap<String, String>, BTreeMap<String, String>)> {
    let mut builders = progenitor::builders(api)?;
    let mut tags = BTreeMap::<&str, Vec<&Operation>>::new();
    for operation in &api.operations {
        tags.entry(&operation.tag).or_default().push(operation);
    }
    let (mut files, mut tables) = (BTreeMap::new(), BTreeMap::new());
    for (tag, operations) in &tags {
        let mut text = head(api, facade, tag, operations)?;
        let mut table = format!(
            "//! The facts of the operations of the tag \"{}\".\n\n\
             #[allow(unused_imports)]\nuse crate::{{Format, Operation, Parameter}};\n",
            comment::plain(tag)
        );
        for operation in operations {
            let builder = builders.remove(&operation.name).context("missing builder")?;
            let reshaped = reshape(builder, api, operation)?;
            write_facts(&mut table, operation, &reshaped.parameters)?;
            write_operation(&mut text, api, operation, reshaped.builder)?;
        }
        let name = format!("{}.rs", identifiers::module(tag));
        files.insert(name.clone(), text);
        tables.insert(name, table);
    }
    files.insert("mod.rs".to_owned(), index(&tags)?);
    tables.insert("mod.rs".to_owned(), table_index(&tags)?);
    Ok((files, tables))
}

/// Returns the beginning of a file: the imports, and the handle with a method for each operation.
fn head(api: &Api, facade: &Facade, tag: &str, operations: &[&Operation]) -> Result<String> {
    let (handle, module) = (identifiers::handle(tag), identifiers::module(tag));
    let shown = comment::plain(tag);
    let mut text = format!(
        "//! Operations of the tag \"{shown}\".\n\n\
         #[allow(unused_imports)]\nuse crate::{{\n    ByteStream, Call, Client, Destructive, NonDestructive, Operation, OperationBuilder, Paged,\n    \
         generated::table::{module} as table, runtime::{{Builder, convert}},\n}};\n\n\
         /// The operations of the tag \"{shown}\".\n\
         #[derive(Clone, Copy, Debug)]\n\
         pub struct {handle}<'a>(&'a Client);\n\n\
         impl Client {{\n    /// Returns the operations of the tag \"{shown}\".\n    \
         #[inline]\n    pub fn {module}(&self) -> {handle}<'_> {{\n        {handle}(self)\n    }}\n}}\n\n\
         impl<'a> {handle}<'a> {{\n",
    );
    for operation in operations {
        comment::write(&mut text, "    ", &docs::operation(api, operation, facade.methods(&operation.id)));
        if operation.is_preview() {
            writeln!(text, "    {}", gate::attribute(None, true).trim_end())?;
        }
        writeln!(text, "    #[doc(alias = {:?})]", operation.id)?;
        let builder = operation.name.to_upper_camel_case();
        writeln!(
            text,
            "    #[inline]\n    pub fn {}(&self) -> {builder} {{\n        \
             {builder}(Builder::new(self.0, &table::{}))\n    }}\n",
            operation.name,
            identifiers::constant(&operation.name),
        )?;
    }
    text.truncate(text.trim_end().len());
    text.push_str("\n}\n");
    Ok(text)
}

fn write_operation(text: &mut String, api: &Api, operation: &Operation, builder: progenitor::Builder) -> Result<()> {
    let gate = gate::attribute(None, operation.is_preview());
    for item in [builder.item.into_token_stream(), builder.methods.into_token_stream()] {
        let file: syn::File = syn::parse2(item)?;
        write!(text, "\n{gate}{}", prettyplease::unparse(&file))?;
    }
    traits::write(text, api, operation, &gate)
}

/// Writes the statics that describe an operation: one for each format of its response.
fn write_facts(text: &mut String, operation: &Operation, parameters: &[&Parameter]) -> Result<()> {
    let parameters: Vec<String> = parameters.iter().map(|value| parameter(value)).collect();
    let parameters = match &parameters[..] {
        [] => String::new(),
        parameters => format!("\n        {},\n    ", parameters.join(",\n        ")),
    };
    let constant = identifiers::constant(&operation.name);
    write_static(text, operation, &constant, &parameters, operation.response.format)?;
    for format in &operation.response.other_formats {
        write_static(text, operation, &identifiers::constant_as(&operation.name, *format), &parameters, *format)?;
    }
    Ok(())
}

/// Returns the value that describes a parameter.
fn parameter(parameter: &Parameter) -> String {
    let always = parameter.location == "path";
    let required = if parameter.required && !always { ".required()" } else { "" };
    format!("Parameter::{}({:?}){required}", parameter.location, parameter.name)
}

/// Writes the static that describes an operation with a response in the format `response`.
fn write_static(
    text: &mut String,
    operation: &Operation,
    constant: &str,
    parameters: &str,
    response: Format,
) -> Result<()> {
    let gate = gate::attribute(None, operation.is_preview());
    let request = if operation.request.is_some() { "Some(Format::Json)" } else { "None" };
    write!(
        text,
        "\n{gate}pub(crate) static {constant}: Operation = Operation {{\n    \
         name: {:?},\n    id: {:?},\n    method: {:?},\n    path: {:?},\n    tag: {:?},\n    version: {:?},\n    \
         versions: &{:?},\n    parameters: &[{parameters}],\n    request: {request},\n    requires_body: {},\n    response: Format::{response:?},\n    roles: &{:?},\n    \
         docs: {:?},\n    deprecated: {},\n    effect: {:?},\n}};\n",
        operation.name,
        operation.id,
        operation.method,
        operation.path,
        operation.tag,
        operation.version,
        operation.versions,
        operation.request.as_ref().is_some_and(|request| request.required),
        operation.roles,
        operation.docs,
        operation.deprecated,
        operation.effect,
    )?;
    Ok(())
}

fn index(tags: &BTreeMap<&str, Vec<&Operation>>) -> Result<String> {
    let mut text = "//! The operations, a module for each tag of the document.\n\n".to_owned();
    for (tag, operations) in tags {
        // A tag without stable operations also requires the feature `preview`.
        let gate = gate::attribute(Some(tag), operations.iter().all(|operation| operation.is_preview()));
        writeln!(text, "{gate}pub mod {};", identifiers::module(tag))?;
    }
    for tag in tags.keys() {
        let module = identifiers::module(tag);
        let message = format!("the operations of `{module}` require the feature `{module}` of `atlas-gen`");
        let note = format!(
            "in `Cargo.toml`, add \"{module}\" to the `features` of `atlas-gen`, or \"full\" for all operations"
        );
        write!(
            text,
            "\n#[cfg(not(feature = {module:?}))]\ncrate::requires_feature!(\n    {module},\n    {message:?},\n    {note:?}\n);\n"
        )?;
    }
    Ok(text)
}

fn table_index(tags: &BTreeMap<&str, Vec<&Operation>>) -> Result<String> {
    let mut text = "//! The facts of all operations, also of those whose tags are not compiled.\n\n\
                    use crate::Operation;\n\n"
        .to_owned();
    for tag in tags.keys() {
        writeln!(text, "pub(crate) mod {};", identifiers::module(tag))?;
    }
    text.push_str(
        "\n/// All operations, in the order of their tags and names.\npub static OPERATIONS: &[&Operation] = &[\n",
    );
    for (tag, operations) in tags {
        for operation in operations {
            if operation.is_preview() {
                writeln!(text, "    {}", gate::attribute(None, true).trim_end())?;
            }
            writeln!(text, "    &{}::{},", identifiers::module(tag), identifiers::constant(&operation.name))?;
        }
    }
    text.push_str("];\n");
    Ok(text)
}
