//! Confirmation of destructive requests.

mod confirm;
mod unconfirmed;

pub use self::{
    confirm::{Confirm, Impact},
    unconfirmed::{Confirmed, Unconfirmed},
};
