//! Errors of inserted and seeded resources.

use super::ApiError;

/// An error of [`FakeAtlas::insert`](crate::FakeAtlas::insert),
/// [`FakeAtlas::insert_database_user`](crate::FakeAtlas::insert_database_user) or
/// [`FakeAtlas::seed`](crate::FakeAtlas::seed).
///
/// It has the error code and the detail that the operation would return. For a seed, it also has the location in the
/// document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail} ({error_code})")]
pub struct SeedError {
    error_code: &'static str,
    detail: String,
}

impl SeedError {
    /// Adds the location in the document.
    pub(crate) fn at(self, location: &str) -> Self {
        Self { detail: format!("{location}: {}", self.detail), ..self }
    }

    /// Returns Atlas's error code, for example `USER_ALREADY_EXISTS`.
    #[must_use]
    pub fn error_code(&self) -> &str {
        self.error_code
    }
}

impl From<ApiError> for SeedError {
    fn from(error: ApiError) -> Self {
        Self { error_code: error.code, detail: error.detail }
    }
}
