//! Chat requests as JSON.
//!
//! They are read with every member optional and unknown members passed over, because clients add many; what a
//! member *means* is `parse`'s business. Message and part types are flat structs rather than tagged enums: serde buffers
//! tagged enums, and an error inside one loses its path.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::doors::openai::Object;
use crate::ir::Json;

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Request {
    pub model: Option<String>,
    pub messages: Option<Vec<Object<Message>>>,
    pub max_completion_tokens: Option<u64>,
    pub max_tokens: Option<u64>,
    pub temperature: Option<f64>,
    pub top_p: Option<f64>,
    pub top_k: Option<u64>,
    pub stop: Option<OneOrMany>,
    pub n: Option<u64>,
    pub tools: Option<Vec<Object<Tool>>>,
    pub tool_choice: Option<ToolChoice>,
    pub parallel_tool_calls: Option<bool>,
    pub functions: Option<Vec<Object<Function>>>,
    pub function_call: Option<ToolChoice>,
    pub response_format: Option<Object<ResponseFormat>>,
    pub reasoning_effort: Option<String>,
    pub stream: Option<bool>,
    pub stream_options: Option<Object<StreamOptions>>,
    pub metadata: Option<BTreeMap<String, String>>,
    pub frequency_penalty: Option<f64>,
    pub presence_penalty: Option<f64>,
    pub seed: Option<Json>,
    pub verbosity: Option<String>,
    pub store: Option<bool>,
    pub logit_bias: Option<Json>,
    pub prediction: Option<Json>,
    pub logprobs: Option<bool>,
    pub top_logprobs: Option<u64>,
    pub modalities: Option<Vec<String>>,
    pub web_search_options: Option<IgnoredAny>,
    pub audio: Option<IgnoredAny>,
    pub moderation: Option<Json>,
    #[serde(alias = "additionalModelRequestFields")]
    pub additional_model_request_fields: Option<Members>,
    pub thinking: Option<Json>,
    pub anthropic_beta: Option<Json>,
    /// OpenRouter's form of `reasoning_effort`.
    pub reasoning: Option<ReasoningWish>,
    pub prompt_caching: Option<PromptCaching>,
    #[serde(alias = "guardrailConfig")]
    pub guardrail_config: Option<Json>,
    pub service_tier: Option<String>,
    #[serde(alias = "performanceConfig")]
    pub performance_config: Option<PerformanceConfig>,
    #[serde(alias = "requestMetadata")]
    pub request_metadata: Option<BTreeMap<String, String>>,
    /// The predecessor's place for all of the above, and for members of the model's own.
    pub extra_body: Option<Members>,
}

pub(in crate::doors::chat) type Members = serde_json::Map<String, Json>;

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct ReasoningWish {
    pub effort: Option<String>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
pub(in crate::doors::chat) struct PromptCaching {
    #[serde(default)]
    pub system: bool,
    #[serde(default)]
    pub messages: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct PerformanceConfig {
    pub latency: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct StreamOptions {
    pub include_usage: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Message {
    #[serde(default, deserialize_with = "null_as_default")]
    pub role: String,
    pub content: Option<Content>,
    pub refusal: Option<String>,
    pub tool_calls: Option<Vec<Object<ToolCall>>>,
    pub tool_call_id: Option<String>,
    pub function_call: Option<CalledFunction>,
    pub cache_control: Option<CacheControl>,
    /// LiteLLM's and ours: signed thinking in Anthropic's form.
    pub thinking_blocks: Option<Vec<ThinkingBlock>>,
    /// OpenRouter's form of the same.
    pub reasoning_details: Option<Vec<ReasoningDetail>>,
}

/// Signed thinking, as Anthropic writes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::doors::chat) enum ThinkingBlock {
    Thinking {
        #[serde(default, deserialize_with = "null_as_default")]
        thinking: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signature: Option<String>,
    },
    RedactedThinking {
        #[serde(default, deserialize_with = "null_as_default")]
        data: String,
    },
    #[serde(other)]
    Other,
}

/// Signed thinking, as OpenRouter writes it.
#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct ReasoningDetail {
    pub text: Option<String>,
    pub signature: Option<String>,
    pub data: Option<String>,
}

/// A string, or parts.
#[derive(Debug)]
pub(in crate::doors::chat) enum Content {
    Text(String),
    Parts(Vec<Object<Part>>),
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Part {
    #[serde(default, deserialize_with = "null_as_default")]
    pub r#type: String,
    pub text: Option<String>,
    pub refusal: Option<String>,
    pub image_url: Option<ImageUrl>,
    pub video_url: Option<ImageUrl>,
    pub input_audio: Option<InputAudio>,
    pub file: Option<File>,
    pub cache_control: Option<CacheControl>,
    /// OpenAI's own mark.
    pub prompt_cache_breakpoint: Option<CacheControl>,
}

/// Anthropic's mark, which clients also put on OpenAI's parts; OpenAI's has a `ttl` as well.
#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct CacheControl {
    pub ttl: Option<String>,
}

/// `{"url":…}`, or the address alone, as some clients send it.
#[derive(Debug)]
pub(in crate::doors::chat) struct ImageUrl(pub String);

#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct InputAudio {
    #[serde(default, deserialize_with = "null_as_default")]
    pub data: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub format: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct File {
    pub file_data: Option<String>,
    /// No member of OpenAI's Chat, but clients send it.
    #[serde(alias = "url")]
    pub file_url: Option<String>,
    pub filename: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct ToolCall {
    pub id: Option<String>,
    pub function: Option<CalledFunction>,
    pub custom: Option<CalledCustom>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct CalledFunction {
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    pub arguments: Option<Arguments>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct CalledCustom {
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub input: String,
}

/// JSON text by the book; some clients send the object itself.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(in crate::doors::chat) enum Arguments {
    Text(String),
    Value(Json),
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Tool {
    #[serde(default, deserialize_with = "null_as_default")]
    pub r#type: String,
    pub function: Option<Function>,
    pub custom: Option<Custom>,
    pub cache_control: Option<CacheControl>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Function {
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    pub description: Option<String>,
    pub parameters: Option<Json>,
    pub strict: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Custom {
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    pub description: Option<String>,
    pub format: Option<CustomFormat>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct CustomFormat {
    #[serde(default, deserialize_with = "null_as_default")]
    pub r#type: String,
    pub grammar: Option<Grammar>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct Grammar {
    #[serde(default, deserialize_with = "null_as_default")]
    pub definition: String,
}

/// A word, or an object that names a tool.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "it takes none, auto, required, or an object that names a tool")]
pub(in crate::doors::chat) enum ToolChoice {
    Mode(String),
    Object(ToolChoiceObject),
}

#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct ToolChoiceObject {
    pub function: Option<Named>,
    pub custom: Option<Named>,
    pub allowed_tools: Option<AllowedTools>,
    /// `auto`, `none` and the like, as Anthropic writes them.
    pub r#type: Option<String>,
    /// The legacy `function_call: {"name": …}`.
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct Named {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::doors::chat) struct AllowedTools {
    pub mode: Option<String>,
    #[serde(default)]
    pub tools: Vec<ToolChoiceObject>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct ResponseFormat {
    #[serde(default, deserialize_with = "null_as_default")]
    pub r#type: String,
    pub json_schema: Option<JsonSchema>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::doors::chat) struct JsonSchema {
    pub name: Option<String>,
    pub description: Option<String>,
    pub schema: Option<Json>,
}

/// A string, or several.
#[derive(Debug)]
pub(in crate::doors::chat) struct OneOrMany(pub Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Strings;
        impl<'de> Visitor<'de> for Strings {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or an array of strings")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(OneOrMany(texts))
            }
        }
        deserializer.deserialize_any(Strings)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrParts;
        impl<'de> Visitor<'de> for TextOrParts {
            type Value = Content;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or an array of content parts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Content, E> {
                Ok(Content::Text(text.to_owned()))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Content, E> {
                Ok(Content::Text(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Content, A::Error> {
                let mut parts = Vec::new();
                while let Some(part) = seq.next_element()? {
                    parts.push(part);
                }
                Ok(Content::Parts(parts))
            }
        }
        deserializer.deserialize_any(TextOrParts)
    }
}

impl<'de> Deserialize<'de> for ImageUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "it takes a URL, or an object with a `url`")]
        enum Form {
            Object { url: String },
            Bare(String),
        }
        Form::deserialize(deserializer).map(|form| match form {
            Form::Object { url } | Form::Bare(url) => Self(url),
        })
    }
}

/// Null where a text could stand is as good as no text.
fn null_as_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Option::<String>::deserialize(deserializer).map(Option::unwrap_or_default)
}
