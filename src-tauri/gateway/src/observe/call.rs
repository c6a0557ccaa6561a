//! One request, from its headers to the last byte of its answer: opened once, closed once, whatever happens.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use super::feed::{Feed, Outcome, Row};
use crate::error::Error;
use crate::ir::{Complaint, Usage};

/// An open request. Dropping it before [`Call::finish`] records that the client went away.
#[derive(Debug)]
pub struct Call {
    feed: Feed,
    row: Arc<Row>,
    notes: Notes,
    closed: bool,
}

impl Call {
    /// A request has come in.
    #[must_use]
    pub fn open(feed: &Feed, method: &str, path: &str, client: Option<String>) -> Self {
        let row = feed.open(Row {
            id: 0,
            started: SystemTime::now(),
            method: method.to_owned(),
            path: brief(path),
            client: client.as_deref().map(brief),
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
        });
        let notes = Notes(Arc::new(Mutex::new(Draft { began: Instant::now(), row: Row::clone(&row) })));
        Self { feed: feed.clone(), row, notes, closed: false }
    }

    /// Where those who work on the request write down what they learn.
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.notes.clone()
    }

    /// The answer has been sent to its end.
    pub fn finish(&mut self) {
        let failed = {
            let draft = self.notes.draft();
            draft.row.error.is_some() || draft.row.status.is_some_and(|status| status >= 400)
        };
        self.close(if failed { Outcome::Failed } else { Outcome::Finished });
    }

    /// The answer could not be sent to its end through our own fault.
    pub fn fail(&mut self) {
        self.close(Outcome::Failed);
    }

    fn close(&mut self, outcome: Outcome) {
        if std::mem::replace(&mut self.closed, true) {
            return;
        }
        let row = {
            let draft = self.notes.draft();
            Row { id: self.row.id, outcome, duration: Some(draft.began.elapsed()), ..draft.row.clone() }
        };
        self.feed.close(row);
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.close(Outcome::Cancelled);
    }
}

/// What is learnt about a request while it is worked on. A clone writes to the same place.
#[derive(Debug, Clone)]
pub struct Notes(Arc<Mutex<Draft>>);

#[derive(Debug)]
struct Draft {
    began: Instant,
    row: Row,
}

impl Notes {
    /// What the client asked for.
    pub fn asked(&self, model: &str, streamed: bool) {
        let mut draft = self.draft();
        draft.row.model = Some(brief(model));
        draft.row.streamed = streamed;
    }

    /// Which model that meant.
    pub fn resolved(&self, model: &str) {
        let mut draft = self.draft();
        if draft.row.model.as_deref() != Some(model) {
            draft.row.resolved_model = Some(brief(model));
        }
    }

    /// What could not be honoured as written.
    pub fn adjusted(&self, complaints: &[Complaint]) {
        self.draft().row.adjusted = complaints.iter().take(32).map(|complaint| brief(&complaint.to_string())).collect();
    }

    /// AWS's request id.
    pub fn aws_request_id(&self, id: Option<&str>) {
        if let Some(id) = id {
            self.draft().row.aws_request_id = Some(id.to_owned());
        }
    }

    /// The status that was sent.
    pub fn status(&self, status: u16) {
        self.draft().row.status = Some(status);
    }

    /// The first token is on its way.
    pub fn first_token(&self) {
        let mut draft = self.draft();
        let elapsed = draft.began.elapsed();
        draft.row.first_token.get_or_insert(elapsed);
    }

    /// What an answer took. Several answers add up.
    pub fn add_usage(&self, usage: Usage) {
        let mut draft = self.draft();
        draft.row.usage = Some(draft.row.usage.into_iter().chain([usage]).sum());
    }

    /// What went wrong, in the client's words.
    pub fn error(&self, error: &Error) {
        let mut draft = self.draft();
        draft.row.error = Some(error.message().to_owned());
        if let Some(id) = error.aws_request_id() {
            draft.row.aws_request_id = Some(id.to_owned());
        }
    }

    /// A panic while the lock was held leaves a whole row behind.
    fn draft(&self) -> MutexGuard<'_, Draft> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As much of a text as a row has room for: clients choose its length, and thousands of rows are kept.
fn brief(text: &str) -> String {
    const ROOM: usize = 256;
    match text.char_indices().nth(ROOM) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(feed: &Feed) -> Arc<Row> {
        feed.rows().pop().expect("a row")
    }

    #[test]
    fn a_call_is_closed_once() {
        let feed = Feed::default();
        let mut changes = feed.subscribe();
        let mut call = Call::open(&feed, "POST", "/v1/chat/completions", None);
        call.notes().status(200);
        call.finish();
        call.fail();
        drop(call);
        assert_eq!(last(&feed).outcome, Outcome::Finished);
        assert!(last(&feed).duration.is_some());
        let mut seen = 0;
        while changes.try_recv().is_ok() {
            seen += 1;
        }
        assert_eq!(seen, 2, "opened and closed");
    }

    #[test]
    fn one_that_is_dropped_was_cancelled() {
        let feed = Feed::default();
        drop(Call::open(&feed, "POST", "/x", None));
        assert_eq!(last(&feed).outcome, Outcome::Cancelled);
    }

    #[test]
    fn a_stream_that_broke_after_its_200_has_failed() {
        let feed = Feed::default();
        let mut call = Call::open(&feed, "POST", "/x", None);
        call.notes().status(200);
        call.notes().error(&Error::new(crate::error::Kind::Upstream, "broke off"));
        call.finish();
        assert_eq!((last(&feed).outcome, last(&feed).error.clone()), (Outcome::Failed, Some("broke off".into())));
    }
}
