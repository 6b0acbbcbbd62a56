//! Tests of documents that the lowering refuses, and of odd ones that it accepts.

use serde_json::{Value, json};

use super::{Api, Shape, Type, TypeRef, lower};

/// Returns a document with one operation, and a property `p` of its response with this schema.
fn document(property: Value) -> Value {
    json!({
        "paths": {"/a/{id}": {"get": {
            "operationId": "getA",
            "tags": ["Things"],
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {"200": {"content": {"application/vnd.atlas.2024-08-05+json": {"schema": {
                "$ref": "#/components/schemas/Thing"
            }}}}},
        }}},
        "components": {"schemas": {"Thing": {"type": "object", "properties": {"p": property}}}},
    })
}

/// Returns the document with the value at `pointer` replaced or added.
fn with(pointer: &str, value: Value) -> Value {
    let mut document = document(json!({"type": "string"}));
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(members) => drop(members.insert(name.replace("~1", "/"), value)),
        Value::Array(elements) => elements.push(value),
        other => panic!("{other}"),
    }
    document
}

const OPERATION: &str = "/paths/~1a~1{id}/get";

#[track_caller]
fn check_refused(document: &Value, expected: &str) {
    let error = lower(document).unwrap_err().to_string();
    assert!(error.starts_with('/') && error.contains(expected), "{error}");
}

fn parameter(members: Value) -> Value {
    let mut parameter = json!({"name": "q", "in": "query", "schema": {"type": "string"}});
    parameter.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    with(&format!("{OPERATION}/parameters/-"), parameter)
}

#[test]
fn parameters_that_the_client_cannot_send_are_refused() {
    for (members, problem) in [
        (json!({"in": "cookie"}), "parameter `q`: location `cookie` is not supported; expected path, query or header"),
        (json!({"style": "deepObject"}), "parameter `q`: style `deepObject` is not supported; expected `form`"),
        (
            json!({"style": "pipeDelimited", "schema": {"type": "array", "items": {"type": "string"}}}),
            "style `pipeDelimited` is not supported",
        ),
        (
            json!({"explode": false, "schema": {"type": "array", "items": {"type": "string"}}}),
            "`explode: false` is not supported for a list in query",
        ),
        (
            json!({"in": "header", "explode": true, "schema": {"type": "array", "items": {"type": "string"}}}),
            "`explode: true` is not supported",
        ),
        (json!({"allowReserved": true}), "`allowReserved` is not supported"),
        (json!({"schema": {"type": "object"}}), "parameter `q`: only plain values and lists of them"),
        (
            json!({"in": "header", "schema": {"type": "array", "items": {"type": "string"}}}),
            "a list in header is not supported",
        ),
        (
            json!({"in": "header", "schema": {"type": "string", "format": "date-time"}}),
            "a `date-time` in header is not",
        ),
        (
            json!({"in": "header", "schema": {"allOf": [{"type": "string", "format": "date-time"}]}}),
            "a `date-time` in header is not",
        ),
        (json!({"in": "header", "name": "X A\n"}), "is not the name of a header in HTTP"),
        (json!({"in": "header", "name": "Accept"}), "parameter `Accept`: the client sets this header itself"),
        (json!({"schema": {"allOf": [{"type": "object"}]}}), "parameter `q`: only plain values and lists of them"),
        (
            json!({"schema": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}}),
            "only plain values and lists of them",
        ),
        (json!({"schema": {"type": "array", "items": {"type": "object"}}}), "only plain values and lists of them"),
        (
            json!({"schema": {"type": "array", "items": {"type": "array", "items": {}}}}),
            "only plain values and lists of them",
        ),
        (
            json!({"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}),
            "only plain values and lists of them",
        ),
        (json!({"schema": {"type": "array"}}), "an array without `items`; describe its elements with an overlay"),
        (json!({"schema": {"type": "string", "format": "password"}}), "a secret in a parameter would be printed"),
        (
            json!({"schema": {"type": "array", "items": {"type": "string", "x-atlas-secret": true}}}),
            "a secret in a parameter would be printed",
        ),
        (json!({"in": "path"}), "a parameter in the path must be required"),
        (json!({"in": "path", "required": true}), "path \"/a/{id}\": has no parameter `q`"),
        (json!({"name": "send"}), "its setter `send` would conflict with a method of the builder"),
        (json!({"name": "-"}), "parameter \"-\": no setter can be named after it"),
        (json!({"name": "ID"}), "parameters `id` and `ID`: both would have the setter `id`"),
        (json!({"name": "id", "in": "path", "required": true}), "parameter `id`: declared twice"),
    ] {
        check_refused(&parameter(members), problem);
    }
    let mut content = parameter(json!({"content": {"application/json": {}}}));
    content.pointer_mut(&format!("{OPERATION}/parameters/1")).unwrap().as_object_mut().unwrap().remove("schema");
    check_refused(&content, "`content` is not supported");
}

#[test]
fn defaults_that_are_spelled_out_are_accepted() {
    for members in [
        json!({"style": "form", "explode": true, "schema": {"type": "array", "items": {"type": "string"}}}),
        json!({"style": "form", "explode": false}),
        json!({"in": "header", "style": "simple", "explode": false}),
        json!({"schema": {"type": "string", "format": "date-time"}}),
        json!({"schema": {"type": "object", "oneOf": [{"type": "string"}, {"type": "string", "enum": ["A"]}]}}),
    ] {
        assert_eq!(lower(&parameter(members)).unwrap().operations[0].parameters.len(), 2);
    }
}

#[test]
fn the_elements_of_a_list_parameter_can_be_a_reference() {
    let mut document = parameter(json!({"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Size"}}}));
    let size = json!({"type": "integer", "format": "int32", "enum": [1, 2]});
    document.pointer_mut("/components/schemas").unwrap().as_object_mut().unwrap().insert("Size".to_owned(), size);
    let parameter = &lower(&document).unwrap().operations[0].parameters[1];
    assert_eq!(parameter.ty, TypeRef::List(Box::new(TypeRef::Int32)));
    assert_eq!(parameter.facts.bounds["enum"], json!([1, 2]));
}

#[test]
fn the_type_of_a_parameter_is_that_of_its_parts() {
    let check = |schema: Value, expected: &str, known: Value| {
        let mut document = parameter(json!({"schema": schema}));
        document["components"]["schemas"].as_object_mut().unwrap().extend([
            ("Size".to_owned(), json!({"type": "integer", "format": "int32"})),
            ("Wrapped".to_owned(), json!({"allOf": [{"$ref": "#/components/schemas/Size"}], "maximum": 9})),
            ("Color".to_owned(), json!({"type": "string", "enum": ["RED"]})),
            ("Names".to_owned(), json!({"type": "array", "items": {"type": "string"}})),
        ]);
        let parameter = &lower(&document).unwrap().operations[0].parameters[1];
        let found = parameter.facts.bounds.get("enum").unwrap_or(&Value::Null);
        assert_eq!((parameter.ty.to_string().as_str(), found), (expected, &known), "{schema}");
    };
    let wrapped = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
    check(wrapped("Size"), "int32", Value::Null);
    check(wrapped("Wrapped"), "int32", Value::Null);
    check(json!({"allOf": [{"type": "boolean"}, {"description": "A flag."}]}), "boolean", Value::Null);
    check(json!({"allOf": [{"type": "string", "format": "date-time"}]}), "date-time", Value::Null);
    check(wrapped("Color"), "string", json!(["RED"]));
    check(wrapped("Names"), "list of string", Value::Null);
    check(json!({"type": "array", "items": wrapped("Size")}), "list of int32", Value::Null);
    check(json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}), "double", Value::Null);
    check(json!({"oneOf": [{"type": "integer"}, wrapped("Color")]}), "string", Value::Null);
    check(json!({}), "string", Value::Null);
}

#[test]
fn flags_of_all_schemas_on_the_way_to_a_type_count() {
    let facts = |property: Value| {
        let mut document = document(property);
        document["components"]["schemas"].as_object_mut().unwrap().extend([
            ("Alias".to_owned(), json!({"$ref": "#/components/schemas/Text", "deprecated": true})),
            ("Text".to_owned(), json!({"type": "string", "writeOnly": true, "maxLength": 9})),
            (
                "Other".to_owned(),
                json!({"type": "object", "properties": {
                    "p": {"allOf": [{"$ref": "#/components/schemas/Alias"}], "readOnly": true},
                }}),
            ),
        ]);
        let api = lower(&document).unwrap();
        let Shape::Object(object) = &api.types["Thing"].shape else { panic!("not an object") };
        object.properties["p"].facts.clone()
    };
    let found = facts(json!({"$ref": "#/components/schemas/Other/properties/p"}));
    assert!(found.read_only && found.write_only && found.deprecated, "{found:?}");
    assert_eq!(found.bounds["maxLength"], json!(9));
    let found = facts(json!({"oneOf": [{"$ref": "#/components/schemas/Alias"}]}));
    assert!(!found.read_only && found.write_only && found.deprecated, "{found:?}");
}

#[test]
fn a_reference_that_is_the_only_part_of_a_schema_keeps_its_type() {
    let ty = |schema: Value| {
        let mut document = document(schema);
        document["components"]["schemas"].as_object_mut().unwrap().extend([
            ("Part".to_owned(), json!({"type": "object", "properties": {"a": {"type": "string"}}})),
            ("Copy".to_owned(), json!({"type": "object", "allOf": [{"$ref": "#/components/schemas/Part"}]})),
        ]);
        let api = lower(&document).unwrap();
        let Shape::Object(object) = &api.types["Thing"].shape else { panic!("not an object") };
        object.properties["p"].ty.to_string()
    };
    let part = json!([{"$ref": "#/components/schemas/Part"}]);
    for keyword in ["allOf", "oneOf", "anyOf"] {
        assert_eq!(ty(json!({keyword: part})), "Part");
        assert_eq!(ty(json!({"type": "object", keyword: part, "nullable": true})), "Part");
        assert_eq!(ty(json!({"type": "object", keyword: part, "required": ["a"]})), "ThingP");
    }
    // A component has a name of its own.
    assert_eq!(ty(json!({"$ref": "#/components/schemas/Copy"})), "Copy");
    assert_eq!(ty(json!({"oneOf": part, "x-atlas-name": "Better"})), "Better");
}

#[test]
fn schemas_that_are_a_part_of_themselves_are_refused() {
    let reference = |name: &str| json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
    let mut circle = document(json!({"$ref": "#/components/schemas/A"}));
    let schemas = &mut circle["components"]["schemas"];
    (schemas["A"], schemas["B"]) = (reference("B"), reference("A"));
    check_refused(&circle, "/components/schemas/B/allOf/0: circular `allOf`: the schema is a part of itself");
    check_refused(&document(reference("Thing/properties/p")), "circular reference");
    check_refused(&document(json!({"type": "array"})), "/p: an array without `items`; describe its elements");
}

#[test]
fn a_list_or_map_that_contains_only_itself_is_refused() {
    let problem = "a list or map that contains only itself has no type";
    for member in ["items", "additionalProperties"] {
        let kind = if member == "items" { "array" } else { "object" };
        let itself = json!({"type": kind, member: {"$ref": "#/components/schemas/Thing/properties/p"}});
        check_refused(&document(itself), problem);
    }
    let tree = json!({"type": "array", "items": {"$ref": "#/components/schemas/Thing"}});
    assert!(lower(&document(tree)).is_ok());
}

/// Adds schemas to a document, each of which includes the previous one twice.
fn add_levels(document: &mut Value, levels: usize, wrap: impl Fn(Value) -> Value) {
    let schemas = document.pointer_mut("/components/schemas").unwrap().as_object_mut().unwrap();
    schemas.insert("Level0".to_owned(), json!({"type": "string"}));
    for level in 1..=levels {
        let below = json!({"$ref": format!("#/components/schemas/Level{}", level - 1)});
        schemas.insert(format!("Level{level}"), json!({"oneOf": [wrap(below.clone()), wrap(below)]}));
    }
}

#[test]
fn schemas_that_combine_too_many_others_are_refused() {
    let wrap = |below: Value| json!({"allOf": [below]});
    let levels = |levels: usize| {
        let mut document = document(json!({"$ref": format!("#/components/schemas/Level{levels}")}));
        add_levels(&mut document, levels, wrap);
        document
    };
    assert!(lower(&levels(8)).is_ok());
    assert_eq!(
        lower(&levels(24)).unwrap_err().to_string(),
        "/components/schemas/Level24: `allOf`, `oneOf` and `anyOf` combine more than 10000 schemas; simplify the schema with \
         an overlay"
    );
}

#[test]
fn each_schema_of_a_parameter_is_visited_once() {
    let mut document = parameter(json!({"schema": {"$ref": "#/components/schemas/Level12"}}));
    add_levels(&mut document, 12, |below| json!({"oneOf": vec![below; 8]}));
    assert_eq!(lower(&document).unwrap().operations[0].parameters[1].ty, TypeRef::Text);
}

#[test]
fn a_request_body_has_the_version_of_the_response_or_an_older_one() {
    let body = |versions: &[&str], response: &str| {
        let content: serde_json::Map<_, _> = versions
            .iter()
            .map(|version| {
                let property = json!({"type": "object", "properties": {format!("of-{version}"): {"type": "string"}}});
                (format!("application/vnd.atlas.{version}+json"), json!({"schema": property}))
            })
            .collect();
        let mut document = with(&format!("{OPERATION}/requestBody"), json!({"content": content}));
        let response = json!({format!("application/vnd.atlas.{response}+json"): {"schema": {"type": "object"}}});
        *document.pointer_mut(&format!("{OPERATION}/responses/200/content")).unwrap() = response;
        document
    };
    for (versions, response, expected) in [
        (&["preview", "2023-01-01"][..], "preview", "of-preview"),
        (&["preview", "2023-01-01"], "2023-02-01", "of-2023-01-01"),
        (&["2023-01-01", "2024-08-05"], "preview", "of-2024-08-05"),
        (&["2023-01-01", "2024-08-05"], "2024-05-30", "of-2023-01-01"),
    ] {
        let types = lower(&body(versions, response)).unwrap().types;
        let has = |ty: &Type| matches!(&ty.shape, Shape::Object(object) if object.properties.contains_key(expected));
        assert!(types.values().any(has), "{versions:?} for {response}: {types:?}");
    }
    check_refused(&body(&["preview"], "2023-01-01"), "missing JSON request body at version 2023-01-01 or before");
}

#[test]
fn a_path_has_exactly_its_declared_parameters() {
    let moved = |path: &str| {
        let mut document = document(json!({}));
        let paths = document["paths"].as_object_mut().unwrap();
        let item = paths.remove("/a/{id}").unwrap();
        paths.insert(path.to_owned(), item);
        document
    };
    check_refused(&moved("/a"), "path \"/a\": has no parameter `id`");
    check_refused(&moved("/a/{id}/{b}"), "path \"/a/{id}/{b}\": parameter `b` is not declared");
    check_refused(&moved("/a/{id}/{id}"), "parameter `{id}` is empty, repeated or not a name");
    check_refused(&moved("/a/{id}/{}"), "parameter `{}` is empty, repeated or not a name");
    check_refused(&moved("/a/{id"), "a brace is not closed");
    check_refused(&moved("/a/{id}?b"), "has a character that is not part of a path");
    check_refused(&moved("/a/{id}\n"), "has a character that is not part of a path");
}

#[test]
fn parameters_of_the_path_item_and_referenced_bodies_are_generated() {
    let mut document = with(
        "/paths/~1a~1{id}/parameters",
        json!([
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
            {"name": "q", "in": "query", "schema": {"type": "boolean"}},
        ]),
    );
    let responses = document.pointer_mut(&format!("{OPERATION}/responses")).unwrap();
    let response = responses["200"].take();
    responses["200"] = json!({"$ref": "#/components/responses/Thing"});
    document["components"]["responses"] = json!({"Thing": response});
    let api = lower(&document).unwrap();
    let names: Vec<&str> = api.operations[0].parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["id", "q"]);
    assert_eq!(api.operations[0].response.ty.as_ref().unwrap().named(), Some("Thing"));
}

#[test]
fn names_that_collide_are_refused() {
    check_refused(
        &with("/components/schemas/Thing/properties/P", json!({"type": "string"})),
        "properties `P` and `p`: both would be the field `p`; name the new one in `x-atlas-names`",
    );
    check_refused(
        &document(json!({"type": "string", "enum": ["PARTIAL_PAID", "PARTIAL-PAID"]})),
        "values `PARTIAL_PAID` and `PARTIAL-PAID`: both would be the variant `PartialPaid`",
    );
    check_refused(
        &document(json!({"type": "string", "enum": ["--"]})),
        "value \"--\": no variant can be named after it; name it in `x-atlas-names`",
    );
    check_refused(
        &with("/components/schemas/Thing/properties/-", json!({"type": "string"})),
        "property \"-\": no field can be named after it",
    );
    let mut tags = with("/paths/~1b", json!({"get": {"operationId": "getB", "tags": ["THINGS"], "responses": {}}}));
    tags["paths"]["/b"]["get"]["responses"] = tags.pointer(&format!("{OPERATION}/responses")).unwrap().clone();
    check_refused(
        &tags,
        "/paths/~1b/get/tags/0: tags \"Things\" of `getA` at /paths/~1a~1{id}/get and \"THINGS\" of `getB`: both would have \
         the module `things`",
    );
    tags["paths"]["/b"]["get"]["tags"] = json!(["Things"]);
    tags["paths"]["/b"]["get"]["x-atlas-name"] = json!("getA");
    check_refused(
        &tags,
        "/paths/~1b/get: operations `getA` at /paths/~1a~1{id}/get and `getB`: both would have the name `get_a`",
    );
    check_refused(&with(&format!("{OPERATION}/operationId"), json!("call")), "its builder `Call` would conflict");
    check_refused(&with(&format!("{OPERATION}/operationId"), json!("--")), "no method can be named after \"--\"");
}

#[track_caller]
fn properties(api: &Api) -> Vec<(&str, &str)> {
    let Shape::Object(object) = &api.types["Thing"].shape else { panic!("not an object") };
    object.properties.iter().map(|(name, property)| (name.as_str(), property.field.as_str())).collect()
}

#[test]
fn an_overlay_names_properties_and_values_that_collide() {
    let mut document = with("/components/schemas/Thing/properties/P", json!({"type": "string"}));
    document["components"]["schemas"]["Thing"]["x-atlas-names"] = json!({"P": "upper_p"});
    assert_eq!(properties(&lower(&document).unwrap()), [("P", "upper_p"), ("p", "p")]);
    document["components"]["schemas"]["Thing"]["x-atlas-names"] = json!({"P": "not a name"});
    check_refused(&document, "`x-atlas-names`: \"not a name\" is not an identifier that is free");
    document["components"]["schemas"]["Thing"]["x-atlas-names"] = json!({"P": "p"});
    check_refused(&document, "properties `P` and `p`: both would be the field `p`");
}

#[test]
fn odd_names_become_identifiers() {
    let mut document = with(&format!("{OPERATION}/operationId"), json!("type"));
    document.pointer_mut(&format!("{OPERATION}/tags")).unwrap()[0] = json!("mod");
    document.pointer_mut(&format!("{OPERATION}/responses/200/content")).unwrap()["application/vnd.atlas.2024-08-05+json"]
        ["schema"]["$ref"] = json!("#/components/schemas/1 Bad-Näme");
    document["components"]["schemas"] =
        json!({"1 Bad-Näme": {"type": "object", "properties": {"2fa": {"type": "string"}}}});
    let api = lower(&document).unwrap();
    assert_eq!(api.operations[0].name, "type_");
    assert_eq!(api.types.keys().collect::<Vec<_>>(), ["V1BadNäme"]);
}

#[test]
fn unions_that_combine_to_many_types_are_refused() {
    let mut document = document(json!({"$ref": "#/components/schemas/Q0"}));
    let reference = |number: usize| json!({"$ref": format!("#/components/schemas/Q{number}")});
    for number in 0..20 {
        let (next, first) = (reference(number + 1), reference(0));
        let (a, b) = if number == 0 { (json!({"oneOf": [first, next]}), reference(0)) } else { (next.clone(), next) };
        document["components"]["schemas"][format!("Q{number}")] =
            json!({"type": "object", "properties": {"a": a, "b": b}});
    }
    document["components"]["schemas"]["Q20"] = json!({"type": "object", "properties": {"end": {"type": "string"}}});
    check_refused(&document, "more than 8000 types; unions that contain each other combine to many");
}
