//! Events to chunks of legacy completions.

use super::Head;
use super::wire::{Choice, Completion, Usage, finish_reason};
use crate::doors::openai::{ErrorBody, append_json};
use crate::error::Error;
use crate::ir::{Event, StopReason, Usage as Tokens};

/// Every so many keep-alives one is a chunk, for timers that count chunks only (facts/openai.md section 2).
const KEEP_ALIVES_PER_CHUNK: u32 = 3;

/// Where the stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing has been sent.
    Fresh,
    /// Text flows.
    Open,
    /// `[DONE]` or an error has been sent.
    Closed,
}

/// The chunks of one stream.
#[derive(Debug)]
pub(super) struct Chunks {
    head: Head,
    include_usage: bool,
    phase: Phase,
    answers: Vec<Answer>,
    quiet: u32,
}

/// How one of the answers ended.
#[derive(Debug, Clone, Default)]
struct Answer {
    stop: Option<StopReason>,
    usage: Tokens,
}

impl Chunks {
    pub(super) fn new(head: Head, answers: usize, include_usage: bool) -> Self {
        Self { head, include_usage, phase: Phase::Fresh, answers: vec![Answer::default(); answers], quiet: 0 }
    }

    /// The echo of each prompt, if it was asked for.
    pub(super) fn begin(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Fresh {
            self.phase = Phase::Open;
            for (index, echo) in std::mem::take(&mut self.head.echoes).into_iter().enumerate() {
                self.text(index, echo, out);
            }
        }
    }

    pub(super) fn event(&mut self, answer: usize, event: Event, out: &mut Vec<u8>) {
        self.begin(out);
        self.quiet = 0;
        let Some(known) = self.answers.get_mut(answer) else { return };
        match event {
            Event::Text { text, .. } if text.is_empty() => {}
            Event::Text { text, .. } => self.text(answer, text, out),
            Event::Stop(reason) => known.stop = Some(reason),
            Event::Usage(usage) => known.usage = usage,
            // The endpoint knows nothing but text.
            Event::Start
            | Event::Reasoning { .. }
            | Event::Signature { .. }
            | Event::Redacted { .. }
            | Event::ToolStart { .. }
            | Event::ToolInput { .. }
            | Event::Citation { .. }
            | Event::Served(_) => {}
        }
    }

    /// Each finish reason in a chunk of its own, the usage if it was asked for, and `[DONE]`.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Closed {
            return;
        }
        self.begin(out);
        for (index, answer) in self.answers.iter().enumerate() {
            let finish_reason = Some(finish_reason(answer.stop.as_ref()));
            self.chunk(vec![Choice { text: String::new(), index, logprobs: None, finish_reason }], None, out);
        }
        if self.include_usage {
            let total: Tokens = self.answers.iter().map(|answer| answer.usage).sum();
            self.chunk(Vec::new(), Some(total.into()), out);
        }
        out.extend_from_slice(b"data: [DONE]\n\n");
        self.phase = Phase::Closed;
    }

    /// As in Chat: an `error` member makes every SDK raise.
    pub(super) fn fail(&mut self, error: &Error, out: &mut Vec<u8>) {
        if self.phase == Phase::Closed {
            return;
        }
        out.extend_from_slice(b"data: ");
        append_json(&ErrorBody::from(error), out);
        out.extend_from_slice(b"\n\n");
        self.phase = Phase::Closed;
    }

    pub(super) fn keep_alive(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Closed {
            return;
        }
        self.quiet += 1;
        if self.phase == Phase::Open && self.quiet.is_multiple_of(KEEP_ALIVES_PER_CHUNK) {
            self.text(0, String::new(), out);
        } else {
            out.extend_from_slice(b": waiting for Bedrock\n\n");
        }
    }

    fn text(&self, index: usize, text: String, out: &mut Vec<u8>) {
        self.chunk(vec![Choice { text, index, logprobs: None, finish_reason: None }], None, out);
    }

    fn chunk(&self, choices: Vec<Choice>, usage: Option<Usage>, out: &mut Vec<u8>) {
        let Head { id, created, model, .. } = &self.head;
        out.extend_from_slice(b"data: ");
        append_json(&Completion { id, object: "text_completion", created: *created, model, choices, usage }, out);
        out.extend_from_slice(b"\n\n");
    }
}
