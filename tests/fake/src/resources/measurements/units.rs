//! The units of measurements.

/// Parts of names, each with the unit of the measurements that have it. The first match applies; others are numbers.
const UNITS: [(&str, &str); 35] = [
    ("GB_PER_HOUR", "GIGABYTES_PER_HOUR"),
    ("PERCENT", "PERCENT"),
    ("_CPU_", "PERCENT"),
    ("FILL_RATIO", "PERCENT"),
    ("UTILIZATION", "PERCENT"),
    ("_MB", "MEGABYTES_PER_SECOND"),
    ("IOPS", "SCALAR_PER_SECOND"),
    ("THROUGHPUT", "BYTES_PER_SECOND"),
    ("BYTES_READ_INTO", "BYTES_PER_SECOND"),
    ("BYTES_WRITTEN_FROM", "BYTES_PER_SECOND"),
    ("NETWORK_BYTES", "BYTES_PER_SECOND"),
    ("NETWORK_IN", "BYTES_PER_SECOND"),
    ("NETWORK_OUT", "BYTES_PER_SECOND"),
    ("DISK_PARTITION_LATENCY", "MILLISECONDS"),
    ("OP_EXECUTION_TIME", "MILLISECONDS"),
    ("BACKGROUND_FLUSH", "MILLISECONDS"),
    ("REPLICATION_LAG", "MILLISECONDS"),
    ("LATENCY", "MICROSECONDS"),
    ("_VALUE", "MICROSECONDS"),
    ("ASSERT_", "SCALAR_PER_SECOND"),
    ("DOCUMENT_METRICS", "SCALAR_PER_SECOND"),
    ("NUM_REQUESTS", "SCALAR_PER_SECOND"),
    ("OPCOUNTER", "SCALAR_PER_SECOND"),
    ("PAGE_FAULT", "SCALAR_PER_SECOND"),
    ("QUERY_EXECUTOR", "SCALAR_PER_SECOND"),
    ("SCAN_AND_ORDER", "SCALAR_PER_SECOND"),
    ("NOT_IN_MEMORY", "SCALAR_PER_SECOND"),
    ("BYTES", "BYTES"),
    ("MEMORY", "BYTES"),
    ("SIZE", "BYTES"),
    ("SPACE", "BYTES"),
    ("STORAGE", "BYTES"),
    ("SWAP_USAGE", "BYTES"),
    ("DISK_USAGE", "BYTES"),
    ("SPILL_TO_DISK", "BYTES"),
];

/// Returns the unit of a measurement, by its name.
pub(super) fn unit(name: &str) -> &'static str {
    UNITS.iter().find(|(part, _)| name.contains(part)).map_or("SCALAR", |(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use super::unit;
    use crate::document::Document;
    use crate::parameter::ParameterType;

    #[test]
    fn the_name_of_a_measurement_determines_its_unit() {
        for (name, expected) in [
            ("CONNECTIONS", "SCALAR"),
            ("OPCOUNTER_QUERY", "SCALAR_PER_SECOND"),
            ("MAX_SYSTEM_NORMALIZED_CPU_USER", "PERCENT"),
            ("CACHE_DIRTY_BYTES", "BYTES"),
            ("CACHE_BYTES_READ_INTO", "BYTES_PER_SECOND"),
            ("DATABASE_DATA_SIZE", "BYTES"),
            ("DATABASE_OBJECT_COUNT", "SCALAR"),
            ("MAX_DISK_PARTITION_IOPS_READ", "SCALAR_PER_SECOND"),
            ("DISK_PARTITION_LATENCY_READ", "MILLISECONDS"),
            ("DISK_PARTITION_SPACE_PERCENT_USED", "PERCENT"),
            ("AVERAGE_READS_LATENCY", "MICROSECONDS"),
            ("OPLOG_RATE_GB_PER_HOUR", "GIGABYTES_PER_HOUR"),
        ] {
            assert_eq!(unit(name), expected, "{name}");
        }
    }

    #[test]
    fn every_unit_is_one_of_the_document() {
        let document = Document::embedded().unwrap();
        let known = &document.schemas()["MetricsMeasurement_Atlas"]["properties"]["units"]["enum"];
        let parameters = document.operations().flat_map(|operation| &operation.query);
        let names = parameters.filter(|parameter| ["m", "metrics"].contains(&parameter.name.as_str()));
        let names = names.filter_map(|parameter| match &parameter.kind {
            ParameterType::Enum(names) => Some(names),
            _ => None,
        });
        let names: Vec<_> = names.flatten().collect();
        assert!(names.len() > 200, "{} names", names.len());
        for name in names {
            assert!(known.as_array().unwrap().contains(&unit(name).into()), "{name}: {}", unit(name));
        }
    }
}
