//! Chat answers as JSON: whole, and in chunks.

use serde::Serialize;

use super::ThinkingBlock;

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct Completion<'a> {
    pub id: &'a str,
    pub object: &'static str,
    pub created: u64,
    pub model: &'a str,
    pub choices: Vec<Choice>,
    pub usage: Usage,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tier: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct Choice {
    pub index: usize,
    pub message: Answer,
    pub finish_reason: &'static str,
    pub logprobs: Option<()>,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct Answer {
    pub role: &'static str,
    pub content: Option<String>,
    pub refusal: Option<()>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_content: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thinking_blocks: Vec<ThinkingBlock>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<AnswerCall>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_call: Option<AnswerFunction>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::doors::chat) enum AnswerCall {
    Function { id: String, function: AnswerFunction },
    Custom { id: String, custom: AnswerCustom },
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct AnswerFunction {
    pub name: String,
    pub arguments: String,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct AnswerCustom {
    pub name: String,
    pub input: String,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::doors::chat) enum Annotation {
    UrlCitation { url_citation: UrlCitation },
}

/// Where in the text, in characters, and what it rests on.
#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct UrlCitation {
    pub start_index: usize,
    pub end_index: usize,
    pub url: String,
    pub title: String,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct Chunk<'a> {
    pub id: &'a str,
    pub object: &'static str,
    pub created: u64,
    pub model: &'a str,
    pub choices: &'a [ChunkChoice<'a>],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_tier: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct ChunkChoice<'a> {
    pub index: usize,
    pub delta: Delta<'a>,
    pub finish_reason: Option<&'static str>,
    pub logprobs: Option<()>,
}

#[derive(Debug, Default, Serialize)]
pub(in crate::doors::chat) struct Delta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_content: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tool_calls: Option<[DeltaCall<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function_call: Option<DeltaFunction<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<DeltaAnnotation>,
}

/// The SDKs' accumulators insist on an index in every list.
#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct DeltaAnnotation {
    pub index: usize,
    #[serde(flatten)]
    pub annotation: Annotation,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct DeltaCall<'a> {
    pub index: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<DeltaFunction<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom: Option<DeltaCustom<'a>>,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct DeltaFunction<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    pub arguments: &'a str,
}

#[derive(Debug, Serialize)]
pub(in crate::doors::chat) struct DeltaCustom<'a> {
    pub name: &'a str,
    pub input: &'a str,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::doors::chat) struct Usage {
    pub prompt_tokens: u64,
    pub completion_tokens: u64,
    pub total_tokens: u64,
    pub prompt_tokens_details: PromptDetails,
    pub completion_tokens_details: CompletionDetails,
    /// Anthropic's names, which Roo Code alone reads (facts/openai.md section 1).
    pub cache_read_input_tokens: u64,
    pub cache_creation_input_tokens: u64,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::doors::chat) struct PromptDetails {
    pub cached_tokens: u64,
    pub cache_write_tokens: u64,
    pub audio_tokens: u64,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::doors::chat) struct CompletionDetails {
    pub reasoning_tokens: u64,
    pub audio_tokens: u64,
}
