//! One request, from its headers to the last byte of its answer: opened once, closed once, whatever happens.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::app::App;
use super::capture::{Body, Detail, Redactor, Sent, without_key};
use super::feed::Feed;
use super::head::Head;
use super::row::{Outcome, Row, Timeline};
use crate::error::Error;
use crate::ir::{Complaint, Effort, Event, Pieces, Price, Prices, Served, Usage};

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
    pub fn open(feed: &Feed, method: &str, path: &str, head: &(impl Head + ?Sized)) -> Self {
        let kept = |text: Cow<'_, str>| brief(&without_key(text, head));
        let (client, app) = (head.value("user-agent").map(|agent| kept(String::from_utf8_lossy(agent))), App::of(head));
        let row = feed.open(Row { client, app, ..Row::new(method, &kept(path.into())) });
        let draft = Mutex::new(Draft { row: Row::clone(&row), cost: Cost::Nothing });
        let capture = feed.captures().then(|| Capture::open(feed, row.id, head));
        let notes = Notes(Arc::new(Shared { feed: feed.clone(), began: Instant::now(), draft, capture }));
        Self { feed: feed.clone(), row, notes, closed: false }
    }

    /// Where those who work on the request write down what they learn.
    #[must_use]
    pub fn notes(&self) -> Notes {
        self.notes.clone()
    }

    /// The next bytes of the answer's body.
    pub fn sends(&self, bytes: &[u8]) {
        self.notes.keep(|detail, redactor| detail.reply(bytes, redactor));
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
            Row { id: self.row.id, outcome, duration: Some(self.notes.0.began.elapsed()), ..draft.row.clone() }
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
pub struct Notes(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    feed: Feed,
    began: Instant,
    draft: Mutex<Draft>,
    /// Decided when the request came in.
    capture: Option<Capture>,
}

/// What keeps what is said in this request.
#[derive(Debug)]
struct Capture {
    id: u64,
    redactor: Redactor,
}

#[derive(Debug)]
struct Draft {
    row: Row,
    cost: Cost,
}

/// What the answers so far cost. One that cannot be reckoned makes the sum unknown.
#[derive(Debug, Clone, Copy)]
enum Cost {
    Nothing,
    Known(Price),
    Unknown,
}

impl Notes {
    /// The whole body is there.
    pub fn body_read(&self) {
        self.at(|timeline| &mut timeline.body);
    }

    /// What the client asked for.
    pub fn asked(&self, model: &str, streamed: bool) {
        self.at(|timeline| &mut timeline.parsed);
        let mut draft = self.draft();
        draft.row.model = Some(self.redacted(model));
        draft.row.streamed = streamed;
    }

    /// Which model that meant, and who asks it where.
    pub fn resolved(&self, model: &str, profile: Option<&Arc<str>>, region: &Arc<str>) {
        let mut draft = self.draft();
        let row = &mut draft.row;
        if row.model.as_deref() != Some(model) {
            row.resolved_model = Some(self.redacted(model));
        }
        (row.profile, row.region) = (profile.cloned(), Some(Arc::clone(region)));
    }

    /// The calls are ready to be sent: all is known that can be before. Those who watch are told.
    pub fn ready(&self, effort: Option<Effort>, prices: Prices) {
        let mut draft = self.draft();
        draft.row.effort = effort;
        draft.row.prices = (prices != Prices::default()).then(|| Arc::new(prices));
        draft.row.timeline.sent = Some(self.0.began.elapsed());
        if self.0.feed.is_heard() {
            let row = draft.row.clone();
            drop(draft);
            self.0.feed.update(row);
        }
    }

    /// AWS had accepted the first call by then.
    pub fn accepted(&self, then: Instant) {
        let mut draft = self.draft();
        let elapsed = then.saturating_duration_since(self.0.began);
        draft.row.timeline.accepted.get_or_insert(elapsed);
    }

    /// What Bedrock says of how it served the answer.
    pub fn served(&self, served: &Served) {
        self.draft().row.served = Some(Box::new(served.clone()));
    }

    fn at(&self, point: fn(&mut Timeline) -> &mut Option<Duration>) {
        let elapsed = self.0.began.elapsed();
        let mut draft = self.draft();
        point(&mut draft.row.timeline).get_or_insert(elapsed);
    }

    /// What could not be honoured as written.
    pub fn adjusted(&self, complaints: &[Complaint]) {
        let adjusted = complaints.iter().take(32).map(|complaint| self.redacted(&complaint.to_string())).collect();
        self.draft().row.adjusted = adjusted;
        self.keep(|detail, redactor| {
            let kept = |text: &str| redactor.text(text.into()).into_owned();
            let pair = |complaint: &Complaint| (kept(&complaint.param), kept(&complaint.what));
            detail.complaints = complaints.iter().map(pair).collect();
        });
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
        let elapsed = self.0.began.elapsed();
        let mut draft = self.draft();
        draft.row.first_token.get_or_insert(elapsed);
    }

    /// What an answer took. Several answers add up.
    pub fn add_usage(&self, usage: Usage) {
        let mut draft = self.draft();
        draft.row.usage = Some(draft.row.usage.into_iter().chain([usage]).sum());
        let tier = draft.row.served.as_ref().and_then(|served| served.tier.as_deref()).map(str::to_owned);
        draft.pay(|prices| prices.cost(&usage, tier.as_deref()));
    }

    /// What came that is not counted in tokens.
    pub fn add_pieces(&self, pieces: Pieces) {
        if pieces != Pieces::default() {
            self.draft().pay(|prices| prices.cost_of(pieces));
        }
    }

    /// What went wrong, in the client's words.
    pub fn error(&self, error: &Error) {
        let mut draft = self.draft();
        draft.row.error = Some(self.without_secrets(error.message()).into_owned());
        (draft.row.error_kind, draft.row.error_code) = (Some(error.kind()), error.reason());
        if let Some(id) = error.aws_request_id() {
            draft.row.aws_request_id = Some(id.to_owned());
        }
    }

    /// The request's body.
    pub fn body(&self, body: &[u8]) {
        self.keep(|detail, redactor| detail.request = Some(Body::without_secrets(body, redactor)));
    }

    /// AWS is asked this, for so many answers.
    pub fn asks(&self, operation: &'static str, model: &str, times: usize, body: &[u8]) {
        self.keep(|detail, redactor| {
            let body = Body::without_secrets(body, redactor);
            detail.send(Sent { operation, model: redactor.text(model.into()).into_owned(), times, body });
        });
    }

    /// The head of the answer.
    pub fn answers(&self, head: &(impl Head + ?Sized)) {
        self.keep(|detail, redactor| detail.response_headers = redactor.headers(head));
    }

    /// The next event of an answer.
    pub fn happens(&self, answer: usize, event: &Event) {
        self.keep(|detail, redactor| detail.see(self.0.began.elapsed(), answer, event, redactor));
    }

    fn redacted(&self, text: &str) -> String {
        brief(&self.without_secrets(text))
    }

    /// Where what is said is kept, it is known what must not be.
    fn without_secrets<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.0.capture {
            Some(capture) => capture.redactor.text(text.into()),
            None => text.into(),
        }
    }

    /// Nothing at all, unless what is said is kept.
    fn keep(&self, write: impl FnOnce(&mut Detail, &Redactor)) {
        if let Some(Capture { id, redactor }) = &self.0.capture {
            self.0.feed.captured().write(*id, |detail| write(detail, redactor));
        }
    }

    /// A panic while the lock was held leaves a whole row behind.
    fn draft(&self) -> MutexGuard<'_, Draft> {
        self.0.draft.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Capture {
    fn open(feed: &Feed, id: u64, head: &(impl Head + ?Sized)) -> Self {
        let redactor = Redactor::new(head);
        feed.captured().open(id);
        feed.captured().write(id, |detail| detail.request_headers = redactor.headers(head));
        Self { id, redactor }
    }
}

impl Draft {
    fn pay(&mut self, price: impl FnOnce(&Prices) -> Option<Price>) {
        let price = self.row.prices.as_deref().and_then(price);
        self.cost = match (self.cost, price) {
            (Cost::Nothing, Some(price)) => Cost::Known(price),
            (Cost::Known(Price(sum)), Some(Price(price))) => Cost::Known(Price(sum.saturating_add(price))),
            (_, None) | (Cost::Unknown, Some(_)) => Cost::Unknown,
        };
        self.row.cost = match self.cost {
            Cost::Known(price) => Some(price),
            Cost::Nothing | Cost::Unknown => None,
        };
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

    const NOBODY: &[(&str, &str)] = &[];

    fn last(feed: &Feed) -> Arc<Row> {
        feed.rows().pop().expect("a row")
    }

    #[test]
    fn a_call_is_closed_once() {
        let feed = Feed::default();
        let mut changes = feed.subscribe();
        let mut call = Call::open(&feed, "POST", "/v1/chat/completions", NOBODY);
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
        drop(Call::open(&feed, "POST", "/x", NOBODY));
        assert_eq!(last(&feed).outcome, Outcome::Cancelled);
    }

    #[test]
    fn a_stream_that_broke_after_its_200_has_failed() {
        let feed = Feed::default();
        let mut call = Call::open(&feed, "POST", "/x", NOBODY);
        call.notes().status(200);
        call.notes().error(&Error::new(crate::error::Kind::Upstream, "broke off"));
        call.finish();
        assert_eq!((last(&feed).outcome, last(&feed).error.clone()), (Outcome::Failed, Some("broke off".into())));
    }
}
