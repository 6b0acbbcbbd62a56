//! Totals of a report.

use crate::outcome::Outcome;

/// The totals of a report on one recording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Exchanges at the generated version.
    pub total: usize,
    /// Exchanges among `total` that were decoded.
    pub decoded: usize,
    /// Exchanges among `total` that were serialized again with nothing lost or added.
    pub lossless: usize,
    /// Properties that are not in the document.
    pub undocumented: usize,
    /// Exchanges at another version.
    pub other_version: usize,
}

impl Counts {
    /// Returns whether every exchange at the generated version was decoded and serialized again without loss.
    #[must_use]
    pub fn all_conform(&self) -> bool {
        self.decoded == self.total && self.lossless == self.total
    }

    pub(crate) fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::OtherVersion { .. } => self.other_version += 1,
            Outcome::Undecodable(_) => self.total += 1,
            Outcome::Decoded { lossy, undocumented } => {
                self.total += 1;
                self.decoded += 1;
                self.lossless += usize::from(lossy.is_empty());
                self.undocumented += undocumented.len();
            }
        }
    }
}
