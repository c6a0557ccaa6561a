//! The frames of a streamed answer, held to what a whole one is.

use std::collections::VecDeque;
use std::time::Duration;

use aws_sdk_bedrockruntime::operation::converse_stream::ConverseStreamOutput as Opened;
use futures_util::stream::{self, BoxStream, StreamExt};
use tokio::time::timeout;

use super::decode::Decoder;
use super::failure;
use super::memory::Recorder;
use crate::config::Limits;
use crate::error::{Error, Kind, Result};
use crate::ir::Event;

/// How long the numbers may take that follow a whole answer.
const LAST_WORDS: Duration = Duration::from_secs(5);

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
pub(super) struct Frames {
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
    pub(super) fn new(opened: Opened, decoder: Decoder, recorder: Recorder, limits: &Limits) -> Self {
        let (first, idle) = (limits.first_event, limits.idle);
        Self { opened, decoder, recorder, ready: VecDeque::new(), phase: Phase::Waiting, first, idle }
    }

    pub(super) fn into_stream(self) -> BoxStream<'static, Result<Event>> {
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
        let patience = match self.phase {
            Phase::Waiting => self.first,
            Phase::Flowing => self.idle,
            Phase::Stopped | Phase::Done => return self.last_words().await,
        };
        let frame = timeout(patience, self.opened.stream.recv()).await.map_err(|_| silent(self.phase, patience))?;
        match frame.map_err(failure::of_stream)? {
            Some(frame) => {
                self.phase = if frame.is_message_stop() { Phase::Stopped } else { Phase::Flowing };
                self.decoder.frame(frame, &mut self.ready);
                Ok(())
            }
            // The SDK takes a cut connection for a proper end.
            None => Err(failure::broken_off()),
        }
    }

    /// The answer is whole; only numbers may follow. Whatever happens to them, it stays whole. They are waited for to
    /// the end all the same: a connection that was read to its end is used again.
    async fn last_words(&mut self) -> Result<()> {
        match timeout(LAST_WORDS, self.opened.stream.recv()).await {
            Ok(Ok(Some(frame))) => self.decoder.frame(frame, &mut self.ready),
            Ok(Ok(None) | Err(_)) | Err(_) => self.phase = Phase::Done,
        }
        Ok(())
    }
}

fn silent(phase: Phase, limit: Duration) -> Error {
    let when = if phase == Phase::Waiting { "before" } else { "in the middle of" };
    let message = format!("Bedrock fell silent for {} s {when} its answer.", limit.as_secs());
    Error::new(Kind::UpstreamTimeout, message).code("stream_stalled")
}
