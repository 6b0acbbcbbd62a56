//! Methods whose feature is not enabled. The compiler's error for a call of one names the feature.
//!
//! Without them, the error would be that the method does not exist: the compiler knows the features of modules and types,
//! but not those of methods. Each method requires a trait that nothing implements, so no call compiles. The lifetime
//! makes the compiler check the requirement where the method is called, not where it is declared. A result of any type
//! has any method, so the calls that follow add no errors.

#![allow(unreachable_pub, reason = "the bound of a public method cannot be a private trait")]

/// Declares the trait that is required instead of a feature, and the handles of `Atlas` that the feature would add.
macro_rules! disabled {
    ($feature:literal, $trait:ident, $message:literal, $note:literal $(, [$($handle:ident $(($($argument:ty),+))?),+ $(,)?])?) => {
        #[cfg(not(feature = $feature))]
        #[diagnostic::on_unimplemented(message = $message, label = "the feature is not enabled", note = $note)]
        pub trait $trait {}

        $(
            #[cfg(not(feature = $feature))]
            impl crate::Atlas {
                $(
                    #[doc(hidden)]
                    pub fn $handle<'a, T>(&'a self $($(, _: $argument)+)?) -> T
                    where
                        std::marker::PhantomData<&'a ()>: $trait,
                    {
                        unreachable!()
                    }
                )+
            }
        )?
    };
}

disabled!(
    "ai-models",
    AiModelsIsEnabled,
    "this method of `Atlas` requires the feature `ai-models` of `atlas-api`",
    "run `cargo add atlas-api --features ai-models`",
    [
        organization_ai_model_keys,
        organization_ai_model_rate_limits,
        project_ai_model_keys,
        project_ai_model_rate_limits,
    ]
);

disabled!(
    "billing",
    BillingIsEnabled,
    "this method of `Atlas` requires the feature `billing` of `atlas-api`",
    "run `cargo add atlas-api --features billing`",
    [invoices]
);

disabled!(
    "blocking",
    BlockingIsEnabled,
    "methods that block the thread require the feature `blocking` of `atlas-api`",
    "run `cargo add atlas-api --features blocking`"
);

disabled!(
    "data-federation",
    DataFederationIsEnabled,
    "this method of `Atlas` requires the feature `data-federation` of `atlas-api`",
    "run `cargo add atlas-api --features data-federation`",
    [data_federation]
);

disabled!(
    "federation",
    FederationIsEnabled,
    "this method of `Atlas` requires the feature `federation` of `atlas-api`",
    "run `cargo add atlas-api --features federation`",
    [federation]
);

disabled!(
    "global-clusters",
    GlobalClustersIsEnabled,
    "this method of `Atlas` requires the feature `global-clusters` of `atlas-api`",
    "run `cargo add atlas-api --features global-clusters`",
    [global_cluster(impl Sized)]
);

disabled!(
    "integrations",
    IntegrationsIsEnabled,
    "this method of `Atlas` requires the feature `integrations` of `atlas-api`",
    "run `cargo add atlas-api --features integrations`",
    [integrations, log_integrations, metric_integrations]
);

disabled!(
    "live-migration",
    LiveMigrationIsEnabled,
    "this method of `Atlas` requires the feature `live-migration` of `atlas-api`",
    "run `cargo add atlas-api --features live-migration`",
    [live_migration_links, live_migrations]
);

disabled!(
    "logs",
    LogsIsEnabled,
    "this method of `Atlas` requires the feature `logs` of `atlas-api`",
    "run `cargo add atlas-api --features logs`",
    [logs]
);

disabled!(
    "mcp",
    McpIsEnabled,
    "this method of `Atlas` requires the feature `mcp` of `atlas-api`",
    "run `cargo add atlas-api --features mcp`",
    [organization_mcp_configs, project_mcp_configs]
);

disabled!(
    "network-security",
    NetworkSecurityIsEnabled,
    "this method of `Atlas` requires the feature `network-security` of `atlas-api`",
    "run `cargo add atlas-api --features network-security`",
    [
        access_history,
        auditing,
        aws_custom_dns,
        cloud_provider_access,
        encryption_at_rest,
        encryption_private_endpoints(impl Sized),
        ldap,
        network_containers,
        network_peerings,
        private_endpoint_services,
        private_endpoints(impl Sized, impl Sized),
        x509,
    ]
);

disabled!(
    "online-archives",
    OnlineArchivesIsEnabled,
    "this method of `Atlas` requires the feature `online-archives` of `atlas-api`",
    "run `cargo add atlas-api --features online-archives`",
    [online_archives(impl Sized)]
);

disabled!(
    "performance",
    PerformanceIsEnabled,
    "this method of `Atlas` requires the feature `performance` of `atlas-api`",
    "run `cargo add atlas-api --features performance`",
    [collection_metrics, performance_advisor, query_shapes(impl Sized)]
);

disabled!(
    "policies",
    PoliciesIsEnabled,
    "this method of `Atlas` requires the feature `policies` of `atlas-api`",
    "run `cargo add atlas-api --features policies`",
    [rate_limits, resource_policies]
);

disabled!(
    "search",
    SearchIsEnabled,
    "this method of `Atlas` requires the feature `search` of `atlas-api`",
    "run `cargo add atlas-api --features search`",
    [search_indexes(impl Sized), search_nodes(impl Sized)]
);

disabled!(
    "streams",
    StreamsIsEnabled,
    "this method of `Atlas` requires the feature `streams` of `atlas-api`",
    "run `cargo add atlas-api --features streams`",
    [streams]
);

disabled!(
    "unstable-low-level",
    LowLevelIsEnabled,
    "requests of generated operations require the feature `unstable-low-level` of `atlas-api`",
    "run `cargo add atlas-api --features unstable-low-level`"
);

#[cfg(not(feature = "unstable-low-level"))]
impl crate::Atlas {
    #[doc(hidden)]
    pub fn call<'a, B, T>(&'a self, _: impl FnOnce(&atlas_gen::Client) -> B) -> T
    where
        std::marker::PhantomData<&'a ()>: LowLevelIsEnabled,
    {
        unreachable!()
    }

    #[doc(hidden)]
    pub fn guarded<'a, B, T>(&'a self, _: impl FnOnce(&atlas_gen::Client) -> B) -> T
    where
        std::marker::PhantomData<&'a ()>: LowLevelIsEnabled,
    {
        unreachable!()
    }

    #[doc(hidden)]
    pub fn list<'a, B, T>(&'a self, _: impl Fn(&atlas_gen::Client) -> B) -> T
    where
        std::marker::PhantomData<&'a ()>: LowLevelIsEnabled,
    {
        unreachable!()
    }
}
