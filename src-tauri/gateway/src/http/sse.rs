//! A stream of events as the bytes of a response.

use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::future::{BoxFuture, FutureExt};
use futures_util::stream::{self, BoxStream, StreamExt};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::serve::again;
use crate::bedrock::Streaming;
use crate::doors::Writer;
use crate::error::{Error, Result};
use crate::ir::Event;
use crate::observe::{Notes, Tap};

/// Events that have come already leave together, up to about this many bytes.
const COALESCE: usize = 16 * 1024;

/// Where the events come from.
pub(super) enum Source {
    /// AWS has not answered yet.
    Opening(BoxFuture<'static, Result<Vec<Streaming>>>),
    /// They come, each with the number of its answer.
    Open(BoxStream<'static, (usize, Result<Event>)>),
    /// No more.
    Done,
}

/// Everything that a streamed answer needs until its end. Dropping it cancels the call to AWS.
pub(super) struct Pump<W> {
    pub source: Source,
    /// What came while the status was held back.
    pub first: Option<(usize, Event)>,
    pub writer: W,
    pub notes: Notes,
    pub keep_alive: Duration,
    /// Counts this request among those in flight.
    pub _permit: OwnedSemaphorePermit,
}

/// The response's body.
pub(super) fn body<W: Writer>(pump: Pump<W>) -> Body {
    let running = Running { tap: Tap::new(pump.notes.clone()), pump, begun: false };
    let chunks = stream::unfold(running, |mut running| async move {
        running.next().await.map(|chunk| (Ok::<_, std::convert::Infallible>(chunk), running))
    });
    Body::from_stream(chunks)
}

struct Running<W> {
    pump: Pump<W>,
    tap: Tap,
    begun: bool,
}

impl<W: Writer> Running<W> {
    /// The next bytes; `None` at the end.
    async fn next(&mut self) -> Option<Bytes> {
        let mut out = Vec::with_capacity(512);
        if !self.begun {
            self.begun = true;
            self.pump.writer.begin(&mut out);
            if let Some((answer, first)) = self.pump.first.take() {
                self.write(answer, first, &mut out);
            }
        }
        // An event may write nothing, as a signature does: then on to the next.
        while out.is_empty() && !self.is_done() {
            match timeout(self.pump.keep_alive, self.pump.source.next()).await {
                Ok(step) => self.take(step, &mut out),
                Err(_) => self.pump.writer.keep_alive(&mut out),
            }
        }
        while !self.is_done() && out.len() < COALESCE {
            let Some(step) = self.pump.source.next().now_or_never() else { break };
            self.take(step, &mut out);
        }
        if out.is_empty() { None } else { Some(out.into()) }
    }

    fn is_done(&self) -> bool {
        matches!(self.pump.source, Source::Done)
    }

    fn take(&mut self, step: Step, out: &mut Vec<u8>) {
        match step {
            Step::Opened(streams) => {
                opened(&streams, &self.pump.notes);
                self.pump.source = Source::open(streams);
            }
            Step::Event(answer, event) => self.write(answer, event, out),
            Step::Failed(error) => {
                self.pump.notes.error(&error);
                self.pump.writer.fail(&error, out);
                self.pump.source = Source::Done;
            }
            Step::Ended => {
                self.pump.writer.finish(out);
                self.pump.source = Source::Done;
            }
        }
    }

    fn write(&mut self, answer: usize, event: Event, out: &mut Vec<u8>) {
        self.tap.see(answer, &event);
        self.pump.writer.event(answer, event, out);
    }
}

/// What a source says next.
pub(super) enum Step {
    Opened(Vec<Streaming>),
    Event(usize, Event),
    Failed(Error),
    Ended,
}

/// AWS has accepted the calls. The answers' streams are one request to the client: the first call's id stands for all.
pub(super) fn opened<'a>(streams: &'a [Streaming], notes: &Notes) -> Option<&'a str> {
    streams.iter().for_each(|one| again(one.again.as_ref(), true, notes));
    streams.iter().map(|one| one.accepted).min().into_iter().for_each(|then| notes.accepted(then));
    let request_id = streams.first()?.request_id.as_deref();
    notes.aws_request_id(request_id);
    request_id
}

impl Source {
    /// All answers' events, as they come.
    pub(super) fn open(streams: Vec<Streaming>) -> Self {
        let numbered = streams
            .into_iter()
            .enumerate()
            .map(|(answer, streaming)| streaming.events.map(move |event| (answer, event)));
        Self::Open(stream::select_all(numbered).boxed())
    }

    /// The first event that says anything: that the model begins to answer commits it to nothing. As safe to drop.
    pub(super) async fn first_word(&mut self) -> Step {
        loop {
            match self.next().await {
                Step::Event(_, Event::Start) => {}
                step => return step,
            }
        }
    }

    /// Safe to drop and call again: what has come is kept in the source.
    pub(super) async fn next(&mut self) -> Step {
        match self {
            Self::Opening(opening) => match Pin::new(opening).await {
                Ok(streams) => Step::Opened(streams),
                Err(error) => Step::Failed(error),
            },
            Self::Open(events) => match events.next().await {
                Some((answer, Ok(event))) => Step::Event(answer, event),
                Some((_, Err(error))) => Step::Failed(error),
                None => Step::Ended,
            },
            Self::Done => Step::Ended,
        }
    }
}
