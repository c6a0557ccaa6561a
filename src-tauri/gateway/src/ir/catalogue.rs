//! What can be called.

/// A model, or a profile that routes to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// What goes into a request's `model`.
    pub id: String,
    /// A name for people.
    pub name: String,
    /// Who made it, in lower case: `anthropic`.
    pub provider: String,
    /// What it is for.
    pub kind: ModelKind,
    /// Where the id comes from.
    pub source: ModelSource,
    /// The foundation model behind a profile, by id.
    pub base: Option<String>,
    /// `TEXT`, `IMAGE`, …: AWS's own words.
    pub input: Vec<String>,
    /// As `input`.
    pub output: Vec<String>,
    /// Whether answers can be streamed.
    pub streams: bool,
    /// Where it is in its life.
    pub lifecycle: Lifecycle,
    /// When it came into being, in seconds since 1970, where AWS tells.
    pub created: Option<i64>,
}

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelKind {
    /// Conversation.
    Chat,
    /// Vectors.
    Embedding,
    /// Pictures.
    Image,
    /// Ranking documents.
    Rerank,
    /// Something else: speech, video.
    Other,
}

/// Where a model id comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelSource {
    /// A foundation model, on demand in this region.
    Foundation,
    /// A profile of AWS's that routes across regions.
    SystemProfile,
    /// A profile that somebody in the account made.
    ApplicationProfile,
}

/// Where a model is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lifecycle {
    /// For everyone.
    #[default]
    Active,
    /// For those who have it already.
    Legacy,
}
