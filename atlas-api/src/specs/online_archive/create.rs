//! Spec of a new online archive.

use atlas_gen::types::BackupOnlineArchiveCreate;

use super::{ArchiveCriteria, ArchiveSchedule, expiration};
use crate::{
    Error,
    model::{
        ArchiveProvider, ArchiveRegion, CreateDataProcessRegion, OnlineArchiveCollectionType, PartitionFieldInput,
    },
    specs::check_length,
};

/// An online archive to [create](crate::online_archives::OnlineArchives::create).
///
/// Only properties that are set are sent. For a property without a setter here, convert from the type of the request
/// body, [`BackupOnlineArchiveCreate`](crate::model::BackupOnlineArchiveCreate).
///
/// ```
/// use atlas_api::specs::{ArchiveCriteria, ArchiveSchedule, OnlineArchiveSpec};
///
/// let spec = OnlineArchiveSpec::new("sales", "orders", ArchiveCriteria::date("created", 90))
///     .partition_by("region")
///     .partition_by("created")
///     .schedule(ArchiveSchedule::daily((22, 0), (4, 0)))
///     .expire_after_days(3650);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct OnlineArchiveSpec {
    criteria: Option<ArchiveCriteria>,
    partition: Vec<String>,
    schedule: Option<ArchiveSchedule>,
    expire_after_days: Option<u32>,
    /// The other properties.
    body: BackupOnlineArchiveCreate,
}

impl OnlineArchiveSpec {
    /// Returns a spec of an archive for a collection of a database.
    pub fn new(database: impl Into<String>, collection: impl Into<String>, criteria: ArchiveCriteria) -> Self {
        let body = BackupOnlineArchiveCreate::new().db_name(database.into()).coll_name(collection.into());
        Self { criteria: Some(criteria), ..Self::from(body) }
    }

    /// Adds a field by which the archive is partitioned. Queries for values of the first fields read the least data.
    #[doc(alias = "partitionFields")]
    pub fn partition_by(mut self, field: impl Into<String>) -> Self {
        self.partition.push(field.into());
        self
    }

    /// Sets the times at which documents are moved. Default: any time.
    #[inline]
    pub fn schedule(mut self, schedule: ArchiveSchedule) -> Self {
        self.schedule = Some(schedule);
        self
    }

    /// Deletes documents from the archive after 7 to 9215 days. Default: never.
    #[doc(alias = "dataExpirationRule")]
    #[inline]
    pub fn expire_after_days(mut self, days: u32) -> Self {
        self.expire_after_days = Some(days);
        self
    }

    /// Sets that the collection is a time series. Default: a standard collection.
    #[doc(alias = "collectionType")]
    #[inline]
    pub fn time_series(mut self) -> Self {
        self.body = self.body.collection_type(OnlineArchiveCollectionType::Timeseries);
        self
    }

    /// Sets the cloud provider and the region of the archive, such as `AWS` and `US_EAST_1`. It cannot be changed later.
    #[doc(alias = "dataProcessRegion")]
    pub fn region(mut self, provider: impl Into<ArchiveProvider>, region: impl Into<ArchiveRegion>) -> Self {
        let region = CreateDataProcessRegion::new().cloud_provider(provider.into()).region(region.into());
        self.body = self.body.data_process_region(region);
        self
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<BackupOnlineArchiveCreate, Error> {
        let mut body = self.body;
        check_length("database", body.db_name.as_deref().unwrap_or_default(), 1..=64)?;
        check_length("collection", body.coll_name.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        if let Some(criteria) = self.criteria {
            body = body.criteria(criteria.into_body()?);
        }
        if !self.partition.is_empty() {
            self.partition.iter().try_for_each(|field| check_length("partition field", field, 1..=700))?;
            let fields = self.partition.into_iter().zip(0..);
            let fields = fields.map(|(name, order)| PartitionFieldInput::new().field_name(name).order(order));
            body = body.partition_fields(fields.collect::<Vec<_>>());
        }
        if let Some(schedule) = self.schedule {
            body = body.schedule(schedule.into_body()?);
        }
        if let Some(days) = self.expire_after_days {
            body = body.data_expiration_rule(expiration(days)?);
        }
        Ok(body)
    }
}

/// Converts the request body, which is sent unchanged apart from properties that are set afterwards.
impl From<BackupOnlineArchiveCreate> for OnlineArchiveSpec {
    fn from(body: BackupOnlineArchiveCreate) -> Self {
        Self { criteria: None, partition: Vec::new(), schedule: None, expire_after_days: None, body }
    }
}
