//! Spec of a live migration.

use atlas_gen::types::{Destination, DestinationHostnameSchemaType, LiveMigrationRequest, ShardingRequest, Source};

use super::{check_cluster_name, check_length};
use crate::{Error, ProjectId, Secret};

/// A migration to [validate](crate::live_migration::LiveMigrations::validate) or to
/// [start](crate::live_migration::LiveMigrations::start).
///
/// ```
/// use atlas_api::specs::LiveMigrationSpec;
///
/// let spec = LiveMigrationSpec::new("5f1a2b3c4d5e6f7a8b9c0d7a", "shop", "orders", "migration.example.com")
///     .credentials("migrator", "a long password");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec migrates nothing by itself; pass it to `start`"]
pub struct LiveMigrationSpec {
    project: String,
    source: Source,
    destination: Destination,
    host: String,
    sharding: Option<ShardingRequest>,
}

impl LiveMigrationSpec {
    /// Returns a spec of a migration from a cluster in a project of Cloud Manager or Ops Manager, which has an id of 24
    /// hexadecimal digits, to a cluster of the client's project, through a migration host of the source.
    ///
    /// By default, the source uses TLS, its automation manages the user of the migration, and the hosts connect to the
    /// public address of the destination.
    pub fn new(
        source_project: impl Into<String>,
        source_cluster: impl Into<String>,
        cluster: impl Into<String>,
        migration_host: impl Into<String>,
    ) -> Self {
        let source = Source::new().cluster_name(source_cluster.into()).managed_authentication(true).ssl(true);
        let destination = Destination::new().cluster_name(cluster.into()).hostname_schema_type("PUBLIC");
        Self { project: source_project.into(), source, destination, host: migration_host.into(), sharding: None }
    }

    /// Sets the user that the migration logs in to the source with, instead of one that its automation manages.
    #[doc(alias = "managedAuthentication")]
    pub fn credentials(mut self, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        let source = self.source.managed_authentication(false).username(username.into());
        self.source = source.password(password.into());
        self
    }

    /// Sets whether the source uses TLS. Default: it does.
    #[doc(alias = "ssl")]
    #[inline]
    pub fn tls(mut self, enabled: bool) -> Self {
        self.source = self.source.ssl(enabled);
        self
    }

    /// Sets the path of the file on the migration host with the certificate of the authority that signed those of the
    /// source, which uses TLS.
    #[doc(alias = "caCertificatePath")]
    pub fn ca_certificate_path(mut self, path: impl Into<String>) -> Self {
        self.source = self.source.ca_certificate_path(path.into());
        self
    }

    /// Connects to the destination through a private endpoint, by its id.
    #[doc(alias = "privateLinkId")]
    pub fn private_endpoint(mut self, id: impl Into<String>) -> Self {
        self.destination = self.destination.hostname_schema_type("PRIVATE_LINK").private_link_id(id.into());
        self
    }

    /// Connects to the destination through a network peering.
    #[inline]
    pub fn network_peering(mut self) -> Self {
        self.destination = self.destination.hostname_schema_type(DestinationHostnameSchemaType::VpcPeering);
        self
    }

    /// Sets which collections are sharded in the destination, if the source is a replica set. Default: none.
    #[inline]
    pub fn sharding(mut self, sharding: ShardingRequest) -> Self {
        self.sharding = Some(sharding);
        self
    }

    /// Returns the name of the destination.
    #[inline]
    pub(crate) fn destination(&self) -> &str {
        self.destination.cluster_name.as_deref().unwrap_or_default()
    }

    #[inline]
    pub(crate) fn into_body(self, project: ProjectId) -> Result<LiveMigrationRequest, Error> {
        check_cluster_name("destination cluster", self.destination())?;
        let source = self.source.cluster_name.as_deref().unwrap_or_default();
        check_length("source cluster", source, 1..=usize::MAX)?;
        check_length("migration host", &self.host, 1..=usize::MAX)?;
        self.check_access()?;
        let source = self.source.group_id(self.project.parse::<ProjectId>()?.to_string());
        let mut body = LiveMigrationRequest::new().source(source).migration_hosts(vec![self.host]);
        body = body.destination(self.destination.group_id(project.to_string()));
        Ok(match self.sharding {
            Some(sharding) => body.sharding(sharding),
            None => body,
        })
    }

    /// Checks the login and the certificate of the source, and the private endpoint of the destination.
    #[inline]
    fn check_access(&self) -> Result<(), Error> {
        let Self { source, destination, .. } = self;
        let set =
            |argument, value: Option<&str>| value.map_or(Ok(()), |value| check_length(argument, value, 1..=usize::MAX));
        set("username", source.username.as_deref())?;
        set("password", source.password.as_ref().map(Secret::expose))?;
        set("path of the CA certificate", source.ca_certificate_path.as_deref())?;
        set("private endpoint id", destination.private_link_id.as_deref())?;
        if source.ca_certificate_path.is_some() && source.ssl == Some(false) {
            let rule = "not used, because the source does not use TLS; leave it out, or turn TLS on";
            return Err(Error::invalid_argument("path of the CA certificate", rule));
        }
        Ok(())
    }
}
