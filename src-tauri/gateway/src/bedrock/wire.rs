//! Converse as JSON (facts/bedrock.md section 2).
//!
//! The SDK carries these bytes rather than its own types. Its `Document` is a `HashMap`: a tool's schema would leave
//! with its members in another order each time, which breaks prompt caching and the check on replayed thinking; and its
//! `f32` turns a temperature of 0.7 into 0.699999988079071.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::ir::Json;

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Converse<'a> {
    pub messages: Vec<Message<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub system: Vec<Block<'a>>,
    #[serde(skip_serializing_if = "InferenceConfig::is_empty")]
    pub inference_config: InferenceConfig<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_config: Option<ToolConfig<'a>>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub additional_model_request_fields: serde_json::Map<String, Json>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub request_metadata: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_config: Option<OutputConfig<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_model_response_field_paths: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guardrail_config: Option<&'a Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tier: Option<ServiceTier>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performance_config: Option<PerformanceConfig>,
}

#[derive(Debug, Serialize)]
pub(super) struct ServiceTier {
    pub r#type: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct PerformanceConfig {
    pub latency: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Message<'a> {
    pub role: &'static str,
    pub content: Vec<Block<'a>>,
}

/// A union: one object with one member.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Block<'a> {
    Text(&'a str),
    Image(Media<'a>),
    Document(Document<'a>),
    Audio(Media<'a>),
    Video(Media<'a>),
    #[serde(rename_all = "camelCase")]
    ToolUse {
        tool_use_id: &'a str,
        name: &'a str,
        input: &'a Json,
    },
    #[serde(rename_all = "camelCase")]
    ToolResult {
        tool_use_id: &'a str,
        content: Vec<Block<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<&'static str>,
    },
    ReasoningContent(Reasoning<'a>),
    CachePoint(CachePoint),
}

#[derive(Debug, Serialize)]
pub(super) struct Media<'a> {
    pub format: &'static str,
    pub source: Source<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    pub format: &'static str,
    pub name: String,
    pub source: Source<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Source<'a> {
    pub bytes: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Reasoning<'a> {
    ReasoningText { text: &'a str, signature: &'a str },
    RedactedContent(&'a str),
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct CachePoint {
    pub r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<&'static str>,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InferenceConfig<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tokens: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_p: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stop_sequences: Vec<&'a str>,
}

impl InferenceConfig<'_> {
    fn is_empty(&self) -> bool {
        self.max_tokens.is_none()
            && self.temperature.is_none()
            && self.top_p.is_none()
            && self.stop_sequences.is_empty()
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToolConfig<'a> {
    pub tools: Vec<Tool<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_choice: Option<ToolChoice<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Tool<'a> {
    ToolSpec(ToolSpec<'a>),
    CachePoint(CachePoint),
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToolSpec<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    pub input_schema: InputSchema,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict: Option<bool>,
}

#[derive(Debug, Serialize)]
pub(super) struct InputSchema {
    pub json: Json,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum ToolChoice<'a> {
    Any {},
    Tool { name: &'a str },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OutputConfig<'a> {
    pub text_format: TextFormat<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct TextFormat<'a> {
    pub r#type: &'static str,
    pub structure: Structure<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Structure<'a> {
    JsonSchema(JsonSchema<'a>),
}

#[derive(Debug, Serialize)]
pub(super) struct JsonSchema<'a> {
    /// The schema as JSON text, not as JSON.
    pub schema: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
}

/// Converse's answer (facts/bedrock.md section 7), as far as we read it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer<'a> {
    #[serde(borrow)]
    pub output: AnswerOutput<'a>,
    pub stop_reason: String,
    #[serde(default)]
    pub usage: TokenUsage,
    pub additional_model_response_fields: Option<Json>,
    #[serde(default)]
    pub metrics: Option<Metrics>,
    pub service_tier: Option<ServedTier>,
    pub trace: Option<Trace>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metrics {
    pub latency_ms: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ServedTier {
    pub r#type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trace {
    pub prompt_router: Option<PromptRouter>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PromptRouter {
    pub invoked_model_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerOutput<'a> {
    #[serde(borrow)]
    pub message: AnswerMessage<'a>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerMessage<'a> {
    #[serde(borrow)]
    pub content: Vec<AnswerBlock<'a>>,
}

/// A union of which one member is there; a kind that is newer than this program has none of these.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AnswerBlock<'a> {
    pub text: Option<String>,
    #[serde(borrow)]
    pub tool_use: Option<AnswerToolUse<'a>>,
    pub reasoning_content: Option<AnswerReasoning>,
    pub citations_content: Option<AnswerCitations>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AnswerToolUse<'a> {
    pub tool_use_id: String,
    pub name: String,
    /// The JSON text itself, so that its members stay in order.
    #[serde(borrow)]
    pub input: &'a RawValue,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AnswerReasoning {
    pub reasoning_text: Option<AnswerReasoningText>,
    pub redacted_content: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerReasoningText {
    #[serde(default)]
    pub text: String,
    pub signature: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerCitations {
    #[serde(default)]
    pub content: Vec<AnswerText>,
    #[serde(default)]
    pub citations: Vec<AnswerCitation>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerText {
    pub text: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerCitation {
    pub title: Option<String>,
    pub location: Option<AnswerLocation>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerLocation {
    pub web: Option<AnswerWeb>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerWeb {
    pub url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TokenUsage {
    pub input_tokens: u64,
    pub output_tokens: u64,
    pub cache_read_input_tokens: Option<u64>,
    pub cache_write_input_tokens: Option<u64>,
    pub cache_details: Vec<CacheDetail>,
}

/// What was written to the cache, by how long it is kept.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct CacheDetail {
    pub ttl: String,
    pub input_tokens: u64,
}
