//! Update of project settings.

use atlas_gen::types::GroupSettings;

use crate::{Error, specs::check_not_empty};

/// An [update](crate::projects::ProjectSettings::update) of a project's settings.
///
/// Only settings that are set are sent, and the others keep their values. `true` enables a setting, `false` disables
/// it.
///
/// ```
/// use atlas_api::specs::ProjectSettingsUpdate;
///
/// let spec = ProjectSettingsUpdate::new().data_explorer(false).performance_advisor(true);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct ProjectSettingsUpdate(GroupSettings);

/// Generates a setter for each setting from the method, the body's property, and the name in Atlas's API.
macro_rules! settings {
    ($($(#[$doc:meta])* $method:ident = $property:ident, $alias:literal;)*) => {
        impl ProjectSettingsUpdate {
            $(
                $(#[$doc])*
                #[doc(alias = $alias)]
                pub fn $method(self, enabled: bool) -> Self {
                    Self(self.0.$property(enabled))
                }
            )*
        }
    };
}

impl ProjectSettingsUpdate {
    /// Returns an empty update. At least one setting must be set before it is sent.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<GroupSettings, Error> {
        check_not_empty("project settings", &self.0)?;
        Ok(self.0)
    }
}

settings! {
    /// Sets whether the AI assistant for clusters is available.
    cluster_ai_assistant = is_cluster_ai_assistant_enabled, "isClusterAiAssistantEnabled";
    /// Sets whether statistics are collected for each database.
    database_statistics =
        is_collect_database_specifics_statistics_enabled, "isCollectDatabaseSpecificsStatisticsEnabled";
    /// Sets whether users can browse and edit data in the Atlas UI.
    data_explorer = is_data_explorer_enabled, "isDataExplorerEnabled";
    /// Sets whether the data explorer generates queries from natural language.
    data_explorer_generative_ai = is_data_explorer_gen_ai_features_enabled, "isDataExplorerGenAIFeaturesEnabled";
    /// Sets whether the data explorer passes sample documents, with their contents, to its generative AI.
    data_explorer_sample_documents =
        is_data_explorer_gen_ai_sample_document_passing_enabled, "isDataExplorerGenAISampleDocumentPassingEnabled";
    /// Sets whether data validation is available.
    data_validation = is_data_validation_enabled, "isDataValidationEnabled";
    /// Sets whether clusters may have more storage than the usual maximum of their instance size.
    extended_storage_sizes = is_extended_storage_sizes_enabled, "isExtendedStorageSizesEnabled";
    /// Sets whether queries can rerank their results with a model.
    native_reranking = is_native_reranking_enabled, "isNativeRerankingEnabled";
    /// Sets whether the performance advisor analyzes slow queries and suggests indexes.
    performance_advisor = is_performance_advisor_enabled, "isPerformanceAdvisorEnabled";
    /// Sets whether the Atlas UI shows current operations and load.
    realtime_performance_panel = is_realtime_performance_panel_enabled, "isRealtimePerformancePanelEnabled";
    /// Sets whether the schema advisor recommends schema changes.
    schema_advisor = is_schema_advisor_enabled, "isSchemaAdvisorEnabled";
}
