//! A reply as the events of a Converse stream.
//!
//! Text and reasoning blocks get no `contentBlockStart`; a call's arguments come as fragments of a JSON string.

use serde_json::{Value, json};

use super::{Block, Reply};

/// An event's name and payload.
pub(crate) type Event = (&'static str, Value);

/// Characters in a fragment of a tool's arguments: short enough that fragments break inside names and numbers.
const FRAGMENT: usize = 11;

/// The whole stream, `messageStart` to `metadata`.
pub(crate) fn events(reply: &Reply) -> Vec<Event> {
    let mut events = vec![("messageStart", json!({ "role": "assistant" }))];
    for (index, block) in reply.blocks.iter().enumerate() {
        if let Block::ToolUse { id, name, .. } = block {
            let start = json!({ "toolUse": { "toolUseId": id, "name": name } });
            events.push(("contentBlockStart", json!({ "contentBlockIndex": index, "start": start })));
        }
        let deltas = deltas(block).into_iter();
        events.extend(deltas.map(|delta| ("contentBlockDelta", json!({ "contentBlockIndex": index, "delta": delta }))));
        events.push(("contentBlockStop", json!({ "contentBlockIndex": index })));
    }
    let mut stop = json!({ "stopReason": reply.stop_reason });
    if let Some(additional) = &reply.additional {
        stop["additionalModelResponseFields"] = additional.clone();
    }
    events.push(("messageStop", stop));
    events.push(("metadata", Value::Object(reply.metadata())));
    events
}

fn deltas(block: &Block) -> Vec<Value> {
    match block {
        Block::Text(text) => words(text).into_iter().map(|word| json!({ "text": word })).collect(),
        Block::ToolUse { input, .. } => {
            let text = input.as_ref().map(Value::to_string).unwrap_or_default();
            fragments(&text).into_iter().map(|part| json!({ "toolUse": { "input": part } })).collect()
        }
        Block::Reasoning { text, signature } => {
            let words = words(text).into_iter().map(|word| json!({ "reasoningContent": { "text": word } }));
            let signature = signature.iter().map(|value| json!({ "reasoningContent": { "signature": value } }));
            words.chain(signature).collect()
        }
        Block::Redacted(data) => vec![json!({ "reasoningContent": { "redactedContent": data } })],
        Block::Citations { text, citations } => {
            let words = words(text).into_iter().map(|word| json!({ "text": word }));
            words.chain(citations.iter().map(|citation| json!({ "citation": citation }))).collect()
        }
    }
}

/// The text in pieces that end before a word, so that their concatenation is the text.
fn words(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = vec![0];
    let spaces = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    starts.extend(spaces.filter(|at| *at > 0));
    starts.push(text.len());
    starts.windows(2).filter_map(|pair| text.get(pair[0]..pair[1])).filter(|word| !word.is_empty()).collect()
}

fn fragments(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(FRAGMENT).map(|chunk| chunk.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_add_up_to_the_text() {
        for text in ["", "a", "a b", " a  b\n\nc ", "äö ü", "no-space"] {
            assert_eq!(words(text).concat(), text);
            assert_eq!(fragments(text).concat(), text);
        }
    }

    #[test]
    fn a_call_without_arguments_has_no_delta() {
        let block = Block::ToolUse { id: "t".into(), name: "f".into(), input: None };
        assert!(deltas(&block).is_empty());
    }
}
