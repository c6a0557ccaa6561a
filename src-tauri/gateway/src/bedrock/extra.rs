//! Members for the model itself: `additionalModelRequestFields`.

use serde_json::{Map, json};

use super::family::{Family, TopK};
use super::reasoning::Thinking;
use super::tools;
use crate::ir::{Block, Complaint, Json, Turn};

/// Lets replayed thinking give way where what came before it has changed.
const BINDING_BETA: &str = "thinking-binding-controls-2026-08-01";
/// Lets Claude think between calls of tools (facts/bedrock.md section 4).
const INTERLEAVED_BETA: &str = "interleaved-thinking-2025-05-14";

/// The model's own members: what the client passes through beats what we derive.
pub(super) fn fields(
    turn: &Turn,
    family: &Family,
    thinking: Thinking,
    offer: &tools::Offer<'_>,
    complaints: &mut Vec<Complaint>,
) -> Map<String, Json> {
    let thinks = thinking.on;
    let mut fields = thinking.fields;
    if let Some(k) = turn.sampling.top_k {
        match family.top_k {
            TopK::Field if !thinks => {
                fields.insert("top_k".into(), k.into());
            }
            TopK::Nova => {
                fields.insert("inferenceConfig".into(), serde_json::json!({"topK": k}));
            }
            TopK::Field | TopK::None => complaints.push(Complaint::new("top_k", "dropped")),
        }
    }
    let one_answer = offer.answer.is_some() && turn.tools.is_empty() && family.one_call_at_a_time;
    if (turn.parallel_tools == Some(false) && offer.offers_tools()) || one_answer {
        if family.one_call_at_a_time {
            // `type` is left out where `toolChoice` is set: Bedrock refuses both.
            let auto = if offer.forces() { None } else { Some(("type".to_owned(), Json::from("auto"))) };
            let switch =
                Map::from_iter(auto.into_iter().chain([("disable_parallel_tool_use".to_owned(), true.into())]));
            fields.insert("tool_choice".into(), switch.into());
        } else {
            complaints.push(Complaint::new("parallel_tool_calls", "dropped: this model has no such switch"));
        }
    }
    if family.binding && replays_thinking(turn) {
        let binding = json!({"prefix_mismatch_behavior": "drop_block"});
        let thinking = fields.entry("thinking").or_insert_with(|| json!({"type": "adaptive"}));
        if let Some(thinking) = thinking.as_object_mut() {
            thinking.insert("block_binding".to_owned(), binding);
            merge(&mut fields, "anthropic_beta", &json!([BINDING_BETA]));
        }
    }
    if turn.interleaved && family.interleaved && thinks && offer.offers_tools() {
        merge(&mut fields, "anthropic_beta", &json!([INTERLEAVED_BETA]));
    }
    for (name, value) in &turn.extra {
        merge(&mut fields, name, value);
    }
    for path in &family.refused_fields {
        if remove(&mut fields, path) {
            complaints.push(Complaint::new(path.clone(), "dropped: this model refuses it"));
        }
    }
    fields
}

/// Takes out the member at this path; whether it was there.
fn remove(fields: &mut Map<String, Json>, path: &str) -> bool {
    match path.split_once('.') {
        None => fields.shift_remove(path).is_some(),
        Some((first, rest)) => {
            fields.get_mut(first).and_then(Json::as_object_mut).is_some_and(|inner| remove(inner, rest))
        }
    }
}

/// Whether the conversation holds thinking that will be sent.
pub(super) fn replays_thinking(turn: &Turn) -> bool {
    turn.messages.iter().flat_map(|message| &message.content).any(|block| matches!(block, Block::Reasoning(_)))
}

/// Objects and lists that both sides set are joined: an effort beside a format, one beta beside another.
fn merge(fields: &mut Map<String, Json>, name: &str, value: &Json) {
    match (fields.get_mut(name), value) {
        (Some(Json::Object(ours)), Json::Object(theirs)) => ours.extend(theirs.clone()),
        (Some(Json::Array(ours)), Json::Array(theirs)) => {
            for item in theirs {
                if !ours.contains(item) {
                    ours.push(item.clone());
                }
            }
        }
        _ => {
            fields.insert(name.to_owned(), value.clone());
        }
    }
}
