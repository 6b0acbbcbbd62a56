//! Live migrations: clusters outside of Atlas, managed by Cloud Manager or Ops Manager, are copied to Atlas while they are
//! in use.
//!
//! The source is connected with a [link token](LiveMigrationLinks::create_token). Then a migration is
//! [validated](LiveMigrations::validate) and [started](LiveMigrations::start). When it is
//! [ready](LiveMigrations::wait_until_ready), stop the writes to the source, and [cut over](LiveMigrations::cut_over).
//!
//! To move a project to another organization of Atlas, see [`Projects::migrate`](crate::projects::Projects::migrate).

mod links;
mod migrations;

pub use self::{
    links::LiveMigrationLinks,
    migrations::{LiveMigrationId, LiveMigrationValidationId, LiveMigrations},
};
#[doc(inline)]
pub use crate::specs::LiveMigrationSpec;
