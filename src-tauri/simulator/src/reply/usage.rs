//! Token counts that are plausible and always the same for the same text: about four characters a token.

use serde_json::{Value, json};

use crate::model::items;

/// What an image counts for, whatever its size.
const IMAGE_TOKENS: u64 = 1_000;
/// What a message costs beside its content.
const MESSAGE_TOKENS: u64 = 3;

/// An answer's cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Without cached tokens, as Bedrock counts.
    pub(crate) input: u64,
    pub(crate) output: u64,
    pub(crate) cache_read: u64,
    pub(crate) cache_write: u64,
    /// Whether the cache members are there at all.
    pub(crate) cached: bool,
    /// Whether what is written lives an hour.
    pub(crate) one_hour: bool,
}

impl Usage {
    pub(crate) fn json(self) -> Value {
        let mut usage = json!({
            "inputTokens": self.input,
            "outputTokens": self.output,
            "totalTokens": self.input + self.output + self.cache_read + self.cache_write,
        });
        if self.cached {
            usage["cacheReadInputTokens"] = json!(self.cache_read);
            usage["cacheWriteInputTokens"] = json!(self.cache_write);
            if self.cache_write > 0 {
                let ttl = if self.one_hour { "1h" } else { "5m" };
                usage["cacheDetails"] = json!([{ "ttl": ttl, "inputTokens": self.cache_write }]);
            }
        }
        usage
    }

    /// Milliseconds that such an answer might take.
    pub(crate) fn latency(self) -> u64 {
        120 + self.output * 8
    }
}

/// Tokens of a text.
pub(crate) fn text_tokens(text: &str) -> u64 {
    u64::try_from(text.chars().count().div_ceil(4)).unwrap_or(u64::MAX)
}

/// Tokens of a request: its system prompt, tools and messages.
pub(crate) fn count_tokens(body: &Value) -> u64 {
    let system: u64 = items(&body["system"]).iter().map(tokens).sum();
    let tools: u64 = items(&body["toolConfig"]["tools"]).iter().map(tokens).sum();
    let messages: u64 = items(&body["messages"])
        .iter()
        .map(|message| MESSAGE_TOKENS + items(&message["content"]).iter().map(tokens).sum::<u64>())
        .sum();
    system + tools + messages
}

/// Tokens of one block of a request.
pub(crate) fn block_cost(block: &Value) -> u64 {
    tokens(block)
}

/// Tokens of anything: strings by length, an image flat, names of members not at all.
fn tokens(value: &Value) -> u64 {
    match value {
        Value::String(text) => text_tokens(text),
        Value::Number(_) | Value::Bool(_) => 1,
        Value::Null => 0,
        Value::Array(values) => values.iter().map(tokens).sum(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| match name.as_str() {
                "image" => IMAGE_TOKENS,
                "cachePoint" => 0,
                _ => tokens(value),
            })
            .sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_characters_are_a_token() {
        assert_eq!(text_tokens("12345"), 2);
        let content = json!([{"text": "12345678"}, {"cachePoint": {"type": "default"}}]);
        let body = json!({"messages": [{"role": "user", "content": content}]});
        assert_eq!(count_tokens(&body), 5);
    }

    #[test]
    fn cached_tokens_are_beside_the_input_and_in_the_total() {
        let usage = Usage { input: 1, output: 2, cache_read: 4, cache_write: 8, cached: true, one_hour: false };
        let json = usage.json();
        assert_eq!((&json["inputTokens"], &json["totalTokens"]), (&json!(1), &json!(15)));
        assert_eq!(json["cacheDetails"], json!([{ "ttl": "5m", "inputTokens": 8 }]));
    }
}
