//! The allow-list: for every kind of object of OpenAPI 3.0, which of its members are facts and of what form they are.

use self::Kind::*;
use self::Rule::*;

/// A kind of object in an OpenAPI document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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

/// What is done with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// It is written for readers, or is derived anew: dropped.
    Prose,
    /// A text, kept.
    Text,
    /// A day; the time of day that some sources add is dropped.
    Day,
    /// A number, kept.
    Number,
    /// True or false, kept.
    Flag,
    /// Any value that belongs to the interface, such as a default: kept as it is.
    Data,
    /// Texts in an order that means something, kept in it.
    Texts,
    /// Texts whose order means nothing. The source does not keep to one, so they are sorted: a difference between two
    /// imports is then a difference between two documents.
    Set,
    /// Texts by name; both are kept.
    TextByName,
    /// Sentences by name; the names are kept.
    Names,
    /// A list of security requirements: lists of scopes by the name of a scheme.
    Requirements,
    /// True or false, or a schema.
    FlagOrSchema,
    /// One object.
    One(Kind),
    /// A list of objects. Its order is kept: that of parameters becomes the order in which generated code takes
    /// them, that of `oneOf` the order in which a reader sees the variants.
    Many(Kind),
    /// Objects by name. Any name is kept, also one that reads like a keyword (a property called `description`).
    Named(Kind),
    /// Objects by path or by status, beside which extensions may stand.
    Patterned(Kind),
}

/// What to do with the member `key` of an object of that kind; `None` where nobody has decided.
pub(super) fn rule(kind: Kind, key: &str) -> Option<Rule> {
    let rule = match kind {
        Root => root(key),
        Info => info(key),
        Tag => only(key, &[("name", Text)]),
        Server => only(key, &[("url", Text), ("variables", Named(ServerVariable))]),
        ServerVariable => only(key, &[("default", Text), ("enum", Texts)]),
        Components => components(key),
        PathItem => path_item(key),
        Operation => operation(key),
        Parameter => only(key, &[("in", Text), ("name", Text)]).or_else(|| header(key)),
        Header => header(key),
        RequestBody => only(key, &[("content", Named(MediaType)), ("required", Flag)]),
        Response => response(key),
        MediaType => media_type(key),
        Encoding => encoding(key),
        Schema => schema(key),
        Discriminator => only(key, &[("mapping", TextByName), ("propertyName", Text)]),
        SecurityScheme => security_scheme(key),
        Flows => flows(key),
        Flow => flow(key),
        Preview => only(key, &[("name", Text), ("public", Data)]),
        VerbOverride => only(key, &[("customMethod", Data), ("verb", Text)]),
    };
    rule.or_else(|| prose(key))
}

/// Whether a reference may stand in place of an object of that kind.
pub(super) fn may_be_reference(kind: Kind) -> bool {
    matches!(kind, Parameter | Header | RequestBody | Response | Schema | SecurityScheme)
}

/// What is written for readers wherever it stands, and extensions, of which only those named below are facts.
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
        "openapi" => Text,
        "info" => One(Info),
        "servers" => Many(Server),
        "paths" => Patterned(PathItem),
        "components" => One(Components),
        "security" => Requirements,
        "tags" => Many(Tag),
        _ => return None,
    })
}

fn info(key: &str) -> Option<Rule> {
    Some(match key {
        "version" | "x-source-license" => Text,
        // The title is replaced by a name of ours, the licence becomes `x-source-license`.
        "title" | "license" | "contact" | "termsOfService" => Prose,
        _ => return None,
    })
}

fn components(key: &str) -> Option<Rule> {
    Some(match key {
        "schemas" => Named(Schema),
        "responses" => Named(Response),
        "parameters" => Named(Parameter),
        "requestBodies" => Named(RequestBody),
        "headers" => Named(Header),
        "securitySchemes" => Named(SecurityScheme),
        "links" => Prose,
        _ => return None,
    })
}

fn path_item(key: &str) -> Option<Rule> {
    Some(match key {
        "servers" => Many(Server),
        "parameters" => Many(Parameter),
        method if crate::document::METHODS.contains(&method) => One(Operation),
        _ => return None,
    })
}

fn operation(key: &str) -> Option<Rule> {
    Some(match key {
        "operationId" => Text,
        "tags" => Texts,
        "parameters" => Many(Parameter),
        "requestBody" => One(RequestBody),
        "responses" => Patterned(Response),
        "deprecated" => Flag,
        "security" => Requirements,
        "servers" => Many(Server),
        "x-rolesRequirements" => Set,
        "x-xgen-docs-url" | "x-xgen-operation-id-override" => Text,
        "x-xgen-method-verb-override" => One(VerbOverride),
        _ => return version(key),
    })
}

/// The members that a header has, and a parameter too.
fn header(key: &str) -> Option<Rule> {
    Some(match key {
        "required" | "deprecated" | "allowEmptyValue" | "explode" | "allowReserved" => Flag,
        "style" => Text,
        "schema" => One(Schema),
        "content" => Named(MediaType),
        _ => return None,
    })
}

fn response(key: &str) -> Option<Rule> {
    Some(match key {
        "headers" => Named(Header),
        "content" => Named(MediaType),
        // Links suggest what to call next; they change no type.
        "links" => Prose,
        _ => return version(key),
    })
}

fn media_type(key: &str) -> Option<Rule> {
    Some(match key {
        "schema" => One(Schema),
        "encoding" => Named(Encoding),
        _ => return version(key),
    })
}

/// The extensions that date an operation, a response or a media type.
fn version(key: &str) -> Option<Rule> {
    Some(match key {
        "x-xgen-version" | "x-sunset" => Day,
        "x-xgen-preview" => One(Preview),
        _ => return None,
    })
}

fn encoding(key: &str) -> Option<Rule> {
    Some(match key {
        "contentType" | "style" => Text,
        "headers" => Named(Header),
        "explode" | "allowReserved" => Flag,
        _ => return None,
    })
}

fn schema(key: &str) -> Option<Rule> {
    Some(match key {
        "type" | "format" | "pattern" => Text,
        // The order of the values is kept: it is the order of the variants, and a reader wants M10 before M200.
        "enum" | "default" => Data,
        "required" => Set,
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" => Flag,
        "exclusiveMinimum" | "exclusiveMaximum" => Flag,
        "minimum" | "maximum" | "multipleOf" => Number,
        "minLength" | "maxLength" | "minItems" | "maxItems" => Number,
        "minProperties" | "maxProperties" => Number,
        "items" => One(Schema),
        "properties" => Named(Schema),
        "additionalProperties" => FlagOrSchema,
        "allOf" | "anyOf" | "oneOf" => Many(Schema),
        "discriminator" => One(Discriminator),
        // How a value looks in XML, which the service does not speak.
        "xml" => Prose,
        _ => return None,
    })
}

fn security_scheme(key: &str) -> Option<Rule> {
    Some(match key {
        "type" | "scheme" | "bearerFormat" | "in" | "name" | "openIdConnectUrl" => Text,
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
        "authorizationUrl" | "tokenUrl" | "refreshUrl" => Text,
        "scopes" => Names,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Rule, rule};

    #[test]
    fn a_keyword_that_nobody_decided_about_has_no_rule() {
        for keyword in ["not", "if", "patternProperties", "const"] {
            assert_eq!(rule(Kind::Schema, keyword), None, "{keyword}");
        }
        assert_eq!(rule(Kind::Operation, "callbacks"), None);
        assert_eq!(rule(Kind::PathItem, "$ref"), None);
    }

    #[test]
    fn an_extension_is_a_fact_only_where_it_is_named() {
        assert_eq!(rule(Kind::Operation, "x-rolesRequirements"), Some(Rule::Set));
        assert_eq!(rule(Kind::Schema, "x-rolesRequirements"), Some(Rule::Prose));
        assert_eq!(rule(Kind::MediaType, "x-sunset"), Some(Rule::Day));
        assert_eq!(rule(Kind::Root, "x-externalLinks"), Some(Rule::Prose));
    }
}
