//! Specs of alert configurations.

mod matcher;
mod metric_units;
mod notification;
mod spec;
mod threshold;
mod threshold_rules;

pub use self::{
    notification::NotificationSpec,
    spec::AlertConfigSpec,
    threshold::{AlertThreshold, MetricThreshold},
};
