//! Projects, and their users, teams, settings and limits: requests, responses, validation, confirmation.

mod guards;
mod members;
mod migration;
mod responses;
mod validation;
mod wire;

const ORGANIZATION: &str = "5f1a2b3c4d5e6f7a8b9c0d1f";
const TEAM: &str = "5f1a2b3c4d5e6f7a8b9c0d2a";
const USER: &str = "5f1a2b3c4d5e6f7a8b9c0d3a";
const USERS_LIMIT: &str = "atlas.project.security.databaseAccess.users";
