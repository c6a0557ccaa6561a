//! `POST /v1/completions`, the legacy endpoint (facts/openai.md section 4): a chat turn for each prompt.
//!
//! A prompt is the user's message as it stands: those who still post here (LlamaIndex's `OpenAILike`, autocompletion)
//! write instructions, not beginnings. With a `suffix` the model is told to fill the gap.

mod parse;
mod reply;
mod stream;
mod wire;

use super::{Asked, Door, Writer, openai};
use crate::error::{Error, Result};
use crate::ir::{Event, Reply};

/// The door of OpenAI's legacy Completions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Completions;

impl Door for Completions {
    type Writer = CompletionWriter;

    fn parse(&self, body: &[u8]) -> Result<Asked<CompletionWriter>> {
        parse::parse(openai::read_json(body)?)
    }

    fn error(&self, error: &Error) -> (u16, Vec<u8>) {
        openai::error_body(error)
    }
}

/// What every answer, chunk or whole, says of itself.
#[derive(Debug, Clone)]
struct Head {
    /// `cmpl-…`, the same in every chunk.
    id: String,
    /// Seconds since 1970.
    created: u64,
    /// The model, as the client named it.
    model: String,
    /// The prompt of each answer, where it is to stand before its text; else empty.
    echoes: Vec<String>,
}

/// Writes a legacy completion.
#[derive(Debug)]
pub struct CompletionWriter {
    head: Head,
    stream: stream::Chunks,
}

impl CompletionWriter {
    fn new(head: Head, answers: usize, include_usage: bool) -> Self {
        Self { stream: stream::Chunks::new(head.clone(), answers, include_usage), head }
    }
}

impl Writer for CompletionWriter {
    fn reply(&self, replies: &[Reply]) -> Vec<u8> {
        openai::to_json(&reply::completion(&self.head, replies))
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        self.stream.begin(out);
    }

    fn event(&mut self, answer: usize, event: Event, out: &mut Vec<u8>) {
        self.stream.event(answer, event, out);
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.stream.finish(out);
    }

    fn fail(&mut self, error: &Error, out: &mut Vec<u8>) {
        self.stream.fail(error, out);
    }

    fn keep_alive(&mut self, out: &mut Vec<u8>) {
        self.stream.keep_alive(out);
    }
}
