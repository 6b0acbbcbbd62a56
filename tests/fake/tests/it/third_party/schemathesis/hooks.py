"""What schemathesis is told beside its settings."""

import json

import schemathesis
from amend import amend

ONE_WAY = "a user authenticates in one way only"
# What no schema says of an attribute or a parameter, so that a body that fits is refused all the same.
RULES = {
    "awsIAMType": ONE_WAY,
    "cidrBlock": "an entry of an access list is of one of three kinds",
    "databaseName": "it is where users of one way to authenticate are",
    "deleteAfterDate": "it has to be in the future, within a week",
    "ldapAuthType": ONE_WAY,
    "name": "only the cluster of some names can be upgraded",
    "oidcAuthType": ONE_WAY,
    "pageNum": "it is counted in so many bits",
    "password": "it is needed, unless a user is known by another means",
    "x509Type": ONE_WAY,
}
# The parameters of paths that lead to one thing of those that are there, while other requests make more of them, under any
# name.
MADE = {"clusterName"}
# The refusals of a value that does not fit. Others are of what is there already.
MISFITS = {
    "INVALID_ATTRIBUTE",
    "INVALID_DATE_FORMAT",
    "INVALID_ENUM_VALUE",
    "INVALID_JSON",
    "INVALID_JSON_ATTRIBUTE",
    "INVALID_QUERY_PARAMETER",
    "MALFORMED_JSON",
    "MISSING_ATTRIBUTE",
    "MISSING_QUERY_PARAMETER",
}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    amend(raw_schema)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Passes over what the document cannot say: why a request that fits it is refused, and what other requests have made."""
    if type(failure).__name__ == "AcceptedNegativeData":
        return not any(f"parameter `{name}` in path" in failure.message for name in MADE)
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    error = json.loads(response.content)
    return error["errorCode"] in MISFITS and not set(error["parameters"]) & set(RULES)
