//! `ir::Event`s to chat completion chunks, by the rules of facts/openai.md section 2.

use super::reply::{THINK, THOUGHT, annotation, custom_input, finish_reason, tier, usage};
use super::wire::{
    Chunk, ChunkChoice, Delta, DeltaAnnotation, DeltaCall, DeltaCustom, DeltaFunction, Usage as WireUsage,
};
use super::{Head, Style};
use crate::doors::openai::{ErrorBody, append_json};
use crate::error::Error;
use crate::ir::{Citation, Event, ShowReasoning, StopReason, Usage};

/// A quiet stream gets a comment each time, and every third time a chunk: comments do not reset the timers of
/// clients that count parsed chunks (LangChain gives up after 120 s).
const KEEP_ALIVES_PER_CHUNK: u32 = 3;

/// Where the stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing has been sent.
    Fresh,
    /// The roles are out; content flows.
    Open,
    /// `[DONE]` or an error has been sent.
    Closed,
}

/// The chunks of one stream.
#[derive(Debug)]
pub(super) struct Chunks {
    writer: ChunkWriter,
    include_usage: bool,
    phase: Phase,
    answers: Vec<Answer>,
    quiet: u32,
}

impl Chunks {
    pub(super) fn new(head: Head, style: Style, answers: usize, include_usage: bool) -> Self {
        let answers = (0..answers).map(Answer::new).collect();
        Self {
            writer: ChunkWriter { head, style, service_tier: None },
            include_usage,
            phase: Phase::Fresh,
            answers,
            quiet: 0,
        }
    }

    /// The role goes first, alone and once: the SDKs' accumulators need it there and nowhere else.
    pub(super) fn begin(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Fresh {
            self.phase = Phase::Open;
            for answer in &self.answers {
                self.writer.delta(answer.index, Delta { role: Some("assistant"), ..Delta::default() }, out);
            }
        }
    }

    pub(super) fn event(&mut self, answer: usize, event: Event, out: &mut Vec<u8>) {
        self.begin(out);
        self.quiet = 0;
        if let Some(answer) = self.answers.get_mut(answer) {
            answer.event(event, &self.writer, out);
        }
    }

    /// Each finish reason in a chunk of its own, the usage if it was asked for, and `[DONE]`.
    pub(super) fn finish(&mut self, out: &mut Vec<u8>) {
        if self.phase == Phase::Closed {
            return;
        }
        self.begin(out);
        // Only now is it certain; what came before said nothing of it.
        let used = self.answers.iter().find_map(|answer| answer.tier.as_deref());
        self.writer.service_tier = tier(&self.writer.head, used);
        for answer in &mut self.answers {
            answer.finish(&self.writer, out);
        }
        if self.include_usage {
            let total = self.answers.iter().map(|answer| answer.usage).sum();
            self.writer.chunk(&[], Some(usage(&total)), out);
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
        if self.phase == Phase::Open && self.quiet.is_multiple_of(KEEP_ALIVES_PER_CHUNK) {
            self.writer.delta(0, Delta::default(), out);
        } else {
            out.extend_from_slice(b": waiting for Bedrock\n\n");
        }
    }
}

/// What flows in one of the answers.
#[derive(Debug, Default, PartialEq, Eq)]
enum Flow {
    /// Text, or nothing yet.
    #[default]
    Text,
    /// Thinking, shown in the text.
    Think,
    /// A call's arguments; `empty` until there was one.
    Call { block: u32, index: u32, empty: bool },
    /// A call of a custom tool: its text is complete only at its end.
    Custom { block: u32, index: u32, id: String, name: String, input: String },
}

/// One of the answers in the stream.
#[derive(Debug)]
struct Answer {
    index: usize,
    flow: Flow,
    calls: u32,
    stop: Option<StopReason>,
    usage: Usage,
    /// The tier that Bedrock used.
    tier: Option<String>,
    /// Characters of text so far.
    written: usize,
    /// Sources of the text: they follow it, in one chunk.
    citations: Vec<Citation>,
}

impl Answer {
    fn new(index: usize) -> Self {
        Self {
            index,
            flow: Flow::Text,
            calls: 0,
            stop: None,
            usage: Usage::default(),
            tier: None,
            written: 0,
            citations: Vec::new(),
        }
    }

    fn event(&mut self, event: Event, to: &ChunkWriter, out: &mut Vec<u8>) {
        match event {
            Event::Text { text, .. } if text.is_empty() => {}
            Event::Text { text, .. } => {
                self.end_flow(to, out);
                self.written += text.chars().count();
                to.content(self.index, &text, out);
            }
            Event::Reasoning { text, .. } => self.reasoning(&text, to, out),
            // The role is out. Lists without an index break the SDKs' accumulators, so none of the others is streamed
            // (facts/openai.md section 2).
            Event::Start | Event::Signature { .. } | Event::Redacted { .. } => {}
            Event::Citation { title, url, .. } => self.citations.push(Citation { title, url }),
            Event::ToolStart { block, id, name } => self.tool_start(block, id, name, to, out),
            Event::ToolInput { block, json } => self.tool_input(block, &json, to, out),
            Event::Stop(reason) => self.stop = Some(reason),
            Event::Served(served) => self.tier = served.tier.or(self.tier.take()),
            Event::Usage(usage) => self.usage = usage,
        }
    }

    fn finish(&mut self, to: &ChunkWriter, out: &mut Vec<u8>) {
        self.end_flow(to, out);
        let annotations: Vec<_> = (0..)
            .zip(&self.citations)
            .map(|(index, citation)| DeltaAnnotation { index, annotation: annotation(citation, 0, self.written) })
            .collect();
        if !annotations.is_empty() {
            to.delta(self.index, Delta { annotations, ..Delta::default() }, out);
        }
        let finish = finish_reason(self.stop.as_ref(), self.calls > 0, &to.style);
        to.chunk(&[choice(self.index, Delta::default(), Some(finish))], None, out);
    }

    fn reasoning(&mut self, text: &str, to: &ChunkWriter, out: &mut Vec<u8>) {
        match to.style.show {
            _ if text.is_empty() => {}
            ShowReasoning::Hidden => {}
            ShowReasoning::Field => {
                self.end_flow(to, out);
                to.delta(self.index, Delta { reasoning_content: Some(text), ..Delta::default() }, out);
            }
            ShowReasoning::Tags => {
                if self.flow != Flow::Think {
                    self.end_flow(to, out);
                    to.content(self.index, THINK, out);
                    self.flow = Flow::Think;
                }
                to.content(self.index, text, out);
            }
        }
    }

    /// Converse numbers all blocks; OpenAI wants calls numbered from 0 without gaps.
    fn tool_start(&mut self, block: u32, id: String, name: String, to: &ChunkWriter, out: &mut Vec<u8>) {
        self.end_flow(to, out);
        let index = self.calls;
        self.calls += 1;
        self.flow = if to.style.is_custom(&name) {
            Flow::Custom { block, index, id, name, input: String::new() }
        } else {
            to.call_start(self.index, index, &id, &name, out);
            Flow::Call { block, index, empty: true }
        };
    }

    fn tool_input(&mut self, of: u32, json: &str, to: &ChunkWriter, out: &mut Vec<u8>) {
        match &mut self.flow {
            Flow::Call { block, index, empty } if *block == of && !json.is_empty() => {
                *empty = false;
                to.arguments(self.index, *index, json, out);
            }
            Flow::Custom { block, input, .. } if *block == of => input.push_str(json),
            Flow::Call { .. } | Flow::Custom { .. } | Flow::Text | Flow::Think => {}
        }
    }

    /// What flowed has ended. A call without arguments gets `{}`, never `""`.
    fn end_flow(&mut self, to: &ChunkWriter, out: &mut Vec<u8>) {
        match std::mem::take(&mut self.flow) {
            Flow::Text | Flow::Call { empty: false, .. } => {}
            Flow::Think => to.content(self.index, THOUGHT, out),
            Flow::Call { index, empty: true, .. } => to.arguments(self.index, index, "{}", out),
            Flow::Custom { index, id, name, input, .. } => {
                let custom = Some(DeltaCustom { name: &name, input: &custom_input(&input) });
                let call = DeltaCall { index, id: Some(&id), r#type: Some("custom"), function: None, custom };
                to.call(self.index, call, out);
            }
        }
    }
}

/// Puts chunks on the wire.
#[derive(Debug)]
struct ChunkWriter {
    head: Head,
    style: Style,
    /// The tier, once it is known.
    service_tier: Option<&'static str>,
}

impl ChunkWriter {
    fn content(&self, answer: usize, text: &str, out: &mut Vec<u8>) {
        self.delta(answer, Delta { content: Some(text), ..Delta::default() }, out);
    }

    fn call_start(&self, answer: usize, index: u32, id: &str, name: &str, out: &mut Vec<u8>) {
        let function = DeltaFunction { name: Some(name), arguments: "" };
        if self.style.legacy {
            self.function_call(answer, index, function, out);
        } else {
            let function = Some(function);
            self.call(answer, DeltaCall { index, id: Some(id), r#type: Some("function"), function, custom: None }, out);
        }
    }

    fn arguments(&self, answer: usize, index: u32, arguments: &str, out: &mut Vec<u8>) {
        let function = DeltaFunction { name: None, arguments };
        if self.style.legacy {
            self.function_call(answer, index, function, out);
        } else {
            let function = Some(function);
            self.call(answer, DeltaCall { index, id: None, r#type: None, function, custom: None }, out);
        }
    }

    /// The legacy form has room for one.
    fn function_call(&self, answer: usize, index: u32, function: DeltaFunction<'_>, out: &mut Vec<u8>) {
        if index == 0 {
            self.delta(answer, Delta { function_call: Some(function), ..Delta::default() }, out);
        }
    }

    fn call(&self, answer: usize, call: DeltaCall<'_>, out: &mut Vec<u8>) {
        self.delta(answer, Delta { tool_calls: Some([call]), ..Delta::default() }, out);
    }

    fn delta(&self, answer: usize, delta: Delta<'_>, out: &mut Vec<u8>) {
        self.chunk(&[choice(answer, delta, None)], None, out);
    }

    fn chunk(&self, choices: &[ChunkChoice<'_>], usage: Option<WireUsage>, out: &mut Vec<u8>) {
        let Head { id, created, model, .. } = &self.head;
        let (object, created, service_tier) = ("chat.completion.chunk", *created, self.service_tier);
        out.extend_from_slice(b"data: ");
        append_json(&Chunk { id, object, created, model, choices, usage, service_tier }, out);
        out.extend_from_slice(b"\n\n");
    }
}

fn choice<'a>(index: usize, delta: Delta<'a>, finish_reason: Option<&'static str>) -> ChunkChoice<'a> {
    ChunkChoice { index, delta, finish_reason, logprobs: None }
}
