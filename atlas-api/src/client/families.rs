//! Handles of the families that have a cargo feature.

#[cfg(feature = "ai-models")]
use crate::ai_models::{
    OrganizationAiModelKeys, OrganizationAiModelRateLimits, ProjectAiModelKeys, ProjectAiModelRateLimits,
};
#[cfg(feature = "data-federation")]
use crate::data_federation::DataFederation;
#[cfg(feature = "federation")]
use crate::federation::Federation;
#[cfg(feature = "global-clusters")]
use crate::global_clusters::GlobalCluster;
#[cfg(feature = "billing")]
use crate::invoices::Invoices;
#[cfg(feature = "live-migration")]
use crate::live_migration::{LiveMigrationLinks, LiveMigrations};
#[cfg(feature = "logs")]
use crate::logs::Logs;
#[cfg(feature = "mcp")]
use crate::mcp::{OrganizationMcpConfigs, ProjectMcpConfigs};
#[cfg(feature = "online-archives")]
use crate::online_archives::OnlineArchives;
#[cfg(feature = "search")]
use crate::search::{SearchIndexes, SearchNodes};
#[cfg(feature = "streams")]
use crate::streams::Streams;
#[cfg(feature = "performance")]
use crate::{
    collection_metrics::CollectionMetrics, performance_advisor::PerformanceAdvisor, query_shapes::QueryShapes,
};
#[cfg(feature = "integrations")]
use crate::{integrations::Integrations, log_integrations::LogIntegrations, metric_integrations::MetricIntegrations};
#[cfg(feature = "policies")]
use crate::{rate_limits::RateLimits, resource_policies::ResourcePolicies};

/// Handles of families with the cargo feature `ai-models`.
#[cfg(feature = "ai-models")]
impl crate::Atlas {
    /// Returns a handle for the keys for AI models in all projects of the [organization](Self::organization).
    #[must_use]
    pub fn organization_ai_model_keys(&self) -> OrganizationAiModelKeys {
        OrganizationAiModelKeys { atlas: self.clone() }
    }

    /// Returns a handle for the rate limits of AI models in the [organization](Self::organization).
    #[must_use]
    pub fn organization_ai_model_rate_limits(&self) -> OrganizationAiModelRateLimits {
        OrganizationAiModelRateLimits { atlas: self.clone() }
    }

    /// Returns a handle for the keys for AI models in the project.
    #[must_use]
    pub fn project_ai_model_keys(&self) -> ProjectAiModelKeys {
        ProjectAiModelKeys { atlas: self.clone() }
    }

    /// Returns a handle for the rate limits of AI models in the project.
    #[must_use]
    pub fn project_ai_model_rate_limits(&self) -> ProjectAiModelRateLimits {
        ProjectAiModelRateLimits { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `billing`.
#[cfg(feature = "billing")]
impl crate::Atlas {
    /// Returns a handle for the invoices of the [organization](Self::organization).
    #[must_use]
    #[doc(alias = "billing")]
    pub fn invoices(&self) -> Invoices {
        Invoices { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `data-federation`.
#[cfg(feature = "data-federation")]
impl crate::Atlas {
    /// Returns a handle for the federated database instances of the project.
    #[must_use]
    #[doc(alias = "data_lake")]
    pub fn data_federation(&self) -> DataFederation {
        DataFederation { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `federation`.
#[cfg(feature = "federation")]
impl crate::Atlas {
    /// Returns a handle for federated authentication.
    #[must_use]
    #[doc(alias = "federated_authentication")]
    pub fn federation(&self) -> Federation {
        Federation { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `global-clusters`.
#[cfg(feature = "global-clusters")]
impl crate::Atlas {
    /// Returns a handle for the global writes of a geo-sharded cluster of the project.
    #[must_use]
    #[doc(alias = "global_writes")]
    pub fn global_cluster(&self, cluster: impl Into<String>) -> GlobalCluster {
        GlobalCluster { cluster: self.cluster(cluster) }
    }
}

/// Handles of families with the cargo feature `integrations`.
#[cfg(feature = "integrations")]
impl crate::Atlas {
    /// Returns a handle for the integrations of the project with monitoring and messaging services.
    #[must_use]
    #[doc(alias = "third_party_integrations")]
    pub fn integrations(&self) -> Integrations {
        Integrations { atlas: self.clone() }
    }

    /// Returns a handle for the log integrations of the project, which export logs.
    #[must_use]
    #[doc(alias = "push_based_log_export")]
    pub fn log_integrations(&self) -> LogIntegrations {
        LogIntegrations { atlas: self.clone() }
    }

    /// Returns a handle for the metric integrations of the project, which export metrics.
    #[must_use]
    pub fn metric_integrations(&self) -> MetricIntegrations {
        MetricIntegrations { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `live-migration`.
#[cfg(feature = "live-migration")]
impl crate::Atlas {
    /// Returns a handle for the link to an organization of Cloud Manager or Ops Manager, from which clusters are migrated.
    #[must_use]
    #[doc(alias = "cloud_migration_service")]
    pub fn live_migration_links(&self) -> LiveMigrationLinks {
        LiveMigrationLinks { atlas: self.clone() }
    }

    /// Returns a handle for the live migrations to clusters of the project.
    #[must_use]
    #[doc(alias = "cloud_migration_service")]
    pub fn live_migrations(&self) -> LiveMigrations {
        LiveMigrations { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `logs`.
#[cfg(feature = "logs")]
impl crate::Atlas {
    /// Returns a handle for the logs of the project's processes.
    #[must_use]
    pub fn logs(&self) -> Logs {
        Logs { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `mcp`.
#[cfg(feature = "mcp")]
impl crate::Atlas {
    /// Returns a handle for the remote MCP configurations of the [organization](Self::organization).
    #[must_use]
    pub fn organization_mcp_configs(&self) -> OrganizationMcpConfigs {
        OrganizationMcpConfigs { atlas: self.clone() }
    }

    /// Returns a handle for the remote MCP configurations of the project.
    #[must_use]
    pub fn project_mcp_configs(&self) -> ProjectMcpConfigs {
        ProjectMcpConfigs { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `online-archives`.
#[cfg(feature = "online-archives")]
impl crate::Atlas {
    /// Returns a handle for the online archives of a cluster of the project.
    #[must_use]
    pub fn online_archives(&self, cluster: impl Into<String>) -> OnlineArchives {
        OnlineArchives { cluster: self.cluster(cluster) }
    }
}

/// Handles of families with the cargo feature `performance`.
#[cfg(feature = "performance")]
impl crate::Atlas {
    /// Returns a handle for metrics of the collections of the project's clusters.
    #[must_use]
    pub fn collection_metrics(&self) -> CollectionMetrics {
        CollectionMetrics { atlas: self.clone() }
    }

    /// Returns a handle for the advice of the Performance Advisor.
    #[must_use]
    pub fn performance_advisor(&self) -> PerformanceAdvisor {
        PerformanceAdvisor { atlas: self.clone() }
    }

    /// Returns a handle for the query shapes of a cluster of the project.
    #[must_use]
    pub fn query_shapes(&self, cluster: impl Into<String>) -> QueryShapes {
        QueryShapes { cluster: self.cluster(cluster) }
    }
}

/// Handles of families with the cargo feature `policies`.
#[cfg(feature = "policies")]
impl crate::Atlas {
    /// Returns a handle for the rate limits of sets of endpoints.
    #[must_use]
    pub fn rate_limits(&self) -> RateLimits {
        RateLimits { atlas: self.clone() }
    }

    /// Returns a handle for the resource policies of the [organization](Self::organization).
    #[must_use]
    pub fn resource_policies(&self) -> ResourcePolicies {
        ResourcePolicies { atlas: self.clone() }
    }
}

/// Handles of families with the cargo feature `search`.
#[cfg(feature = "search")]
impl crate::Atlas {
    /// Returns a handle for the search and vector indexes of a cluster of the project.
    #[must_use]
    pub fn search_indexes(&self, cluster: impl Into<String>) -> SearchIndexes {
        SearchIndexes { cluster: self.cluster(cluster) }
    }

    /// Returns a handle for the search nodes of a cluster of the project.
    #[must_use]
    pub fn search_nodes(&self, cluster: impl Into<String>) -> SearchNodes {
        SearchNodes { cluster: self.cluster(cluster) }
    }
}

/// Handles of families with the cargo feature `streams`.
#[cfg(feature = "streams")]
impl crate::Atlas {
    /// Returns a handle for stream processing.
    #[must_use]
    #[doc(alias = "stream_processing")]
    pub fn streams(&self) -> Streams {
        Streams { atlas: self.clone() }
    }
}
