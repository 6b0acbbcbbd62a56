//! Spec of a connection of a workspace.

use atlas_gen::types::{
    AzureConnectionInput, DbRoleToExecuteInput, SchemaRegistryAuthentication, StreamsAwsConnectionConfigInput,
    StreamsConnectionInput, StreamsFailoverConnectionInput, StreamsGcpConnectionConfigInput,
    StreamsKafkaNetworkingAccessInput, StreamsKafkaNetworkingInput, StreamsKafkaSecurityInput,
    StreamsPublicPrivateLinkNetworkingAccessInput, StreamsPublicPrivateLinkNetworkingInput,
};

use super::KafkaAuthentication;
use crate::{
    Error, ProjectId, Secret, object_id,
    segment::check_segment,
    specs::{check_certificate, check_length, check_prefix, check_unique, check_uuid},
};

/// The types of connections to AWS with a network of their own kind.
const NETWORKED: [&str; 3] = ["Kafka", "S3", "AWSKinesisDataStreams"];
/// The types of connections that are public or use a private link.
const LINKED: [&str; 3] = ["AWSLambda", "AzureBlobStorage", "GCPPubSub"];

/// A connection to [create](crate::streams::StreamConnections::create) or
/// [update](crate::streams::StreamConnections::update), or a
/// [failover connection](crate::streams::FailoverConnections::create).
///
/// ```
/// use atlas_api::specs::{KafkaAuthentication, StreamConnectionSpec};
///
/// let login = KafkaAuthentication::scram_512("atlas", "a long password");
/// let kafka = StreamConnectionSpec::kafka("broker", ["kafka.example.com:9092"], login).security_protocol("SASL_SSL");
/// let cluster = StreamConnectionSpec::cluster("archive", "orders").built_in_role("readWriteAnyDatabase");
/// let https = StreamConnectionSpec::https("hook", "https://example.com/hook").header("Authorization", "Bearer 0123456789");
/// # let _ = (kafka, cluster, https);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec changes nothing by itself; pass it to `create` or `update`"]
pub struct StreamConnectionSpec {
    body: StreamsConnectionInput,
    kafka: Option<KafkaAuthentication>,
    /// A setting that the type of the connection does not have.
    misplaced: Option<&'static str>,
}

/// Types.
impl StreamConnectionSpec {
    /// Returns a spec of a connection to a cluster of the project. Set a role.
    pub fn cluster(name: impl Into<String>, cluster: impl Into<String>) -> Self {
        Self::with("Cluster", name.into(), |body| body.cluster_name(cluster.into()))
    }

    /// Returns a spec of a connection to Kafka: its servers, each a host with a port, and the login.
    pub fn kafka<S: Into<String>>(
        name: impl Into<String>,
        bootstrap_servers: impl IntoIterator<Item = S>,
        authentication: KafkaAuthentication,
    ) -> Self {
        let servers: Vec<String> = bootstrap_servers.into_iter().map(Into::into).collect();
        let mut spec = Self::with("Kafka", name.into(), |body| body.bootstrap_servers(servers.join(",")));
        spec.kafka = Some(authentication);
        spec
    }

    /// Returns a spec of a connection to the sample data with this name, such as `sample_stream_solar`.
    pub fn sample(name: impl Into<String>) -> Self {
        Self::with("Sample", name.into(), |body| body)
    }

    /// Returns a spec of a connection to a server, by an https URL.
    pub fn https(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self::with("Https", name.into(), |body| body.url(url.into()))
    }

    /// Returns a spec of a connection to Amazon S3, by the ARN of a role.
    pub fn s3(name: impl Into<String>, role_arn: impl Into<String>) -> Self {
        Self::aws("S3", name.into(), role_arn.into())
    }

    /// Returns a spec of a connection to AWS Lambda, by the ARN of a role.
    pub fn aws_lambda(name: impl Into<String>, role_arn: impl Into<String>) -> Self {
        Self::aws("AWSLambda", name.into(), role_arn.into())
    }

    /// Returns a spec of a connection to Amazon Kinesis Data Streams, by the ARN of a role.
    pub fn aws_kinesis(name: impl Into<String>, role_arn: impl Into<String>) -> Self {
        Self::aws("AWSKinesisDataStreams", name.into(), role_arn.into())
    }

    /// Returns a spec of a connection to Azure Blob Storage: the id of a service principal, and the name of a storage
    /// account.
    pub fn azure_blob_storage(
        name: impl Into<String>,
        service_principal: impl Into<String>,
        storage_account: impl Into<String>,
    ) -> Self {
        let azure = AzureConnectionInput::new().service_principal_id(service_principal.into());
        let azure = azure.storage_account_name(storage_account.into());
        Self::with("AzureBlobStorage", name.into(), |body| body.azure(azure))
    }

    /// Returns a spec of a connection to Google Cloud Pub/Sub, by the id of a service account.
    pub fn gcp_pub_sub(name: impl Into<String>, service_account: impl Into<String>) -> Self {
        let gcp = StreamsGcpConnectionConfigInput::new().service_account_id(service_account.into());
        Self::with("GCPPubSub", name.into(), |body| body.gcp(gcp))
    }

    /// Returns a spec of a connection to a schema registry of Confluent, by 1 to 10 different URLs. It logs in like the connection to
    /// Kafka, or with its own [login](Self::registry_login).
    pub fn schema_registry<S: Into<String>>(name: impl Into<String>, urls: impl IntoIterator<Item = S>) -> Self {
        let urls: Vec<String> = urls.into_iter().map(Into::into).collect();
        let login = SchemaRegistryAuthentication::new().type_("SASL_INHERIT");
        Self::with("SchemaRegistry", name.into(), |body| {
            body.provider("CONFLUENT").schema_registry_urls(urls).schema_registry_authentication(login)
        })
    }

    fn aws(kind: &'static str, name: String, role: String) -> Self {
        Self::with(kind, name, |body| body.aws(StreamsAwsConnectionConfigInput::new().role_arn(role)))
    }

    fn with(kind: &str, name: String, set: impl FnOnce(StreamsConnectionInput) -> StreamsConnectionInput) -> Self {
        let body = set(StreamsConnectionInput::new().type_(kind).name(name));
        Self { body, kafka: None, misplaced: None }
    }
}

/// Settings.
impl StreamConnectionSpec {
    /// Sets the region of the connection. Default: that of the workspace.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.body = self.body.region(region.into());
        self
    }

    /// Sets the project of a cluster. Default: that of the workspace.
    #[doc(alias = "clusterGroupId")]
    pub fn cluster_project(self, id: impl Into<String>) -> Self {
        self.only_for(&["Cluster"], "a project", |body| body.cluster_group_id(id.into()))
    }

    /// Sets a built-in role with which processors access a cluster, such as `readWriteAnyDatabase`.
    #[doc(alias = "dbRoleToExecute")]
    pub fn built_in_role(self, role: impl Into<String>) -> Self {
        let role = DbRoleToExecuteInput::new().role(role.into()).type_("BUILT_IN");
        self.only_for(&["Cluster"], "a role", |body| body.db_role_to_execute(role))
    }

    /// Sets a custom role of the project with which processors access a cluster.
    pub fn custom_role(self, role: impl Into<String>) -> Self {
        let role = DbRoleToExecuteInput::new().role(role.into()).type_("CUSTOM");
        self.only_for(&["Cluster"], "a role", |body| body.db_role_to_execute(role))
    }

    /// Sets a property of the Kafka client, such as `auto.offset.reset`.
    pub fn config(self, property: impl Into<String>, value: impl Into<String>) -> Self {
        self.only_for(&["Kafka"], "a configuration", |mut body| {
            body.config.get_or_insert_default().insert(property.into(), value.into());
            body
        })
    }

    /// Sets the protocol of Kafka, such as `SASL_SSL`, `SASL_PLAINTEXT` or `SSL`.
    pub fn security_protocol(self, protocol: impl Into<String>) -> Self {
        self.with_security(|security| security.protocol(protocol.into()))
    }

    /// Sets the certificate authority of Kafka's servers, in PEM. Default: the public ones.
    pub fn broker_certificate(self, pem: impl Into<String>) -> Self {
        self.with_security(|security| security.broker_public_certificate(pem.into()))
    }

    /// Adds a header to the requests of an https connection. Its value is a secret.
    pub fn header(self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.only_for(&["Https"], "a header", |mut body| {
            body.headers.get_or_insert_default().insert(name.into(), value.into());
            body
        })
    }

    /// Sets the bucket in S3 to which Atlas writes an object, to test the role.
    pub fn test_bucket(self, bucket: impl Into<String>) -> Self {
        self.only_for(&["S3"], "a test bucket", |mut body| {
            body.aws = Some(body.aws.unwrap_or_default().test_bucket(bucket.into()));
            body
        })
    }

    /// Sets the login at a schema registry.
    pub fn registry_login(self, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        let login = SchemaRegistryAuthentication::new().type_("USER_INFO").username(username.into());
        let login = login.password(password.into());
        self.only_for(&["SchemaRegistry"], "a login at a schema registry", |body| {
            body.schema_registry_authentication(login)
        })
    }

    /// Connects over the internet. It is the default of a new connection.
    #[inline]
    pub fn public_access(self) -> Self {
        if self.is_linked() {
            return self.with_link(|access| access.type_("PUBLIC"));
        }
        self.with_access("a network", |access| access.type_("PUBLIC"))
    }

    /// Connects through a [private link](crate::streams::StreamPrivateLinks), by its id. Default: the internet.
    pub fn private_link(self, id: impl Into<String>) -> Self {
        let id = id.into();
        if self.is_linked() {
            return self.with_link(|access| access.type_("PRIVATE_LINK").connection_id(id));
        }
        self.with_access("a private link", |access| access.type_("PRIVATE_LINK").connection_id(id))
    }

    /// Connects through the [VPC peerings](crate::streams::StreamVpcPeerings) of the project. Default: the internet.
    #[inline]
    pub fn vpc_peering(self) -> Self {
        self.with_access("a VPC peering", |access| access.type_("VPC"))
    }

    /// Connects through a transit gateway on AWS, by the id of its route. Default: the internet.
    pub fn transit_gateway(self, route_id: impl Into<String>) -> Self {
        let id = route_id.into();
        self.with_access("a transit gateway", |access| access.type_("TRANSIT_GATEWAY").tgw_route_id(id))
    }

    /// Returns whether the connection has a network of its own kind.
    fn is_linked(&self) -> bool {
        self.kind().is_some_and(|kind| LINKED.contains(&kind))
    }

    fn with_link(
        mut self,
        set: impl FnOnce(StreamsPublicPrivateLinkNetworkingAccessInput) -> StreamsPublicPrivateLinkNetworkingAccessInput,
    ) -> Self {
        let access = set(StreamsPublicPrivateLinkNetworkingAccessInput::new());
        self.body.public_private_networking = Some(StreamsPublicPrivateLinkNetworkingInput::new().access(access));
        self
    }

    fn with_access(
        self,
        setting: &'static str,
        set: impl FnOnce(StreamsKafkaNetworkingAccessInput) -> StreamsKafkaNetworkingAccessInput,
    ) -> Self {
        let access = set(StreamsKafkaNetworkingAccessInput::new());
        let networking = StreamsKafkaNetworkingInput::new().access(access);
        self.only_for(&NETWORKED, setting, |body| body.networking(networking))
    }

    fn with_security(self, set: impl FnOnce(StreamsKafkaSecurityInput) -> StreamsKafkaSecurityInput) -> Self {
        self.only_for(&["Kafka"], "a security protocol", |mut body| {
            body.security = Some(set(body.security.unwrap_or_default()));
            body
        })
    }

    /// Changes the spec, or notes that the type does not have the setting.
    fn only_for(
        mut self,
        kinds: &[&str],
        setting: &'static str,
        set: impl FnOnce(StreamsConnectionInput) -> StreamsConnectionInput,
    ) -> Self {
        if self.kind().is_some_and(|kind| kinds.contains(&kind)) {
            self.body = set(self.body);
        } else {
            self.misplaced.get_or_insert(setting);
        }
        self
    }

    fn kind(&self) -> Option<&str> {
        self.body.type_.as_ref().map(|kind| kind.as_str())
    }
}

impl StreamConnectionSpec {
    #[inline]
    pub(crate) fn into_body(self) -> Result<StreamsConnectionInput, Error> {
        if let Some(setting) = self.misplaced {
            let kind = self.kind().unwrap_or_default();
            let rule = format!("type {kind} does not have {setting}; leave it out");
            return Err(Error::invalid_argument("stream connection", rule));
        }
        let Self { mut body, kafka, .. } = self;
        if let Some(login) = kafka {
            body.authentication = Some(login.into_body()?);
        }
        check(&body)?;
        Ok(body)
    }

    /// Returns the body of a failover connection, which is one to Kafka or to a cluster.
    #[inline]
    pub(crate) fn into_failover_body(self) -> Result<StreamsFailoverConnectionInput, Error> {
        let error = |rule: String| Err(Error::invalid_argument("failover connection", rule));
        let body = self.into_body()?;
        let kind = body.type_.as_ref().map(|kind| kind.as_str()).unwrap_or_default();
        if !matches!(kind, "Kafka" | "Cluster") {
            return error(format!("type {kind} cannot fail over; use a connection to Kafka or to a cluster"));
        }
        if body.region.is_none() {
            return error("no region; set `region`".to_owned());
        }
        let mut failover = StreamsFailoverConnectionInput::new().type_(kind);
        failover.authentication = body.authentication;
        failover.bootstrap_servers = body.bootstrap_servers;
        failover.cluster_group_id = body.cluster_group_id;
        failover.cluster_name = body.cluster_name;
        failover.config = body.config;
        failover.db_role_to_execute = body.db_role_to_execute;
        failover.name = body.name;
        failover.networking = body.networking;
        failover.region = body.region;
        failover.security = body.security;
        Ok(failover)
    }
}

/// Checks the properties of each type. A property of another type is not set.
#[inline]
fn check(body: &StreamsConnectionInput) -> Result<(), Error> {
    let set = |argument, text: &Option<String>| {
        text.as_deref().map_or(Ok(()), |text| check_length(argument, text, 1..=usize::MAX))
    };
    check_segment("stream connection", body.name.as_deref().unwrap_or_default())?;
    set("region", &body.region)?;
    set("cluster", &body.cluster_name)?;
    set("role", &body.db_role_to_execute.as_ref().and_then(|role| role.role.clone()))?;
    if let Some(project) = &body.cluster_group_id {
        project.parse::<ProjectId>()?;
    }
    if let Some(servers) = &body.bootstrap_servers {
        servers.split(',').try_for_each(check_server)?;
    }
    if let Some(pem) = body.security.as_ref().and_then(|security| security.broker_public_certificate.as_ref()) {
        check_certificate("broker certificate", pem)?;
    }
    if let Some(url) = &body.url {
        check_prefix("URL", url, "https://", "https://example.com/hook")?;
    }
    if let Some(aws) = &body.aws {
        let arn = aws.role_arn.as_deref().unwrap_or_default();
        check_prefix("role", arn, "arn:", "arn:aws:iam::123456789012:role/streams")?;
        set("test bucket", &aws.test_bucket)?;
    }
    if let Some(azure) = &body.azure {
        check_uuid("service principal", azure.service_principal_id.as_deref().unwrap_or_default())?;
        set("storage account", &azure.storage_account_name)?;
    }
    set("service account", &body.gcp.as_ref().and_then(|gcp| gcp.service_account_id.clone()))?;
    check_registry(body)?;
    let link = body.networking.as_ref().and_then(|networking| networking.access.as_ref());
    let id = link.and_then(|access| access.connection_id.as_ref().or(access.tgw_route_id.as_ref()));
    let public = body.public_private_networking.as_ref().and_then(|networking| networking.access.as_ref());
    if let Some(id) = id.or(public.and_then(|access| access.connection_id.as_ref())) {
        object_id::parse("network id", id)?;
    }
    Ok(())
}

/// Checks that a server is a host with a port.
#[inline]
fn check_server(server: &str) -> Result<(), Error> {
    let port = server.rsplit_once(':').filter(|(host, _)| !host.is_empty()).map(|(_, port)| port.parse::<u16>());
    if matches!(port, Some(Ok(1..))) {
        return Ok(());
    }
    let rule = format!("{server:?} is not a host with a port; expected for example kafka.example.com:9092");
    Err(Error::invalid_argument("bootstrap server", rule))
}

#[inline]
fn check_registry(body: &StreamsConnectionInput) -> Result<(), Error> {
    let Some(urls) = &body.schema_registry_urls else { return Ok(()) };
    if !(1..=10).contains(&urls.len()) {
        let rule = format!("{} URLs are out of range; expected 1 to 10", urls.len());
        return Err(Error::invalid_argument("schema registry", rule));
    }
    check_unique("schema registry", urls)?;
    let Some(login) = &body.schema_registry_authentication else { return Ok(()) };
    if let Some(password) = &login.password {
        check_length("username", login.username.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        check_length("password", password.expose(), 1..=usize::MAX)?;
    }
    urls.iter().try_for_each(|url| check_prefix("schema registry", url, "https://", "https://registry.example.com"))
}
