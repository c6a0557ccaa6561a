//! Legacy completions as JSON.

use serde::{Deserialize, Serialize};

use crate::ir::{Json, StopReason, Usage as Tokens};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    pub model: Option<String>,
    pub prompt: Option<Prompt>,
    pub suffix: Option<String>,
    pub max_tokens: Option<u64>,
    pub temperature: Option<f64>,
    pub top_p: Option<f64>,
    pub n: Option<u64>,
    pub best_of: Option<u64>,
    pub stop: Option<Stop>,
    pub echo: Option<bool>,
    pub stream: Option<bool>,
    pub stream_options: Option<StreamOptions>,
    pub logprobs: Option<u64>,
    pub seed: Option<Json>,
    pub logit_bias: Option<Json>,
    pub frequency_penalty: Option<f64>,
    pub presence_penalty: Option<f64>,
}

/// One prompt, or several; as text, or as token ids.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a string, an array of strings, or arrays of token ids")]
pub(super) enum Prompt {
    Text(String),
    Texts(Vec<String>),
    Tokens(Vec<u32>),
    ManyTokens(Vec<Vec<u32>>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a string or an array of strings")]
pub(super) enum Stop {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct StreamOptions {
    pub include_usage: Option<bool>,
}

/// A whole answer, or a chunk of one: they have the same shape.
#[derive(Debug, Serialize)]
pub(super) struct Completion<'a> {
    pub id: &'a str,
    pub object: &'static str,
    pub created: u64,
    pub model: &'a str,
    pub choices: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
}

#[derive(Debug, Serialize)]
pub(super) struct Choice {
    pub text: String,
    pub index: usize,
    pub logprobs: Option<()>,
    pub finish_reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Usage {
    pub prompt_tokens: u64,
    pub completion_tokens: u64,
    pub total_tokens: u64,
}

impl From<Tokens> for Usage {
    fn from(tokens: Tokens) -> Self {
        let prompt_tokens = tokens.total_input();
        let total_tokens = prompt_tokens.saturating_add(tokens.output);
        Self { prompt_tokens, completion_tokens: tokens.output, total_tokens }
    }
}

/// The endpoint's three words. No reason at all is one that we have not been told.
pub(super) fn finish_reason(stop: Option<&StopReason>) -> &'static str {
    match stop {
        Some(StopReason::MaxTokens | StopReason::ContextFull) => "length",
        Some(StopReason::Guardrail | StopReason::Filtered | StopReason::Refusal) => "content_filter",
        Some(
            StopReason::EndTurn
            | StopReason::StopSequence
            | StopReason::ToolUse
            | StopReason::MalformedOutput
            | StopReason::MalformedToolUse
            | StopReason::Unknown(_),
        )
        | None => "stop",
    }
}
