//! `ir::Turn` to the body of Converse and ConverseStream.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use bytes::Bytes;

use super::decode::Structure;
use super::extra::fields;
use super::family::{Family, Replay, Tools};
use super::mend::{Form, Said, mend};
use super::names::Names;
use super::points::Points;
use super::reasoning;
use super::sampling::inference;
use super::{documents, media, output, tools, wire};
use crate::error::{Error, Kind, Result};
use crate::ir::{Block, Complaint, Effort, Media, MediaKind, OutputFormat, ResultStatus, Signed, Tier, Turn};

/// Where Claude's own answer counts the tokens that its thinking took; Converse has no member for it.
const THINKING_COUNT: &str = "/usage/output_tokens_details";
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
    /// How hard the model is told to think; `None` where it is told nothing.
    pub effort: Option<Effort>,
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
    let thinks = reasoning::is_wanted(turn, family);
    // No model thinks on from words that were put into its mouth.
    let form = Form { prefill: family.prefill && !thinks, tools: family.tools != Tools::None };
    let turns = mend(&turn.messages, form);
    media::check(&turns, family)?;
    let plan = output::plan(turn, family);
    if plan.words().is_some() && matches!(turn.output, OutputFormat::JsonSchema(_)) {
        complaints.push(Complaint::new("response_format", "asked for in words: this model cannot be held to it"));
    }
    let offer = tools::plan(turn, &turns, &plan, family, thinks, &mut names, &mut complaints)?;
    let thinking = reasoning::thinking(turn, &turns, family, offer.forces(), &mut complaints);
    let effort = thinking.effort;
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
    complaints.extend(points.complaints());
    let plain_only = family.tools == Tools::Plain && converse.tool_config.is_some();
    let body = serde_json::to_vec(&converse)
        .map_err(|e| Error::new(Kind::Internal, "The request could not be written as JSON.").source(e))?;
    let structure = match (&offer.answer, plan.words()) {
        (Some(name), _) => Structure::Tool(name.clone()),
        (None, Some(_)) => Structure::Words,
        (None, None) => Structure::None,
    };
    Ok(Built { body: body.into(), names, complaints, plain_only, effort, structure })
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
            Block::CachePoint(ttl) if matches!(blocks.last(), Some(wire::Block::Text(_))) => {
                blocks.extend(points.system(*ttl, family));
            }
            // Doors put nothing else here, and Bedrock takes nothing else.
            _ => {}
        }
    }
    blocks.extend(notes.map(wire::Block::Text));
    blocks
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
        for (i, block) in turn.content.iter().enumerate() {
            if matches!(**block, Block::CachePoint(_)) && !family.cache.tools && touches_tools(&turn.content, i) {
                points.drop_one();
                continue;
            }
            content.extend(wire_block(block, family, &mut documents, points));
            let beside_media = result_media(block).filter(|media| !media::fits_result(media, family));
            beside.extend(beside_media.map(|media| wire_media(media, &mut documents)));
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

/// Whether the block at `i` stands beside a call or a result.
fn touches_tools(content: &[Cow<'_, Block>], i: usize) -> bool {
    let is_tool = |block: &Cow<'_, Block>| matches!(**block, Block::ToolUse { .. } | Block::ToolResult { .. });
    let before = i.checked_sub(1).and_then(|i| content.get(i));
    before.is_some_and(is_tool) || content.get(i + 1).is_some_and(is_tool)
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
        Block::Media(media) if media::fits_result(media, family) => Some(wire_media(media, documents)),
        Block::Media(_) => Some(wire::Block::Text("(shown below)")),
        // A result holds text and media only.
        _ => None,
    }
}

fn wire_media<'a>(media: &'a Media, documents: &mut documents::Names) -> wire::Block<'a> {
    let Media { kind, format, name, base64, .. } = media;
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
