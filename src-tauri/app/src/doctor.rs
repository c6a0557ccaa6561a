//! What the doctor finds, until it is told in the window's vocabulary.

use outcrop_gateway::doctor::{Finding, Verdict};

use crate::text::Text;
use crate::view::{self, DoctorStep};

/// The findings, as far as they are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doctor {
    /// Whether it is still at it.
    pub(crate) running: bool,
    /// When it began.
    pub(crate) at: f64,
    /// Step by step.
    pub(crate) findings: Vec<Finding>,
}

impl Doctor {
    /// As the window is told it.
    pub(crate) fn view(&self, text: Text) -> view::Doctor {
        let steps = self.findings.iter().map(|finding| step(finding, text)).collect();
        view::Doctor { running: self.running, at: self.at, steps }
    }
}

fn step(finding: &Finding, text: Text) -> DoctorStep {
    let verdict = match finding.verdict {
        Verdict::Well => view::Verdict::Well,
        Verdict::Odd => view::Verdict::Odd,
        Verdict::Wrong => view::Verdict::Wrong,
        Verdict::Skipped => view::Verdict::Skipped,
    };
    DoctorStep { part: finding.part.name().to_owned(), verdict, words: text.say(&finding.what) }
}
