//! One log line for each finished request.

use std::time::Duration;

use outcrop_gateway::observe::{Change, Outcome, Row};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// Logs requests as they finish, until the feed's last owner is gone.
pub(crate) async fn log(mut changes: Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(Change::Closed(row)) => log_row(&row),
            Ok(Change::Opened(_) | Change::Updated(_) | Change::Cleared) => {}
            Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "more happened than the log could follow"),
            Err(RecvError::Closed) => return,
        }
    }
}

/// What a client chose (path, model, its own name) is written with `Debug`, so that it cannot begin a line of its own.
fn log_row(row: &Row) {
    let outcome = outcome(row.outcome);
    let adjusted = (!row.adjusted.is_empty()).then(|| row.adjusted.join(","));
    tracing::info!(
        method = row.method,
        path = ?row.path,
        status = row.status,
        outcome,
        ms = row.duration.map(millis),
        first_token_ms = row.first_token.map(millis),
        model = row.model.as_ref().map(tracing::field::debug),
        resolved = row.resolved_model.as_ref().map(tracing::field::debug),
        streamed = row.streamed,
        input_tokens = row.usage.as_ref().map(|usage| usage.input),
        output_tokens = row.usage.as_ref().map(|usage| usage.output),
        adjusted = adjusted.as_ref().map(tracing::field::debug),
        client = row.client.as_ref().map(tracing::field::debug),
        aws_request_id = row.aws_request_id.as_ref().map(tracing::field::debug),
        error = row.error.as_ref().map(tracing::field::debug),
        "request"
    );
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "open",
        Outcome::Finished => "finished",
        Outcome::Failed => "failed",
        Outcome::Cancelled => "cancelled",
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
