//! The settings of a client, as lines for a shell.

use atlas_fake::FakeAtlas;

/// `NAME=value` lines that the Atlas CLI, Terraform and `atlas-api` know. No value needs quotes.
pub(super) fn lines(atlas: &FakeAtlas) -> String {
    let base_url = atlas.base_url();
    // The Atlas CLI's name for it, and its way to write it: what it asks for is put behind.
    let with_slash = format!("{base_url}/");
    let settings = [
        ("MONGODB_ATLAS_BASE_URL", base_url),
        ("MONGODB_ATLAS_OPS_MANAGER_URL", &with_slash),
        ("MONGODB_ATLAS_PUBLIC_API_KEY", atlas.public_key()),
        ("MONGODB_ATLAS_PRIVATE_API_KEY", atlas.private_key()),
        ("MONGODB_ATLAS_CLIENT_ID", atlas.client_id()),
        ("MONGODB_ATLAS_CLIENT_SECRET", atlas.client_secret()),
        ("MONGODB_ATLAS_ORG_ID", atlas.organization_id()),
        ("MONGODB_ATLAS_PROJECT_ID", atlas.project_id()),
    ];
    settings.map(|(name, value)| format!("{name}={value}\n")).concat()
}
