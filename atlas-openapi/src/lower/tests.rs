//! Tests of all passes together, on small documents.

use serde_json::{Value, json};

use super::*;

/// Returns a document with `GET` and `PATCH` of `/thing`, both with the schema `Thing`.
fn document(schemas: Value) -> Value {
    let response = json!({"200": {"content": {
        "application/vnd.atlas.2023-01-01+json": {"schema": {"$ref": "#/components/schemas/Old"}},
        "application/vnd.atlas.2024-08-05+json": {"schema": {"$ref": "#/components/schemas/Thing"}, "x-sunset": "2030-01-01"},
    }}});
    json!({
        "openapi": "3.0.1",
        "paths": {"/thing": {
            "get": {"operationId": "getGroupThing", "x-xgen-operation-id-override": "getThing", "tags": ["Things"],
                "parameters": [
                    {"in": "query", "name": "pretty", "schema": {"type": "boolean"}},
                    {"in": "query", "name": "pageNum", "schema": {"type": "integer", "default": 1, "minimum": 1}},
                ],
                "responses": response},
            "patch": {"operationId": "updateThing", "tags": ["Things"], "responses": response, "requestBody": {
                "required": true, "content": {"application/vnd.atlas.2023-01-01+json": {
                    "schema": {"$ref": "#/components/schemas/Thing"}}}}},
        }},
        "components": {"schemas": schemas},
    })
}

fn lowered(thing: Value) -> Api {
    lowered_with(thing, json!({}))
}

fn lowered_with(thing: Value, others: Value) -> Api {
    let mut schemas = others;
    schemas["Thing"] = thing;
    schemas["Old"] = json!({"type": "object", "properties": {"old": {"type": "string"}}});
    lower(&document(schemas)).unwrap()
}

fn spelled(values: &[EnumValue]) -> Vec<&str> {
    values.iter().map(|value| value.value.as_str()).collect()
}

fn object<'a>(api: &'a Api, name: &str) -> &'a Object {
    match &api.types[name].shape {
        Shape::Object(object) => object,
        Shape::Enum(_) => panic!("{name} is an enumeration"),
    }
}

/// Returns the properties of a type as `name: type`.
fn properties(api: &Api, name: &str) -> Vec<String> {
    object(api, name).properties.iter().map(|(name, property)| format!("{name}: {}", property.ty)).collect()
}

#[test]
fn an_operation_has_its_newest_version_and_no_skipped_parameters() {
    let api = lowered(json!({"type": "object", "properties": {"name": {"type": "string"}}}));
    let names: Vec<_> =
        api.operations.iter().map(|operation| (operation.name.as_str(), operation.id.as_str())).collect();
    assert_eq!(names, [("get_thing", "getGroupThing"), ("update_thing", "updateThing")]);
    let get = &api.operations[0];
    assert_eq!((get.version.as_str(), get.sunset.as_deref()), ("2024-08-05", Some("2030-01-01")));
    assert_eq!(get.versions, ["2023-01-01", "2024-08-05"]);
    assert_eq!(get.response.ty, Some(TypeRef::Named("Thing".into())));
    let parameters: Vec<_> = get.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(parameters, ["pageNum"]);
    assert_eq!(get.parameters[0].facts.bounds["default"], json!(1));
    // Only the types of the newest version are generated.
    assert_eq!(api.types.keys().collect::<Vec<_>>(), ["Thing"]);
}

#[test]
fn a_read_only_property_splits_a_type_into_response_and_request() {
    let api = lowered(json!({"type": "object", "required": ["id", "name"], "properties": {
        "id": {"type": "string", "readOnly": true},
        "name": {"type": "string"},
        "inner": {"type": "object", "properties": {"at": {"type": "string", "format": "date-time", "readOnly": true}, "on": {"type": "boolean"}}},
    }}));
    assert_eq!(properties(&api, "Thing"), ["id: string", "inner: ThingInner", "name: string"]);
    assert_eq!(properties(&api, "ThingInput"), ["inner: ThingInnerInput", "name: string"]);
    assert_eq!(properties(&api, "ThingInnerInput"), ["on: boolean"]);
    assert!(!object(&api, "Thing").sent);
    assert!(object(&api, "ThingInput").sent);
    assert_eq!(object(&api, "ThingInput").made_from, ["Thing".to_owned()].into());
    assert_eq!(api.operations[1].request.as_ref().unwrap().ty, TypeRef::Named("ThingInput".into()));
}

#[test]
fn a_type_without_read_only_properties_is_not_split() {
    let api = lowered(json!({"type": "object", "properties": {"name": {"type": "string"}}}));
    assert!(object(&api, "Thing").sent);
    assert_eq!(api.types.len(), 1);
}

#[test]
fn a_union_has_the_properties_of_all_its_variants() {
    let variant =
        |own: Value| json!({"allOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "object", "properties": own}]});
    let api = lowered_with(
        json!({"type": "object", "required": ["kind"],
            "properties": {"kind": {"type": "string", "enum": ["A", "B"]}},
            "discriminator": {"propertyName": "kind",
                "mapping": {"A": "#/components/schemas/ThingA", "B": "#/components/schemas/ThingB"}}}),
        json!({
            "ThingA": variant(json!({"size": {"type": "integer", "format": "int32"}, "region": {"type": "string", "enum": ["X"]}})),
            "ThingB": variant(json!({"size": {"type": "number"}, "region": {"type": "string", "enum": ["X", "Y"]}, "only": {"type": "string"}})),
        }),
    );
    assert_eq!(properties(&api, "Thing"), ["kind: ThingKind", "only: string", "region: ThingRegion", "size: double"]);
    let thing = object(&api, "Thing");
    assert!(thing.properties["kind"].facts.required);
    assert_eq!(thing.properties["only"].facts.only_with, Some(("kind".into(), vec!["B".into()])));
    assert_eq!(thing.properties["size"].facts.only_with, None);
    assert!(matches!(&api.types["ThingRegion"].shape, Shape::Enum(values) if spelled(values) == ["X", "Y"]));
}

#[test]
fn a_request_keeps_a_read_only_discriminator() {
    let read_only = json!({"type": "string", "readOnly": true});
    let variant = |own: &str| {
        let own = json!({"properties": {own: {"type": "string"}}});
        json!({"allOf": [{"$ref": "#/components/schemas/Thing"}, own]})
    };
    let api = lowered_with(
        json!({"type": "object", "properties": {"id": read_only, "kind": read_only},
            "discriminator": {"propertyName": "kind",
                "mapping": {"A": "#/components/schemas/ThingA", "B": "#/components/schemas/ThingB"}}}),
        json!({"ThingA": variant("a"), "ThingB": variant("b")}),
    );
    assert_eq!(properties(&api, "Thing"), ["a: string", "b: string", "id: string", "kind: string"]);
    assert_eq!(properties(&api, "ThingInput"), ["a: string", "b: string", "kind: string"]);
}

#[test]
fn a_variant_used_alone_has_no_properties_of_other_variants() {
    let api = lowered_with(
        json!({"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}}),
        json!({
            "Union": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "properties": {"shared": {"type": "string"}}},
            "A": {"allOf": [{"$ref": "#/components/schemas/Union"}, {"properties": {"a": {"type": "string"}}}]},
            "B": {"allOf": [{"$ref": "#/components/schemas/Union"}, {"properties": {"b": {"type": "string"}}}]},
        }),
    );
    assert_eq!(properties(&api, "A"), ["a: string", "shared: string"]);
}

#[test]
fn a_union_of_strings_with_type_object_is_an_enumeration() {
    let api = lowered(json!({"type": "object", "properties": {"region": {"type": "object", "oneOf": [
        {"type": "string", "enum": ["A", "B"]}, {"type": "string", "enum": ["B", "C"]}]}}}));
    assert_eq!(properties(&api, "Thing"), ["region: ThingRegion"]);
    assert!(matches!(&api.types["ThingRegion"].shape, Shape::Enum(values) if spelled(values) == ["A", "B", "C"]));
}

#[test]
fn variants_of_different_kinds_are_any_json() {
    let api = lowered(json!({"type": "object", "properties": {
        "mixed": {"oneOf": [{"type": "boolean"}, {"type": "object", "properties": {"a": {"type": "string"}}}]},
        "free": {"type": "object"},
        "map": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "integer", "format": "int64"}}},
        "secret": {"type": "string", "format": "password"},
    }}));
    assert_eq!(properties(&api, "Thing"), ["free: any", "map: map of list of int64", "mixed: any", "secret: secret"]);
}

#[test]
fn a_property_is_boxed_if_its_type_holds_itself_without_a_list() {
    let api = lowered(json!({"type": "object", "properties": {
        "next": {"$ref": "#/components/schemas/Thing"},
        "all": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
    }}));
    let thing = object(&api, "Thing");
    assert_eq!((thing.properties["next"].boxed, thing.properties["all"].boxed), (true, false));
}

#[test]
fn a_duplicate_type_name_is_an_error_that_an_overlay_can_resolve() {
    let thing = json!({"type": "object", "properties": {
        "inner": {"type": "object", "properties": {"a": {"type": "string"}}},
        "other": {"$ref": "#/components/schemas/ThingInner"},
    }});
    let inner = json!({"type": "object", "properties": {"b": {"type": "string"}}});
    let mut document = document(json!({"Thing": thing, "Old": {"type": "object"}, "ThingInner": inner}));
    let error = lower(&document).unwrap_err();
    assert_eq!(error.iter().map(LowerError::pointer).collect::<Vec<_>>(), ["/components/schemas/ThingInner"]);
    assert_eq!(
        error.to_string(),
        "/components/schemas/ThingInner: duplicate type name `ThingInner`, also used by \
         /components/schemas/Thing/properties/inner; set another `x-atlas-name` on one of them"
    );
    document["components"]["schemas"]["ThingInner"]["x-atlas-name"] = json!("Other");
    assert_eq!(lower(&document).unwrap().types.keys().collect::<Vec<_>>(), ["Other", "Thing", "ThingInner"]);
}

#[test]
fn text_with_a_json_media_type_is_a_stream_and_json_takes_precedence_over_other_formats() {
    let mut document = document(json!({"Thing": {"type": "string"}, "Old": {"type": "object"}}));
    document["paths"]["/thing"].as_object_mut().unwrap().remove("patch");
    let get = lower(&document).unwrap().operations[0].clone();
    assert_eq!((get.response.ty, get.response.format), (None, Format::Text));
    document["components"]["schemas"]["Thing"] = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    document["paths"]["/thing"]["get"]["responses"]["200"]["content"]["application/vnd.atlas.2024-08-05+csv"] =
        json!({"schema": {"type": "string"}});
    let get = lower(&document).unwrap().operations[0].clone();
    assert_eq!((get.response.ty, get.response.format), (Some(TypeRef::Named("Thing".into())), Format::Json));
    assert_eq!(get.response.other_formats, [Format::Csv]);
}

#[test]
fn the_document_for_progenitor_has_one_success_response_and_no_default() {
    let api =
        lowered(json!({"type": "object", "properties": {"name": {"type": "string", "default": "x", "maxLength": 3}}}));
    let lowered = for_progenitor(&api);
    assert_eq!(
        lowered["paths"]["/thing"]["patch"],
        json!({
            "operationId": "update_thing",
            "tags": ["Things"],
            "parameters": [],
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {"2XX": {"description": "success", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
        })
    );
    assert_eq!(lowered["components"]["schemas"], json!({"Thing": {"type": "object"}}));
}

#[test]
fn property_types_are_named_after_the_overlay_name_of_their_owner() {
    let api = lowered(json!({"type": "object", "x-atlas-name": "Better", "properties": {
        "state": {"type": "string", "enum": ["A"]}}}));
    assert_eq!(api.types.keys().collect::<Vec<_>>(), ["Better", "BetterState"]);
}
