//! The last requests, and a broadcast of what changes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;

use super::capture::{Captures, Detail};
use super::row::{Outcome, Row};

/// What subscribers hear.
#[derive(Debug, Clone)]
pub enum Change {
    /// A request came in.
    Opened(Arc<Row>),
    /// More is known of it: the same id, with the model, and who asks it. At most once.
    Updated(Arc<Row>),
    /// It ended: the same id, complete.
    Closed(Arc<Row>),
    /// The log was cleared: what is left is in [`Feed::rows`].
    Cleared,
}

/// The last requests, in memory, bounded. A clone is the same feed.
#[derive(Debug, Clone)]
pub struct Feed(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    ring: Mutex<Ring>,
    changes: broadcast::Sender<Change>,
    captures: Captures,
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
        let ring = Mutex::new(Ring { rows: VecDeque::new(), capacity, last_id: 0 });
        Self(Arc::new(Shared { ring, changes, captures: Captures::default() }))
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

    /// Whether what is said is kept of requests that come in from now on. Turning it off forgets all of it.
    pub fn set_capture(&self, on: bool) {
        self.0.captures.set(on);
    }

    /// Whether what is said is kept.
    #[must_use]
    pub fn captures(&self) -> bool {
        self.0.captures.is_on()
    }

    /// What was said in a request, as far as it has come; `None` where it is not kept.
    #[must_use]
    pub fn detail(&self, id: u64) -> Option<Arc<Detail>> {
        self.0.captures.get(id)
    }

    pub(super) fn captured(&self) -> &Captures {
        &self.0.captures
    }

    /// Forgets every request that has ended, and what was said in any.
    pub fn clear(&self) {
        self.0.captures.clear();
        self.ring().rows.retain(|row| row.outcome == Outcome::Open);
        let _ = self.0.changes.send(Change::Cleared);
    }

    /// Whether anybody hears of changes.
    pub(crate) fn is_heard(&self) -> bool {
        self.0.changes.receiver_count() > 0
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

    /// Puts the row that knows more in the open one's place, and tells.
    pub(crate) fn update(&self, row: Row) {
        let row = Arc::new(row);
        self.ring().replace(&row);
        let _ = self.0.changes.send(Change::Updated(row));
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

    /// Ids ascend.
    fn replace(&mut self, row: &Arc<Row>) {
        if let Ok(place) = self.rows.binary_search_by_key(&row.id, |known| known.id) {
            self.rows[place] = Arc::clone(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str) -> Row {
        Row::new("POST", path)
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

    #[test]
    fn clearing_leaves_what_is_open() {
        let feed = Feed::default();
        let mut changes = feed.subscribe();
        let [a, b, _] = ["/a", "/b", "/c"].map(|path| feed.open(row(path)));
        for row in [&a, &b] {
            feed.close(Row { outcome: Outcome::Finished, ..Row::clone(row) });
        }
        feed.clear();
        assert_eq!(paths(&feed), ["/c"]);
        feed.open(row("/d"));
        feed.close(Row { outcome: Outcome::Finished, ..Row::clone(&feed.rows()[0]) });
        assert_eq!((paths(&feed), feed.rows()[0].outcome), (vec!["/c".into(), "/d".into()], Outcome::Finished));
        let mut seen = Vec::new();
        while let Ok(change) = changes.try_recv() {
            seen.push(matches!(change, Change::Cleared));
        }
        assert_eq!(seen, [false, false, false, false, false, true, false, false]);
    }
}
