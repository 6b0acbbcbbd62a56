//! The operations that replace deprecated ones, from the overlay extension `x-atlas-replaced-by`: a list of ids.

use std::collections::BTreeSet;

use super::{Api, LowerError};

/// Checks that only deprecated operations are replaced, and by operations that exist.
pub(super) fn check(api: &Api) -> Result<(), LowerError> {
    let known: BTreeSet<&str> = api.operations.iter().map(|operation| operation.id.as_str()).collect();
    for operation in &api.operations {
        let id = &operation.id;
        let problem = match operation.replaced_by.iter().find(|other| !known.contains(other.as_str())) {
            Some(other) => format!("operation `{id}` is replaced by `{other}`, which does not exist"),
            None if !operation.replaced_by.is_empty() && !operation.deprecated => {
                format!("operation `{id}` is replaced by another one, but not deprecated")
            }
            None => continue,
        };
        return Err(LowerError::new(
            &operation.path,
            format!("{problem}; correct `x-atlas-replaced-by` in the overlay"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::lower::lower;

    fn lowered(deprecated: bool, replaced_by: Value) -> Result<Vec<String>, String> {
        let operation = |id: &str| {
            json!({
                "operationId": id,
                "tags": ["Teams"],
                "responses": {"204": {"content": {"application/vnd.atlas.2025-01-01+json": {}}}}
            })
        };
        let mut old = operation("oldTeams");
        old["deprecated"] = deprecated.into();
        old["x-atlas-replaced-by"] = replaced_by;
        let paths = json!({"/old": {"get": old}, "/new": {"get": operation("newTeams")}});
        let api = lower(&json!({"openapi": "3.0.1", "paths": paths})).map_err(|errors| errors.to_string())?;
        Ok(api.operations.into_iter().find(|operation| operation.id == "oldTeams").unwrap().replaced_by)
    }

    #[test]
    fn a_deprecated_operation_names_its_replacement() {
        assert_eq!(lowered(true, json!(["newTeams"])).unwrap(), ["newTeams"]);
    }

    #[test]
    fn a_replacement_that_does_not_exist_is_an_error() {
        let error = lowered(true, json!(["getTeams"])).unwrap_err();
        assert!(error.contains("operation `oldTeams` is replaced by `getTeams`, which does not exist"), "{error}");
    }

    #[test]
    fn an_operation_that_is_not_deprecated_has_no_replacement() {
        let error = lowered(false, json!(["newTeams"])).unwrap_err();
        assert!(error.contains("is replaced by another one, but not deprecated"), "{error}");
    }
}
