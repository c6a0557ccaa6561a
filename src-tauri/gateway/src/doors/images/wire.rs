//! Image generation as JSON.

use serde::{Deserialize, Serialize};

use crate::ir::Json;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    pub model: Option<String>,
    pub prompt: Option<String>,
    pub n: Option<u64>,
    pub size: Option<String>,
    pub response_format: Option<String>,
    pub output_format: Option<String>,
    pub stream: Option<bool>,
    /// Stability's own.
    pub negative_prompt: Option<String>,
    /// Stability's own.
    pub aspect_ratio: Option<String>,
    /// Stability's own.
    pub seed: Option<u32>,
    pub quality: Option<Json>,
    pub style: Option<Json>,
    pub background: Option<Json>,
    pub moderation: Option<Json>,
    pub output_compression: Option<Json>,
}

/// In which form a picture is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    #[default]
    Base64,
    /// A data URL: nothing is kept that an address could name.
    Url,
}

#[derive(Debug, Serialize)]
pub(super) struct List {
    pub created: u64,
    pub output_format: &'static str,
    pub data: Vec<Entry>,
}

#[derive(Debug, Serialize)]
pub(super) struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub b64_json: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
