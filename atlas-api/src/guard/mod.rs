//! What destroys something does nothing until it is confirmed.

mod confirm;
mod unconfirmed;

pub use self::{
    confirm::Confirm,
    unconfirmed::{Confirmed, Destroys, Unconfirmed},
};
pub(crate) use self::{confirm::Doomed, unconfirmed::Destroy};
