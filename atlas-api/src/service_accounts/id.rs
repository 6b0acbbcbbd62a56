//! The ids of secrets.

use crate::object_id::object_id;

object_id! {
    /// The id of a secret of a service account, which is not the secret itself.
    #[doc(alias = "secretId")]
    ServiceAccountSecretId, "secret id"
}
