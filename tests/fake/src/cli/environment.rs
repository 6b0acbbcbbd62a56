//! The settings for a client, as shell variables.

use atlas_fake::FakeAtlas;

/// Returns lines `NAME=value` with the variables of the Atlas CLI, Terraform and `atlas-api`. No value needs quotes.
pub(super) fn lines(atlas: &FakeAtlas) -> String {
    let base_url = atlas.base_url();
    // The Atlas CLI appends paths to this URL, so it needs a trailing slash.
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
