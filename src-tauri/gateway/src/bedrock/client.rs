//! One client per identity, and the two calls that chat is made of.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_bedrockruntime::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_bedrockruntime::error::BoxError;
use aws_sdk_bedrockruntime::operation::RequestId;
use aws_sdk_bedrockruntime::operation::converse_stream::ConverseStreamOutput as Opened;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt};
use tokio::time::timeout;

use super::catalog::Catalog;
use super::decode::Decoder;
use super::family::{Family, ReasoningStyle, Replay};
use super::learn::Lessons;
use super::memory::{Memory, Recorder};
use super::request::{Built, build, replays_thinking};
use super::{failure, points, resolve};
use crate::config::{Behaviour, Limits, ModelNames};
use crate::error::{Error, Kind, Result};
use crate::ir::{Block, Complaint, Event, Model, Turn};

/// Bedrock, as one identity in one region.
#[derive(Debug)]
pub struct Bedrock {
    runtime: aws_sdk_bedrockruntime::Client,
    catalog: Catalog,
    region: String,
    names: ModelNames,
    behaviour: Behaviour,
    limits: Limits,
    memory: Memory,
    lessons: Lessons,
}

/// A request, ready to be sent.
#[derive(Debug, Clone)]
pub struct Prepared {
    turn: Arc<Turn>,
    family: Family,
    built: Built,
}

impl Prepared {
    /// What the model does not take.
    #[must_use]
    pub fn complaints(&self) -> &[Complaint] {
        &self.built.complaints
    }
}

/// A whole answer.
#[derive(Debug)]
pub struct Answered {
    /// Its events.
    pub events: Vec<Event>,
    /// AWS's request id.
    pub request_id: Option<String>,
    /// What a refusal has just taught.
    pub learnt: Vec<Complaint>,
}

/// An answer under way. Dropping it cancels the call.
pub struct Streaming {
    /// Its events; after an error nothing follows.
    pub events: BoxStream<'static, Result<Event>>,
    /// AWS's request id.
    pub request_id: Option<String>,
    /// What a refusal has just taught.
    pub learnt: Vec<Complaint>,
}

impl Bedrock {
    /// A client for this identity. Nothing is called yet.
    #[must_use]
    pub fn new(config: &SdkConfig, names: ModelNames, behaviour: Behaviour, limits: Limits) -> Self {
        Self {
            runtime: aws_sdk_bedrockruntime::Client::new(config),
            catalog: Catalog::new(aws_sdk_bedrock::Client::new(config)),
            region: config.region().map(ToString::to_string).unwrap_or_default(),
            names,
            behaviour,
            limits,
            memory: Memory::default(),
            lessons: Lessons::default(),
        }
    }

    /// The models that can be invoked.
    ///
    /// # Errors
    /// AWS lists nothing at all.
    pub async fn models(&self) -> Result<Arc<[Model]>> {
        self.catalog.models().await
    }

    /// The Bedrock id that this name means.
    pub async fn resolve(&self, name: &str) -> String {
        resolve::resolve(name, &self.names, &self.region, &self.catalog).await
    }

    /// Writes the request for this turn. `turn.model` is a Bedrock id.
    ///
    /// # Errors
    /// The model cannot do what is asked at all.
    pub async fn prepare(&self, mut turn: Turn) -> Result<Prepared> {
        let base = self.catalog.base_of(&turn.model).await;
        let family = self.lessons.family(&turn.model, &base);
        if turn.thinking.is_none() && family.reasoning.style != ReasoningStyle::None {
            turn.effort = turn.effort.or(self.behaviour.effort);
        }
        if family.replay != Replay::None {
            self.memory.restore(&mut turn.messages);
        }
        points::set(&mut turn, &family, self.behaviour.auto_cache);
        let built = build(&turn, &family)?;
        Ok(Prepared { turn: Arc::new(turn), family, built })
    }

    /// Asks for a whole answer.
    ///
    /// # Errors
    /// AWS refused or failed.
    pub async fn converse(&self, prepared: Prepared) -> Result<Answered> {
        match self.call(&prepared).await {
            Err(refusal) => {
                let Some(again) = self.taught(&prepared, &refusal) else { return Err(refusal) };
                let learnt = news(&prepared, &again);
                Ok(Answered { learnt, ..self.call(&again).await? })
            }
            answered => answered,
        }
    }

    /// Asks for a stream. It is back when AWS has accepted the call.
    ///
    /// # Errors
    /// AWS refused or failed.
    pub async fn stream(&self, prepared: Prepared) -> Result<Streaming> {
        match self.open(&prepared).await {
            Err(refusal) => {
                let Some(again) = self.taught(&prepared, &refusal) else { return Err(refusal) };
                let learnt = news(&prepared, &again);
                Ok(Streaming { learnt, ..self.open(&again).await? })
            }
            streaming => streaming,
        }
    }

    /// The request without what was refused, if the refusal says what that was. Once: a second refusal stands.
    fn taught(&self, refused: &Prepared, refusal: &Error) -> Option<Prepared> {
        if self.behaviour.strict {
            return None;
        }
        if let Some(turn) = without_thoughts(&refused.turn, refusal) {
            let mut built = build(&turn, &refused.family).ok()?;
            built.complaints.push(Complaint::new("thinking", "dropped: the model refused its earlier thoughts"));
            return Some(Prepared { turn: Arc::new(turn), family: refused.family.clone(), built });
        }
        let family = self.lessons.learn(&refused.turn.model, &refused.family, refusal)?;
        let built = build(&refused.turn, &family).ok()?;
        let same = built.body == refused.built.body && built.plain_only == refused.built.plain_only;
        (!same).then(|| Prepared { turn: Arc::clone(&refused.turn), family, built })
    }

    async fn call(&self, prepared: &Prepared) -> Result<Answered> {
        let Prepared { turn, built, .. } = prepared;
        let body = Body::new(built.body.clone());
        let answer = body.answer();
        let call = self.runtime.converse().model_id(&turn.model).customize().interceptor(body).send();
        let sent = timeout(self.limits.unary, call).await.map_err(|_| too_slow(self.limits.unary))?;
        let output = sent.map_err(failure::of_call)?;
        let request_id = output.request_id().map(str::to_owned);
        let decoder = Decoder::new(built.names.clone(), built.structure.clone());
        let events = decoder
            .whole(&answer.take())
            .map_err(|e| failure::unreadable(None).request_id(request_id.clone()).source(e))?;
        let mut recorder = self.memory.recorder();
        events.iter().for_each(|event| recorder.see(event));
        Ok(Answered { events, request_id, learnt: Vec::new() })
    }

    async fn open(&self, prepared: &Prepared) -> Result<Streaming> {
        if prepared.built.plain_only {
            let Answered { events, request_id, learnt } = self.call(prepared).await?;
            return Ok(Streaming { events: stream::iter(events).map(Ok).boxed(), request_id, learnt });
        }
        let Prepared { turn, built, .. } = prepared;
        let body = Body::new(built.body.clone());
        let call = self.runtime.converse_stream().model_id(&turn.model).customize().interceptor(body).send();
        let opened = timeout(self.limits.first_event, call).await.map_err(|_| too_slow(self.limits.first_event))?;
        let opened = opened.map_err(failure::of_call)?;
        let request_id = opened.request_id().map(str::to_owned);
        let decoder = Decoder::new(built.names.clone(), built.structure.clone());
        let frames = Frames::new(opened, decoder, self.memory.recorder(), &self.limits);
        Ok(Streaming { events: frames.into_stream(), request_id, learnt: Vec::new() })
    }
}

/// The turn without the thinking that was refused: signed for another conversation, or lost in part. That says nothing
/// of the model, so nothing is learnt from it.
fn without_thoughts(turn: &Turn, refusal: &Error) -> Option<Turn> {
    let words = refusal.message().to_ascii_lowercase();
    let meant = words.contains("reasoningcontent")
        || words.contains("thinking") && ["signature", "block", "modified"].iter().any(|word| words.contains(word));
    if refusal.kind() != Kind::Invalid || !meant || !replays_thinking(turn) {
        return None;
    }
    let mut turn = turn.clone();
    for message in &mut turn.messages {
        message.content.retain(|block| !matches!(block, Block::Reasoning(_)));
    }
    Some(turn)
}

/// What the second try does without and the first did not.
fn news(first: &Prepared, again: &Prepared) -> Vec<Complaint> {
    let known = first.complaints();
    again.complaints().iter().filter(|complaint| !known.contains(complaint)).cloned().collect()
}

fn too_slow(limit: Duration) -> Error {
    let message = format!("Bedrock did not answer within {} s. Ask for less, or stream the answer.", limit.as_secs());
    Error::new(Kind::UpstreamTimeout, message).final_()
}

/// Puts our JSON in the place of the SDK's, and keeps the JSON that came back (`wire` says why).
#[derive(Debug)]
struct Body {
    request: Bytes,
    answer: Captured,
}

/// The body of an answer, once it is there.
#[derive(Debug, Clone, Default)]
struct Captured(Arc<Mutex<Bytes>>);

impl Captured {
    fn take(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Body {
    fn new(request: Bytes) -> Self {
        Self { request, answer: Captured::default() }
    }

    fn answer(&self) -> Captured {
        self.answer.clone()
    }
}

impl Intercept for Body {
    fn name(&self) -> &'static str {
        "OutcropBody"
    }

    /// Before the retry loop: each attempt starts from here and is signed anew.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let request = context.request_mut();
        request.headers_mut().insert("content-length", self.request.len().to_string());
        *request.body_mut() = SdkBody::from(self.request.clone());
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        // A stream's body is not in memory, and not wanted.
        if let Some(bytes) = context.response().body().bytes() {
            *self.answer.0.lock().unwrap_or_else(PoisonError::into_inner) = Bytes::copy_from_slice(bytes);
        }
        Ok(())
    }
}

/// Where a stream from Bedrock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// No event yet.
    Waiting,
    /// Events come.
    Flowing,
    /// The model has said why it stopped; only numbers may follow.
    Stopped,
    /// Over, well or badly.
    Done,
}

/// The frames of one answer, with our own limits on silence: the SDK has none for event streams.
struct Frames {
    opened: Opened,
    decoder: Decoder,
    recorder: Recorder,
    /// Decoded, not yet handed on.
    ready: VecDeque<Event>,
    phase: Phase,
    first: Duration,
    idle: Duration,
}

impl Frames {
    fn new(opened: Opened, decoder: Decoder, recorder: Recorder, limits: &Limits) -> Self {
        let (first, idle) = (limits.first_event, limits.idle);
        Self { opened, decoder, recorder, ready: VecDeque::new(), phase: Phase::Waiting, first, idle }
    }

    fn into_stream(self) -> BoxStream<'static, Result<Event>> {
        stream::unfold(self, |mut frames| async move { frames.next().await.map(|event| (event, frames)) }).boxed()
    }

    async fn next(&mut self) -> Option<Result<Event>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                self.recorder.see(&event);
                return Some(Ok(event));
            }
            if self.phase == Phase::Done {
                return None;
            }
            if let Err(error) = self.step().await {
                self.phase = Phase::Done;
                return Some(Err(error));
            }
        }
    }

    /// One frame, which may say nothing that we pass on.
    async fn step(&mut self) -> Result<()> {
        let patience = if self.phase == Phase::Waiting { self.first } else { self.idle };
        let frame = timeout(patience, self.opened.stream.recv()).await.map_err(|_| silent(patience))?;
        match frame.map_err(failure::of_stream)? {
            Some(frame) => {
                let stopped = self.phase == Phase::Stopped || frame.is_message_stop();
                self.phase = if stopped { Phase::Stopped } else { Phase::Flowing };
                self.decoder.frame(frame, &mut self.ready);
                Ok(())
            }
            None if self.phase == Phase::Stopped => {
                self.phase = Phase::Done;
                Ok(())
            }
            // The SDK takes a cut connection for a proper end.
            None => Err(failure::broken_off()),
        }
    }
}

fn silent(limit: Duration) -> Error {
    let message = format!("Bedrock fell silent for {} s in the middle of its answer.", limit.as_secs());
    Error::new(Kind::UpstreamTimeout, message).code("stream_stalled")
}
