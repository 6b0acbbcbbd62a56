//! Specs as files: deserialization, errors and JSON Schemas.

mod bodies;
mod read;
mod restores;
mod roles;
mod schemas;
mod users;

use jsonschema::Validator;
use schemars::{JsonSchema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Validates files by deserialization and by JSON Schema, which must agree.
struct Checker {
    schema: Validator,
    read: fn(Value) -> Result<(), String>,
}

impl Checker {
    fn of<T: DeserializeOwned + JsonSchema>() -> Self {
        let schema = SchemaGenerator::default().into_root_schema_for::<T>().to_value();
        let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
        Self { schema, read: |file| serde_json::from_value::<T>(file).map(drop).map_err(|error| error.to_string()) }
    }

    #[track_caller]
    fn check(&self, file: &Value, valid: bool) {
        let (read, matches) = ((self.read)(file.clone()), self.schema.is_valid(file));
        assert_eq!((read.is_ok(), matches), (valid, valid), "{file}\nread: {read:?}, matches the schema: {matches}");
    }

    /// Checks a valid file after replacing properties. The value `"-"` removes a property.
    #[track_caller]
    fn check_changed(&self, file: &Value, changes: &Value, valid: bool) {
        let mut file = file.clone();
        for (name, value) in changes.as_object().unwrap() {
            match value.as_str() {
                Some("-") => drop(file.as_object_mut().unwrap().remove(name)),
                _ => file[name] = value.clone(),
            }
        }
        self.check(&file, valid);
    }
}
