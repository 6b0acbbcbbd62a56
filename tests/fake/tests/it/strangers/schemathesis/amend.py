"""What the document leaves to be known about the service, said in the document's own terms."""

import os
import re
from collections import Counter

from schemas import Schemas, reference

# The service answers these to whatever it is asked, documented or not, and always with the body of an error.
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "429"]
# How many properties a body can have before all that could be wrong with it is too much for one run.
MANY = 150
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def amend(document):
    components = document["components"]
    requests, answers = (Schemas(components["schemas"], is_request) for is_request in (True, False))
    # The document says that an error's parameters are objects. They are texts.
    components["schemas"]["ApiError"]["properties"]["parameters"]["items"] = {"type": "string"}
    refusal = {"description": "refused", "content": {"application/json": {"schema": answers.convert({"$ref": "#/ApiError"})}}}
    parameters = {name: parameter_of(parameter, requests) for name, parameter in components["parameters"].items()}
    shapes = Counter(shape(path) for path in document["paths"])
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                if shapes[shape(path)] > 1:
                    operation["x-path"] = "twin"
                amend_operation(operation, method, document, parameters, requests, answers, refusal)
    components["schemas"] = {**requests.converted, **answers.converted}
    components["parameters"] = {}
    components["responses"] = {}
    # Of the two ways in, the one whose credential can be written down before the request is made.
    components["securitySchemes"] = {"Token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"Token": []}]


def amend_operation(operation, method, document, parameters, requests, answers, refusal):
    shared = document["components"]["responses"]
    responses = {}
    offered = []
    given = operation.get("parameters", [])
    given = [parameters[reference(p)] if "$ref" in p else parameter_of(p, requests) for p in given]
    in_path = {parameter["name"] for parameter in given if parameter["in"] == "path"}
    has_envelope = any(parameter["name"] == "envelope" for parameter in given)
    for status, response in operation["responses"].items():
        if "$ref" in response:
            response = shared[response["$ref"].rsplit("/", 1)[-1]]
        if status.startswith("2"):
            content = response.get("content", {})
            offered += [media_type for media_type in content if media_type not in offered]
            content = {name: answer(media_type, answers, has_envelope) for name, media_type in content.items()}
            responses[status] = {**response, "content": content}
    for status in REFUSALS:
        responses[status] = refusal
    operation["responses"] = responses

    for media_type in operation.get("requestBody", {}).get("content", {}).values():
        # What an update leaves out stays as it is.
        schema = requests.body(media_type["schema"], in_path, is_fragment=method == "patch")
        media_type["schema"] = schema
        if requests.size(schema) > MANY:
            operation["x-size"] = "large"

    # A request without the version that is wanted is refused, which the document only says in prose.
    given.append({"in": "header", "name": "Accept", "required": True, "schema": {"type": "string", "enum": offered}})
    operation["parameters"] = given


def answer(media_type, answers, has_envelope):
    # A text is written as it is, under a media type of JSON.
    if "schema" not in media_type or media_type["schema"].get("type") == "string":
        return {}
    schema = answers.convert(media_type["schema"])
    return {"schema": {"anyOf": [schema, answers.in_envelope(schema)]} if has_envelope else schema}


def parameter_of(parameter, requests):
    name = parameter["name"]
    parameter = {**parameter, "schema": requests.parameter(parameter["schema"])}
    if parameter["in"] == "header":
        # They are switches, which any other word leaves off.
        parameter["schema"] = {"type": "string"}
    if name == "itemsPerPage":
        # One parameter lacks the bound that the others have.
        parameter["schema"]["maximum"] = 500
    there = {"groupId": "MONGODB_ATLAS_PROJECT_ID", "orgId": "MONGODB_ATLAS_ORG_ID"}
    if parameter["in"] == "path" and name in there:
        # Nothing else can be found in a project or an organization that is not there.
        parameter["schema"]["enum"] = [os.environ[there[name]]]
    return parameter


def shape(path):
    """A path without the names of its parameters."""
    return re.sub(r"\{.*?\}", "{}", path)
