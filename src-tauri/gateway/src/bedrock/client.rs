//! One client per identity, and the two calls that chat is made of.

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
use super::family::Family;
use super::names::Names;
use super::request::{Built, build};
use super::{events, failure, resolve};
use crate::config::{Limits, ModelNames};
use crate::error::{Error, Kind, Result};
use crate::ir::{Complaint, Event, Model, Turn};

/// Bedrock, as one identity in one region.
#[derive(Debug)]
pub struct Bedrock {
    runtime: aws_sdk_bedrockruntime::Client,
    catalog: Catalog,
    names: ModelNames,
    limits: Limits,
}

/// A request, ready to be sent.
#[derive(Debug, Clone)]
pub struct Prepared {
    model: String,
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
}

/// An answer under way. Dropping it cancels the call.
pub struct Streaming {
    /// Its events; after an error nothing follows.
    pub events: BoxStream<'static, Result<Event>>,
    /// AWS's request id.
    pub request_id: Option<String>,
}

impl Bedrock {
    /// A client for this identity. Nothing is called yet.
    #[must_use]
    pub fn new(config: &SdkConfig, names: ModelNames, limits: Limits) -> Self {
        let runtime = aws_sdk_bedrockruntime::Client::new(config);
        let catalog = Catalog::new(aws_sdk_bedrock::Client::new(config));
        Self { runtime, catalog, names, limits }
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
        resolve::resolve(name, &self.names, &self.catalog).await
    }

    /// Writes the request for this turn. `turn.model` is a Bedrock id.
    ///
    /// # Errors
    /// The model cannot do what is asked at all.
    pub fn prepare(&self, turn: &Turn) -> Result<Prepared> {
        let built = build(turn, &Family::of(&turn.model))?;
        Ok(Prepared { model: turn.model.clone(), built })
    }

    /// Asks for a whole answer.
    ///
    /// # Errors
    /// AWS refused or failed.
    pub async fn converse(&self, prepared: Prepared) -> Result<Answered> {
        let Prepared { model, built } = prepared;
        let body = Body::new(built.body);
        let answer = body.answer();
        let call = self.runtime.converse().model_id(model).customize().interceptor(body).send();
        let sent = timeout(self.limits.unary, call).await.map_err(|_| too_slow(self.limits.unary))?;
        let output = sent.map_err(failure::of_call)?;
        let request_id = output.request_id().map(str::to_owned);
        let events = events::from_answer(&answer.take(), &built.names)
            .map_err(|e| failure::unreadable(None).request_id(request_id.clone()).source(e))?;
        Ok(Answered { events, request_id })
    }

    /// Asks for a stream. It is back when AWS has accepted the call.
    ///
    /// # Errors
    /// AWS refused or failed.
    pub async fn stream(&self, prepared: Prepared) -> Result<Streaming> {
        if prepared.built.plain_only {
            let Answered { events, request_id } = self.converse(prepared).await?;
            return Ok(Streaming { events: stream::iter(events).map(Ok).boxed(), request_id });
        }
        let Prepared { model, built: Built { body, names, .. } } = prepared;
        let call = self.runtime.converse_stream().model_id(model).customize().interceptor(Body::new(body)).send();
        let opened = timeout(self.limits.first_event, call).await.map_err(|_| too_slow(self.limits.first_event))?;
        let opened = opened.map_err(failure::of_call)?;
        let request_id = opened.request_id().map(str::to_owned);
        Ok(Streaming { events: Frames::new(opened, names, &self.limits).into_stream(), request_id })
    }
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
    names: Names,
    phase: Phase,
    first: Duration,
    idle: Duration,
}

impl Frames {
    fn new(opened: Opened, names: Names, limits: &Limits) -> Self {
        Self { opened, names, phase: Phase::Waiting, first: limits.first_event, idle: limits.idle }
    }

    fn into_stream(self) -> BoxStream<'static, Result<Event>> {
        stream::unfold(self, |mut frames| async move { frames.next().await.map(|event| (event, frames)) }).boxed()
    }

    async fn next(&mut self) -> Option<Result<Event>> {
        while self.phase != Phase::Done {
            match self.step().await {
                Ok(Some(event)) => return Some(Ok(event)),
                Ok(None) => {}
                Err(error) => {
                    self.phase = Phase::Done;
                    return Some(Err(error));
                }
            }
        }
        None
    }

    /// One frame; `None` where it says nothing that we pass on.
    async fn step(&mut self) -> Result<Option<Event>> {
        let patience = if self.phase == Phase::Waiting { self.first } else { self.idle };
        let frame = timeout(patience, self.opened.stream.recv()).await.map_err(|_| silent(patience))?;
        match frame.map_err(failure::of_stream)? {
            Some(output) => {
                let event = events::from_stream(output, &self.names);
                self.phase = match (self.phase, &event) {
                    (_, Some(Event::Stop(_))) | (Phase::Stopped, _) => Phase::Stopped,
                    _ => Phase::Flowing,
                };
                Ok(event)
            }
            None if self.phase == Phase::Stopped => {
                self.phase = Phase::Done;
                Ok(None)
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
