//! The counts of a day.

use hdrhistogram::Histogram;
use jiff::civil::Date;
use outcrop_gateway::observe::{Outcome, Row};

use crate::log::dollars;
use crate::view::Tally;

/// An hour, in milliseconds: what takes longer counts as that.
const LONGEST: u64 = 3_600_000;
/// Within one in a hundred.
const DIGITS: u8 = 2;

/// A day's counts.
#[derive(Debug)]
pub(super) struct Day {
    /// Which day.
    pub(super) date: Date,
    tally: Tally,
    first_token: Times,
    duration: Times,
}

impl Day {
    /// A day in which nothing has happened.
    pub(super) fn new(date: Date) -> Self {
        Self { date, tally: Tally::default(), first_token: Times::default(), duration: Times::default() }
    }

    /// A request that has ended.
    pub(super) fn add(&mut self, row: &Row) {
        let tally = &mut self.tally;
        tally.requests += 1;
        tally.errors += u32::from(row.outcome == Outcome::Failed);
        tally.cancelled += u32::from(row.outcome == Outcome::Cancelled);
        if let Some(usage) = row.usage {
            tally.input += usage.total_input();
            tally.cached += usage.cache_read;
            tally.output += usage.output;
            tally.unpriced += u32::from(row.cost.is_none());
        }
        if let Some(cost) = row.cost {
            tally.cost = Some(tally.cost.unwrap_or(0.0) + dollars(cost));
        }
        self.first_token.add(row.first_token);
        // How long others took, who got an answer: an error comes at once, and one who left did not wait for the end.
        if row.outcome == Outcome::Finished {
            self.duration.add(row.duration);
        }
    }

    /// What the window is told.
    pub(super) fn view(&self) -> Tally {
        Tally {
            first_token: self.first_token.at(0.5),
            duration: self.duration.at(0.5),
            slow: self.duration.at(0.95),
            ..self.tally.clone()
        }
    }
}

/// How long things took, in a few kilobytes however many there were.
#[derive(Debug, Default)]
struct Times(Option<Histogram<u32>>);

impl Times {
    fn add(&mut self, time: Option<std::time::Duration>) {
        let Some(time) = time else { return };
        // These bounds are ones that it takes.
        if self.0.is_none() {
            self.0 = Histogram::new_with_bounds(1, LONGEST, DIGITS).ok();
        }
        if let Some(times) = &mut self.0 {
            times.saturating_record(u64::try_from(time.as_millis()).unwrap_or(LONGEST));
        }
    }

    fn at(&self, quantile: f64) -> Option<f64> {
        self.0.as_ref().map(|times| times.value_at_quantile(quantile) as f64)
    }
}
