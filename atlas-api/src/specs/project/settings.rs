//! The spec of what is to change of the settings of a project.

use atlas_gen::types::GroupSettings;

use crate::Error;

/// What is to [change](crate::ProjectSettings::update) of the settings of a project.
///
/// Only what is set is sent: a setting that is left out stays as it is, one that is `false` is switched off.
///
/// ```
/// use atlas_api::specs::ProjectSettingsSpecs;
///
/// let spec = ProjectSettingsSpecs::new().data_explorer(false).performance_advisor(true);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `update`"]
pub struct ProjectSettingsSpecs(GroupSettings);

/// States the settings: the method, the property of the body, and the name that Atlas has for it.
macro_rules! settings {
    ($($(#[$doc:meta])* $method:ident = $property:ident, $alias:literal;)*) => {
        impl ProjectSettingsSpecs {
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

impl ProjectSettingsSpecs {
    /// A spec that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn into_body(self) -> Result<GroupSettings, Error> {
        if self.0 == GroupSettings::default() {
            let rule = "nothing is set in the spec, so that nothing would change";
            return Err(Error::invalid_argument("project settings", rule));
        }
        Ok(self.0)
    }
}

settings! {
    /// Whether the AI assistant for clusters can be used.
    cluster_ai_assistant = is_cluster_ai_assistant_enabled, "isClusterAiAssistantEnabled";
    /// Whether statistics of single databases are collected.
    database_statistics =
        is_collect_database_specifics_statistics_enabled, "isCollectDatabaseSpecificsStatisticsEnabled";
    /// Whether data can be browsed and changed in the Atlas UI.
    data_explorer = is_data_explorer_enabled, "isDataExplorerEnabled";
    /// Whether the data explorer makes queries out of what is asked in words.
    data_explorer_generative_ai = is_data_explorer_gen_ai_features_enabled, "isDataExplorerGenAIFeaturesEnabled";
    /// Whether the generative AI of the data explorer gets to see sample documents, with what they contain.
    data_explorer_sample_documents =
        is_data_explorer_gen_ai_sample_document_passing_enabled, "isDataExplorerGenAISampleDocumentPassingEnabled";
    /// Whether data validation can be used.
    data_validation = is_data_validation_enabled, "isDataValidationEnabled";
    /// Whether clusters may have more storage than is normal for the size of their instances.
    extended_storage_sizes = is_extended_storage_sizes_enabled, "isExtendedStorageSizesEnabled";
    /// Whether queries can have a model rank their results again.
    native_reranking = is_native_reranking_enabled, "isNativeRerankingEnabled";
    /// Whether slow queries are looked into, and indexes suggested.
    performance_advisor = is_performance_advisor_enabled, "isPerformanceAdvisorEnabled";
    /// Whether the Atlas UI shows operations and load as they are at the moment.
    realtime_performance_panel = is_realtime_performance_panel_enabled, "isRealtimePerformancePanelEnabled";
    /// Whether changes of schemas are recommended.
    schema_advisor = is_schema_advisor_enabled, "isSchemaAdvisorEnabled";
}
