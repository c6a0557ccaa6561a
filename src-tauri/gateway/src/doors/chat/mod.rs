//! `POST /v1/chat/completions` (facts/openai.md sections 1 and 2).

mod content;
mod messages;
mod options;
mod parse;
mod reply;
mod stream;
mod tools;
mod wire;

use crate::doors::{Asked, Door, Writer, openai};
use crate::error::{Error, Result};
use crate::ir::{Event, Reply, ShowReasoning};

/// The door of OpenAI's Chat Completions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chat {
    /// How thinking is shown to clients.
    pub reasoning: ShowReasoning,
}

impl Door for Chat {
    type Writer = ChatWriter;

    fn parse(&self, body: &[u8]) -> Result<Asked<ChatWriter>> {
        parse::parse(openai::read_json(body)?, self.reasoning)
    }

    fn error(&self, error: &Error) -> (u16, Vec<u8>) {
        openai::error_body(error)
    }
}

/// What every answer, chunk or whole, says of itself.
#[derive(Debug, Clone)]
pub struct Head {
    /// `chatcmpl-…`, the same in every chunk.
    pub id: String,
    /// Seconds since 1970.
    pub created: u64,
    /// The model, as the client named it.
    pub model: String,
    /// The tier, where the client asked for one: its wish, until Bedrock says which it was.
    pub service_tier: Option<&'static str>,
}

/// In which of the API's forms this client wants its answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Style {
    /// Tools that take free text.
    pub customs: Vec<String>,
    /// `function_call` instead of `tool_calls`.
    pub legacy: bool,
    /// How thinking is shown.
    pub show: ShowReasoning,
}

impl Style {
    fn is_custom(&self, name: &str) -> bool {
        self.customs.iter().any(|custom| custom == name)
    }
}

/// Writes a chat answer.
#[derive(Debug)]
pub struct ChatWriter {
    head: Head,
    style: Style,
    stream: stream::Chunks,
}

impl ChatWriter {
    fn new(head: Head, style: Style, answers: usize, include_usage: bool) -> Self {
        Self { stream: stream::Chunks::new(head.clone(), style.clone(), answers, include_usage), head, style }
    }
}

impl Writer for ChatWriter {
    fn reply(&self, replies: &[Reply]) -> Vec<u8> {
        openai::to_json(&reply::completion(&self.head, &self.style, replies))
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
