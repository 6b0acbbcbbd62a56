//! Responses that the service always puts into an envelope.

/// Defines the conversion of an envelope into its content.
macro_rules! envelope {
    ($feature:literal: $($envelope:ident => $content:ident),+ $(,)?) => {
        $(
            #[cfg(feature = $feature)]
            impl From<$crate::types::$envelope> for $crate::types::$content {
                #[inline]
                fn from(envelope: $crate::types::$envelope) -> Self {
                    envelope.content.unwrap_or_default()
                }
            }
        )+
    };
}

envelope! {
    "performance_advisor":
    EnvelopedDropIndexSuggestionsResponse => DropIndexSuggestionsResponse,
    EnvelopedPerformanceAdvisorResponse => PerformanceAdvisorResponse,
    EnvelopedSchemaAdvisorResponse => SchemaAdvisorResponse,
}
