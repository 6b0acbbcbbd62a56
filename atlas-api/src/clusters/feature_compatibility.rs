//! The feature compatibility version of a cluster.

use atlas_gen::types::PinFcv;
use chrono::{DateTime, Utc};

use super::Clusters;
use crate::{Error, Request, operation_doc};

/// The longest time for which a version can be pinned.
const MAX_DAYS: i64 = 28;

/// The feature compatibility version, which decides whether a cluster can return to the previous version of MongoDB.
impl Clusters {
    /// Pins the feature compatibility version of a cluster to the current one until a date, at most four weeks from now.
    #[doc = operation_doc!("pinGroupClusterFeatureCompatibilityVersion")]
    /// Pin it before an upgrade of MongoDB, to be able to downgrade again. If the version is pinned already, the call only
    /// changes the date.
    ///
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if the date is not in the next four weeks;
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// use chrono::{DateTime, TimeDelta, Utc};
    ///
    /// let date = DateTime::<Utc>::from(fake.now()) + TimeDelta::days(14);
    /// atlas.clusters().pin_feature_compatibility_version("orders", date).await?;
    /// # });
    /// ```
    #[inline]
    pub fn pin_feature_compatibility_version(&self, name: impl Into<String>, until: DateTime<Utc>) -> Request<()> {
        let now = self.atlas.now();
        self.atlas.cluster(name).request(|api, project, name| {
            if until <= now || until - now > chrono::TimeDelta::days(MAX_DAYS) {
                let rule = format!("must be in the next {MAX_DAYS} days, not {until}");
                return Err(Error::invalid_argument("until", rule));
            }
            let pin = api.clusters().pin_feature_compatibility_version().group_id(project).cluster_name(name);
            Ok(pin.body(PinFcv::new().expiration_date(until)))
        })
    }

    /// Ends the pin of the feature compatibility version. The version then becomes that of MongoDB on the cluster.
    #[doc = operation_doc!("unpinGroupClusterFeatureCompatibilityVersion")]
    /// After that, the cluster cannot return to the previous version of MongoDB.
    ///
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) (`CLUSTER_NOT_FOUND`) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.clusters().unpin_feature_compatibility_version("orders").await?;
    /// # });
    /// ```
    #[inline]
    pub fn unpin_feature_compatibility_version(&self, name: impl Into<String>) -> Request<()> {
        self.atlas.cluster(name).request(|api, project, name| {
            Ok(api.clusters().unpin_feature_compatibility_version().group_id(project).cluster_name(name))
        })
    }
}
