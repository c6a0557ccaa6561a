//! Converse's answers to `ir::Event`s: whole ones and streamed ones through the same vocabulary.

use std::time::Duration;

use aws_sdk_bedrockruntime::types::{
    CitationLocation, ContentBlockDelta, ContentBlockStart, ConverseStreamMetadataEvent, ConverseStreamOutput,
    ReasoningContentBlockDelta, TokenUsage,
};
use aws_smithy_types::{Document, Number};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::names::Names;
use super::wire;
use crate::ir::{Event, Json, Served, StopReason, Usage};

/// The longer of the cache's two lives.
const HOUR: &str = "1h";

/// A whole answer as events.
///
/// # Errors
/// It is not what Converse answers.
pub(super) fn from_answer(body: &[u8], names: &Names) -> Result<Vec<Event>, serde_json::Error> {
    let answer: wire::Answer<'_> = serde_json::from_slice(body)?;
    let mut events = vec![Event::Start];
    for (block, content) in (0..).zip(answer.output.message.content) {
        push_block(block, content, names, &mut events);
    }
    events.push(Event::Stop(stop_reason(&answer.stop_reason)));
    events.extend(served(Served {
        tier: answer.service_tier.and_then(|tier| tier.r#type),
        model: answer.trace.and_then(|trace| trace.prompt_router).and_then(|router| router.invoked_model_id),
        latency: answer.metrics.and_then(|metrics| metrics.latency_ms).map(Duration::from_millis),
    }));
    let hours = answer.usage.cache_details.iter().filter(|detail| detail.ttl == HOUR);
    events.push(Event::Usage(Usage {
        input: answer.usage.input_tokens,
        output: answer.usage.output_tokens,
        cache_read: answer.usage.cache_read_input_tokens.unwrap_or(0),
        cache_write: answer.usage.cache_write_input_tokens.unwrap_or(0),
        cache_write_hour: hours.map(|detail| detail.input_tokens).sum(),
        reasoning: answer.additional_model_response_fields.as_ref().and_then(thinking_tokens),
    }));
    Ok(events)
}

fn push_block(block: u32, content: wire::AnswerBlock<'_>, names: &Names, events: &mut Vec<Event>) {
    events.extend(content.text.map(|text| Event::Text { block, text }));
    if let Some(tool) = content.tool_use {
        let name = names.original(&tool.name).to_owned();
        events.push(Event::ToolStart { block, id: tool.tool_use_id, name });
        events.push(Event::ToolInput { block, json: tool.input.get().to_owned() });
    }
    if let Some(reasoning) = content.reasoning_content {
        if let Some(readable) = reasoning.reasoning_text {
            events.push(Event::Reasoning { block, text: readable.text });
            events.extend(readable.signature.map(|signature| Event::Signature { block, signature }));
        }
        events.extend(reasoning.redacted_content.map(|base64| Event::Redacted { block, base64 }));
    }
    if let Some(cited) = content.citations_content {
        events.extend(cited.content.into_iter().filter_map(|c| c.text).map(|text| Event::Text { block, text }));
        events.extend(cited.citations.into_iter().map(|citation| Event::Citation {
            block,
            title: citation.title,
            url: citation.location.and_then(|location| location.web).and_then(|web| web.url),
        }));
    }
}

/// How a streamed answer was served.
pub(super) fn served_as(metadata: &ConverseStreamMetadataEvent) -> Option<Event> {
    let router = metadata.trace().and_then(|trace| trace.prompt_router());
    let latency = metadata.metrics().and_then(|metrics| u64::try_from(metrics.latency_ms()).ok());
    served(Served {
        tier: metadata.service_tier().map(|tier| tier.r#type().as_str().to_owned()),
        model: router.and_then(|router| router.invoked_model_id()).map(str::to_owned),
        latency: latency.map(Duration::from_millis),
    })
}

/// Nothing, where Bedrock says nothing.
fn served(served: Served) -> Option<Event> {
    (served != Served::default()).then_some(Event::Served(served))
}

/// One event of a stream, if it says anything that we pass on.
pub(super) fn from_stream(output: ConverseStreamOutput, names: &Names) -> Option<Event> {
    match output {
        ConverseStreamOutput::MessageStart(_) => Some(Event::Start),
        ConverseStreamOutput::ContentBlockStart(start) => {
            let block = index(start.content_block_index);
            match start.start {
                Some(ContentBlockStart::ToolUse(tool)) => {
                    let name = names.original(&tool.name).to_owned();
                    Some(Event::ToolStart { block, id: tool.tool_use_id, name })
                }
                // Results of AWS's own tools, pictures, and what is newer than this SDK.
                _ => None,
            }
        }
        ConverseStreamOutput::ContentBlockDelta(delta) => {
            delta.delta.and_then(|content| from_delta(index(delta.content_block_index), content))
        }
        // A block's end follows from what comes next.
        ConverseStreamOutput::ContentBlockStop(_) => None,
        ConverseStreamOutput::MessageStop(stop) => Some(Event::Stop(stop_reason(stop.stop_reason.as_str()))),
        ConverseStreamOutput::Metadata(metadata) => metadata.usage.as_ref().map(usage).map(Event::Usage),
        // Newer than this SDK.
        _ => None,
    }
}

fn from_delta(block: u32, delta: ContentBlockDelta) -> Option<Event> {
    match delta {
        ContentBlockDelta::Text(text) => Some(Event::Text { block, text }),
        ContentBlockDelta::ToolUse(tool) => Some(Event::ToolInput { block, json: tool.input }),
        ContentBlockDelta::ReasoningContent(ReasoningContentBlockDelta::Text(text)) => {
            Some(Event::Reasoning { block, text })
        }
        ContentBlockDelta::ReasoningContent(ReasoningContentBlockDelta::Signature(signature)) => {
            Some(Event::Signature { block, signature })
        }
        ContentBlockDelta::ReasoningContent(ReasoningContentBlockDelta::RedactedContent(blob)) => {
            Some(Event::Redacted { block, base64: STANDARD.encode(blob) })
        }
        ContentBlockDelta::Citation(citation) => {
            let url = match citation.location {
                Some(CitationLocation::Web(web)) => web.url,
                _ => None,
            };
            Some(Event::Citation { block, title: citation.title, url })
        }
        // Results of AWS's own tools, pictures, and what is newer than this SDK.
        _ => None,
    }
}

/// The tokens that thinking took, wherever the model's own answer has them: the member's name is all that is known.
fn thinking_tokens(fields: &Json) -> Option<u64> {
    match fields {
        Json::Object(members) => members.iter().find_map(|(name, value)| match value.as_u64() {
            Some(count) if name.contains("thinking") || name.contains("reasoning") => Some(count),
            _ => thinking_tokens(value),
        }),
        _ => None,
    }
}

/// The same, from the SDK's form of JSON.
pub(super) fn thinking_tokens_of(fields: &Document) -> Option<u64> {
    match fields {
        Document::Object(members) => members.iter().find_map(|(name, value)| match value {
            Document::Number(Number::PosInt(count)) if name.contains("thinking") || name.contains("reasoning") => {
                Some(*count)
            }
            _ => thinking_tokens_of(value),
        }),
        _ => None,
    }
}

fn usage(usage: &TokenUsage) -> Usage {
    let hours = usage.cache_details().iter().filter(|detail| detail.ttl().as_str() == HOUR);
    Usage {
        input: count(Some(usage.input_tokens)),
        output: count(Some(usage.output_tokens)),
        cache_read: count(usage.cache_read_input_tokens),
        cache_write: count(usage.cache_write_input_tokens),
        cache_write_hour: hours.map(|detail| count(Some(detail.input_tokens()))).sum(),
        reasoning: None,
    }
}

/// AWS models counts as signed; a negative one would be nonsense.
fn count(tokens: Option<i32>) -> u64 {
    tokens.and_then(|tokens| u64::try_from(tokens).ok()).unwrap_or(0)
}

fn index(block: i32) -> u32 {
    u32::try_from(block).unwrap_or(0)
}

fn stop_reason(word: &str) -> StopReason {
    match word {
        "end_turn" => StopReason::EndTurn,
        "tool_use" => StopReason::ToolUse,
        "max_tokens" => StopReason::MaxTokens,
        "stop_sequence" => StopReason::StopSequence,
        "guardrail_intervened" => StopReason::Guardrail,
        "content_filtered" => StopReason::Filtered,
        "refusal" => StopReason::Refusal,
        "malformed_model_output" => StopReason::MalformedOutput,
        "malformed_tool_use" => StopReason::MalformedToolUse,
        "model_context_window_exceeded" => StopReason::ContextFull,
        other => StopReason::Unknown(other.to_owned()),
    }
}
