//! The log of requests, as the window sees it: followed only while there is a window.

mod detail;
mod row;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use outcrop_gateway::observe::{Change, Feed, Row};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep, timeout_at};

pub(crate) use row::{dollars, millis, since_1970};

use crate::view;

/// How long changes are gathered before they are told, so that a busy gateway does not keep the window from drawing.
const GATHER: Duration = Duration::from_millis(100);
/// The most rows in a message.
const CHUNK: usize = 500;

/// What is told: rows that are new or have changed; or all there are, beginning with these.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    /// Forget all rows before these.
    pub(crate) fresh: bool,
    /// In the order of their ids.
    pub(crate) rows: Vec<view::Row>,
}

/// Tells all rows, and then every change, until nobody listens. One that could not follow begins anew.
pub(crate) async fn follow(feed: Feed, tell: impl Fn(Rows)) {
    loop {
        let mut changes = feed.subscribe();
        let rows = feed.rows();
        chunks(&feed, &rows, true, &tell).await;
        loop {
            match gather(&mut changes).await {
                Gathered::Rows(rows) => {
                    let rows: Vec<Arc<Row>> = rows.into_values().collect();
                    chunks(&feed, &rows, false, &tell).await;
                }
                Gathered::Anew => break,
                Gathered::Over => return,
            }
        }
    }
}

/// What has come together.
enum Gathered {
    /// Rows by id, each as it was last.
    Rows(BTreeMap<u64, Arc<Row>>),
    /// Changes were missed, or the log was emptied.
    Anew,
    /// There is no feed any more.
    Over,
}

/// Waits for a change, and then a little for more.
async fn gather(changes: &mut Receiver<Change>) -> Gathered {
    let mut rows = BTreeMap::new();
    let mut until = None;
    loop {
        let change = match until {
            None => changes.recv().await,
            Some(until) => match timeout_at(until, changes.recv()).await {
                Ok(change) => change,
                Err(_) => return Gathered::Rows(rows),
            },
        };
        match change {
            Ok(Change::Opened(row) | Change::Updated(row) | Change::Closed(row)) => drop(rows.insert(row.id, row)),
            Ok(Change::Cleared) | Err(RecvError::Lagged(_)) => return Gathered::Anew,
            Err(RecvError::Closed) => return Gathered::Over,
        }
        until = until.or_else(|| Some(Instant::now() + GATHER));
    }
}

/// Tells rows in pieces, with time to draw between them. No rows are a piece too where they are all there are.
async fn chunks(feed: &Feed, rows: &[Arc<Row>], fresh: bool, tell: &impl Fn(Rows)) {
    if fresh && rows.is_empty() {
        tell(Rows { fresh, rows: Vec::new() });
    }
    for (place, piece) in rows.chunks(CHUNK).enumerate() {
        if place > 0 {
            sleep(GATHER).await;
        }
        let rows = piece.iter().map(|row| view::Row::of(row, feed.detail(row.id).is_some()));
        tell(Rows { fresh: fresh && place == 0, rows: rows.collect() });
    }
}

#[cfg(test)]
mod tests;
