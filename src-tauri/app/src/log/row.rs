//! A row, in the window's vocabulary.

use std::time::{Duration, SystemTime};

use outcrop_gateway::error::Kind;
use outcrop_gateway::ir::Price;
use outcrop_gateway::observe::{Outcome, Row, Timeline};

use crate::view::{self, Effort, Mark, RowError, Stage};

impl view::Row {
    /// The window's view of a row; `captured`: there is a detail to show.
    pub(crate) fn of(row: &Row, captured: bool) -> Self {
        Self {
            id: row.id,
            started: since_1970(row.started),
            method: row.method.clone(),
            path: row.path.clone(),
            app: row.app.map(|app| app.id().to_owned()),
            client: row.client.clone(),
            model: row.model.clone(),
            resolved_model: row.resolved_model.clone(),
            streamed: row.streamed,
            status: row.status,
            outcome: row.outcome.into(),
            first_token: row.first_token.map(millis),
            duration: row.duration.map(millis),
            usage: row.usage.map(|usage| view::Usage {
                input: usage.total_input(),
                cached: usage.cache_read,
                cache_written: usage.cache_write,
                output: usage.output,
            }),
            cost: row.cost.map(dollars),
            effort: row.effort.map(|effort| Effort::from(effort).word().to_owned()),
            service_tier: row.served.as_ref().and_then(|served| served.tier.clone()),
            profile: row.profile.as_deref().map(str::to_owned),
            region: row.region.as_deref().map(str::to_owned),
            adjusted: row.adjusted.clone(),
            aws_request_id: row.aws_request_id.clone(),
            error: error(row),
            timeline: timeline(row),
            captured,
        }
    }
}

fn error(row: &Row) -> Option<RowError> {
    let message = row.error.clone()?;
    let code = row.error_code.or_else(|| row.error_kind.map(Kind::name)).unwrap_or("error").to_owned();
    Some(RowError { code, message })
}

fn timeline(row: &Row) -> Vec<Mark> {
    let Timeline { body, parsed, sent, accepted } = row.timeline;
    let stages = [
        (Stage::Read, body),
        (Stage::Parsed, parsed),
        (Stage::Sent, sent),
        (Stage::Accepted, accepted),
        (Stage::FirstToken, row.first_token),
        (Stage::Ended, row.duration),
    ];
    stages.into_iter().filter_map(|(stage, at)| Some(Mark { stage, at: millis(at?) })).collect()
}

impl From<Outcome> for view::Outcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Open => Self::Open,
            Outcome::Finished => Self::Finished,
            Outcome::Failed => Self::Failed,
            Outcome::Cancelled => Self::Cancelled,
        }
    }
}

/// In milliseconds; 0 for what is before 1970.
pub(crate) fn since_1970(time: SystemTime) -> f64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0.0, millis)
}

pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// A price, in dollars.
pub(crate) fn dollars(Price(pico): Price) -> f64 {
    pico as f64 / 1e12
}
