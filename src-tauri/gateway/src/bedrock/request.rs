//! `ir::Turn` to the body of Converse and ConverseStream.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use bytes::Bytes;
use serde_json::{Map, json};

use super::decode::Structure;
use super::family::{Family, Replay, Tools, TopK};
use super::mend::{Said, mend};
use super::names::Names;
use super::points::Points;
use super::reasoning::{self, Thinking};
use super::{documents, output, tools, wire};
use crate::error::{Error, Kind, Result};
use crate::ir::{Block, Complaint, Json, Media, MediaKind, ResultStatus, Signed, Tier, Turn};

/// Where Claude's own answer counts the tokens that its thinking took; Converse has no member for it.
const THINKING_COUNT: &str = "/usage/output_tokens_details";
/// Lets replayed thinking give way where what came before it has changed.
const BINDING_BETA: &str = "thinking-binding-controls-2026-08-01";

/// A request, ready to be sent.
#[derive(Debug, Clone)]
pub struct Built {
    /// The body, the same for Converse and ConverseStream.
    pub body: Bytes,
    /// The way back to the client's tool names.
    pub names: Names,
    /// What the model does not take.
    pub complaints: Vec<Complaint>,
    /// It holds tools, which this model takes in Converse only: the stream must be made here.
    pub plain_only: bool,
    /// How structure was asked for, which the answer must be read by.
    pub(super) structure: Structure,
}

/// The body for this turn, as this family takes it.
///
/// # Errors
/// The model cannot do what is asked at all.
pub fn build(turn: &Turn, family: &Family) -> Result<Built> {
    let mut complaints = Vec::new();
    let mut names = Names::default();
    let turns = mend(&turn.messages, family.prefill);
    let plan = output::plan(turn, family);
    let thinks = reasoning::is_wanted(turn, family);
    let offer = tools::plan(turn, &turns, &plan, family, thinks, &mut names, &mut complaints)?;
    let thinking = reasoning::thinking(turn, family, offer.forces(), &mut complaints);
    let named = rename_calls(&turns, &mut names);
    let mut points = Points::new(turn, family, &turns, &offer);
    // Bedrock counts cache points in this order: tools, system, messages.
    let tool_config = offer.config(&mut points);
    let system = system(turn, offer.note.as_deref().into_iter().chain(plan.words()), family, &mut points);
    let mut converse = wire::Converse {
        inference_config: inference(turn, family, &thinking, &mut complaints),
        tool_config,
        messages: messages(&named, family, &mut points),
        additional_model_request_fields: fields(turn, family, thinking, &offer, &mut complaints),
        request_metadata: metadata(turn, &mut complaints),
        output_config: plan.config(),
        additional_model_response_field_paths: (family.counts_thinking && thinks).then_some([THINKING_COUNT]),
        guardrail_config: turn.guardrail.as_ref(),
        service_tier: turn.tier.map(tier),
        performance_config: turn.fast.then_some(wire::PerformanceConfig { latency: "optimized" }),
        system: Vec::new(),
    };
    if family.system {
        converse.system = system;
    } else if let Some(first) = converse.messages.first_mut() {
        // It has no place for instructions but the user's first words.
        first.content.splice(0..0, system.into_iter().filter(|block| matches!(block, wire::Block::Text(_))));
    }
    if points.dropped {
        complaints.push(Complaint::new("cache_control", "dropped where this model takes no cache point"));
    }
    let plain_only = family.tools == Tools::Plain && converse.tool_config.is_some();
    let body = serde_json::to_vec(&converse)
        .map_err(|e| Error::new(Kind::Internal, "The request could not be written as JSON.").source(e))?;
    let structure = match (&offer.answer, plan.words()) {
        (Some(name), _) => Structure::Tool(name.clone()),
        (None, Some(_)) => Structure::Words,
        (None, None) => Structure::None,
    };
    Ok(Built { body: body.into(), names, complaints, plain_only, structure })
}

fn tier(tier: Tier) -> wire::ServiceTier {
    let r#type = match tier {
        Tier::Flex => "flex",
        Tier::Priority => "priority",
        Tier::Reserved => "reserved",
    };
    wire::ServiceTier { r#type }
}

/// Calls in the conversation under the names that Bedrock knows.
fn rename_calls<'a>(turns: &'a [Said<'a>], names: &mut Names) -> Vec<Said<'a>> {
    let rename = |block: &'a Cow<'a, Block>, names: &mut Names| match &**block {
        Block::ToolUse { id, name, input } => {
            let fitted = names.fit(name);
            if fitted == *name {
                Cow::Borrowed(&**block)
            } else {
                Cow::Owned(Block::ToolUse { id: id.clone(), name: fitted, input: input.clone() })
            }
        }
        _ => Cow::Borrowed(&**block),
    };
    turns
        .iter()
        .map(|turn| Said {
            assistant: turn.assistant,
            content: turn.content.iter().map(|block| rename(block, names)).collect(),
        })
        .collect()
}

fn system<'a>(
    turn: &'a Turn,
    notes: impl Iterator<Item = &'a str>,
    family: &Family,
    points: &mut Points,
) -> Vec<wire::Block<'a>> {
    let mut blocks = Vec::new();
    for block in &turn.system {
        match block {
            Block::Text(text) if !text.trim().is_empty() => blocks.push(wire::Block::Text(text)),
            Block::CachePoint(ttl) if !blocks.is_empty() => blocks.extend(points.system(*ttl, family)),
            // Doors put nothing else here, and Bedrock takes nothing else.
            _ => {}
        }
    }
    blocks.extend(notes.map(wire::Block::Text));
    blocks
}

fn inference<'a>(
    turn: &'a Turn,
    family: &Family,
    thinking: &Thinking,
    complaints: &mut Vec<Complaint>,
) -> wire::InferenceConfig<'a> {
    let sampling = &turn.sampling;
    let thinks = thinking.on;
    let mut keep = |param: &'static str, taken: bool, value: Option<f64>| match value {
        Some(_) if !taken => {
            complaints.push(Complaint::new(param, "dropped: this model takes its default only"));
            None
        }
        Some(value) if value > 1.0 => {
            complaints.push(Complaint::new(param, "clamped to 1"));
            Some(1.0)
        }
        value => value,
    };
    let temperature = keep("temperature", family.temperature && !thinks, sampling.temperature);
    let both = family.temperature_with_top_p || temperature.is_none();
    let top_p = keep("top_p", family.top_p && !thinks && both, sampling.top_p);
    let stop = if family.stop { sampling.stop.as_slice() } else { &[] };
    if !family.stop && !sampling.stop.is_empty() {
        complaints.push(Complaint::new("stop", "dropped: this model takes no stop sequences"));
    }
    let asked = thinking.max_tokens.or(sampling.max_tokens).filter(|_| !thinking.unlimited);
    if thinking.unlimited && sampling.max_tokens.is_some() {
        complaints.push(Complaint::new("max_tokens", "dropped: this model takes no limit at its highest effort"));
    }
    let max_tokens = asked.map(|max| max.max(family.min_max_tokens));
    if max_tokens > asked {
        complaints.push(Complaint::new("max_tokens", format!("raised to {}", family.min_max_tokens)));
    }
    wire::InferenceConfig { max_tokens, temperature, top_p, stop_sequences: stop }
}

/// The model's own members: what the client passes through beats what we derive.
fn fields(
    turn: &Turn,
    family: &Family,
    thinking: Thinking,
    offer: &tools::Offer<'_>,
    complaints: &mut Vec<Complaint>,
) -> Map<String, Json> {
    let mut fields = thinking.fields;
    if let Some(k) = turn.sampling.top_k {
        match family.top_k {
            TopK::Field if !thinking.on => {
                fields.insert("top_k".into(), k.into());
            }
            TopK::Nova => {
                fields.insert("inferenceConfig".into(), serde_json::json!({"topK": k}));
            }
            TopK::Field | TopK::None => complaints.push(Complaint::new("top_k", "dropped")),
        }
    }
    if turn.parallel_tools == Some(false) && offer.offers_tools() {
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
            fields.insert("anthropic_beta".to_owned(), json!([BINDING_BETA]));
        }
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

/// AWS takes 16 labels of a narrow alphabet.
fn metadata<'a>(turn: &'a Turn, complaints: &mut Vec<Complaint>) -> BTreeMap<&'a str, &'a str> {
    let fits = |text: &str| {
        text.len() <= 256 && text.chars().all(|c| c.is_ascii_alphanumeric() || " \t\n:_@$#=/+,-.".contains(c))
    };
    let mut labels = BTreeMap::new();
    for (key, value) in &turn.metadata {
        if labels.len() < 16 && !key.is_empty() && fits(key) && fits(value) {
            labels.insert(key.as_str(), value.as_str());
        } else {
            complaints.push(Complaint::new(format!("metadata.{key}"), "dropped: AWS takes 16 labels of plain ASCII"));
        }
    }
    labels
}

fn messages<'a>(turns: &'a [Said<'a>], family: &Family, points: &mut Points) -> Vec<wire::Message<'a>> {
    let mut documents = documents::Names::default();
    let mut messages = Vec::with_capacity(turns.len());
    for turn in turns {
        let mut content: Vec<wire::Block<'a>> = Vec::with_capacity(turn.content.len());
        let mut beside = Vec::new();
        for block in &turn.content {
            content.extend(wire_block(block, family, &mut documents, points));
            if !family.result_images {
                beside.extend(result_media(block).map(|media| wire_media(media, &mut documents)));
            }
        }
        content.extend(beside);
        documents::add_sibling_text(&mut content);
        let role = if turn.assistant { "assistant" } else { "user" };
        messages.push(wire::Message { role, content });
    }
    messages
}

fn wire_block<'a>(
    block: &'a Block,
    family: &Family,
    documents: &mut documents::Names,
    points: &mut Points,
) -> Option<wire::Block<'a>> {
    match block {
        Block::Text(text) => Some(wire::Block::Text(text)),
        Block::Media(media) => Some(wire_media(media, documents)),
        // `remote` has fetched it.
        Block::Remote(_) => None,
        Block::ToolUse { id, name, input } => Some(wire::Block::ToolUse { tool_use_id: id, name, input }),
        Block::ToolResult { id, content, status } => {
            let mut said: Vec<_> = content.iter().filter_map(|block| result_block(block, family, documents)).collect();
            if said.is_empty() {
                said.push(wire::Block::Text("(no output)"));
            }
            let status = match status {
                ResultStatus::Unsaid => None,
                ResultStatus::Error => Some("error"),
            };
            Some(wire::Block::ToolResult { tool_use_id: id, content: said, status })
        }
        Block::Reasoning(signed) => wire_reasoning(signed, family.replay).map(wire::Block::ReasoningContent),
        Block::CachePoint(ttl) => points.message(*ttl, family),
    }
}

/// What a tool showed, for models that cannot look at it inside its result.
fn result_media(block: &Block) -> impl Iterator<Item = &Media> {
    let content = match block {
        Block::ToolResult { content, .. } => content.as_slice(),
        _ => &[],
    };
    content.iter().filter_map(|block| match block {
        Block::Media(media) => Some(media),
        _ => None,
    })
}

fn result_block<'a>(block: &'a Block, family: &Family, documents: &mut documents::Names) -> Option<wire::Block<'a>> {
    match block {
        Block::Text(text) if !text.trim().is_empty() => Some(wire::Block::Text(text)),
        Block::Media(media) if family.result_images => Some(wire_media(media, documents)),
        Block::Media(_) => Some(wire::Block::Text("(shown below)")),
        // A result holds text and media only.
        _ => None,
    }
}

fn wire_media<'a>(media: &'a Media, documents: &mut documents::Names) -> wire::Block<'a> {
    let Media { kind, format, name, base64 } = media;
    let source = wire::Source { bytes: base64 };
    match kind {
        MediaKind::Image => wire::Block::Image(wire::Media { format, source }),
        MediaKind::Audio => wire::Block::Audio(wire::Media { format, source }),
        MediaKind::Video => wire::Block::Video(wire::Media { format, source }),
        MediaKind::Document => {
            wire::Block::Document(wire::Document { format, name: documents.next(name.as_deref()), source })
        }
    }
}

fn wire_reasoning(signed: &Signed, replay: Replay) -> Option<wire::Reasoning<'_>> {
    match (signed, replay) {
        (Signed::Text { text, signature: Some(signature) }, Replay::Signed) if !signature.is_empty() => {
            Some(wire::Reasoning::ReasoningText { text, signature })
        }
        (Signed::Redacted(base64), Replay::Signed | Replay::Redacted) => Some(wire::Reasoning::RedactedContent(base64)),
        _ => None,
    }
}

/// Names that occur in the conversation, in order of appearance.
pub(super) fn called_tools<'a>(turns: &'a [Said<'_>]) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    turns
        .iter()
        .flat_map(|turn| &turn.content)
        .filter_map(|block| match &**block {
            Block::ToolUse { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .filter(|name| seen.insert(*name))
        .collect()
}
