//! Comparison of processor times, and the report.

use std::{process::ExitCode, time::Duration};

use cpu_time::ThreadTime;

/// The minimum processor time of each side.
pub(crate) struct Minimum {
    facade: Duration,
    baseline: Duration,
}

/// Runs both sides alternately for a number of rounds and returns the minimum processor time of each. Other processes can
/// only increase the time of a run, so the minimum is the most accurate.
pub(crate) fn compare(rounds: u32, mut facade: impl FnMut(), mut baseline: impl FnMut()) -> Minimum {
    // The first run of each opens connections and fills caches.
    facade();
    baseline();
    let mut minimum = Minimum { facade: Duration::MAX, baseline: Duration::MAX };
    for _ in 0..rounds {
        minimum.facade = minimum.facade.min(time(&mut facade));
        minimum.baseline = minimum.baseline.min(time(&mut baseline));
    }
    minimum
}

fn time(run: &mut impl FnMut()) -> Duration {
    let begun = ThreadTime::now();
    run();
    begun.elapsed()
}

/// The results. Each is printed as soon as it is available.
#[derive(Default)]
pub(crate) struct Report {
    failed: bool,
}

impl Report {
    pub(crate) fn at_most(&mut self, what: &str, minimum: &Minimum, bound: f64) {
        let Minimum { facade, baseline } = minimum;
        let ratio = facade.as_secs_f64() / baseline.as_secs_f64();
        let passed = ratio <= bound;
        self.failed |= !passed;
        let result = if passed { "ok" } else { "FAILED" };
        println!(
            "{what}: {ratio:.3} times the baseline (must be at most {bound}; {facade:?} to {baseline:?}): {result}"
        );
    }

    pub(crate) fn finish(self) -> ExitCode {
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
