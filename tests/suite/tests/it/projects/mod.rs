//! Projects, with their users, teams, settings and limits: what is sent, what comes of it, and what is refused.

mod answers;
mod guards;
mod members;
mod refused;
mod wire;

const ORGANIZATION: &str = "5f1a2b3c4d5e6f7a8b9c0d1f";
const TEAM: &str = "5f1a2b3c4d5e6f7a8b9c0d2a";
const USER: &str = "5f1a2b3c4d5e6f7a8b9c0d3a";
const USERS_LIMIT: &str = "atlas.project.security.databaseAccess.users";
