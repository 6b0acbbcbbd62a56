//! Clusters, dedicated and flex: requests, responses and local validation.

mod ensure;
mod flex;
mod geosharded;
mod modify;
mod refused;
mod resize;
mod shards;
mod states;
mod upgrade;
mod wire;
