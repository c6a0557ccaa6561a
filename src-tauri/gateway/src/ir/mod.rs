//! The neutral vocabulary between doors and Bedrock. It knows neither side.

mod access;
mod catalogue;
mod denial;
mod embedding;
mod event;
mod image;
mod job;
mod media;
mod reply;
mod rerank;
mod turn;
mod usage;

pub use access::{Access, Reason, Usable};
pub use catalogue::{
    Abilities, Facts, Lifecycle, Listing, LongPrices, Missing, Model, ModelKind, ModelSource, Price, Prices,
};
pub use denial::{Deed, Denial, Help, Policy, Subject};
pub use embedding::{Embedding, EmbeddingInput, Purpose, Tokens, Truncate, Vectors};
pub use event::{Event, Served, StopReason};
pub use image::{Drawing, Drawn, PictureFormat};
pub use job::{Job, Picture, Pieces};
pub use media::{media_format, media_formats, media_kind, media_sniff};
pub use reply::{Citation, Part, Reply, ToolCall};
pub use rerank::{Rank, Ranking, Rerank};
pub use turn::{
    Block, CacheTtl, Caching, Effort, Json, Media, MediaKind, Message, OutputFormat, Remote, ResultStatus, Role,
    Sampling, Schema, ShowReasoning, Signed, Tier, Tool, ToolChoice, Turn,
};
pub use usage::Usage;

use std::borrow::Cow;
use std::fmt;

/// Something of the request that could not be honoured as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The parameter, as the client wrote it (`temperature`, `tools[0].function.name`).
    pub param: Cow<'static, str>,
    /// What became of it, in a few ASCII words: `dropped`, `clamped to 1`.
    pub what: Cow<'static, str>,
}

impl Complaint {
    /// `param` became `what`.
    pub fn new(param: impl Into<Cow<'static, str>>, what: impl Into<Cow<'static, str>>) -> Self {
        Self { param: param.into(), what: what.into() }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.param, self.what)
    }
}
