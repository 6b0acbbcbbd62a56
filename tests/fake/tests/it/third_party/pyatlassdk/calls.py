"""Runs groups of calls and prints the outcome of each call as a line of JSON.

The first argument is a list of authentication methods, separated by commas; all groups run with each of them. The other
arguments are the names of the groups. The environment has the settings that the program printed. The first line of a
group lists the methods that the SDK has for it.
"""

import importlib
import json
import os
import sys
import time

from pydantic import BaseModel
from pyatlassdk import AtlasAdminClient
from pyatlassdk.admin import AtlasApiError


def client(authentication):
    setting = lambda name: os.environ["MONGODB_ATLAS_" + name]
    credentials = {
        "digest": lambda: {"public_key": setting("PUBLIC_API_KEY"), "private_key": setting("PRIVATE_API_KEY")},
        "service-account": lambda: {"client_id": setting("CLIENT_ID"), "client_secret": setting("CLIENT_SECRET")},
        "wrong-key": lambda: {"public_key": setting("PUBLIC_API_KEY"), "private_key": "another"},
        "wrong-secret": lambda: {"client_id": setting("CLIENT_ID"), "client_secret": "another"},
        "nothing": lambda: {},
    }
    host = setting("BASE_URL")
    # The two parameters are independent, and both have defaults.
    return AtlasAdminClient(
        base_url=host + "/api/atlas/v2", oauth_token_url=host + "/api/oauth/token", **credentials[authentication]()
    )


def plain(value):
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    return [plain(item) for item in value] if isinstance(value, list) else value


class Atlas:
    """The client, the IDs of the initial project and organization, and the output of outcomes."""

    def __init__(self, authentication):
        self.sdk = client(authentication)
        self.requests = 0
        self.project = os.environ["MONGODB_ATLAS_PROJECT_ID"]
        self.organization = os.environ["MONGODB_ATLAS_ORG_ID"]

    def call(self, name, function, *arguments, **named):
        """Calls a function, prints the outcome under a name, and returns the result, or `None` after an error."""
        return self.report(name, lambda: function(*arguments, **named))

    def until(self, name, function, is_over):
        """Calls a function repeatedly until `is_over` accepts the result or the error, for at most a minute."""

        def wait():
            end = time.monotonic() + 60
            while True:
                self.requests += 1
                try:
                    value = function()
                except AtlasApiError as error:
                    value = error
                if is_over(value) or time.monotonic() > end:
                    break
                time.sleep(0.05)
            if isinstance(value, AtlasApiError):
                raise value
            return value

        return self.report(name, wait)

    def report(self, name, function):
        value = None
        line = {"call": name}
        self.requests = 0
        try:
            value = function()
            line["value"] = plain(value)
        except AtlasApiError as error:
            line["error"] = type(error).__name__
            line["status"] = error.status_code
            line["payload"] = error.payload
        except Exception as error:
            line["error"] = type(error).__name__
        line["requests"] = max(self.requests, 1)
        print(json.dumps(line), flush=True)
        return value


def methods(resource):
    return [name for name in dir(resource) if not name.startswith("_")]


if __name__ == "__main__":
    for authentication in sys.argv[1].split(","):
        atlas = Atlas(authentication)
        for name in sys.argv[2:]:
            group = importlib.import_module(name)
            called = [method for resource in group.RESOURCES for method in methods(getattr(atlas.sdk, resource))]
            print(json.dumps({"group": name, "methods": called}), flush=True)
            group.run(atlas)
