//! What is found of a recording, in numbers.

use crate::verdict::Verdict;

/// What is found of a recording, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The exchanges that are of the generated version.
    pub of: usize,
    /// Those of them that were decoded.
    pub decoded: usize,
    /// Those of them that were written back with nothing lost or made up.
    pub lossless: usize,
    /// The properties that the document does not know.
    pub undocumented: usize,
    /// The exchanges that are of another version.
    pub other: usize,
}

impl Counts {
    /// Whether every exchange of the generated version was decoded and written back whole.
    #[must_use]
    pub fn all_conform(&self) -> bool {
        self.decoded == self.of && self.lossless == self.of
    }

    pub(crate) fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::OtherVersion { .. } => self.other += 1,
            Verdict::Undecodable(_) => self.of += 1,
            Verdict::Decoded { lossy, undocumented } => {
                self.of += 1;
                self.decoded += 1;
                self.lossless += usize::from(lossy.is_empty());
                self.undocumented += undocumented.len();
            }
        }
    }
}
