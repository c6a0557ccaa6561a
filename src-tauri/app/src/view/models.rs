//! The models that can be called.

use serde::Serialize;

/// The list, and the state of its renewal.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Models {
    /// What is being done about the list.
    pub(crate) refresh: Refresh,
    /// When it was last read; null: never.
    pub(crate) refreshed: Option<f64>,
    /// The models.
    pub(crate) models: Vec<Model>,
    /// What is missing, or shown as it was when it could last be read.
    pub(crate) missing: Vec<MissingList>,
    /// The model that `gpt-*` means, where nothing else is set.
    pub(crate) default_chat: Option<String>,
    /// The model that `text-embedding-*` means, where nothing else is set.
    pub(crate) default_embedding: Option<String>,
}

/// What is being done about the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Refresh {
    /// Nothing.
    Idle,
    /// AWS is being asked for the list.
    Listing,
    /// AWS is being asked which of them can be used.
    Checking {
        /// So many have been answered.
        done: u32,
        /// Of so many.
        total: u32,
    },
    /// The last try failed.
    Failed {
        /// Why, and what to do.
        reason: String,
    },
}

/// A list of AWS's that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct MissingList {
    /// Which one, in words.
    pub(crate) list: String,
    /// Why.
    pub(crate) message: String,
}

/// A model, or something that routes to one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Model {
    /// What goes into a request's `model`.
    pub(crate) id: String,
    /// A name for people.
    pub(crate) name: String,
    /// Who made it, in lower case: `anthropic`.
    pub(crate) provider: String,
    /// What it is for.
    pub(crate) purpose: ModelKind,
    /// Where the id comes from.
    pub(crate) source: ModelSource,
    /// The foundation model behind a profile, by id.
    pub(crate) base: Option<String>,
    /// `TEXT`, `IMAGE`, …: AWS's own words.
    pub(crate) input: Vec<String>,
    /// As `input`.
    pub(crate) output: Vec<String>,
    /// Whether answers can be streamed.
    pub(crate) streams: bool,
    /// Where it is in its life.
    pub(crate) lifecycle: Lifecycle,
    /// When it ends, as `2027-04-08`, where that is known.
    pub(crate) ends: Option<String>,
    /// When it came into being.
    pub(crate) created: Option<f64>,
    /// What it can do.
    pub(crate) abilities: Abilities,
    /// Tokens of input, answer included.
    pub(crate) context: Option<u64>,
    /// Most tokens of an answer.
    pub(crate) max_output: Option<u64>,
    /// The lengths of an embedding model's vectors, its own first.
    pub(crate) dimensions: Vec<u32>,
    /// Prices on demand.
    pub(crate) prices: Prices,
    /// Whether the chosen identity can use it in the chosen region.
    pub(crate) access: Access,
}

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ModelKind {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ModelSource {
    /// A foundation model, on demand in this region.
    Foundation,
    /// A profile of AWS's that routes across regions.
    SystemProfile,
    /// A profile that somebody in the account made.
    ApplicationProfile,
    /// A model that the account has brought along.
    Imported,
    /// A model that the account has trained further, on demand.
    CustomDeployment,
    /// Capacity that the account has bought.
    Provisioned,
}

/// Where a model is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Lifecycle {
    /// For everyone.
    Active,
    /// For those who have it already.
    Legacy,
}

/// What a chat model can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each stands for itself, as in the gateway's own list")]
pub(crate) struct Abilities {
    /// It sees pictures.
    pub(crate) vision: bool,
    /// It reads documents.
    pub(crate) documents: bool,
    /// It hears.
    pub(crate) audio: bool,
    /// It watches film.
    pub(crate) video: bool,
    /// It calls tools.
    pub(crate) tools: bool,
    /// It thinks.
    pub(crate) reasoning: bool,
    /// Its prompts can be cached.
    pub(crate) caching: bool,
    /// Its answer follows a JSON Schema.
    pub(crate) structured_output: bool,
}

/// Dollars for a million tokens, a picture or a call, as far as they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Prices {
    /// For a million input tokens.
    pub(crate) input: Option<f64>,
    /// For a million output tokens.
    pub(crate) output: Option<f64>,
    /// For a million input tokens read from the cache.
    pub(crate) cache_read: Option<f64>,
    /// For a million input tokens written to the cache.
    pub(crate) cache_write: Option<f64>,
    /// For a picture.
    pub(crate) image: Option<f64>,
    /// For a query or a call.
    pub(crate) request: Option<f64>,
}

/// Whether a model can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Access {
    /// Nobody has asked, or AWS does not tell.
    Unknown,
    /// It can.
    Usable,
    /// It cannot.
    Unusable {
        /// Why.
        reason: String,
        /// What to do.
        remedy: String,
    },
}
