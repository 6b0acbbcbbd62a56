//! The id and the secret of a service account.

use super::grant::Sender;
use super::refusal::Refusal;

/// A service account. It has no `Debug`, so that the secret is printed nowhere.
#[derive(Clone)]
pub(crate) struct ServiceAccount {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
}

impl ServiceAccount {
    pub(super) fn check(&self, sender: &Sender) -> Result<(), Refusal> {
        let is_known = sender.client_id == self.client_id && sender.client_secret == self.client_secret;
        if is_known { Ok(()) } else { Err(Refusal::invalid_client()) }
    }
}
