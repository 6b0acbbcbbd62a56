//! The requests of live migrations.

use atlas_api::live_migration::LiveMigrationSpec;

use super::{ID, Row, case, check, offline, row};

pub(super) fn rows() -> Vec<Row> {
    let (links, migrations) = (offline().live_migration_links(), offline().live_migrations());
    let spec = || LiveMigrationSpec::new(ID, "shop", "orders", "migration.example.com");
    vec![
        row("LiveMigrationLinks::create_token", links.create_token(["192.0.2.7"])),
        case("LiveMigrationLinks::create_token", "any address", links.create_token([""; 0])),
        row("LiveMigrationLinks::delete_token", links.delete_token()),
        row("LiveMigrationLinks::list_projects", links.list_projects()),
        row("LiveMigrations::validate", migrations.validate(spec())),
        row("LiveMigrations::get_validation", migrations.get_validation(ID)),
        row("LiveMigrations::start", migrations.start(spec().tls(false).private_endpoint("endpoint-1"))),
        case("LiveMigrations::start", "credentials", {
            let spec = spec().credentials("migrator", "a long password").ca_certificate_path("/etc/ca.pem");
            migrations.start(spec.network_peering())
        }),
        row("LiveMigrations::start_dropping_data", migrations.start_dropping_data(spec())),
        row("LiveMigrations::get", migrations.get(ID)),
        row("LiveMigrations::cut_over", migrations.cut_over(ID)),
    ]
}

#[test]
fn requests_of_live_migrations() {
    check("live_migration", &rows());
}
