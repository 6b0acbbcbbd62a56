"""Calls what the families that the arguments name have, and says what comes of each call as a line of JSON.

The first argument says how to sign in, or in which ways one after the other. Everything else is in the environment, as the program writes it. A family begins
with a line that says which methods the SDK has for it.
"""

import importlib
import json
import os
import sys
import time

from pydantic import BaseModel
from pyatlassdk import AtlasAdminClient
from pyatlassdk.admin import AtlasApiError


def client(sign_in):
    setting = lambda name: os.environ["MONGODB_ATLAS_" + name]
    credentials = {
        "digest": lambda: {"public_key": setting("PUBLIC_API_KEY"), "private_key": setting("PRIVATE_API_KEY")},
        "service-account": lambda: {"client_id": setting("CLIENT_ID"), "client_secret": setting("CLIENT_SECRET")},
        "wrong-key": lambda: {"public_key": setting("PUBLIC_API_KEY"), "private_key": "another"},
        "wrong-secret": lambda: {"client_id": setting("CLIENT_ID"), "client_secret": "another"},
        "nothing": lambda: {},
    }
    host = setting("BASE_URL")
    # Two parameters of the constructor say where the service is; both have defaults and neither follows the other.
    return AtlasAdminClient(
        base_url=host + "/api/atlas/v2", oauth_token_url=host + "/api/oauth/token", **credentials[sign_in]()
    )


def plain(value):
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    return [plain(item) for item in value] if isinstance(value, list) else value


class Atlas:
    """The client, what there is from the start, and who is told what came of the calls."""

    def __init__(self, sign_in):
        self.sdk = client(sign_in)
        self.requests = 0
        self.project = os.environ["MONGODB_ATLAS_PROJECT_ID"]
        self.organization = os.environ["MONGODB_ATLAS_ORG_ID"]

    def call(self, name, function, *arguments, **named):
        """Calls a function, says what came of it under a name, and gives what it returned, if it did."""
        return self.tell(name, lambda: function(*arguments, **named))

    def until(self, name, function, is_over):
        """Calls a function again and again until its result or its refusal is what is waited for, for a minute at most."""

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

        return self.tell(name, wait)

    def tell(self, name, function):
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
    for sign_in in sys.argv[1].split(","):
        atlas = Atlas(sign_in)
        for name in sys.argv[2:]:
            family = importlib.import_module(name)
            called = [method for resource in family.RESOURCES for method in methods(getattr(atlas.sdk, resource))]
            print(json.dumps({"family": name, "methods": called}), flush=True)
            family.run(atlas)
