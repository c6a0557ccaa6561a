//! A normal answer keeps to `maxTokens` and `stopSequences`; a scripted one is sent as it was written.

use super::Block;
use crate::model::{Turn, items};
use crate::reply::text_tokens;

/// Characters that make a token.
const TOKEN: usize = 4;

/// Cuts the answer's text where the request says so. Gives the stop reason.
pub(super) fn cut(turn: Turn<'_>, blocks: &mut [Block]) -> &'static str {
    let config = &turn.body["inferenceConfig"];
    let Some(Block::Text(text)) = blocks.last_mut() else { return "end_turn" };
    let stops = items(&config["stopSequences"]).iter().filter_map(|stop| text.find(stop.as_str()?)).min();
    if let Some(at) = stops {
        text.truncate(at);
    }
    let most = config["maxTokens"].as_u64().unwrap_or(u64::MAX);
    if text_tokens(text) > most {
        let characters = usize::try_from(most).unwrap_or(usize::MAX).saturating_mul(TOKEN);
        *text = text.chars().take(characters).collect();
        return "max_tokens";
    }
    if stops.is_some() { "stop_sequence" } else { "end_turn" }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn check(config: Value, expected: (&str, &str)) {
        let body = json!({ "inferenceConfig": config });
        let mut blocks = [Block::Text("one two three".to_owned())];
        let stop = cut(Turn { body: &body }, &mut blocks);
        assert_eq!((stop, &blocks[0]), (expected.0, &Block::Text(expected.1.to_owned())));
    }

    #[test]
    fn limits_are_kept() {
        check(json!({}), ("end_turn", "one two three"));
        check(json!({ "maxTokens": 4 }), ("end_turn", "one two three"));
        check(json!({ "maxTokens": 2 }), ("max_tokens", "one two "));
        check(json!({ "stopSequences": ["three", "two"] }), ("stop_sequence", "one "));
        check(json!({ "stopSequences": ["four"] }), ("end_turn", "one two three"));
    }
}
