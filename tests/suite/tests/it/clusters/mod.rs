//! Clusters of both kinds: what is sent, what comes of it, and what is refused.

mod flex;
mod refused;
mod resize;
mod wire;
