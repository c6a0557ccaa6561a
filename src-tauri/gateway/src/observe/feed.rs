//! The last requests, and a broadcast of what changes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::sync::broadcast;

use crate::ir::Usage;

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Still running.
    Open,
    /// The client got all of it.
    Finished,
    /// It ended in an error.
    Failed,
    /// The client went away.
    Cancelled,
}

/// One request: metadata only, never a body, never a secret.
#[derive(Debug, Clone)]
pub struct Row {
    /// Counts up from 1 within a feed.
    pub id: u64,
    /// When its headers had arrived.
    pub started: SystemTime,
    /// The HTTP method.
    pub method: String,
    /// The path, without its query.
    pub path: String,
    /// The client, as its `user-agent` says.
    pub client: Option<String>,
    /// The model that was asked for.
    pub model: Option<String>,
    /// The model id that Bedrock was asked for, where it differs.
    pub resolved_model: Option<String>,
    /// Whether the answer was streamed.
    pub streamed: bool,
    /// The HTTP status sent.
    pub status: Option<u16>,
    /// How it ended.
    pub outcome: Outcome,
    /// From the request's headers to the first token sent.
    pub first_token: Option<Duration>,
    /// From the request's headers to the end.
    pub duration: Option<Duration>,
    /// Tokens, where Bedrock told.
    pub usage: Option<Usage>,
    /// Parameters that were dropped or changed.
    pub adjusted: Vec<String>,
    /// AWS's request id.
    pub aws_request_id: Option<String>,
    /// The message of the error that ended it.
    pub error: Option<String>,
}

/// What subscribers hear.
#[derive(Debug, Clone)]
pub enum Change {
    /// A request came in.
    Opened(Arc<Row>),
    /// It ended: the same id, complete.
    Closed(Arc<Row>),
}

/// The last requests, in memory, bounded. A clone is the same feed.
#[derive(Debug, Clone)]
pub struct Feed(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    ring: Mutex<Ring>,
    changes: broadcast::Sender<Change>,
}

#[derive(Debug)]
struct Ring {
    rows: VecDeque<Arc<Row>>,
    capacity: usize,
    last_id: u64,
}

impl Default for Feed {
    fn default() -> Self {
        Self::new(10_000)
    }
}

impl Feed {
    /// A feed that remembers the last `capacity` requests.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        let (changes, _) = broadcast::channel(1024);
        Self(Arc::new(Shared { ring: Mutex::new(Ring { rows: VecDeque::new(), capacity, last_id: 0 }), changes }))
    }

    /// Hears every change from now on. One that is too slow learns how many it missed, and asks for [`Feed::rows`] again.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.0.changes.subscribe()
    }

    /// The requests remembered, oldest first.
    #[must_use]
    pub fn rows(&self) -> Vec<Arc<Row>> {
        self.ring().rows.iter().cloned().collect()
    }

    /// Gives the row its id, remembers it and tells.
    pub(crate) fn open(&self, mut row: Row) -> Arc<Row> {
        let row = {
            let mut ring = self.ring();
            ring.last_id += 1;
            row.id = ring.last_id;
            let row = Arc::new(row);
            ring.push(Arc::clone(&row));
            row
        };
        // No subscriber is no error.
        let _ = self.0.changes.send(Change::Opened(Arc::clone(&row)));
        row
    }

    /// Puts the finished row in the open one's place, and tells.
    pub(crate) fn close(&self, row: Row) {
        let row = Arc::new(row);
        self.ring().replace(&row);
        let _ = self.0.changes.send(Change::Closed(row));
    }

    /// A panic while the lock was held leaves whole rows behind: the ring stays usable.
    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.0.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ring {
    fn push(&mut self, row: Arc<Row>) {
        if self.rows.len() >= self.capacity {
            self.rows.pop_front();
        }
        self.rows.push_back(row);
    }

    /// Ids are dense and ascending, so a row's place follows from its id.
    fn replace(&mut self, row: &Arc<Row>) {
        let Some(first) = self.rows.front().map(|first| first.id) else { return };
        let place = row.id.checked_sub(first).and_then(|offset| usize::try_from(offset).ok());
        if let Some(slot) = place.and_then(|place| self.rows.get_mut(place)) {
            *slot = Arc::clone(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str) -> Row {
        Row {
            id: 0,
            started: SystemTime::UNIX_EPOCH,
            method: "POST".into(),
            path: path.into(),
            client: None,
            model: None,
            resolved_model: None,
            streamed: false,
            status: None,
            outcome: Outcome::Open,
            first_token: None,
            duration: None,
            usage: None,
            adjusted: Vec::new(),
            aws_request_id: None,
            error: None,
        }
    }

    fn paths(feed: &Feed) -> Vec<String> {
        feed.rows().iter().map(|row| row.path.clone()).collect()
    }

    #[test]
    fn the_oldest_row_goes_when_the_feed_is_full() {
        let feed = Feed::new(2);
        for path in ["/a", "/b", "/c"] {
            feed.open(row(path));
        }
        assert_eq!(paths(&feed), ["/b", "/c"]);
    }

    #[test]
    fn closing_replaces_the_open_row_even_after_others_have_gone() {
        let feed = Feed::new(2);
        feed.open(row("/a"));
        let b = feed.open(row("/b"));
        feed.open(row("/c"));
        feed.close(Row { outcome: Outcome::Finished, ..Row::clone(&b) });
        assert_eq!(feed.rows()[0].outcome, Outcome::Finished);
        assert_eq!(paths(&feed), ["/b", "/c"]);
    }

    #[test]
    fn closing_a_row_that_has_gone_changes_nothing() {
        let feed = Feed::new(1);
        let a = feed.open(row("/a"));
        feed.open(row("/b"));
        feed.close(Row { outcome: Outcome::Finished, ..Row::clone(&a) });
        assert_eq!(paths(&feed), ["/b"]);
        assert_eq!(feed.rows()[0].outcome, Outcome::Open);
    }
}
