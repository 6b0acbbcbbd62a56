"""Corrections of the document where the service is known to differ."""

import json
import os
import re
from collections import Counter
from pathlib import Path

from schemas import Schemas, reference, with_null

# Errors that any operation can return, documented or not, always with the body of an error.
ERRORS = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "429"]
# The observed statuses of success that differ from the documented ones.
OBSERVED = {
    "createGroup": "201",
    "createGroupAccessListEntry": "201",
    "createGroupAlertConfig": "201",
    "createGroupPrivateEndpointEndpointService": "201",
    "createOrgLiveMigrationLinkToken": "201",
    "createOrgTeam": "201",
    "createUser": "201",
    "deleteGroup": "202",
    "deleteGroupPrivateEndpointEndpointService": "202",
    "toggleGroupAwsCustomDns": "202",
    "toggleGroupPrivateEndpointRegionalMode": "202",
    "updateGroupAuditLog": "202",
}
# The read-only properties that the service refuses; it ignores all others.
CLUSTER = {"connectionStrings", "createDate", "id", "mongoDBVersion", "stateName"}
REFUSED = {"createGroupCluster": CLUSTER, "updateGroupCluster": CLUSTER}
# An envelope has the status in the body, so an error can have the HTTP status 200, which a checker takes as a success.
# Envelopes have separate tests.
ENVELOPE = "envelope"
# The size of a body above which all invalid variations take too long for one run.
LARGE = 150
SEED = json.loads(Path(__file__).with_name("seed.json").read_text())
# The IDs and names of existing resources; a request needs an existing project, organization and cluster.
EXISTING = {
    "groupId": os.environ["MONGODB_ATLAS_PROJECT_ID"],
    "orgId": os.environ["MONGODB_ATLAS_ORG_ID"],
    "clusterName": SEED["clusters"][0]["name"],
}
CLUSTER_NAME = {"pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$", "maxLength": 64}
# Properties that the service requires although the document does not. Most identify the new resource.
REQUIRED = {
    "createGroupCluster": ("name", CLUSTER_NAME),
    "createGroupCustomDbRoleRole": ("roleName", {"pattern": "^[a-zA-Z0-9][a-zA-Z0-9_-]*$"}),
    "createGroupFlexCluster": ("name", CLUSTER_NAME),
    "createGroupIntegration": ("type", {}),
    "createGroupStreamConnection": ("name", {"minLength": 1}),
    "createGroupStreamProcessor": ("name", {"minLength": 1}),
    "createGroupStreamWorkspace": ("name", {"minLength": 1}),
    "migrateGroup": ("destinationOrgId", {}),
    "updateGroupIntegration": ("type", {}),
    "withGroupStreamSampleConnections": ("name", {"minLength": 1}),
}


def amend(document):
    """Corrects a document in place."""
    components = document["components"]
    # The parameters of an error are strings, not objects as documented.
    components["schemas"]["ApiError"]["properties"]["parameters"]["items"] = {"type": "string"}
    amendment = Amendment(components)
    shapes = Counter(shape(path) for path in document["paths"])
    for path, item in document["paths"].items():
        for method, operation in item.items():
            amendment.operation(operation, method)
            if shapes[shape(path)] > 1:
                operation["x-path"] = "twin"
    components["schemas"] = {**amendment.requests.converted, **amendment.responses.converted}
    # Of the two authentication methods, only a bearer token is a fixed header.
    components["securitySchemes"] = {"Token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"Token": []}]


class Amendment:
    def __init__(self, components):
        self.shared = components
        self.requests = Schemas(components["schemas"], is_request=True)
        self.responses = Schemas(components["schemas"], is_request=False)
        error = self.responses.convert({"$ref": "#/components/schemas/ApiError"})
        self.error = {"description": "error", "content": {"application/json": {"schema": error}}}

    def operation(self, operation, method):
        parameters = [self.parameter(parameter) for parameter in operation.get("parameters", [])]
        parameters = [parameter for parameter in parameters if parameter["name"] != ENVELOPE]
        in_path = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        responses = {status: self.response(response) for status, response in successes(operation)}
        operation["responses"] = {**dict.fromkeys(ERRORS, self.error), **responses}
        for content in operation.get("requestBody", {}).get("content", {}).values():
            # An update keeps the properties that it omits.
            omitted = in_path | REFUSED.get(operation["operationId"], set())
            content["schema"] = self.requests.body(content["schema"], omitted, is_fragment=method == "patch")
            if operation["operationId"] in REQUIRED:
                require(content["schema"], *REQUIRED[operation["operationId"]])
            if self.requests.size(content["schema"]) > LARGE:
                operation["x-size"] = "large"
        # A request must select a version, for which the document has no parameter.
        offered = sorted({media_type for response in responses.values() for media_type in response["content"]})
        accept = {"in": "header", "name": "Accept", "required": True, "schema": {"type": "string", "enum": offered}}
        operation["parameters"] = [*parameters, accept]

    def parameter(self, parameter):
        if "$ref" in parameter:
            parameter = self.shared["parameters"][reference(parameter)]
        name = parameter["name"]
        schema = self.requests.parameter(parameter["schema"])
        if parameter["in"] == "header":
            # The headers are switches; any value except the documented one is off.
            schema = {"type": "string"}
        if parameter["in"] == "path" and name in EXISTING:
            schema["enum"] = [EXISTING[name]]
        return {**parameter, "schema": schema}

    def response(self, response):
        if "$ref" in response:
            response = self.shared["responses"][reference(response)]
        content = response.get("content", {})
        content = {name: self.content(media_type) for name, media_type in content.items()}
        return {**response, "content": content}

    def content(self, media_type):
        # A string is sent unquoted, although the media type is JSON.
        if media_type.get("schema", {"type": "string"}).get("type") == "string":
            return {}
        return {"schema": self.responses.convert(media_type["schema"])}


def successes(operation):
    observed = OBSERVED.get(operation["operationId"])
    return [(observed or status, response) for status, response in operation["responses"].items() if status.startswith("2")]


def require(schema, name, rules):
    """Makes a property required in each variant of a body, with additional rules."""
    for variant in schema.get("anyOf", [schema]):
        properties = variant.setdefault("properties", {})
        properties[name] = {**with_null(properties.get(name, {"type": "string"}), False), **rules}
        variant["required"] = sorted({*variant.get("required", []), name})


def shape(path):
    """Returns a path without the names of its parameters."""
    return re.sub(r"\{.*?\}", "{}", path)
