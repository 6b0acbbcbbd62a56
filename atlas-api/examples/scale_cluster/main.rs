//! Changes the instance size of a cluster, and shows a progress bar until the cluster has it.
//!
//! It needs credentials, such as `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`,
//! `MONGODB_ATLAS_PROJECT_ID`, `CLUSTER` with the name of the cluster, and `INSTANCE_SIZE`, such as `M30`.

use std::{io::Write, time::Duration};

use atlas_api::Atlas;
use indicatif::{ProgressBar, ProgressDrawTarget};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (cluster, size) = (std::env::var("CLUSTER")?, std::env::var("INSTANCE_SIZE")?);
    run(&Atlas::from_env()?, (&cluster, &size), ProgressDrawTarget::stderr(), &mut std::io::stdout()).await
}

async fn run(
    atlas: &Atlas,
    (cluster, size): (&str, &str),
    progress: ProgressDrawTarget,
    out: &mut impl Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let changed = atlas.clusters().ensure_instance_size(cluster, size).await?.changed();
    if !changed {
        writeln!(out, "{cluster} has the size {size} already")?;
        return Ok(());
    }
    let wait = atlas.clusters().wait_until_idle(cluster).time_limit(Duration::from_secs(3600));
    let mut states = wait.stream();
    // Atlas does not say how far a change is, so the bar shows the state and the time.
    let bar = ProgressBar::with_draw_target(None, progress).with_message(format!("scaling {cluster}"));
    let mut last = String::new();
    while let Some(observation) = states.next().await {
        let observation = observation?;
        bar.set_message(format!("{cluster} is {}", observation.state()));
        bar.tick();
        if observation.state() != last {
            last = observation.state().to_owned();
            writeln!(out, "{cluster} is {last}")?;
        }
    }
    bar.finish_and_clear();
    writeln!(out, "{cluster} has the size {size}")?;
    Ok(())
}

#[cfg(test)]
#[path = "../shared/mod.rs"]
mod shared;

#[tokio::test]
async fn the_cluster_is_scaled_once() {
    let (_fake, atlas) = shared::fake(&[shared::cluster("orders", "M10")]).await;
    for expected in
        ["orders is UPDATING\norders is IDLE\norders has the size M30\n", "orders has the size M30 already\n"]
    {
        let mut out = Vec::new();
        let outcome = run(&atlas, ("orders", "M30"), ProgressDrawTarget::hidden(), &mut out).await;
        assert_eq!(shared::text(outcome, out), expected);
    }
}
