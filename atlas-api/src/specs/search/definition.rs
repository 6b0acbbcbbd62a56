//! Definition of a search index.

use atlas_gen::types::{
    AtlasSearchAnalyzer, SearchIndexCreateRequestDefinition, SearchIndexUpdateRequestDefinition, SearchMappings,
    SearchSynonymMappingDefinition, SearchTypeSets, SynonymSource,
};
use serde_json::{Map, Value, json};

use super::check_partitions;
use crate::{
    Error,
    specs::{check_count, check_length},
};

/// The largest number of type sets, and of types in one.
const MAX_TYPES: usize = 100;

/// The definition of a full-text search index: the fields that it contains, and their analyzers.
///
/// ```
/// use atlas_api::search::SearchDefinition;
/// use serde_json::json;
///
/// let all_fields = SearchDefinition::dynamic();
/// let two_fields = SearchDefinition::fixed()
///     .field("title", json!({ "type": "string", "analyzer": "lucene.english" }))
///     .field("price", json!({ "type": "number" }));
/// # let _ = (all_fields, two_fields);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a definition changes nothing by itself; pass it to a spec or to `replace`"]
pub struct SearchDefinition {
    dynamic: Dynamic,
    fields: Map<String, Value>,
    analyzer: Option<String>,
    search_analyzer: Option<String>,
    custom_analyzers: Vec<AtlasSearchAnalyzer>,
    synonyms: Vec<SearchSynonymMappingDefinition>,
    type_sets: Vec<SearchTypeSets>,
    /// The field by which the index is sorted, and the order.
    sort: Option<(String, Value)>,
    stored_source: Option<Value>,
    partitions: Option<u8>,
}

/// The fields that an index contains without listing them.
#[derive(Clone, Debug, PartialEq)]
enum Dynamic {
    None,
    All,
    /// The fields with a type of this type set.
    TypeSet(String),
}

/// Builds a definition of a generated type, of which there are two with the same properties.
macro_rules! build {
    ($definition:expr, $body:ident) => {{
        let definition = $definition;
        definition.check()?;
        let mut mappings = SearchMappings::new().dynamic(definition.dynamic.into_value());
        if !definition.fields.is_empty() {
            mappings = mappings.fields(Value::Object(definition.fields));
        }
        let mut body = $body::new().mappings(mappings);
        if let Some(analyzer) = definition.analyzer {
            body = body.analyzer(&*analyzer);
        }
        if let Some(analyzer) = definition.search_analyzer {
            body = body.search_analyzer(&*analyzer);
        }
        if !definition.custom_analyzers.is_empty() {
            body = body.analyzers(definition.custom_analyzers);
        }
        if !definition.synonyms.is_empty() {
            body = body.synonyms(definition.synonyms);
        }
        if !definition.type_sets.is_empty() {
            body = body.type_sets(definition.type_sets);
        }
        if let Some((field, order)) = definition.sort {
            body = body.sort(json!({ field: order }));
        }
        if let Some(source) = definition.stored_source {
            body = body.stored_source(source);
        }
        if let Some(partitions) = definition.partitions {
            body = body.num_partitions(i32::from(partitions));
        }
        Ok(body)
    }};
}

impl SearchDefinition {
    /// Returns a definition with all fields of each document, with the types that their values have.
    #[inline]
    pub fn dynamic() -> Self {
        Self::new(Dynamic::All)
    }

    /// Returns a definition with the fields of each document whose values have a type of this [type
    /// set](Self::type_set), which must be added before it is sent.
    ///
    /// ```
    /// use atlas_api::search::SearchDefinition;
    /// use serde_json::json;
    ///
    /// let types = [json!({ "type": "string" }), json!({ "type": "token" })];
    /// let definition = SearchDefinition::dynamic_with("texts").type_set("texts", types);
    /// # let _ = definition;
    /// ```
    #[doc(alias = "typeSet")]
    pub fn dynamic_with(type_set: impl Into<String>) -> Self {
        Self::new(Dynamic::TypeSet(type_set.into()))
    }

    /// Returns a definition without fields. At least one [field](Self::field) must be added before it is sent.
    #[inline]
    #[doc(alias = "static")]
    pub fn fixed() -> Self {
        Self::new(Dynamic::None)
    }

    #[inline]
    fn new(dynamic: Dynamic) -> Self {
        Self {
            dynamic,
            fields: Map::new(),
            analyzer: None,
            search_analyzer: None,
            custom_analyzers: Vec::new(),
            synonyms: Vec::new(),
            type_sets: Vec::new(),
            sort: None,
            stored_source: None,
            partitions: None,
        }
    }

    /// Adds a field, or replaces it. A mapping is a JSON object with a `type`, such as `string` or `autocomplete`, and
    /// the properties of that type; a list of them indexes the field in several ways.
    pub fn field(mut self, name: impl Into<String>, mapping: impl Into<Value>) -> Self {
        self.fields.insert(name.into(), mapping.into());
        self
    }

    /// Sets the analyzer of text. Default: `lucene.standard`.
    pub fn analyzer(mut self, name: impl Into<String>) -> Self {
        self.analyzer = Some(name.into());
        self
    }

    /// Sets the analyzer of the text of queries. Default: that of the indexed text.
    pub fn search_analyzer(mut self, name: impl Into<String>) -> Self {
        self.search_analyzer = Some(name.into());
        self
    }

    /// Adds an analyzer of the index's own, which fields and queries use by its name. `tokenizer` is an object with a
    /// `type`, such as `standard`, and the properties of that type. The filters are lists of such objects: those of the
    /// characters before, and those of the tokens after the tokenizer.
    ///
    /// ```
    /// use atlas_api::search::SearchDefinition;
    /// use serde_json::json;
    ///
    /// let lowercase = [json!({ "type": "lowercase" })];
    /// let definition = SearchDefinition::fixed()
    ///     .custom_analyzer("whole", json!({ "type": "keyword" }), [], lowercase)
    ///     .field("title", json!({ "type": "string", "analyzer": "whole" }));
    /// # let _ = definition;
    /// ```
    #[doc(alias("analyzers", "charFilters", "tokenFilters"))]
    pub fn custom_analyzer(
        mut self,
        name: impl Into<String>,
        tokenizer: impl Into<Value>,
        char_filters: impl IntoIterator<Item = Value>,
        token_filters: impl IntoIterator<Item = Value>,
    ) -> Self {
        let mut analyzer = AtlasSearchAnalyzer::new().name(name.into()).tokenizer(tokenizer.into());
        let (char_filters, token_filters): (Vec<_>, Vec<_>) =
            (char_filters.into_iter().collect(), token_filters.into_iter().collect());
        if !char_filters.is_empty() {
            analyzer = analyzer.char_filters(char_filters);
        }
        if !token_filters.is_empty() {
            analyzer = analyzer.token_filters(token_filters);
        }
        self.custom_analyzers.push(analyzer);
        self
    }

    /// Adds a mapping of synonyms, which queries use by its name. The synonyms are the documents of a collection in the
    /// database of the index, and `analyzer` is that of the fields that are searched.
    pub fn synonyms(
        mut self,
        name: impl Into<String>,
        collection: impl Into<String>,
        analyzer: impl Into<String>,
    ) -> Self {
        let source = SynonymSource::new().collection(collection.into());
        let mapping = SearchSynonymMappingDefinition::new().name(name.into()).analyzer(&*analyzer.into());
        self.synonyms.push(mapping.source(source));
        self
    }

    /// Adds a named set of types, to which [dynamic](Self::dynamic_with) mappings can be limited. Each type is an object
    /// with a `type`, such as `number`, and the properties of that type. At most 100 sets, with 1 to 100 types each.
    #[doc(alias = "typeSets")]
    pub fn type_set(mut self, name: impl Into<String>, types: impl IntoIterator<Item = Value>) -> Self {
        let types: Vec<Value> = types.into_iter().collect();
        self.type_sets.push(SearchTypeSets::new().name(name.into()).types(types));
        self
    }

    /// Sets the [field](Self::field) by whose values the index is sorted, so that queries with this order are fast. The
    /// order is `1` for ascending or `-1` for descending, or an object with `order` and `noData`. A second call replaces the
    /// first one.
    ///
    /// ```
    /// use atlas_api::search::SearchDefinition;
    /// use serde_json::json;
    ///
    /// let definition = SearchDefinition::dynamic().field("created", json!({ "type": "date" })).sort("created", -1);
    /// # let _ = definition;
    /// ```
    pub fn sort(mut self, field: impl Into<String>, order: impl Into<Value>) -> Self {
        self.sort = Some((field.into(), order.into()));
        self
    }

    /// Sets the fields that the index stores for queries: `true` for all, or an object with `include` or `exclude`.
    pub fn stored_source(mut self, source: impl Into<Value>) -> Self {
        self.stored_source = Some(source.into());
        self
    }

    /// Sets the number of partitions of the index: 1, 2 or 4. Default: 1.
    #[inline]
    pub fn partitions(mut self, number: u8) -> Self {
        self.partitions = Some(number);
        self
    }

    #[inline]
    pub(super) fn into_create(self) -> Result<SearchIndexCreateRequestDefinition, Error> {
        build!(self, SearchIndexCreateRequestDefinition)
    }

    #[inline]
    pub(super) fn into_update(self) -> Result<SearchIndexUpdateRequestDefinition, Error> {
        build!(self, SearchIndexUpdateRequestDefinition)
    }

    fn check(&self) -> Result<(), Error> {
        if self.dynamic == Dynamic::None && self.fields.is_empty() {
            let rule = "it would contain no field; call `field`, or use `SearchDefinition::dynamic`";
            return Err(Error::invalid_argument("search definition", rule));
        }
        for (name, mapping) in &self.fields {
            check_length("field", name, 1..=usize::MAX)?;
            let is_mapping = |mapping: &Value| mapping["type"].is_string();
            let is_valid = match mapping {
                Value::Array(mappings) => !mappings.is_empty() && mappings.iter().all(is_mapping),
                mapping => is_mapping(mapping),
            };
            if !is_valid {
                let rule = "the mapping has no type; use an object such as {\"type\": \"string\"}, or a list of them";
                return Err(Error::invalid_argument(format!("field {name:?}"), rule));
            }
        }
        for analyzer in &self.custom_analyzers {
            let name = analyzer.name.as_deref().unwrap_or_default();
            check_length("analyzer", name, 1..=usize::MAX)?;
            let filters = analyzer.char_filters.iter().chain(&analyzer.token_filters).flatten();
            if !analyzer.tokenizer.iter().chain(filters).all(|part| part["type"].is_string()) {
                let rule = "the tokenizer or a filter has no type; use an object such as {\"type\": \"standard\"}";
                return Err(Error::invalid_argument(format!("analyzer {name:?}"), rule));
            }
        }
        for mapping in &self.synonyms {
            let collection = mapping.source.as_ref().and_then(|source| source.collection.as_deref());
            check_length("synonyms", mapping.name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
            check_length("collection of synonyms", collection.unwrap_or_default(), 1..=usize::MAX)?;
            let analyzer = mapping.analyzer.as_ref().map_or("", |analyzer| analyzer.as_str());
            check_length("analyzer of synonyms", analyzer, 1..=usize::MAX)?;
        }
        self.check_type_sets()?;
        self.check_sort()?;
        check_partitions(self.partitions)
    }

    fn check_type_sets(&self) -> Result<(), Error> {
        check_count("type sets", self.type_sets.len(), MAX_TYPES)?;
        for set in &self.type_sets {
            let (name, types) = (set.name.as_deref().unwrap_or_default(), set.types.as_deref().unwrap_or_default());
            check_length("type set", name, 1..=usize::MAX)?;
            let error = |rule: &str| Err(Error::invalid_argument(format!("type set {name:?}"), rule));
            if types.is_empty() || types.len() > MAX_TYPES {
                return error(&format!("it has {} types; use 1 to {MAX_TYPES}", types.len()));
            }
            if !types.iter().all(|of| of["type"].is_string()) {
                return error("a type has no name; use an object such as {\"type\": \"number\"}");
            }
        }
        match &self.dynamic {
            Dynamic::TypeSet(name) if !self.type_sets.iter().any(|set| set.name.as_ref() == Some(name)) => {
                Err(Error::invalid_argument(format!("type set {name:?}"), "not defined; add it with `type_set`"))
            }
            _ => Ok(()),
        }
    }

    fn check_sort(&self) -> Result<(), Error> {
        let Some((field, order)) = &self.sort else { return Ok(()) };
        let root = field.split('.').next().unwrap_or_default();
        if ![field, root].into_iter().any(|name| self.fields.contains_key(name)) {
            let rule = format!("{field:?} has no mapping of its own; add it with `field`");
            return Err(Error::invalid_argument("sort", rule));
        }
        let direction = order.get("order").unwrap_or(order);
        if *direction == 1 || *direction == -1 {
            return Ok(());
        }
        let rule = "the order is invalid; use 1, -1, or an object such as {\"order\": 1, \"noData\": \"highest\"}";
        Err(Error::invalid_argument("sort", rule))
    }
}

impl Dynamic {
    #[inline]
    fn into_value(self) -> Value {
        match self {
            Self::None => false.into(),
            Self::All => true.into(),
            Self::TypeSet(name) => json!({ "typeSet": name }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(definition: SearchDefinition, expected: &Value) {
        let sent = |body: Value| assert_eq!(body, *expected);
        sent(serde_json::to_value(definition.clone().into_create().unwrap()).unwrap());
        sent(serde_json::to_value(definition.into_update().unwrap()).unwrap());
    }

    #[test]
    fn only_the_properties_that_are_set_are_sent() {
        check(SearchDefinition::dynamic(), &json!({ "mappings": { "dynamic": true } }));
        let definition = SearchDefinition::fixed().field("title", json!({ "type": "string" })).partitions(2);
        let definition = definition.analyzer("lucene.english").search_analyzer("lucene.standard").stored_source(true);
        let expected = json!({
            "mappings": { "dynamic": false, "fields": { "title": { "type": "string" } } },
            "analyzer": "lucene.english",
            "searchAnalyzer": "lucene.standard",
            "storedSource": true,
            "numPartitions": 2,
        });
        check(definition, &expected);
        let [character, token] = ["htmlStrip", "lowercase"].map(|kind| json!({ "type": kind }));
        let definition = SearchDefinition::dynamic()
            .custom_analyzer("a", json!({ "type": "keyword" }), [character.clone()], [token.clone()])
            .custom_analyzer("b", json!({ "type": "nGram", "minGram": 2, "maxGram": 3 }), [], [])
            .synonyms("transport", "synonyms", "lucene.standard");
        let expected = json!({
            "mappings": { "dynamic": true },
            "analyzers": [
                {
                    "name": "a", "tokenizer": { "type": "keyword" },
                    "charFilters": [character], "tokenFilters": [token],
                },
                { "name": "b", "tokenizer": { "type": "nGram", "minGram": 2, "maxGram": 3 } },
            ],
            "synonyms": [
                { "name": "transport", "analyzer": "lucene.standard", "source": { "collection": "synonyms" } },
            ],
        });
        check(definition, &expected);
        let definition = SearchDefinition::dynamic_with("numbers")
            .type_set("numbers", [json!({ "type": "number" })])
            .field("created", json!({ "type": "date" }))
            .sort("created", json!({ "order": -1, "noData": "lowest" }));
        let expected = json!({
            "mappings": { "dynamic": { "typeSet": "numbers" }, "fields": { "created": { "type": "date" } } },
            "typeSets": [{ "name": "numbers", "types": [{ "type": "number" }] }],
            "sort": { "created": { "order": -1, "noData": "lowest" } },
        });
        check(definition, &expected);
    }

    #[test]
    fn an_invalid_definition_is_rejected() {
        let mapping_rule = "the mapping has no type; use an object such as {\"type\": \"string\"}, or a list of them";
        for (definition, expected) in [
            (
                SearchDefinition::fixed(),
                "search definition: it would contain no field; call `field`, or use `SearchDefinition::dynamic`",
            ),
            (SearchDefinition::fixed().field("a", "string"), &*format!("field \"a\": {mapping_rule}")),
            (SearchDefinition::fixed().field("a", json!([])), &*format!("field \"a\": {mapping_rule}")),
            (
                SearchDefinition::fixed().field("", json!({ "type": "string" })),
                "field: length is 0; expected at least 1 character",
            ),
            (
                SearchDefinition::dynamic().custom_analyzer("a", json!({}), [], []),
                "analyzer \"a\": the tokenizer or a filter has no type; use an object such as {\"type\": \"standard\"}",
            ),
            (
                SearchDefinition::dynamic().custom_analyzer("", json!({ "type": "keyword" }), [], []),
                "analyzer: length is 0; expected at least 1 character",
            ),
            (
                SearchDefinition::dynamic().synonyms("a", "", "lucene.standard"),
                "collection of synonyms: length is 0; expected at least 1 character",
            ),
            (SearchDefinition::dynamic_with("a"), "type set \"a\": not defined; add it with `type_set`"),
            (SearchDefinition::dynamic().type_set("", []), "type set: length is 0; expected at least 1 character"),
            (SearchDefinition::dynamic().type_set("a", []), "type set \"a\": it has 0 types; use 1 to 100"),
            (
                SearchDefinition::dynamic().type_set("a", [json!("number")]),
                "type set \"a\": a type has no name; use an object such as {\"type\": \"number\"}",
            ),
            (SearchDefinition::dynamic().sort("a", 1), "sort: \"a\" has no mapping of its own; add it with `field`"),
            (
                SearchDefinition::fixed().field("a", json!({ "type": "document" })).sort("a.b", 2),
                "sort: the order is invalid; use 1, -1, or an object such as {\"order\": 1, \"noData\": \"highest\"}",
            ),
            (SearchDefinition::dynamic().partitions(3), "partitions: 3 is not possible; use 1, 2 or 4"),
        ] {
            assert_eq!(definition.into_create().unwrap_err().to_string(), expected);
        }
    }
}
