//! The ids of resource policies.

use crate::object_id::object_id;

object_id! {
    /// The id of a resource policy.
    ResourcePolicyId, "resource policy id"
}
