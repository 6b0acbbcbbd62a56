"""The document's schemas, made to say what they mean.

A schema of Atlas is a union whose parts overlap, or is a part of the union that it has as a part again. Here each becomes
one object that has all its properties, or a choice between such objects, which is what a checker and a generator of
values understand. Requests and answers have schemas of their own, as they do not say the same of a property.
"""

from dataclasses import dataclass

REFERENCE = "#/components/schemas/"
# The only patterns and formats that hold.
IDS = {"^([a-f0-9]{24})$", "^[a-fA-F0-9]{24}$"}
FORMATS = {"date-time", "int32"}
WORDS = ["type", "format", "enum", "not", "pattern", "nullable", "minLength", "maxLength"]
BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems"]


class Schemas:
    """Converts schemas for one direction, and keeps those that they refer to under names of their own."""

    def __init__(self, source, is_request):
        self.source = source
        self.is_request = is_request
        self.suffix = ".request" if is_request else ".answer"
        self.converted = {}

    def body(self, schema, in_path, is_fragment):
        """The schema of a body: what the path says already need not be said again, and of a fragment nothing need be."""
        return self.convert(schema, Root(in_path, is_fragment))

    def convert(self, schema, root=None):
        """A schema as it stands at a property, at an item, or at the root of a body."""
        name = reference(schema)
        if name is not None and root is not None:
            return self.convert(self.source[name], root)
        if name is not None:
            key = name + self.suffix
            if key not in self.converted:
                self.converted[key] = None
                self.converted[key] = self.convert(self.source[name])
            return {"$ref": REFERENCE + key}
        if is_object(schema):
            return self.objects(schema, root)
        branches = schema.get("oneOf") or schema.get("anyOf")
        if branches:
            # The document says `object` beside a union of texts, and the parts of others overlap.
            return {"anyOf": [self.convert(branch, root) for branch in branches]}
        parts = schema.get("allOf")
        if parts and len(parts) == 1:
            return self.convert(parts[0], root)
        return self.value(schema)

    def value(self, schema, is_bounded=False):
        """A value that is no object. The service goes beyond patterns, formats and bounds of its document, so that only
        those are kept that hold."""
        words = WORDS + BOUNDS if is_bounded else WORDS
        formats = FORMATS | {"int64"} if is_bounded else FORMATS
        converted = {word: schema[word] for word in words if word in schema}
        if converted.get("pattern") not in IDS:
            converted.pop("pattern", None)
        if converted.get("format") not in formats:
            converted.pop("format", None)
        if any(str(value).startswith("<") for value in converted.get("enum", [])):
            # An enumeration with a placeholder in it stands for any value.
            del converted["enum"]
        if "items" in schema and not is_bounded:
            converted["items"] = self.convert(schema["items"])
        return converted

    def parameter(self, schema):
        """A parameter's value, which is not written as JSON."""
        name = reference(schema)
        schema = schema if name is None else self.source[name]
        if "oneOf" in schema:
            return {"anyOf": [self.parameter(branch) for branch in schema["oneOf"]]}
        items = {"items": self.parameter(schema["items"])} if "items" in schema else {}
        return {**self.value(schema, is_bounded=True), **items}

    def size(self, schema, above=()):
        """How many values there are to be thought of in a schema, each variant's for itself."""
        name = reference(schema)
        if name is not None:
            return 0 if name in above else self.size(self.converted[name] or {}, (*above, name))
        inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", []), *schema.get("allOf", [])]
        inner += [schema[word] for word in ("items", "additionalProperties") if isinstance(schema.get(word), dict)]
        return len(schema.get("enum", [1])) + sum(self.size(part, above) for part in inner)

    def objects(self, schema, root):
        """An object, or a choice between one for each variant."""
        variants = variants_of(schema)
        branches = schema.get("oneOf", schema.get("anyOf", []))
        if variants is None and branches:
            return {"anyOf": [self.convert(branch, root) for branch in branches]}
        if variants is None:
            return self.written(Object(self.source, schema), root)
        chooser, targets = variants
        choices = []
        for target, values in targets.items():
            choice = Object(self.source, schema, {"$ref": REFERENCE + target}, chooser=chooser)
            # Where the document contradicts itself, neither says which value it is.
            own = choice.properties.get(chooser, {}).get("enum", values)
            values = [value for value in values if value in own]
            if values:
                choice.properties[chooser] = {"type": "string", "enum": values}
                choices.append(self.written(choice, root))
        if self.is_request and not any(chooser in choice.get("required", []) for choice in choices):
            base = Object(self.source, schema, chooser=chooser)
            values = base.properties.get(chooser, {}).get("enum")
            chosen = [value for values in targets.values() for value in values]
            other = {"not": {"enum": chosen}} if values is None else {"enum": [v for v in values if v not in chosen]}
            base.properties[chooser] = {"type": "string", **other}
            choices.append(self.unchosen(self.written(base, root), choices))
        return {"anyOf": choices}

    def unchosen(self, base, choices):
        """An object of no variant, where the document does not say that there has to be one: nothing is known of what only
        variants have."""
        anything = {name: {} for choice in choices for name in choice["properties"]}
        return {**base, "properties": {**anything, **base["properties"]}}

    def written(self, what, root):
        properties = {}
        required = set()
        hidden = "readOnly" if self.is_request else "writeOnly"
        for name, schema in sorted(what.properties.items()):
            is_hidden = self.is_marked(schema, hidden)
            if name != what.chooser and self.is_left_out(name, is_hidden, root):
                continue
            is_fragment = root is not None and root.is_fragment
            is_required = name in what.required and not is_fragment and (not is_hidden or name == what.chooser)
            converted = self.convert(schema)
            if is_required:
                required.add(name)
            # `null` stands for a property that is left out.
            if self.is_request:
                converted = with_null(converted, not is_required)
            properties[name] = converted
        converted = {"type": "object"}
        if properties:
            converted["properties"] = properties
        if required:
            converted["required"] = sorted(required)
        if isinstance(what.values, dict):
            values = self.convert(what.values)
            converted["additionalProperties"] = with_null(values, True) if self.is_request else values
        elif properties and what.values is None:
            converted["additionalProperties"] = False
        return converted

    def is_left_out(self, name, is_hidden, root):
        if not self.is_request:
            # Of what only a client says, the service says again of which project it is.
            return is_hidden and name != "groupId"
        # What only the service sets is refused at the root, and passed over further inside.
        return root is not None and (is_hidden or name in root.in_path)

    def is_marked(self, schema, mark):
        name = reference(schema)
        return bool(schema.get(mark) or name is not None and self.source[name].get(mark))


@dataclass
class Root:
    """The root of a request's body."""

    in_path: set
    is_fragment: bool


class Object:
    """The properties of an object, its own and those of its parts."""

    def __init__(self, source, *schemas, chooser=None):
        self.source = source
        # The property that says which variant it is.
        self.chooser = chooser
        self.properties = {}
        self.required = set()
        self.values = None
        for schema in schemas:
            self.gather(schema)

    def gather(self, schema):
        name = reference(schema)
        schema = schema if name is None else self.source[name]
        for part in schema.get("allOf", []):
            self.gather(part)
        self.properties.update(schema.get("properties", {}))
        self.required.update(schema.get("required", []))
        self.values = schema.get("additionalProperties", self.values)


def reference(schema):
    target = schema.get("$ref")
    return None if target is None else target.rsplit("/", 1)[-1]


def is_object(schema):
    """Whether a schema is of an object, and not of a text that it calls one."""
    if schema.get("type", "object") != "object":
        return False
    has_parts = "properties" in schema or "discriminator" in schema or len(schema.get("allOf", [])) > 1
    return has_parts or "additionalProperties" in schema or not {"oneOf", "anyOf", "allOf"} & set(schema)


def variants_of(schema):
    """The property that chooses a variant, and the values that choose each."""
    discriminator = schema.get("discriminator", {})
    if "mapping" not in discriminator:
        return None
    targets = {}
    for value, target in discriminator["mapping"].items():
        targets.setdefault(target.rsplit("/", 1)[-1], []).append(value)
    return discriminator["propertyName"], targets


def with_null(schema, is_nullable):
    """A schema that has `null` or has not."""
    if not is_nullable:
        return {word: value for word, value in schema.items() if word != "nullable"}
    if "$ref" in schema:
        return {"allOf": [schema], "nullable": True}
    # An enumeration has `null` only if it lists it.
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **values, "nullable": True}
