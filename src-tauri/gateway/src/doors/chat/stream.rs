//! `ir::Event`s to chat completion chunks, by the rules of facts/openai.md section 2.

use super::Head;
use super::reply::{finish_reason, usage};
use super::wire::{Chunk, ChunkChoice, Delta, DeltaCall, DeltaFunction, Usage as WireUsage};
use crate::doors::openai::{ErrorBody, append_json};
use crate::error::Error;
use crate::ir::{Event, StopReason, Usage};

/// A quiet stream gets a comment each time, and every third time a chunk: comments do not reset the timers of
/// clients that count parsed chunks (LangChain gives up after 120 s).
const KEEP_ALIVES_PER_CHUNK: u32 = 3;

/// Where a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing has been sent.
    Fresh,
    /// The role is out; content flows.
    Open,
    /// A tool call's arguments flow; `empty` until there was one.
    Call { block: u32, index: u32, empty: bool },
    /// `[DONE]` or an error has been sent.
    Closed,
}

/// The chunks of one answer.
#[derive(Debug)]
pub(super) struct Chunks {
    head: Head,
    include_usage: bool,
    phase: Phase,
    calls: u32,
    stop: Option<StopReason>,
    usage: Usage,
    quiet: u32,
}

impl Chunks {
    pub(super) fn new(head: Head, include_usage: bool) -> Self {
        Self { head, include_usage, phase: Phase::Fresh, calls: 0, stop: None, usage: Usage::default(), quiet: 0 }
    }

    /// The role goes first, alone and once: the SDKs' accumulators need it there and nowhere else.
    pub(super) fn begin(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Fresh {
            self.phase = Phase::Open;
            self.delta(Delta { role: Some("assistant"), ..Delta::default() }, out);
        }
    }

    pub(super) fn event(&mut self, event: Event, out: &mut Vec<u8>) {
        self.begin(out);
        self.quiet = 0;
        match event {
            Event::Text { text, .. } => self.text(&text, out),
            Event::Reasoning { text, .. } => self.reasoning(&text, out),
            // `begin` has said it. Lists without an index break the SDKs' accumulators, so neither is streamed (facts/openai.md section 2).
            Event::Start | Event::Signature { .. } | Event::Redacted { .. } | Event::Citation { .. } => {}
            Event::ToolStart { block, id, name } => self.tool_start(block, &id, &name, out),
            Event::ToolInput { block, json } => self.tool_input(block, &json, out),
            Event::Stop(reason) => self.stop = Some(reason),
            Event::Usage(usage) => self.usage = usage,
        }
    }

    /// The finish reason in a chunk of its own, the usage if it was asked for, and `[DONE]`.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Closed {
            return;
        }
        self.begin(out);
        self.end_call(out);
        let finish = finish_reason(self.stop.as_ref(), self.calls > 0);
        self.chunk(&[choice(Delta::default(), Some(finish))], None, out);
        if self.include_usage {
            self.chunk(&[], Some(usage(&self.usage)), out);
        }
        out.extend_from_slice(b"data: [DONE]\n\n");
        self.phase = Phase::Closed;
    }

    /// Every SDK raises on an `error` member; `[DONE]` or a finish reason would make it look like success.
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
        if self.phase != Phase::Fresh && self.quiet.is_multiple_of(KEEP_ALIVES_PER_CHUNK) {
            self.delta(Delta::default(), out);
        } else {
            out.extend_from_slice(b": waiting for Bedrock\n\n");
        }
    }

    fn text(&mut self, text: &str, out: &mut Vec<u8>) {
        if !text.is_empty() {
            self.end_call(out);
            self.delta(Delta { content: Some(text), ..Delta::default() }, out);
        }
    }

    fn reasoning(&mut self, text: &str, out: &mut Vec<u8>) {
        if !text.is_empty() {
            self.end_call(out);
            self.delta(Delta { reasoning_content: Some(text), ..Delta::default() }, out);
        }
    }

    /// Converse numbers all blocks; OpenAI wants calls numbered from 0 without gaps.
    fn tool_start(&mut self, block: u32, id: &str, name: &str, out: &mut Vec<u8>) {
        self.end_call(out);
        let index = self.calls;
        self.calls += 1;
        self.phase = Phase::Call { block, index, empty: true };
        let function = DeltaFunction { name: Some(name), arguments: "" };
        self.call(DeltaCall { index, id: Some(id), r#type: Some("function"), function }, out);
    }

    fn tool_input(&mut self, block: u32, json: &str, out: &mut Vec<u8>) {
        let Phase::Call { block: open, index, .. } = self.phase else { return };
        if open == block && !json.is_empty() {
            self.phase = Phase::Call { block, index, empty: false };
            self.arguments(index, json, out);
        }
    }

    /// A call without arguments gets `{}`, never `""`.
    fn end_call(&mut self, out: &mut Vec<u8>) {
        if let Phase::Call { index, empty, .. } = self.phase {
            if empty {
                self.arguments(index, "{}", out);
            }
            self.phase = Phase::Open;
        }
    }

    fn arguments(&self, index: u32, arguments: &str, out: &mut Vec<u8>) {
        let function = DeltaFunction { name: None, arguments };
        self.call(DeltaCall { index, id: None, r#type: None, function }, out);
    }

    fn call(&self, call: DeltaCall<'_>, out: &mut Vec<u8>) {
        self.delta(Delta { tool_calls: Some([call]), ..Delta::default() }, out);
    }

    fn delta(&self, delta: Delta<'_>, out: &mut Vec<u8>) {
        self.chunk(&[choice(delta, None)], None, out);
    }

    fn chunk(&self, choices: &[ChunkChoice<'_>], usage: Option<WireUsage>, out: &mut Vec<u8>) {
        let Head { id, created, model } = &self.head;
        out.extend_from_slice(b"data: ");
        append_json(&Chunk { id, object: "chat.completion.chunk", created: *created, model, choices, usage }, out);
        out.extend_from_slice(b"\n\n");
    }
}

fn choice<'a>(delta: Delta<'a>, finish_reason: Option<&'static str>) -> ChunkChoice<'a> {
    ChunkChoice { index: 0, delta, finish_reason, logprobs: None }
}
