//! Data sources of a federated collection.

use atlas_gen::types::DataLakeDatabaseDataSourceSettings;

use crate::model::DataFormat;

/// A part of a [store](super::FederatedStore) with the documents of a federated collection.
///
/// For a property without a setter here, convert from the type of the request body,
/// [`DataLakeDatabaseDataSourceSettings`](crate::model::DataLakeDatabaseDataSourceSettings).
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a data source is used only as part of a spec"]
pub struct DataSource {
    body: DataLakeDatabaseDataSourceSettings,
}

impl DataSource {
    /// Returns the files of a store at a path, such as `/events/*` or `/{year int}/{month int}/*.json`.
    pub fn files(store: impl Into<String>, path: impl Into<String>) -> Self {
        Self { body: DataLakeDatabaseDataSourceSettings::new().store_name(store.into()).path(path.into()) }
    }

    /// Returns a collection of the cluster of a store.
    pub fn collection(store: impl Into<String>, database: impl Into<String>, collection: impl Into<String>) -> Self {
        let body = DataLakeDatabaseDataSourceSettings::new().store_name(store.into());
        Self { body: body.database(database.into()).collection(collection.into()) }
    }

    /// Sets the format of files whose names have no extension, such as `.json` or `.csv.gz`.
    #[doc(alias = "defaultFormat")]
    pub fn default_format(mut self, format: impl Into<DataFormat>) -> Self {
        self.body = self.body.default_format(format.into());
        self
    }

    /// Sets the name of a property that Atlas adds to each document, with its origin.
    #[doc(alias = "provenanceFieldName")]
    pub fn origin_field(mut self, name: impl Into<String>) -> Self {
        self.body = self.body.provenance_field_name(name.into());
        self
    }

    #[inline]
    pub(super) fn into_body(self) -> DataLakeDatabaseDataSourceSettings {
        self.body
    }
}

/// Converts the part of the request body, which is sent unchanged.
impl From<DataLakeDatabaseDataSourceSettings> for DataSource {
    fn from(body: DataLakeDatabaseDataSourceSettings) -> Self {
        Self { body }
    }
}
