//! `ir::Turn` to the body of Converse and ConverseStream.

use std::borrow::Cow;
use std::collections::HashSet;

use bytes::Bytes;
use serde_json::Map;

use super::family::{Cache, Family, Replay, Tools, TopK};
use super::mend::{Said, mend};
use super::names::Names;
use super::reasoning::{Thinking, thinking};
use super::{documents, output, tools, wire};
use crate::error::{Error, Kind, Result};
use crate::ir::{Block, CacheTtl, Complaint, Json, Media, MediaKind, ResultStatus, Signed, ToolChoice, Turn};

/// At most so many cache points in one request.
const MAX_CACHE_POINTS: usize = 4;

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
}

/// The body for this turn, as this family takes it.
///
/// # Errors
/// The model cannot do what is asked at all.
pub fn build(turn: &Turn, family: &Family) -> Result<Built> {
    let mut complaints = Vec::new();
    let mut names = Names::default();
    let turns = mend(&turn.messages, family.prefill);
    let offer = tools::plan(turn, &turns, family, &mut names, &mut complaints)?;
    let thinking = thinking(turn.effort, family, turn.sampling.max_tokens, offer.forced, &mut complaints);
    let named = rename_calls(&turns, &mut names);
    let mut points = Points::new(turn, family, &turns, &offer);
    let (output_config, instruction) = output::plan(&turn.output, family);
    let converse = wire::Converse {
        system: system(turn, family, offer.note, instruction.as_deref(), &mut points),
        inference_config: inference(turn, family, &thinking, &mut complaints),
        tool_config: offer.config(&mut points),
        messages: messages(&named, family, &mut points),
        additional_model_request_fields: fields(turn, family, thinking, &offer, &mut complaints),
        request_metadata: metadata(turn, &mut complaints),
        output_config,
    };
    if points.dropped {
        complaints.push(Complaint::new("cache_control", "dropped where this model takes no cache point"));
    }
    let plain_only = family.tools == Tools::Plain && converse.tool_config.is_some();
    let body = serde_json::to_vec(&converse)
        .map_err(|e| Error::new(Kind::Internal, "The request could not be written as JSON.").source(e))?;
    Ok(Built { body: body.into(), names, complaints, plain_only })
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
    family: &Family,
    note: Option<&'static str>,
    instruction: Option<&'a str>,
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
    blocks.extend(note.map(wire::Block::Text));
    blocks.extend(instruction.map(wire::Block::Text));
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
    let asked = thinking.max_tokens.or(sampling.max_tokens);
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
            let auto = if offer.chooses() { None } else { Some(("type".to_owned(), Json::from("auto"))) };
            let switch =
                Map::from_iter(auto.into_iter().chain([("disable_parallel_tool_use".to_owned(), true.into())]));
            fields.insert("tool_choice".into(), switch.into());
        } else {
            complaints.push(Complaint::new("parallel_tool_calls", "dropped: this model has no such switch"));
        }
    }
    fields.extend(turn.extra.clone());
    fields
}

/// AWS takes 16 labels of a narrow alphabet.
fn metadata<'a>(turn: &'a Turn, complaints: &mut Vec<Complaint>) -> std::collections::BTreeMap<&'a str, &'a str> {
    let fits = |text: &str| {
        text.len() <= 256 && text.chars().all(|c| c.is_ascii_alphanumeric() || " \t\n:_@$#=/+,-.".contains(c))
    };
    let mut labels = std::collections::BTreeMap::new();
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
        for block in &turn.content {
            content.extend(wire_block(block, family, &mut documents, points));
        }
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
        Block::ToolUse { id, name, input } => Some(wire::Block::ToolUse { tool_use_id: id, name, input }),
        Block::ToolResult { id, content, status } => {
            let mut said: Vec<_> = content.iter().filter_map(|block| result_block(block, documents)).collect();
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

fn result_block<'a>(block: &'a Block, documents: &mut documents::Names) -> Option<wire::Block<'a>> {
    match block {
        Block::Text(text) if !text.trim().is_empty() => Some(wire::Block::Text(text)),
        Block::Media(media) => Some(wire_media(media, documents)),
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

/// Cache points: only where the family takes them, and no more than Bedrock does. Those in front of the conversation
/// come first, and of those within it the latest, for they reach furthest.
pub(super) struct Points {
    cache: Cache,
    /// How many of the conversation's own, counted from its start, must go.
    skip: usize,
    left: usize,
    /// Whether one had to go.
    pub dropped: bool,
}

impl Points {
    fn new(turn: &Turn, family: &Family, turns: &[Said<'_>], offer: &tools::Offer<'_>) -> Self {
        let point = |block: &Block| matches!(block, Block::CachePoint(_));
        let system = turn.system.iter().filter(|block| point(block)).count();
        let tools = offer.cached();
        let messages = turns.iter().flat_map(|turn| &turn.content).filter(|block| point(block)).count();
        let ahead = if family.cache.system { system } else { 0 } + if family.cache.tools { tools } else { 0 };
        let room = MAX_CACHE_POINTS.saturating_sub(ahead);
        Self { cache: family.cache, skip: messages.saturating_sub(room), left: MAX_CACHE_POINTS, dropped: false }
    }

    pub(super) fn tool(&mut self, ttl: CacheTtl, family: &Family) -> Option<wire::CachePoint> {
        self.take(self.cache.tools, ttl, family)
    }

    fn system<'a>(&mut self, ttl: CacheTtl, family: &Family) -> Option<wire::Block<'a>> {
        self.take(self.cache.system, ttl, family).map(wire::Block::CachePoint)
    }

    fn message<'a>(&mut self, ttl: CacheTtl, family: &Family) -> Option<wire::Block<'a>> {
        let room = self.skip == 0;
        self.skip = self.skip.saturating_sub(1);
        self.take(self.cache.messages && room, ttl, family).map(wire::Block::CachePoint)
    }

    fn take(&mut self, allowed: bool, ttl: CacheTtl, family: &Family) -> Option<wire::CachePoint> {
        if !allowed || self.left == 0 {
            self.dropped = true;
            return None;
        }
        self.left -= 1;
        let ttl = (ttl == CacheTtl::Long && family.long_cache).then_some("1h");
        Some(wire::CachePoint { r#type: "default", ttl })
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

/// Whether the client insists on a call.
pub(super) fn insists(choice: &ToolChoice) -> bool {
    matches!(choice, ToolChoice::Required | ToolChoice::Named(_))
}
