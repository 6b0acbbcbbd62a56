//! Reproducible random numbers.

/// A SplitMix64 generator. The seed determines its sequence of numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Random {
    pub(super) seed: u64,
    state: u64,
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    /// Draws whether an event with this probability happens.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        // An `f64` has 53 bits of precision.
        let fraction = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        fraction < probability
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn a_seed_determines_what_happens() {
        let run = |seed| {
            let mut random = Random::new(seed);
            (0..1000).map(|_| random.happens(0.1)).collect::<Vec<_>>()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let often = run(7).into_iter().filter(|&happens| happens).count();
        assert!((70..=130).contains(&often), "{often} of 1000");
    }

    #[test]
    fn probability_one_always_happens_and_zero_never() {
        let mut random = Random::new(1);
        assert!((0..1000).all(|_| random.happens(1.0) && !random.happens(0.0)));
    }
}
