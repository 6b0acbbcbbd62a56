"""Conversion of the document's schemas to a form that a checker and a generator of values understand.

Many unions in the document overlap, or contain themselves through their variants. The conversion turns each into one
object with all its properties, or into a choice of such objects. Requests and responses have separate schemas, because
read-only and write-only properties differ.
"""

from dataclasses import dataclass

REFERENCE = "#/components/schemas/"
# The only patterns and formats that the service enforces.
IDS = {"^([a-f0-9]{24})$", "^[a-fA-F0-9]{24}$"}
FORMATS = {"date-time", "int32"}
KEYWORDS = ["type", "format", "enum", "not", "pattern", "nullable", "minLength", "maxLength"]
BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "uniqueItems"]


class Schemas:
    """Converts schemas for one direction, and keeps the schemas that they refer to under separate names."""

    def __init__(self, source, is_request):
        self.source = source
        self.is_request = is_request
        self.suffix = ".request" if is_request else ".response"
        self.converted = {}

    def body(self, schema, omitted, is_fragment):
        """Returns the schema of a body, without some properties; a fragment has no required properties."""
        return self.convert(schema, Root(omitted, is_fragment))

    def convert(self, schema, root=None):
        """Converts a schema of a property, of an item, or of the root of a body."""
        name = reference(schema)
        if name is not None and root is not None:
            return self.convert(self.source[name], root)
        if name is not None:
            key = name + self.suffix
            if key not in self.converted:
                self.converted[key] = None
                self.converted[key] = self.convert(self.source[name])
            return {"$ref": REFERENCE + key}
        if root is None and is_free(schema):
            return {}
        if is_object(schema):
            return self.objects(schema, root)
        branches = schema.get("oneOf") or schema.get("anyOf")
        if branches:
            # The document has the type `object` beside unions of strings, and the variants of others overlap.
            return {"anyOf": [self.convert(branch, root) for branch in branches]}
        parts = schema.get("allOf")
        if parts and len(parts) == 1:
            return self.convert(parts[0], root)
        return self.value(schema)

    def value(self, schema, is_bounded=False):
        """Converts a schema that is not an object, with only those patterns, formats and bounds that the service enforces."""
        words = KEYWORDS + BOUNDS if is_bounded else KEYWORDS
        formats = FORMATS | {"int64"} if is_bounded else FORMATS
        converted = {word: schema[word] for word in words if word in schema}
        if converted.get("pattern") not in IDS:
            converted.pop("pattern", None)
        if converted.get("format") not in formats:
            converted.pop("format", None)
        if any(str(value).startswith("<") for value in converted.get("enum", [])):
            # An enumeration with a placeholder allows any value.
            del converted["enum"]
        if "items" in schema and not is_bounded:
            converted["items"] = self.convert(schema["items"])
        return converted

    def parameter(self, schema):
        """Converts the schema of a parameter, whose value is not JSON."""
        name = reference(schema)
        schema = schema if name is None else self.source[name]
        if "oneOf" in schema:
            return {"anyOf": [self.parameter(branch) for branch in schema["oneOf"]]}
        items = {"items": self.parameter(schema["items"])} if "items" in schema else {}
        return {**self.value(schema, is_bounded=True), **items}

    def size(self, schema, above=()):
        """Returns the number of values in a schema, added up over all variants."""
        name = reference(schema)
        if name is not None:
            return 0 if name in above else self.size(self.converted[name] or {}, (*above, name))
        inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", []), *schema.get("allOf", [])]
        inner += [schema[word] for word in ("items", "additionalProperties") if isinstance(schema.get(word), dict)]
        return len(schema.get("enum", [1])) + sum(self.size(part, above) for part in inner)

    def objects(self, schema, root):
        """Converts an object schema to one object, or to a choice with an object for each variant."""
        variants = variants_of(schema)
        branches = schema.get("oneOf", schema.get("anyOf", []))
        if variants is None and branches:
            return {"anyOf": [self.convert(branch, root) for branch in branches]}
        if variants is None:
            return self.merged_object(Object(self.source, schema), root)
        discriminator, targets = variants
        choices = []
        for target, values in targets.items():
            choice = Object(self.source, schema, {"$ref": REFERENCE + target}, discriminator=discriminator)
            # The mapping and the enumeration may contradict each other; only common values are kept.
            own = choice.properties.get(discriminator, {}).get("enum", values)
            values = [value for value in values if value in own]
            if values:
                choice.properties[discriminator] = {"type": "string", "enum": values}
                choices.append(self.merged_object(choice, root))
        if self.is_request and not any(discriminator in choice.get("required", []) for choice in choices):
            base = Object(self.source, schema, discriminator=discriminator)
            values = base.properties.get(discriminator, {}).get("enum")
            mapped = [value for values in targets.values() for value in values]
            other = {"not": {"enum": mapped}} if values is None else {"enum": [v for v in values if v not in mapped]}
            base.properties[discriminator] = {"type": "string", **other}
            choices.append(self.without_variant(self.merged_object(base, root), choices))
        return {"anyOf": choices}

    def without_variant(self, base, choices):
        """Returns an object of no variant, for an optional discriminator; variant properties can have any value."""
        anything = {name: {} for choice in choices for name in choice["properties"]}
        return {**base, "properties": {**anything, **base["properties"]}}

    def merged_object(self, merged, root):
        properties = {}
        required = set()
        hidden = "readOnly" if self.is_request else "writeOnly"
        for name, schema in sorted(merged.properties.items()):
            is_hidden = self.is_marked(schema, hidden)
            if name != merged.discriminator and self.is_omitted(name, is_hidden, root):
                continue
            is_fragment = root is not None and root.is_fragment
            is_visible = not is_hidden or name == merged.discriminator
            is_required = name in merged.required and not is_fragment and is_visible
            # The service ignores read-only properties, except for the IDs of items.
            is_ignored = self.is_request and not is_visible and (root is not None or name != "id")
            converted = {} if is_ignored else self.convert(schema)
            if is_required:
                required.add(name)
            # `null` is equal to an absent property.
            if self.is_request and converted:
                converted = with_null(converted, not is_required)
            properties[name] = converted
        converted = {"type": "object"}
        if properties:
            converted["properties"] = properties
        if required:
            converted["required"] = sorted(required)
        if isinstance(merged.values, dict):
            values = self.convert(merged.values)
            converted["additionalProperties"] = with_null(values, True) if self.is_request else values
        elif properties and merged.values is None:
            converted["additionalProperties"] = False
        return converted

    def is_omitted(self, name, is_hidden, root):
        if not self.is_request:
            # Of the write-only properties, responses repeat the project ID only.
            return is_hidden and name != "groupId"
        return root is not None and name in root.omitted

    def is_marked(self, schema, mark):
        name = reference(schema)
        return bool(schema.get(mark) or name is not None and self.source[name].get(mark))


@dataclass
class Root:
    """The context of the root of a request body."""

    # The properties that the path has already, or that the service refuses.
    omitted: set
    is_fragment: bool


class Object:
    """The properties of an object, including those of its parts."""

    def __init__(self, source, *schemas, discriminator=None):
        self.source = source
        # The property that selects the variant.
        self.discriminator = discriminator
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
    """Returns whether a schema is an object, and not a string that has the type `object` in the document."""
    if schema.get("type", "object") != "object":
        return False
    has_parts = "properties" in schema or "discriminator" in schema or len(schema.get("allOf", [])) > 1
    return has_parts or "additionalProperties" in schema or not {"oneOf", "anyOf", "allOf"} & set(schema)


def is_free(schema):
    """Returns whether a schema says nothing about the properties of an object; it stands for any JSON value."""
    words = {"additionalProperties", "allOf", "anyOf", "discriminator", "oneOf", "properties"}
    return schema.get("type") == "object" and not words & set(schema)


def variants_of(schema):
    """Returns the discriminating property, and its values for each variant."""
    discriminator = schema.get("discriminator", {})
    if "mapping" not in discriminator:
        return None
    targets = {}
    for value, target in discriminator["mapping"].items():
        targets.setdefault(target.rsplit("/", 1)[-1], []).append(value)
    return discriminator["propertyName"], targets


def with_null(schema, is_nullable):
    """Returns a schema with or without `null`."""
    if not is_nullable:
        return {word: value for word, value in schema.items() if word != "nullable"}
    if "$ref" in schema:
        return {"allOf": [schema], "nullable": True}
    # An enumeration must list `null` to allow it.
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **values, "nullable": True}
