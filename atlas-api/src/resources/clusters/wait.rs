//! Waiting for clusters.

use std::time::Duration;

use super::{AnyCluster, GetCluster, named::Named};
use crate::{
    Error, Response,
    wait::{Condition, Wait},
};

/// A wait for a cluster of either kind.
pub(super) fn wait_until(cluster: Named, condition: impl Condition + 'static) -> Wait<AnyCluster> {
    let timer = cluster.atlas.timer();
    let what = format!("cluster {}", cluster.name);
    Wait::new(move || GetCluster(cluster.clone()).send(), condition, timer, what)
}

/// What a wait gives whose condition no cluster that is gone can meet.
pub(super) fn present(last: Option<Response<AnyCluster>>) -> Result<Response<AnyCluster>, Error> {
    last.ok_or_else(|| Error::failed_state("the cluster", "absent".to_owned(), Duration::ZERO))
}

/// What a wait gives that ends when the cluster is gone.
pub(super) fn gone(_: Option<Response<AnyCluster>>) -> Result<(), Error> {
    Ok(())
}
