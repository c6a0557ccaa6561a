//! What the doctor finds, in the window's vocabulary.

use outcrop_gateway::doctor::{Finding, Verdict};

use crate::view::{self, DoctorStep};

impl From<Finding> for DoctorStep {
    fn from(finding: Finding) -> Self {
        let verdict = match finding.verdict {
            Verdict::Well => view::Verdict::Well,
            Verdict::Odd => view::Verdict::Odd,
            Verdict::Wrong => view::Verdict::Wrong,
            Verdict::Skipped => view::Verdict::Skipped,
        };
        Self { part: finding.part.name().to_owned(), verdict, words: finding.words }
    }
}
