"""What is known of the service and not said by its document, in the document's own terms."""

import json
import os
import re
from collections import Counter
from pathlib import Path

from schemas import Schemas, reference, with_null

# The service answers these to whatever it is asked, documented or not, and always with the body of an error.
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "429"]
# The statuses of success that the service was seen to answer with where its document says another.
SEEN = {
    "createGroup": "201",
    "createGroupAccessListEntry": "201",
    "createGroupPrivateEndpointEndpointService": "201",
    "createOrgLiveMigrationLinkToken": "201",
    "createOrgTeam": "201",
    "createUser": "201",
    "deleteGroup": "202",
    "toggleGroupAwsCustomDns": "202",
    "toggleGroupPrivateEndpointRegionalMode": "202",
    "updateGroupAuditLog": "202",
}
# With it the status stands in the body, and what is answered `200` may be a refusal: a checker that goes by statuses would
# take each for a success. Envelopes have tests of their own.
ENVELOPE = "envelope"
# How many properties a body can have before all that could be wrong with it is too much for one run.
MANY = 150
SEED = json.loads(Path(__file__).with_name("seed.json").read_text())
# Nothing can be found in a project, an organization or a cluster that is not there.
THERE = {
    "groupId": os.environ["MONGODB_ATLAS_PROJECT_ID"],
    "orgId": os.environ["MONGODB_ATLAS_ORG_ID"],
    "clusterName": SEED["clusters"][0]["name"],
}
CLUSTER = {"pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$", "maxLength": 64}
# What the service needs of a body and the document does not: most of it is what the new thing is found by.
NEEDED = {
    "createGroupCluster": ("name", CLUSTER),
    "createGroupCustomDbRoleRole": ("roleName", {"pattern": "^[a-zA-Z0-9][a-zA-Z0-9_-]*$"}),
    "createGroupFlexCluster": ("name", CLUSTER),
    "createGroupStreamConnection": ("name", {"minLength": 1}),
    "createGroupStreamProcessor": ("name", {"minLength": 1}),
    "createGroupStreamWorkspace": ("name", {"minLength": 1}),
    "migrateGroup": ("destinationOrgId", {}),
    "withGroupStreamSampleConnections": ("name", {"minLength": 1}),
}


def amend(document):
    """Changes a document in place."""
    components = document["components"]
    # A resource of a custom role is either the cluster or a collection.
    del components["schemas"]["DatabasePermittedNamespaceResource"]["required"]
    # The document says that an error's parameters are objects. They are texts.
    components["schemas"]["ApiError"]["properties"]["parameters"]["items"] = {"type": "string"}
    amendment = Amendment(components)
    shapes = Counter(shape(path) for path in document["paths"])
    for path, item in document["paths"].items():
        for method, operation in item.items():
            amendment.operation(operation, method)
            if shapes[shape(path)] > 1:
                operation["x-path"] = "twin"
    components["schemas"] = {**amendment.requests.converted, **amendment.answers.converted}
    # Of the two ways in, the one whose credential can be written down before a request is made.
    components["securitySchemes"] = {"Token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"Token": []}]


class Amendment:
    def __init__(self, components):
        self.shared = components
        self.requests = Schemas(components["schemas"], is_request=True)
        self.answers = Schemas(components["schemas"], is_request=False)
        error = self.answers.convert({"$ref": "#/components/schemas/ApiError"})
        self.refusal = {"description": "refused", "content": {"application/json": {"schema": error}}}

    def operation(self, operation, method):
        parameters = [self.parameter(parameter) for parameter in operation.get("parameters", [])]
        parameters = [parameter for parameter in parameters if parameter["name"] != ENVELOPE]
        in_path = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        responses = {status: self.response(response) for status, response in successes(operation)}
        operation["responses"] = {**dict.fromkeys(REFUSALS, self.refusal), **responses}
        for content in operation.get("requestBody", {}).get("content", {}).values():
            # What an update leaves out stays as it is.
            content["schema"] = self.requests.body(content["schema"], in_path, is_fragment=method == "patch")
            if operation["operationId"] in NEEDED:
                require(content["schema"], *NEEDED[operation["operationId"]])
            if self.requests.size(content["schema"]) > MANY:
                operation["x-size"] = "large"
        # A request has to say which version is wanted, and no parameter of the document's does.
        offered = sorted({media_type for response in responses.values() for media_type in response["content"]})
        accept = {"in": "header", "name": "Accept", "required": True, "schema": {"type": "string", "enum": offered}}
        operation["parameters"] = [*parameters, accept]

    def parameter(self, parameter):
        if "$ref" in parameter:
            parameter = self.shared["parameters"][reference(parameter)]
        name = parameter["name"]
        schema = self.requests.parameter(parameter["schema"])
        if parameter["in"] == "header":
            # They are switches, which any other word leaves off.
            schema = {"type": "string"}
        if parameter["in"] == "path" and name in THERE:
            schema["enum"] = [THERE[name]]
        return {**parameter, "schema": schema}

    def response(self, response):
        if "$ref" in response:
            response = self.shared["responses"][reference(response)]
        content = response.get("content", {})
        content = {name: self.answer(media_type) for name, media_type in content.items()}
        return {**response, "content": content}

    def answer(self, media_type):
        # A text is written as it is, under a media type of JSON.
        if media_type.get("schema", {"type": "string"}).get("type") == "string":
            return {}
        return {"schema": self.answers.convert(media_type["schema"])}


def successes(operation):
    seen = SEEN.get(operation["operationId"])
    return [(seen or status, said) for status, said in operation["responses"].items() if status.startswith("2")]


def require(schema, name, rules):
    """Has each variant of a body say a property, by rules of its own."""
    for variant in schema.get("anyOf", [schema]):
        properties = variant.setdefault("properties", {})
        properties[name] = {**with_null(properties.get(name, {"type": "string"}), False), **rules}
        variant["required"] = sorted({*variant.get("required", []), name})


def shape(path):
    """A path without the names of its parameters."""
    return re.sub(r"\{.*?\}", "{}", path)
