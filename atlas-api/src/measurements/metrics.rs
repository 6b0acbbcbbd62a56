//! Names of metrics, in groups.
//!
//! A group is an array, for [`MeasurementQuery::metrics`](super::MeasurementQuery::metrics). Each name is a constant too.
//! Any other name can be passed as text. Metrics of which Atlas also keeps the maximum have a second name that begins with `MAX_`.
//!
//! The groups that begin with `DISK` are for [disks](super::Measurements::of_disk), [`DATABASE`] is for
//! [databases](super::Measurements::of_database), and the others are for [processes](super::Measurements::of_process).

/// Defines the constants of groups and of their metrics.
macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident: $count:literal = [$($name:ident),* $(,)?];)*) => {
        $(
            $(#[$doc])*
            pub const $group: [&str; $count] = [$($name),*];
            $(
                #[doc = concat!("A metric of [`", stringify!($group), "`].")]
                pub const $name: &str = stringify!($name);
            )*
        )*

        #[cfg(test)]
        const GROUPS: &[&[&str]] = &[$(&$group),*];
    };
}

groups! {
    /// Assertions, by severity.
    ASSERT: 4 = [ASSERT_MSG, ASSERT_REGULAR, ASSERT_USER, ASSERT_WARNING];
    /// The cache of the storage engine.
    CACHE: 6 = [CACHE_BYTES_READ_INTO, CACHE_BYTES_WRITTEN_FROM, CACHE_DIRTY_BYTES, CACHE_USED_BYTES, CACHE_FILL_RATIO, DIRTY_FILL_RATIO];
    /// Open connections.
    CONNECTION: 1 = [CONNECTIONS];
    /// Cursors, open and timed out.
    CURSORS: 2 = [CURSORS_TOTAL_OPEN, CURSORS_TOTAL_TIMED_OUT];
    /// The size of all databases.
    DB_TOTAL: 2 = [DB_DATA_SIZE_TOTAL, DB_STORAGE_TOTAL];
    /// Documents that were returned, inserted, updated and deleted.
    DOCUMENT_METRICS: 4 = [DOCUMENT_METRICS_DELETED, DOCUMENT_METRICS_INSERTED, DOCUMENT_METRICS_RETURNED, DOCUMENT_METRICS_UPDATED];
    /// Operations that wait for the global lock.
    GLOBAL_LOCK_CURRENT_QUEUE: 3 = [GLOBAL_LOCK_CURRENT_QUEUE_READERS, GLOBAL_LOCK_CURRENT_QUEUE_TOTAL, GLOBAL_LOCK_CURRENT_QUEUE_WRITERS];
    /// Memory of the process.
    MEMORY: 4 = [COMPUTED_MEMORY, MEMORY_MAPPED, MEMORY_RESIDENT, MEMORY_VIRTUAL];
    /// Network traffic of the process.
    NETWORK: 3 = [NETWORK_BYTES_IN, NETWORK_BYTES_OUT, NETWORK_NUM_REQUESTS];
    /// Operations, by kind.
    OPCOUNTER: 7 = [OPCOUNTER_CMD, OPCOUNTER_DELETE, OPCOUNTER_TTL_DELETED, OPCOUNTER_GETMORE, OPCOUNTER_INSERT, OPCOUNTER_QUERY, OPCOUNTER_UPDATE];
    /// Replicated operations, by kind.
    OPCOUNTER_REPL: 4 = [OPCOUNTER_REPL_CMD, OPCOUNTER_REPL_DELETE, OPCOUNTER_REPL_INSERT, OPCOUNTER_REPL_UPDATE];
    /// The mean time of an operation, by kind.
    OPERATION_EXECUTION_TIME: 3 = [OP_EXECUTION_TIME_COMMANDS, OP_EXECUTION_TIME_READS, OP_EXECUTION_TIME_WRITES];
    /// Sorts without an index, and operations that were stopped or rejected.
    OPERATIONS: 4 = [OPERATIONS_SCAN_AND_ORDER, OPERATIONS_QUERIES_KILLED, OPERATION_THROTTLING_REJECTED_OPERATIONS, QUERY_SPILL_TO_DISK_DURING_SORT];
    /// The oplog: its rate, and the lag of replication.
    OPLOG: 5 = [OPLOG_MASTER_LAG_TIME_DIFF, OPLOG_MASTER_TIME, OPLOG_RATE_GB_PER_HOUR, OPLOG_SLAVE_LAG_MASTER_TIME, OPLOG_REPLICATION_LAG];
    /// Index entries and documents that queries scanned.
    QUERY_EXECUTOR: 2 = [QUERY_EXECUTOR_SCANNED, QUERY_EXECUTOR_SCANNED_OBJECTS];
    /// Scanned entries and documents for each returned document.
    QUERY_TARGETING: 2 = [QUERY_TARGETING_SCANNED_OBJECTS_PER_RETURNED, QUERY_TARGETING_SCANNED_PER_RETURNED];
    /// Free tickets for concurrent operations.
    TICKETS_AVAILABLE: 2 = [TICKETS_AVAILABLE_READS, TICKETS_AVAILABLE_WRITE];
    /// Page faults and restarts of the process.
    PROCESS: 2 = [EXTRA_INFO_PAGE_FAULTS, RESTARTS_IN_LAST_HOUR];
    /// CPU of the process, over all cores.
    PROCESS_CPU: 4 = [PROCESS_CPU_CHILDREN_KERNEL, PROCESS_CPU_CHILDREN_USER, PROCESS_CPU_KERNEL, PROCESS_CPU_USER];
    /// CPU of the process, divided by the number of cores.
    PROCESS_NORMALIZED_CPU: 4 = [PROCESS_NORMALIZED_CPU_CHILDREN_KERNEL, PROCESS_NORMALIZED_CPU_CHILDREN_USER, PROCESS_NORMALIZED_CPU_KERNEL, PROCESS_NORMALIZED_CPU_USER];
    /// CPU of the host, over all cores.
    SYSTEM_CPU: 8 = [SYSTEM_CPU_GUEST, SYSTEM_CPU_IOWAIT, SYSTEM_CPU_IRQ, SYSTEM_CPU_KERNEL, SYSTEM_CPU_NICE, SYSTEM_CPU_SOFTIRQ, SYSTEM_CPU_STEAL, SYSTEM_CPU_USER];
    /// CPU of the host, divided by the number of cores.
    SYSTEM_NORMALIZED_CPU: 8 = [SYSTEM_NORMALIZED_CPU_GUEST, SYSTEM_NORMALIZED_CPU_IOWAIT, SYSTEM_NORMALIZED_CPU_IRQ, SYSTEM_NORMALIZED_CPU_KERNEL, SYSTEM_NORMALIZED_CPU_NICE, SYSTEM_NORMALIZED_CPU_SOFTIRQ, SYSTEM_NORMALIZED_CPU_STEAL, SYSTEM_NORMALIZED_CPU_USER];
    /// Memory of the host.
    SYSTEM_MEMORY: 3 = [SYSTEM_MEMORY_AVAILABLE, SYSTEM_MEMORY_FREE, SYSTEM_MEMORY_USED];
    /// Network traffic of the host.
    SYSTEM_NETWORK: 2 = [SYSTEM_NETWORK_IN, SYSTEM_NETWORK_OUT];
    /// Swap space of the host.
    SWAP_USAGE: 2 = [SWAP_USAGE_FREE, SWAP_USAGE_USED];
    /// CPU of the search process.
    SEARCH_CPU: 4 = [FTS_PROCESS_CPU_KERNEL, FTS_PROCESS_CPU_USER, FTS_PROCESS_NORMALIZED_CPU_KERNEL, FTS_PROCESS_NORMALIZED_CPU_USER];
    /// Memory and disk of the search process.
    SEARCH_MEMORY: 4 = [FTS_DISK_UTILIZATION, FTS_MEMORY_MAPPED, FTS_MEMORY_RESIDENT, FTS_MEMORY_VIRTUAL];
    /// Read and write operations of a disk.
    DISK_IOPS: 6 = [DISK_PARTITION_IOPS_READ, MAX_DISK_PARTITION_IOPS_READ, DISK_PARTITION_IOPS_WRITE, MAX_DISK_PARTITION_IOPS_WRITE, DISK_PARTITION_IOPS_TOTAL, MAX_DISK_PARTITION_IOPS_TOTAL];
    /// The latency of a disk.
    DISK_LATENCY: 4 = [DISK_PARTITION_LATENCY_READ, MAX_DISK_PARTITION_LATENCY_READ, DISK_PARTITION_LATENCY_WRITE, MAX_DISK_PARTITION_LATENCY_WRITE];
    /// Used and free space of a disk.
    DISK_SPACE: 8 = [DISK_PARTITION_SPACE_FREE, MAX_DISK_PARTITION_SPACE_FREE, DISK_PARTITION_SPACE_USED, MAX_DISK_PARTITION_SPACE_USED, DISK_PARTITION_SPACE_PERCENT_FREE, MAX_DISK_PARTITION_SPACE_PERCENT_FREE, DISK_PARTITION_SPACE_PERCENT_USED, MAX_DISK_PARTITION_SPACE_PERCENT_USED];
    /// Bytes that a disk reads and writes, and its queue.
    DISK_THROUGHPUT: 3 = [DISK_PARTITION_THROUGHPUT_READ, DISK_PARTITION_THROUGHPUT_WRITE, DISK_QUEUE_DEPTH];
    /// Sizes and counts of a database.
    DATABASE: 9 = [DATABASE_AVERAGE_OBJECT_SIZE, DATABASE_COLLECTION_COUNT, DATABASE_DATA_SIZE, DATABASE_STORAGE_SIZE, DATABASE_INDEX_SIZE, DATABASE_INDEX_COUNT, DATABASE_EXTENT_COUNT, DATABASE_OBJECT_COUNT, DATABASE_VIEW_COUNT];
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_in_the_document_and_a_group_fits_into_one_request() {
        let document = include_str!("../../../spec/openapi.json");
        let named: BTreeSet<&str> = document.split('"').collect();
        for group in GROUPS {
            assert!(group.len() <= 10, "{group:?}");
            assert!(group.iter().all(|name| named.contains(name)), "{group:?}");
        }
    }
}
