//! Confirmation of destructive requests.

mod confirm;
mod of_project;
mod unconfirmed;

pub use self::{
    confirm::{Confirm, Impact},
    unconfirmed::{Confirmed, Unconfirmed},
};
