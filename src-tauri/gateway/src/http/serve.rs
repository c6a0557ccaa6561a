//! The one pipeline that every protocol goes through.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use futures_util::future::FutureExt;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::sse::{Pump, Source, Step};
use super::{answer, body, pick, sse};
use crate::bedrock::{Answered, Bedrock, Clients, Place, Prepared};
use crate::config::{Limits, Live};
use crate::doors::{Asked, Door, Writer};
use crate::error::{Error, Kind, Result};
use crate::ir::{Complaint, Reply, Turn};
use crate::observe::{Notes, Tap};
use crate::remote::{self, Fetcher};

/// A request that has been let in.
#[derive(Debug, Clone)]
pub(crate) struct Begun {
    pub(super) notes: Notes,
    /// The settings that it began with, and keeps.
    pub(super) live: Arc<Live>,
}

/// Calls of one request that are begun at once: `n` and lists of prompts ask for more.
const AT_ONCE: usize = 8;

/// What requests are served with.
#[derive(Debug)]
pub(crate) struct Gateway {
    pub(super) clients: Arc<Clients>,
    pub(super) limits: Limits,
    pub(super) fetcher: Fetcher,
    in_flight: Arc<Semaphore>,
}

impl Gateway {
    pub(crate) fn new(clients: Arc<Clients>, fetcher: Fetcher, limits: Limits) -> Self {
        let in_flight = Arc::new(Semaphore::new(limits.in_flight));
        Self { clients, limits, fetcher, in_flight }
    }

    /// A place among the requests in flight.
    pub(super) fn place(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.in_flight).try_acquire_owned().map_err(|_| {
            let message = format!("{} requests are in flight already; try again in a moment.", self.limits.in_flight);
            Error::new(Kind::Overloaded, message).retry_after(std::time::Duration::from_secs(1))
        })
    }

    /// Reads a request, asks Bedrock, answers; whatever goes wrong is answered in the door's own shape.
    pub(super) async fn serve<D: Door>(&self, door: D, request: Request<Body>, begun: Begun) -> Response {
        let began = Instant::now();
        let mut response = match self.answer(&door, request, &begun).await {
            Ok(response) => response,
            Err(error) => answer::failure(&error, door.error(&error), &begun.notes),
        };
        answer::processing_time(response.headers_mut(), began);
        response
    }

    async fn answer<D: Door>(&self, door: &D, request: Request<Body>, begun: &Begun) -> Result<Response> {
        let Begun { notes, live } = begun;
        let permit = self.place()?;
        let place = pick::place(request.headers())?;
        let bytes = body::read(request.into_body(), self.limits.body, self.limits.body_idle).await?;
        notes.body_read();
        notes.body(&bytes);
        let Asked { turn, more, streamed, answers, mut complaints, writer } = door.parse(&bytes)?;
        drop(bytes);
        notes.asked(&turn.model, streamed);
        let asked = turn.model.clone();
        let bedrock = self.clients.of(&place, &asked, &live.models).await?;
        let model = bedrock.resolve(&asked, &live.models).await;
        let Place { profile, region } = bedrock.place();
        notes.resolved(&model, profile.as_ref(), region);
        let mut prepared = Vec::with_capacity((1 + more.len()) * answers);
        for mut turn in std::iter::once(turn).chain(more) {
            remote::fill(&mut turn, &self.fetcher).await?;
            turn.model.clone_from(&model);
            let one = prepare(&bedrock, turn, &asked, &mut complaints, begun).await?;
            notes.asks(one.operation(streamed), one.model(), answers, one.body());
            prepared.extend(std::iter::repeat_n(one, answers));
        }
        if let Some(first) = prepared.first() {
            notes.ready(first.effort(), first.prices());
        }
        let mut response = if streamed {
            self.stream(bedrock, prepared, writer, permit, &mut complaints, notes).await?
        } else {
            self.whole(&bedrock, prepared, &writer, &mut complaints, notes).await?
        };
        answer::adjusted(response.headers_mut(), &complaints);
        Ok(response)
    }

    async fn whole<W: Writer>(
        &self,
        bedrock: &Bedrock,
        prepared: Vec<Prepared>,
        writer: &W,
        complaints: &mut Vec<Complaint>,
        notes: &Notes,
    ) -> Result<Response> {
        let calls = prepared.into_iter().map(|one| bedrock.converse(one));
        let answered: Vec<Answered> = stream::iter(calls).buffered(AT_ONCE).try_collect().await?;
        let request_id = answered.first().and_then(|first| first.request_id.clone());
        notes.aws_request_id(request_id.as_deref());
        answered.iter().map(|one| one.accepted).min().into_iter().for_each(|then| notes.accepted(then));
        answered.iter().for_each(|one| again(one.again.as_ref(), false, notes));
        learn(answered.first().map(|first| &first.learnt), complaints, notes);
        let mut tap = Tap::new(notes.clone());
        let fold = |(at, one): (usize, Answered)| one.events.into_iter().inspect(|event| tap.see(at, event)).collect();
        let replies: Vec<Reply> = answered.into_iter().enumerate().map(fold).collect();
        let mut response = answer::json(writer.reply(&replies));
        answer::request_id(response.headers_mut(), request_id.as_deref());
        Ok(response)
    }

    /// The status is held back until Bedrock's first event, so that a refusal is a status and not the end of a stream;
    /// but not for ever, since clients and what stands between give up on a silent connection.
    async fn stream<W: Writer>(
        &self,
        bedrock: Arc<Bedrock>,
        prepared: Vec<Prepared>,
        writer: W,
        permit: OwnedSemaphorePermit,
        complaints: &mut Vec<Complaint>,
        notes: &Notes,
    ) -> Result<Response> {
        let opening = async move {
            let calls = prepared.into_iter().map(|one| bedrock.stream(one));
            stream::iter(calls).buffered(AT_ONCE).try_collect().await
        };
        let mut source = Source::Opening(opening.boxed());
        let mut request_id = None;
        let mut first = None;
        if let Ok(step) = timeout(self.limits.hold_answer, source.next()).await {
            let streams = match step {
                Step::Opened(streams) => streams,
                Step::Failed(error) => return Err(error),
                Step::Event(..) | Step::Ended => return Err(nothing_came()),
            };
            request_id = sse::opened(&streams, notes).map(str::to_owned);
            learn(streams.first().map(|first| &first.learnt), complaints, notes);
            source = Source::open(streams);
            match timeout(self.limits.hold_event, source.first_word()).await {
                Ok(Step::Event(answer, event)) => first = Some((answer, event)),
                Ok(Step::Failed(error)) => return Err(error.request_id(request_id)),
                Ok(Step::Opened(_) | Step::Ended) => return Err(nothing_came().request_id(request_id)),
                Err(_) => {}
            }
        }
        let keep_alive = self.limits.keep_alive;
        let pump = Pump { source, first, writer, notes: notes.clone(), keep_alive, _permit: permit };
        let mut response = answer::events(sse::body(pump));
        answer::request_id(response.headers_mut(), request_id.as_deref());
        Ok(response)
    }
}

async fn prepare(
    bedrock: &Bedrock,
    turn: Turn,
    asked: &str,
    complaints: &mut Vec<Complaint>,
    Begun { notes, live }: &Begun,
) -> Result<Prepared> {
    let prepared = bedrock.prepare(turn, asked, &live.behaviour).await?;
    for complaint in prepared.complaints() {
        // Several turns of one request meet the same limits.
        if !complaints.contains(complaint) {
            complaints.push(complaint.clone());
        }
    }
    notes.adjusted(complaints);
    match complaints.first() {
        Some(first) if live.behaviour.strict => Err(refused(first)),
        _ => Ok(prepared),
    }
}

/// What AWS is asked a second time, after a refusal.
pub(super) fn again(second: Option<&Prepared>, streamed: bool, notes: &Notes) {
    if let Some(second) = second {
        notes.asks(second.operation(streamed), second.model(), 1, second.body());
    }
}

/// Adds what a refusal has just taught.
fn learn(learnt: Option<&Vec<Complaint>>, complaints: &mut Vec<Complaint>, notes: &Notes) {
    if let Some(learnt) = learnt.filter(|learnt| !learnt.is_empty()) {
        complaints.extend_from_slice(learnt);
        notes.adjusted(complaints);
    }
}

/// What would be adjusted, where the settings say that nothing may be.
pub(super) fn refused(complaint: &Complaint) -> Error {
    let message = format!("'{}' would be {}, and strict mode allows no adjustments.", complaint.param, complaint.what);
    Error::invalid(complaint.param.clone(), message).code("unsupported_parameter")
}

fn nothing_came() -> Error {
    Error::new(Kind::Upstream, "Bedrock closed the stream before the first event.").final_()
}
