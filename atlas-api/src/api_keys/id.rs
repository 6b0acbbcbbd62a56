//! The ids of API keys.

use crate::object_id::object_id;

object_id! {
    /// The id of an API key, which differs from its public key.
    #[doc(alias = "apiUserId")]
    ApiKeyId, "API key id"
}
