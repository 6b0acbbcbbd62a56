//! Ratios of processor time, and what is said of them.

use std::{process::ExitCode, time::Duration};

use cpu_time::ThreadTime;

/// How much processor time `ours` takes for each unit that `theirs` takes: the median of `rounds`, in each of which both
/// run, in turns, so that what slows the machine down slows both.
pub(crate) fn ratio(rounds: u32, mut ours: impl FnMut(), mut theirs: impl FnMut()) -> f64 {
    // The first run of each opens connections and fills caches.
    ours();
    theirs();
    let mut ratios: Vec<_> = (0..rounds)
        .map(|round| {
            // Who comes first changes, for the sake of fairness.
            let (ours, theirs) = if round % 2 == 0 {
                let ours = time(&mut ours);
                (ours, time(&mut theirs))
            } else {
                let theirs = time(&mut theirs);
                (time(&mut ours), theirs)
            };
            ours.as_secs_f64() / theirs.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

fn time(run: &mut impl FnMut()) -> Duration {
    let begun = ThreadTime::now();
    run();
    begun.elapsed()
}

/// The figures, each printed when it is there.
#[derive(Default)]
pub(crate) struct Report {
    beyond: bool,
}

impl Report {
    pub(crate) fn at_most(&mut self, what: &str, ratio: f64, bound: f64) {
        let kept = ratio <= bound;
        self.beyond |= !kept;
        println!("{what}: {ratio:.3} times the floor (at most {bound}): {}", if kept { "kept" } else { "BEYOND" });
    }

    pub(crate) fn conclude(self) -> ExitCode {
        if self.beyond { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
