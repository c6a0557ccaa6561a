//! Scripts: what the next answer looks like, and what goes wrong on the way.

mod parse;
mod queue;

use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::exception::{self, Exception};
use crate::frame;
use crate::plan::Answer;
use crate::route::Operation;

pub use parse::ParseScriptError;
pub(crate) use queue::{Queue, without_directive};

/// How one request is answered.
///
/// As text, a script is a name and parameters: `NAME key=value key="two words"`. It can stand in the last user text
/// of a request (`[[script: tool]]`), be lined up with [`Simulator::enqueue`](crate::Simulator::enqueue), or be
/// posted to
/// `/_simulator/enqueue` as `{"script": "…"}`.
///
/// | Name | The answer | Its own parameters |
/// |-|-|-|
/// | `default` | what the request calls for: text, a tool call where one is forced, JSON where a schema is given | |
/// | `text` | one text block | `text` |
/// | `several-text` | several text blocks | `n` (3) |
/// | `long` | many words | `words` (200) |
/// | `tool` | one call of the first offered tool | `name`, `input` (JSON) |
/// | `tools` | parallel calls | `n` (2), `name`, `input` |
/// | `text-then-tool` | text, then a call | `text`, `name`, `input` |
/// | `tool-text-tool` | a call, text, another call | `text`, `name`, `input` |
/// | `tool-no-args` | a call with empty input, streamed without any delta | `name` |
/// | `reasoning` | signed reasoning, then text | `thinking`, `text` |
/// | `reasoning-tool` | signed reasoning, then a call | `thinking`, `name`, `input` |
/// | `redacted` | redacted reasoning, then text | `text` |
/// | `citations` | text with citations | `text` |
/// | `structured` | JSON that fits the request's schema | |
/// | `cache` | usage with cached tokens | `read` (1000), `write` (200), `text` |
/// | `stop:REASON` | that stop reason | `text` |
/// | `http:ExceptionName` | that HTTP exception | `message`, `retry-after` (s), `status` |
/// | `midstream:exceptionName` | a stream that ends in that exception | `after` (2 deltas), `message`, `reply` |
/// | `cut` | the connection ends abruptly | `after` (3 events), `reply` |
/// | `freeze` | the connection stays open and silent | `after` (3 events), `reply` |
/// | `bad-crc` | a frame whose CRC is wrong | `after` (2 events), `reply` |
/// | `no-stop` | a clean end before `messageStop` | `reply` |
/// | `slow-first-byte` | nothing for a while, then the answer | `ms` (1000), `reply` |
///
/// All take `gap` (ms between events), `first-byte` (ms before the head), `times` (so many requests, then normal
/// answers) and `on` (only for that operation, such as `ListFoundationModels`). `reply` names the answer that a fault
/// spoils.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// As written, for the record.
    pub(crate) source: String,
    pub(crate) reply: Reply,
    pub(crate) fault: Option<Fault>,
    /// Between two events.
    pub(crate) gap: Option<Duration>,
    /// Before the head.
    pub(crate) first_byte: Duration,
    pub(crate) times: u32,
    pub(crate) on: Option<Operation>,
    pub(crate) details: Details,
}

/// What kind of answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reply {
    Default,
    Text,
    SeveralText,
    Long,
    /// Calls, with what stands around them.
    Tool {
        calls: usize,
        text: ToolText,
        reasoning: bool,
    },
    ToolWithoutArguments,
    Reasoning,
    Redacted,
    Citations,
    Structured,
    Cache,
    Stop(String),
    /// These frames and nothing else.
    Frames(Vec<Frame>),
    /// These bytes, each chunk in a write of its own.
    Bytes(Vec<Bytes>),
}

/// Where a tool call has text beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToolText {
    None,
    Before,
    Between,
}

/// What goes wrong. Positions count whole events.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    Http(Exception),
    Midstream { name: String, message: String, after: usize },
    Cut { after: usize },
    Freeze { after: usize },
    BadCrc { after: usize },
    NoStop,
}

/// The parameters that fill in an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Details {
    pub(crate) text: Option<String>,
    pub(crate) thinking: Option<String>,
    pub(crate) tool: Option<String>,
    pub(crate) input: Option<Value>,
    pub(crate) count: Option<usize>,
    pub(crate) cache_read: Option<u64>,
    pub(crate) cache_write: Option<u64>,
}

/// One event-stream frame, exactly as it is to be sent: no padding is added.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The event's or the exception's name.
    pub name: String,
    /// The JSON payload.
    pub payload: Value,
    /// Whether it is an exception.
    pub exception: bool,
}

impl Frame {
    /// An event such as `contentBlockDelta`.
    #[must_use]
    pub fn event(name: impl Into<String>, payload: Value) -> Self {
        Self { name: name.into(), payload, exception: false }
    }

    /// An exception such as `throttlingException`.
    #[must_use]
    pub fn exception(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self { name: name.into(), payload: json!({ "message": message.into() }), exception: true }
    }

    /// The frame's bytes, CRCs included.
    #[must_use]
    pub fn encode(&self) -> Bytes {
        if self.exception {
            frame::exception(&self.name, &self.payload)
        } else {
            frame::unpadded_event(&self.name, &self.payload)
        }
    }
}

impl Script {
    /// Reads a script as described at [`Script`].
    ///
    /// # Errors
    ///
    /// An unknown name or parameter, or a value that does not fit; the message says which.
    pub fn parse(text: &str) -> Result<Self, ParseScriptError> {
        parse::script(text)
    }

    /// The answer that the request calls for.
    #[must_use]
    pub fn normal() -> Self {
        Self::new("default", Reply::Default)
    }

    /// One text block.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let mut script = Self::new("text", Reply::Text);
        script.details.text = Some(text.into());
        script
    }

    /// One call of the named tool with these arguments.
    #[must_use]
    pub fn tool(name: impl Into<String>, input: Value) -> Self {
        let mut script = Self::new("tool", Reply::Tool { calls: 1, text: ToolText::None, reasoning: false });
        script.details.tool = Some(name.into());
        script.details.input = Some(input);
        script
    }

    /// An HTTP exception by its name, such as `ThrottlingException`; `None` where Bedrock has no such exception.
    #[must_use]
    pub fn http(name: &str) -> Option<Self> {
        let exception = Exception::named(name, exception::default_message(name))?;
        Some(Self { fault: Some(Fault::Http(exception)), ..Self::new(&format!("http:{name}"), Reply::Default) })
    }

    /// A cut connection after so many whole events.
    #[must_use]
    pub fn cut(after: usize) -> Self {
        Self { fault: Some(Fault::Cut { after }), ..Self::new("cut", Reply::Default) }
    }

    /// A connection that falls silent after so many whole events.
    #[must_use]
    pub fn freeze(after: usize) -> Self {
        Self { fault: Some(Fault::Freeze { after }), ..Self::new("freeze", Reply::Default) }
    }

    /// Exactly these frames, and then the end of the stream.
    #[must_use]
    pub fn frames(frames: Vec<Frame>) -> Self {
        Self::new("frames", Reply::Frames(frames))
    }

    /// Exactly these bytes as the body, each chunk in a write of its own; with [`Script::then_cut`] the
    /// connection ends abruptly after them.
    #[must_use]
    pub fn bytes(chunks: Vec<Bytes>) -> Self {
        Self::new("bytes", Reply::Bytes(chunks))
    }

    /// Ends the connection abruptly after the last event or byte.
    #[must_use]
    pub fn then_cut(mut self) -> Self {
        self.fault = Some(Fault::Cut { after: usize::MAX });
        self
    }

    /// Keeps the connection open and silent after the last event or byte.
    #[must_use]
    pub fn then_freeze(mut self) -> Self {
        self.fault = Some(Fault::Freeze { after: usize::MAX });
        self
    }

    /// Answers so many requests instead of one.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Waits this long between two events.
    #[must_use]
    pub fn gap(mut self, gap: Duration) -> Self {
        self.gap = Some(gap);
        self
    }

    /// Waits this long before the head of the answer.
    #[must_use]
    pub fn first_byte(mut self, delay: Duration) -> Self {
        self.first_byte = delay;
        self
    }

    pub(crate) fn new(source: &str, reply: Reply) -> Self {
        Self {
            source: source.to_owned(),
            reply,
            fault: None,
            gap: None,
            first_byte: Duration::ZERO,
            times: 1,
            on: None,
            details: Details::default(),
        }
    }

    /// The answer, where it is an HTTP exception and nothing of a reply is needed.
    pub(crate) fn http_answer(&self) -> Option<Answer> {
        match &self.fault {
            Some(Fault::Http(exception)) => {
                let mut answer = Answer::from(exception.clone());
                self.delay(&mut answer);
                Some(answer)
            }
            _ => None,
        }
    }

    /// Holds the answer's head back as long as the script says.
    pub(crate) fn delay(&self, answer: &mut Answer) {
        answer.delay = self.first_byte;
    }
}

impl std::str::FromStr for Script {
    type Err = ParseScriptError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
