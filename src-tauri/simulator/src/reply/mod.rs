//! Answers: blocks in order, how they stopped and what they cost; as one JSON document or as stream events.

mod calls;
mod compose;
mod events;
mod limits;
mod usage;

use serde_json::{Map, Value, json};

pub(crate) use compose::{Context, Reasoning, compose};
pub(crate) use events::{Event, events};
pub(crate) use usage::{Usage, block_cost, count_tokens, text_tokens};

/// One content block of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    Text(String),
    /// Input `None` is a call without arguments: an empty object, and no delta in a stream.
    ToolUse {
        id: String,
        name: String,
        input: Option<Value>,
    },
    Reasoning {
        text: String,
        signature: Option<String>,
    },
    /// Base64.
    Redacted(String),
    Citations {
        text: String,
        citations: Vec<Value>,
    },
}

impl Block {
    fn json(&self) -> Value {
        match self {
            Self::Text(text) => json!({ "text": text }),
            Self::ToolUse { id, name, input } => {
                let input = input.clone().unwrap_or_else(|| Value::Object(Map::new()));
                json!({ "toolUse": { "toolUseId": id, "name": name, "input": input } })
            }
            Self::Reasoning { text, signature: Some(signature) } => {
                json!({ "reasoningContent": { "reasoningText": { "text": text, "signature": signature } } })
            }
            Self::Reasoning { text, signature: None } => {
                json!({ "reasoningContent": { "reasoningText": { "text": text } } })
            }
            Self::Redacted(data) => json!({ "reasoningContent": { "redactedContent": data } }),
            Self::Citations { text, citations } => {
                json!({ "citationsContent": { "content": [{ "text": text }], "citations": citations } })
            }
        }
    }
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reply {
    pub(crate) blocks: Vec<Block>,
    pub(crate) stop_reason: String,
    pub(crate) usage: Usage,
    /// Members of `additionalModelResponseFields`.
    pub(crate) additional: Option<Value>,
    /// `trace`, where a guardrail stepped in.
    pub(crate) trace: Option<Value>,
    /// `performanceConfig` and `serviceTier`, as requested.
    pub(crate) echoed: Map<String, Value>,
}

impl Reply {
    /// Converse's response body.
    pub(crate) fn json(&self) -> Value {
        let blocks: Vec<Value> = self.blocks.iter().map(Block::json).collect();
        let mut body = self.metadata();
        body.insert("output".into(), json!({ "message": { "role": "assistant", "content": blocks } }));
        body.insert("stopReason".into(), json!(self.stop_reason));
        if let Some(additional) = &self.additional {
            body.insert("additionalModelResponseFields".into(), additional.clone());
        }
        Value::Object(body)
    }

    /// What ends a stream: usage, metrics, and what was asked for beside them.
    pub(crate) fn metadata(&self) -> Map<String, Value> {
        let mut members = Map::new();
        members.insert("usage".into(), self.usage.json());
        members.insert("metrics".into(), json!({ "latencyMs": self.usage.latency() }));
        if let Some(trace) = &self.trace {
            members.insert("trace".into(), trace.clone());
        }
        members.extend(self.echoed.clone());
        members
    }
}
