//! What a client asks: a conversation so far, and how to go on.

use std::collections::BTreeMap;

/// JSON that passes through: a tool's schema, a tool's input, fields for the model itself. Members keep their order.
pub type Json = serde_json::Value;

/// One request for an answer.
#[derive(Debug, Clone, Default)]
pub struct Turn {
    /// The model, as the client named it, until it is resolved.
    pub model: String,
    /// Instructions that stand before the conversation: text and cache points.
    pub system: Vec<Block>,
    /// The conversation. Any order of roles; `bedrock` mends what its wire does not take.
    pub messages: Vec<Message>,
    /// What the model may call.
    pub tools: Vec<Tool>,
    /// Whether it must.
    pub tool_choice: ToolChoice,
    /// `Some(false)`: one call at a time.
    pub parallel_tools: Option<bool>,
    /// How tokens are picked, and when to stop.
    pub sampling: Sampling,
    /// How hard to think. `None`: as configured.
    pub effort: Option<Effort>,
    /// Claude's own `thinking` object, verbatim; it says more than `effort` and beats it.
    pub thinking: Option<Json>,
    /// Whether to think between calls of tools as well, for models that do so only when they are asked.
    pub interleaved: bool,
    /// The shape of the answer.
    pub output: OutputFormat,
    /// Members for `additionalModelRequestFields`, verbatim.
    pub extra: serde_json::Map<String, Json>,
    /// Labels for AWS's own logs.
    pub metadata: BTreeMap<String, String>,
    /// What to cache where the conversation holds no cache points of its own.
    pub caching: Caching,
    /// `guardrailConfig`, verbatim.
    pub guardrail: Option<Json>,
    /// Which queue to stand in.
    pub tier: Option<Tier>,
    /// Bedrock's latency-optimised serving.
    pub fast: bool,
}

/// What to cache without being told where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Caching {
    /// The system prompt, and the tools before it.
    pub system: bool,
    /// The conversation so far.
    pub messages: bool,
}

/// Which queue to stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// Half the price, when there is room.
    Flex,
    /// Ahead of others, for more.
    Priority,
    /// Capacity that the account has reserved.
    Reserved,
}

/// One entry of the conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Who speaks.
    pub role: Role,
    /// What.
    pub content: Vec<Block>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// An instruction in the middle of the conversation.
    System,
    /// The user, or a tool that reports to the model.
    User,
    /// The model.
    Assistant,
}

/// A piece of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Plain text.
    Text(String),
    /// Picture, document, sound or film.
    Media(Media),
    /// The same, yet to be fetched.
    Remote(Remote),
    /// The model called a tool.
    ToolUse {
        /// The call's id, as the client wrote it.
        id: String,
        /// The tool's name, as the client wrote it.
        name: String,
        /// A JSON object.
        input: Json,
    },
    /// What the tool said.
    ToolResult {
        /// The call's id.
        id: String,
        /// Text and media.
        content: Vec<Block>,
        /// Whether it went well.
        status: ResultStatus,
    },
    /// What the model thought.
    Reasoning(Signed),
    /// Everything before this may be cached.
    CachePoint(CacheTtl),
}

/// Thinking, in the form in which it must be sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signed {
    /// Readable, with the signature that vouches for it.
    Text {
        /// The thoughts; may be empty where only the signature is kept.
        text: String,
        /// The model's signature. Without one it can be shown, not replayed.
        signature: Option<String>,
    },
    /// Encrypted; standard base64.
    Redacted(String),
}

/// Whether a tool did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ResultStatus {
    /// Not said, which counts as success.
    #[default]
    Unsaid,
    /// It failed; the content says how.
    Error,
}

/// A picture, document, sound or film, carried inline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Which of the four.
    pub kind: MediaKind,
    /// Bedrock's own name of the format: `png`, `pdf`, `mp3`.
    pub format: &'static str,
    /// A document's name, as the client wrote it.
    pub name: Option<String>,
    /// The bytes, in standard padded base64, as both wires carry them.
    pub base64: String,
    /// Where in the request it stands.
    pub param: String,
}

/// Media that the client names by address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Which kind it shall be.
    pub kind: MediaKind,
    /// Where it is.
    pub url: String,
    /// A document's name, if the client gave one.
    pub name: Option<String>,
    /// Where in the request it is named.
    pub param: String,
}

/// What sort of media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// png, jpeg, gif, webp.
    Image,
    /// pdf, csv, doc, docx, xls, xlsx, html, txt, md.
    Document,
    /// mp3, wav and others.
    Audio,
    /// mp4, mov and others.
    Video,
}

/// How long a cache entry lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CacheTtl {
    /// Bedrock's default, five minutes.
    #[default]
    Short,
    /// One hour.
    Long,
}

/// A tool on offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Tool {
    /// Its name, as the client wrote it.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// The JSON Schema of its input: an object.
    pub schema: Json,
    /// Whether the input must follow the schema to the letter.
    pub strict: Option<bool>,
    /// Whether everything up to this tool may be cached.
    pub cache: Option<CacheTtl>,
}

/// Whether the model must call a tool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ToolChoice {
    /// As it sees fit.
    #[default]
    Auto,
    /// It must not.
    None,
    /// One, whichever.
    Required,
    /// This one.
    Named(String),
}

/// How tokens are picked, and when to stop. Values are the client's, unclamped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sampling {
    /// At most so many output tokens.
    pub max_tokens: Option<u64>,
    /// OpenAI's scale, 0 to 2.
    pub temperature: Option<f64>,
    /// 0 to 1.
    pub top_p: Option<f64>,
    /// The k likeliest tokens.
    pub top_k: Option<u64>,
    /// Texts that end the answer.
    pub stop: Vec<String>,
}

/// How hard to think.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effort {
    /// Not at all.
    None,
    /// Hardly.
    Minimal,
    /// A little.
    Low,
    /// Some.
    Medium,
    /// A lot.
    High,
    /// More.
    XHigh,
    /// As much as there is.
    Max,
}

/// The shape of the answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum OutputFormat {
    /// Free text.
    #[default]
    Text,
    /// Any JSON object.
    JsonObject,
    /// JSON of this schema.
    JsonSchema(Schema),
}

/// A named JSON Schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The schema.
    pub schema: Json,
}

/// How thinking is shown to Chat clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ShowReasoning {
    /// In `reasoning_content`.
    #[default]
    Field,
    /// In the text, between `<think>` and `</think>`, as the predecessor did.
    Tags,
    /// Not at all.
    Hidden,
}
