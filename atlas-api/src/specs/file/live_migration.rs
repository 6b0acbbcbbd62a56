//! Files of live migrations.

use atlas_gen::types::LiveMigrationRequest;

use super::body::{apply, required, spec_from_body, text};
#[cfg(feature = "schemars")]
use super::schema::{id, not_empty, one_of};
#[cfg(feature = "schemars")]
use crate::specs::CLUSTER_NAME;
use crate::{Error, ProjectId, specs::LiveMigrationSpec};

// The project of the destination is that of the client, and not in the file.
spec_from_body! {
    LiveMigrationSpec, LiveMigrationRequest,
    |body| {
        let (source, destination) = (body.source.unwrap_or_default(), body.destination.unwrap_or_default());
        if destination.group_id.is_some() {
            return Err(Error::invalid_argument("project of the destination", "that of the client; leave it out"));
        }
        let (project, cluster) = (text(source.group_id), text(source.cluster_name));
        let hosts = body.migration_hosts.unwrap_or_default();
        let host = text(hosts.first());
        let spec = LiveMigrationSpec::new(project, cluster, text(destination.cluster_name), host);
        let spec = match &*text(destination.hostname_schema_type) {
            "PRIVATE_LINK" => spec.private_endpoint(required("privateLinkId", destination.private_link_id)?),
            "VPC_PEERING" => spec.network_peering(),
            _ => spec,
        };
        let spec = match (source.username, source.password) {
            (Some(username), Some(password)) => spec.credentials(username, password),
            (None, None) => spec,
            _ => {
                let rule = "incomplete; set the username and the password";
                return Err(Error::invalid_argument("login at the source", rule));
            }
        };
        Ok(apply!(spec;
            source.ssl => tls,
            source.ca_certificate_path => ca_certificate_path,
            body.sharding => sharding))
    },
    |spec| spec.into_body("000000000000000000000000".parse::<ProjectId>()?),
    {
        "required": ["source", "destination", "migrationHosts"],
        "properties": {
            "dropDestinationData": false,
            "migrationHosts": { "minItems": 1, "maxItems": 1, "items": not_empty() },
            "source": {
                "required": ["groupId", "clusterName"],
                "properties": {
                    "groupId": id(), "clusterName": not_empty(), "caCertificatePath": not_empty(),
                    "username": not_empty(), "password": not_empty(),
                },
                "if": { "required": ["ssl"], "properties": { "ssl": { "const": false } } },
                "then": { "properties": { "caCertificatePath": false } },
                "oneOf": [
                    {
                        "required": ["username", "password"],
                        "properties": { "managedAuthentication": { "const": false } },
                    },
                    { "properties": {
                        "managedAuthentication": { "const": true }, "username": false, "password": false,
                    } },
                ],
            },
            "destination": {
                "required": ["clusterName"],
                "properties": {
                    "groupId": false, "clusterName": { "pattern": CLUSTER_NAME }, "privateLinkId": not_empty(),
                },
                "anyOf": [
                    { "properties": { "hostnameSchemaType": false, "privateLinkId": false } },
                    { "oneOf": one_of("hostnameSchemaType", &[
                        ("PUBLIC", &[], &[]), ("VPC_PEERING", &[], &[]), ("PRIVATE_LINK", &["privateLinkId"], &[]),
                    ]) },
                ],
            },
        },
    },
}
