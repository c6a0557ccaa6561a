//! What the doctor finds.

use serde::Serialize;

/// The findings, as far as they are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Doctor {
    /// Whether it is still at it.
    pub(crate) running: bool,
    /// When it began.
    pub(crate) at: f64,
    /// Step by step.
    pub(crate) steps: Vec<DoctorStep>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DoctorStep {
    /// What was looked at: `files`, `identity`, `clock`, `account`, `models`, `call`.
    pub(crate) part: String,
    /// How it is.
    pub(crate) verdict: Verdict,
    /// In words, with the remedy.
    pub(crate) words: String,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Verdict {
    /// As it should be.
    Well,
    /// Works, and is worth knowing.
    Odd,
    /// Has to be mended.
    Wrong,
    /// Could not be looked at.
    Skipped,
}
