//! What the model answers, as it comes.

use std::time::Duration;

use super::Usage;

/// One step of an answer. `block` numbers the content block it belongs to: ascending, with gaps allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The model has begun to answer.
    Start,
    /// Text.
    Text {
        /// The content block.
        block: u32,
        /// The next piece.
        text: String,
    },
    /// Thinking.
    Reasoning {
        /// The content block.
        block: u32,
        /// The next piece.
        text: String,
    },
    /// The signature of the thinking in this block.
    Signature {
        /// The content block.
        block: u32,
        /// The signature, or its next piece.
        signature: String,
    },
    /// Thinking that only the model can read.
    Redacted {
        /// The content block.
        block: u32,
        /// Standard base64.
        base64: String,
    },
    /// A tool call begins.
    ToolStart {
        /// The content block.
        block: u32,
        /// The call's id.
        id: String,
        /// The tool, under the client's name for it.
        name: String,
    },
    /// The next piece of a tool call's input.
    ToolInput {
        /// The content block.
        block: u32,
        /// A fragment of JSON text.
        json: String,
    },
    /// A source for what the text says.
    Citation {
        /// The content block.
        block: u32,
        /// Its title.
        title: Option<String>,
        /// Its address, where it has one.
        url: Option<String>,
    },
    /// The answer is complete.
    Stop(StopReason),
    /// How Bedrock served it. It comes before the usage.
    Served(Served),
    /// What it took.
    Usage(Usage),
}

/// What Bedrock says of how it served an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Served {
    /// The queue: `default`, `priority`, `flex`, `reserved`, or one that is newer.
    pub tier: Option<String>,
    /// The model that a prompt router chose: an id or an ARN.
    pub model: Option<String>,
    /// How long Bedrock itself took for the answer.
    pub latency: Option<Duration>,
}

/// Why the answer ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopReason {
    /// The model had said everything.
    EndTurn,
    /// It waits for tools.
    ToolUse,
    /// The token limit.
    MaxTokens,
    /// A stop sequence.
    StopSequence,
    /// A guardrail stepped in.
    Guardrail,
    /// Filtered.
    Filtered,
    /// The model refused to answer.
    Refusal,
    /// The model wrote what cannot be read.
    MalformedOutput,
    /// The model wrote a tool call that cannot be read.
    MalformedToolUse,
    /// The context window is full.
    ContextFull,
    /// A reason that is newer than this program.
    Unknown(String),
}
