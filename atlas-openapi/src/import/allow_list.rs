//! The allow-list of facts: a rule for each member of each kind of OpenAPI 3.0 object.

use self::ObjectKind::*;
use self::Rule::*;

/// A kind of object in an OpenAPI document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    Root,
    Info,
    Tag,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Response,
    MediaType,
    Encoding,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    Flow,
    Preview,
    VerbOverride,
}

/// The treatment of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Text for readers, or text that the import generates itself; dropped.
    Prose,
    /// A string.
    String,
    /// A date; the time that some sources add is dropped.
    Date,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// Any value that belongs to the interface, such as a default; copied unchanged.
    Data,
    /// Strings in a meaningful order, which is kept.
    Strings,
    /// Strings in no meaningful order. The order varies between sources, so they are sorted: two imports differ only if
    /// the documents differ.
    Set,
    /// A map of strings.
    StringMap,
    /// A map of prose; only its keys are kept.
    Keys,
    /// A list of security requirements: lists of scopes by the name of a scheme.
    Requirements,
    /// A boolean or a schema.
    BooleanOrSchema,
    /// One object.
    One(ObjectKind),
    /// A list of objects. Its order is kept: generated code takes parameters in this order, and documents the variants
    /// of `oneOf` in this order.
    List(ObjectKind),
    /// A map of objects. All keys are kept, even if equal to a keyword (a property named `description`).
    Map(ObjectKind),
    /// A map of objects by path or status; extensions between them are dropped.
    MapWithExtensions(ObjectKind),
}

/// Returns the rule for the member `key` of an object of this kind; `None` for an unknown member.
pub(crate) fn rule(kind: ObjectKind, key: &str) -> Option<Rule> {
    let rule = match kind {
        Root => root(key),
        Info => info(key),
        Tag => only(key, &[("name", String)]),
        Server => only(key, &[("url", String), ("variables", Map(ServerVariable))]),
        ServerVariable => only(key, &[("default", String), ("enum", Strings)]),
        Components => components(key),
        PathItem => path_item(key),
        Operation => operation(key),
        Parameter => only(key, &[("in", String), ("name", String)]).or_else(|| header(key)),
        Header => header(key),
        RequestBody => only(key, &[("content", Map(MediaType)), ("required", Boolean)]),
        Response => response(key),
        MediaType => media_type(key),
        Encoding => encoding(key),
        Schema => schema(key),
        Discriminator => only(key, &[("mapping", StringMap), ("propertyName", String)]),
        SecurityScheme => security_scheme(key),
        Flows => flows(key),
        Flow => flow(key),
        Preview => only(key, &[("name", String), ("public", Data)]),
        VerbOverride => only(key, &[("customMethod", Data), ("verb", String)]),
    };
    rule.or_else(|| prose(key))
}

/// Returns whether a reference can replace an object of this kind.
pub(super) fn may_be_reference(kind: ObjectKind) -> bool {
    matches!(kind, Parameter | Header | RequestBody | Response | Schema | SecurityScheme)
}

/// Returns the rule for members that are prose in any object, and for extensions that are not listed as facts below.
fn prose(key: &str) -> Option<Rule> {
    let known = matches!(key, "description" | "summary" | "title" | "example" | "examples" | "externalDocs");
    (known || key.starts_with("x-")).then_some(Prose)
}

fn only(key: &str, rules: &[(&str, Rule)]) -> Option<Rule> {
    let (_, rule) = rules.iter().find(|(name, _)| *name == key)?;
    Some(*rule)
}

fn root(key: &str) -> Option<Rule> {
    Some(match key {
        "openapi" => String,
        "info" => One(Info),
        "servers" => List(Server),
        "paths" => MapWithExtensions(PathItem),
        "components" => One(Components),
        "security" => Requirements,
        "tags" => List(Tag),
        _ => return None,
    })
}

fn info(key: &str) -> Option<Rule> {
    Some(match key {
        "version" | "x-source-license" => String,
        // The import sets its own title, and stores the license as `x-source-license`.
        "title" | "license" | "contact" | "termsOfService" => Prose,
        _ => return None,
    })
}

fn components(key: &str) -> Option<Rule> {
    Some(match key {
        "schemas" => Map(Schema),
        "responses" => Map(Response),
        "parameters" => Map(Parameter),
        "requestBodies" => Map(RequestBody),
        "headers" => Map(Header),
        "securitySchemes" => Map(SecurityScheme),
        "links" => Prose,
        _ => return None,
    })
}

fn path_item(key: &str) -> Option<Rule> {
    Some(match key {
        "servers" => List(Server),
        "parameters" => List(Parameter),
        method if crate::document::METHODS.contains(&method) => One(Operation),
        _ => return None,
    })
}

fn operation(key: &str) -> Option<Rule> {
    Some(match key {
        "operationId" => String,
        "tags" => Strings,
        "parameters" => List(Parameter),
        "requestBody" => One(RequestBody),
        "responses" => MapWithExtensions(Response),
        "deprecated" => Boolean,
        "security" => Requirements,
        "servers" => List(Server),
        "x-rolesRequirements" => Set,
        "x-xgen-docs-url" | "x-xgen-operation-id-override" => String,
        "x-xgen-method-verb-override" => One(VerbOverride),
        _ => return version(key),
    })
}

/// Returns the rule for the members that headers and parameters share.
fn header(key: &str) -> Option<Rule> {
    Some(match key {
        "required" | "deprecated" | "allowEmptyValue" | "explode" | "allowReserved" => Boolean,
        "style" => String,
        "schema" => One(Schema),
        "content" => Map(MediaType),
        _ => return None,
    })
}

fn response(key: &str) -> Option<Rule> {
    Some(match key {
        "headers" => Map(Header),
        "content" => Map(MediaType),
        // Links suggest further calls; they do not affect types.
        "links" => Prose,
        _ => return version(key),
    })
}

fn media_type(key: &str) -> Option<Rule> {
    Some(match key {
        "schema" => One(Schema),
        "encoding" => Map(Encoding),
        _ => return version(key),
    })
}

/// Returns the rule for the version extensions of an operation, a response or a media type.
fn version(key: &str) -> Option<Rule> {
    Some(match key {
        "x-xgen-version" | "x-sunset" => Date,
        "x-xgen-preview" => One(Preview),
        _ => return None,
    })
}

fn encoding(key: &str) -> Option<Rule> {
    Some(match key {
        "contentType" | "style" => String,
        "headers" => Map(Header),
        "explode" | "allowReserved" => Boolean,
        _ => return None,
    })
}

fn schema(key: &str) -> Option<Rule> {
    Some(match key {
        "type" | "format" | "pattern" => String,
        // The order of the values is kept for the generated variants: M10 comes before M200.
        "enum" | "default" => Data,
        "required" => Set,
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" => Boolean,
        "exclusiveMinimum" | "exclusiveMaximum" => Boolean,
        "minimum" | "maximum" | "multipleOf" => Number,
        "minLength" | "maxLength" | "minItems" | "maxItems" => Number,
        "minProperties" | "maxProperties" => Number,
        "items" => One(Schema),
        "properties" => Map(Schema),
        "additionalProperties" => BooleanOrSchema,
        "allOf" | "anyOf" | "oneOf" => List(Schema),
        "discriminator" => One(Discriminator),
        // The service does not support XML.
        "xml" => Prose,
        _ => return None,
    })
}

fn security_scheme(key: &str) -> Option<Rule> {
    Some(match key {
        "type" | "scheme" | "bearerFormat" | "in" | "name" | "openIdConnectUrl" => String,
        "flows" => One(Flows),
        _ => return None,
    })
}

fn flows(key: &str) -> Option<Rule> {
    Some(match key {
        "authorizationCode" | "clientCredentials" | "implicit" | "password" => One(Flow),
        _ => return None,
    })
}

fn flow(key: &str) -> Option<Rule> {
    Some(match key {
        "authorizationUrl" | "tokenUrl" | "refreshUrl" => String,
        "scopes" => Keys,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{ObjectKind, Rule, rule};

    #[test]
    fn an_unknown_keyword_has_no_rule() {
        for keyword in ["not", "if", "patternProperties", "const"] {
            assert_eq!(rule(ObjectKind::Schema, keyword), None, "{keyword}");
        }
        assert_eq!(rule(ObjectKind::Operation, "callbacks"), None);
        assert_eq!(rule(ObjectKind::PathItem, "$ref"), None);
    }

    #[test]
    fn an_extension_is_a_fact_only_in_the_listed_objects() {
        assert_eq!(rule(ObjectKind::Operation, "x-rolesRequirements"), Some(Rule::Set));
        assert_eq!(rule(ObjectKind::Schema, "x-rolesRequirements"), Some(Rule::Prose));
        assert_eq!(rule(ObjectKind::MediaType, "x-sunset"), Some(Rule::Date));
        assert_eq!(rule(ObjectKind::Root, "x-externalLinks"), Some(Rule::Prose));
    }
}
