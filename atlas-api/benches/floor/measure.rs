//! Processor time, side by side, and what is said of them.

use std::{process::ExitCode, time::Duration};

use cpu_time::ThreadTime;

/// The least processor time that each side took.
pub(crate) struct Least {
    ours: Duration,
    theirs: Duration,
}

/// The least processor time of each side over `rounds`, in which both run in turns: what else goes on on the machine can
/// only add to the time of a run, so that the least is the truest.
pub(crate) fn compare(rounds: u32, mut ours: impl FnMut(), mut theirs: impl FnMut()) -> Least {
    // The first run of each opens connections and fills caches.
    ours();
    theirs();
    let mut least = Least { ours: Duration::MAX, theirs: Duration::MAX };
    for _ in 0..rounds {
        least.ours = least.ours.min(time(&mut ours));
        least.theirs = least.theirs.min(time(&mut theirs));
    }
    least
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
    pub(crate) fn at_most(&mut self, what: &str, least: &Least, bound: f64) {
        let Least { ours, theirs } = least;
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let kept = ratio <= bound;
        self.beyond |= !kept;
        let verdict = if kept { "kept" } else { "BEYOND" };
        println!("{what}: {ratio:.3} times the floor (at most {bound}; {ours:?} against {theirs:?}): {verdict}");
    }

    pub(crate) fn conclude(self) -> ExitCode {
        if self.beyond { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
