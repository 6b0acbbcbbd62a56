//! The requests of encryption at rest.

use atlas_api::encryption_at_rest::{AwsKeySpec, AzureKeySpec, EncryptionAtRestUpdate, GoogleKeySpec};

use super::{ID, Row, case, check, offline, row};

const UUID: &str = "01234567-89ab-cdef-0123-456789abcdef";

pub(super) fn rows() -> Vec<Row> {
    let (keys, endpoints) = (offline().encryption_at_rest(), offline().encryption_private_endpoints("AZURE"));
    let identifier = "https://vault.vault.azure.net/keys/a/b";
    let roles = EncryptionAtRestUpdate::new()
        .aws(AwsKeySpec::new("key", "US_EAST_1").role(ID).private_networking(true))
        .azure(AzureKeySpec::new(UUID, "group", "vault", identifier).role(ID))
        .google_cloud(GoogleKeySpec::new("projects/a").role(ID));
    let secrets = EncryptionAtRestUpdate::new()
        .aws(AwsKeySpec::new("key", "EU_WEST_1").access_key("access-key-id-16", "secret"))
        .azure(
            AzureKeySpec::new(UUID, "group", "vault", identifier)
                .application(UUID, UUID, "secret")
                .environment("AZURE"),
        )
        .google_cloud(GoogleKeySpec::new("projects/a").service_account("{}"));
    let disable =
        EncryptionAtRestUpdate::new().disable_aws().disable_azure().disable_google_cloud().search_nodes(false);
    vec![
        row("EncryptionAtRest::get", keys.get()),
        case("EncryptionAtRest::update", "with roles", keys.update(roles)),
        case("EncryptionAtRest::update", "with secrets", keys.update(secrets)),
        case("EncryptionAtRest::update", "disabled", keys.update(disable)),
        row("EncryptionPrivateEndpoints::list", endpoints.list()),
        row("EncryptionPrivateEndpoints::get", endpoints.get(ID)),
        row("EncryptionPrivateEndpoints::create", endpoints.create("US_EAST_2")),
        row("EncryptionPrivateEndpoints::delete", endpoints.delete(ID)),
    ]
}

#[test]
fn requests_of_encryption_at_rest() {
    check("encryption_at_rest", &rows());
}
