//! The calls of `tests/calls`: for each operation, a function that takes values by name and sets them on the builder.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::Result;
use atlas_openapi::lower::{Api, Format, Operation};
use heck::ToUpperCamelCase;

use super::{comment, identifiers, traits, tree::Tree, types::rust_type_in};

/// Returns the files of the generated module, by name: one for each tag, and their index.
pub(super) fn files(api: &Api) -> Result<Tree> {
    let mut tags = BTreeMap::<&str, Vec<&Operation>>::new();
    for operation in &api.operations {
        tags.entry(&operation.tag).or_default().push(operation);
    }
    let mut files = Tree::new();
    for (tag, operations) in &tags {
        files.insert(format!("{}.rs", identifiers::module(tag)).into(), module(api, tag, operations)?);
    }
    files.insert("mod.rs".into(), index(&tags)?);
    Ok(files)
}

fn index(tags: &BTreeMap<&str, Vec<&Operation>>) -> Result<String> {
    let mut text =
        "//! The calls of the operations, a module for each tag of the document.\n\nuse crate::Call;\n\n".to_owned();
    for tag in tags.keys() {
        writeln!(text, "mod {};", identifiers::module(tag))?;
    }
    text.push_str("\n/// The calls of each tag, in the order of the tags.\npub(crate) static CALLS: &[&[Call]] = &[\n");
    for tag in tags.keys() {
        writeln!(text, "    {}::CALLS,", identifiers::module(tag))?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn module(api: &Api, tag: &str, operations: &[&Operation]) -> Result<String> {
    let mut table = String::new();
    let mut functions = String::new();
    for operation in operations {
        for form in forms(operation) {
            let function = format!("{}{}", operation.name, form.suffix.replace('_', "_as_"));
            writeln!(
                table,
                "    Call {{ id: {:?}, format: Format::{:?}, caller: {function}, lift: {} }},",
                operation.id,
                form.format,
                if form.suffix.is_empty() { format!("Some({function}_lifted)") } else { "None".to_owned() },
            )?;
            if form.suffix.is_empty() {
                write_builder(&mut functions, tag, operation)?;
                write_lifted(&mut functions, api, operation)?;
            }
            write_function(&mut functions, operation, &form, &function)?;
        }
    }
    Ok(format!(
        "//! Calls of the operations of the tag \"{}\".\n\n\
         use atlas_api::Atlas;\nuse atlas_gen::{{Client, Format, operations, types}};\n\n\
         use crate::{{Arguments, Call, CallError, Lifted, Pending}};\n\n\
         pub(super) static CALLS: &[Call] = &[\n{table}];\n{functions}",
        comment::plain(tag),
    ))
}

/// A response format of an operation, with the suffix of the `send` method that requests it.
struct Form {
    suffix: String,
    format: Format,
}

/// Returns the default response format of an operation, followed by the alternatives.
fn forms(operation: &Operation) -> impl Iterator<Item = Form> {
    let default = Form { suffix: String::new(), format: operation.response.format };
    let others = operation.response.other_formats.iter();
    let others = others.map(|&format| Form { suffix: format!("_{}", identifiers::suffix(format)), format });
    std::iter::once(default).chain(others)
}

/// Writes the function that builds the request of an operation from the arguments.
fn write_builder(text: &mut String, tag: &str, operation: &Operation) -> Result<()> {
    let (tag, name, builder) = (identifiers::module(tag), &operation.name, operation.name.to_upper_camel_case());
    write!(
        text,
        "\nfn {name}_builder(\n    client: &Client,\n    arguments: &mut Arguments,\n) -> \
         Result<operations::{tag}::{builder}, CallError> {{\n    \
         let mut builder = client.{tag}().{name}();\n"
    )?;
    for parameter in &operation.parameters {
        let (setter, ty) = (identifiers::setter(&parameter.name), rust_type_in("types::", &parameter.ty));
        write_setter(text, &setter, &format!("take::<{ty}>({:?})", parameter.name))?;
    }
    if let Some(request) = &operation.request {
        write_setter(text, "body", &format!("take_body::<{}>()", rust_type_in("types::", &request.ty)))?;
    }
    text.push_str("    Ok(builder)\n}\n");
    Ok(())
}

/// Writes the function that returns the facade's request of an operation: a list, a guarded request or a plain one.
fn write_lifted(text: &mut String, api: &Api, operation: &Operation) -> Result<()> {
    let name = &operation.name;
    let lifted = if traits::lists_in_pages(api, operation) {
        "{\n        let page = atlas.call(|_| builder.clone());\n        Lifted::list(atlas.list(move |_| builder.clone()), page)\n    }"
    } else if operation.effect.is_some() {
        "Lifted::guarded(atlas.guarded(|_| builder))"
    } else {
        "Lifted::request(atlas.call(|_| builder))"
    };
    write!(
        text,
        "\nfn {name}_lifted(atlas: &Atlas, client: &Client, arguments: &mut Arguments) -> Result<Lifted, CallError> {{\n    \
         let builder = {name}_builder(client, arguments)?;\n    Ok({lifted})\n}}\n"
    )?;
    Ok(())
}

/// Writes the function that calls an operation for a response in one format.
fn write_function(text: &mut String, operation: &Operation, form: &Form, function: &str) -> Result<()> {
    let constructor = match (form.format, &operation.response.ty) {
        (Format::Json, Some(_)) => "json",
        (Format::Json, None) => "empty",
        _ => "stream",
    };
    write!(
        text,
        "\nfn {function}(client: &Client, arguments: &mut Arguments) -> Result<Pending, CallError> {{\n    \
         Ok(Pending::{constructor}({}_builder(client, arguments)?.send{}()))\n}}\n",
        operation.name, form.suffix
    )?;
    Ok(())
}

/// Writes a call of a setter with the value that `take` removes from the arguments, if it is there.
fn write_setter(text: &mut String, setter: &str, take: &str) -> Result<()> {
    write!(
        text,
        "    if let Some(value) = arguments.{take}? {{\n        builder = builder.{setter}(value);\n    }}\n"
    )?;
    Ok(())
}
