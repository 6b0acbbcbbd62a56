//! Decoding a cluster of 3 KB: into its type, and into a `Value`.

use std::hint::black_box;

use atlas_gen::{model::decode_body, types::Cluster};
use serde_json::Value;

use crate::{
    measure::{self, Report},
    shared::fixture,
};

const TIMES: u32 = 2_000;

pub(crate) fn compare(rounds: u32, report: &mut Report) {
    let body = fixture::cluster().to_string();
    let body = body.as_bytes();
    let cluster = decode_body::<Cluster>(body).unwrap();
    assert_eq!(cluster.name.as_deref(), Some("Cluster0"));
    let minimum = measure::compare(
        rounds,
        || (0..TIMES).for_each(|_| drop(black_box(decode_body::<Cluster>(black_box(body)).unwrap()))),
        || (0..TIMES).for_each(|_| drop(black_box(serde_json::from_slice::<Value>(black_box(body)).unwrap()))),
    );
    report.at_most(&format!("decoding a cluster of {} bytes", body.len()), &minimum, 1.0);
}
