//! The calls of `tests/calls`: for each operation, a function that takes values by name and sets them on the builder.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::Result;
use atlas_openapi::lower::{Api, Format, Operation};

use super::{identifiers, tree::Tree, types::rust_type_in};

/// Returns the files of the generated module, by name: one for each tag, and their index.
pub(super) fn files(api: &Api) -> Result<Tree> {
    let mut tags = BTreeMap::<&str, Vec<&Operation>>::new();
    for operation in &api.operations {
        tags.entry(&operation.tag).or_default().push(operation);
    }
    let mut files = Tree::new();
    for (tag, operations) in &tags {
        files.insert(format!("{}.rs", identifiers::module(tag)).into(), module(tag, operations)?);
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

fn module(tag: &str, operations: &[&Operation]) -> Result<String> {
    let mut table = String::new();
    let mut functions = String::new();
    for operation in operations {
        for form in forms(operation) {
            let function = format!("{}{}", operation.name, form.suffix.replace('_', "_as_"));
            writeln!(
                table,
                "    Call {{ id: {:?}, format: Format::{:?}, caller: {function} }},",
                operation.id, form.format
            )?;
            write_function(&mut functions, tag, operation, &form, &function)?;
        }
    }
    Ok(format!(
        "//! Calls of the operations of the tag \"{tag}\".\n\n\
         use atlas_gen::{{Client, Format, types}};\n\n\
         use crate::{{Arguments, Call, CallError, Pending}};\n\n\
         pub(super) static CALLS: &[Call] = &[\n{table}];\n{functions}"
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

fn write_function(text: &mut String, tag: &str, operation: &Operation, form: &Form, function: &str) -> Result<()> {
    let (tag, name) = (identifiers::module(tag), &operation.name);
    write!(
        text,
        "\nfn {function}(client: &Client, arguments: &mut Arguments) -> Result<Pending, CallError> {{\n    \
         let mut builder = client.{tag}().{name}();\n"
    )?;
    for parameter in &operation.parameters {
        let (setter, ty) = (identifiers::field(&parameter.name), rust_type_in("types::", &parameter.ty));
        write_setter(text, &setter, &format!("take::<{ty}>({:?})", parameter.name))?;
    }
    if let Some(request) = &operation.request {
        write_setter(text, "body", &format!("take_body::<{}>()", rust_type_in("types::", &request.ty)))?;
    }
    let constructor = match (form.format, &operation.response.ty) {
        (Format::Json, Some(_)) => "json",
        (Format::Json, None) => "empty",
        _ => "stream",
    };
    write!(text, "    Ok(Pending::{constructor}(builder.send{}()))\n}}\n", form.suffix)?;
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
