//! The second call of a request.

use std::sync::Arc;

use atlas_gen::Call;

use crate::Error;

/// A second call, sent if the first one fails with a certain error.
pub(crate) struct Fallback<T> {
    applies: fn(&Error) -> bool,
    /// Builds the call. Few requests need it, so it is not built before.
    build: Arc<dyn Fn() -> Result<Call<T>, Error> + Send + Sync>,
}

impl<T> Fallback<T> {
    pub(super) fn new(
        applies: fn(&Error) -> bool,
        build: impl Fn() -> Result<Call<T>, Error> + Send + Sync + 'static,
    ) -> Self {
        Self { applies, build: Arc::new(build) }
    }

    /// Returns whether an error of the first call requires the second one.
    pub(super) fn applies(&self, error: &Error) -> bool {
        (self.applies)(error)
    }

    pub(super) fn call(&self) -> Result<Call<T>, Error> {
        (self.build)()
    }
}

impl<T: 'static> Fallback<T> {
    /// Converts the call.
    pub(super) fn map<U: 'static>(self, convert: fn(Call<T>) -> Call<U>) -> Fallback<U> {
        let Self { applies, build } = self;
        Fallback::new(applies, move || build().map(convert))
    }
}

impl<T> Clone for Fallback<T> {
    fn clone(&self) -> Self {
        Self { applies: self.applies, build: self.build.clone() }
    }
}
