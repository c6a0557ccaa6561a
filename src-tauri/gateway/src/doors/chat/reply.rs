//! `ir::Reply` to a chat completion.

use super::options::used_tier;
use super::wire::{
    Annotation, Answer, AnswerCall, AnswerCustom, AnswerFunction, Choice, Completion, CompletionDetails, PromptDetails,
    ThinkingBlock, UrlCitation, Usage as WireUsage,
};
use super::{Head, Style};
use crate::ir::{Citation, Part, Reply, ShowReasoning, Signed, StopReason, ToolCall, Usage};

pub(super) const THINK: &str = "<think>\n";
pub(super) const THOUGHT: &str = "\n</think>\n\n";

pub(super) fn completion<'a>(head: &'a Head, style: &Style, replies: &[Reply]) -> Completion<'a> {
    let choice = |(index, reply): (usize, &Reply)| {
        let message = answer(reply, style);
        let called = !message.tool_calls.is_empty() || message.function_call.is_some();
        let finish_reason = finish_reason(reply.stop.as_ref(), called, style);
        Choice { index, message, finish_reason, logprobs: None }
    };
    Completion {
        id: &head.id,
        object: "chat.completion",
        created: head.created,
        model: &head.model,
        choices: replies.iter().enumerate().map(choice).collect(),
        usage: usage(&replies.iter().map(|reply| reply.usage).sum()),
        service_tier: tier(head, replies.iter().find_map(|reply| reply.served.tier.as_deref())),
    }
}

/// For those who asked for one: the tier that was used, or else the wish.
pub(super) fn tier(head: &Head, used: Option<&str>) -> Option<&'static str> {
    let asked = head.service_tier?;
    Some(used.and_then(used_tier).unwrap_or(asked))
}

fn answer(reply: &Reply, style: &Style) -> Answer {
    let mut folded = Folded::default();
    for part in &reply.parts {
        folded.push(part);
    }
    let Folded { mut text, reasoning, thinking_blocks, calls, mut annotations } = folded;
    let mut reasoning_content = Some(reasoning).filter(|reasoning| !reasoning.is_empty());
    let mut blocks = thinking_blocks;
    if style.show != ShowReasoning::Field {
        blocks = Vec::new();
        if let (ShowReasoning::Tags, Some(reasoning)) = (style.show, reasoning_content.take()) {
            text = format!("{THINK}{reasoning}{THOUGHT}{text}");
            shift(&mut annotations, THINK.chars().count() + reasoning.chars().count() + THOUGHT.chars().count());
        }
        reasoning_content = None;
    }
    let (mut tool_calls, mut function_call) = (Vec::new(), None);
    for call in calls {
        if style.legacy {
            // The legacy form has room for one.
            function_call.get_or_insert_with(|| function(call));
        } else {
            tool_calls.push(wire_call(call, style));
        }
    }
    // OpenAI answers `null` beside calls, and always a string otherwise.
    let called = !tool_calls.is_empty() || function_call.is_some();
    let content = if text.is_empty() && called { None } else { Some(text) };
    Answer {
        role: "assistant",
        content,
        refusal: None,
        reasoning_content,
        thinking_blocks: blocks,
        tool_calls,
        function_call,
        annotations,
    }
}

/// An answer's parts by their kinds.
#[derive(Default)]
struct Folded<'a> {
    text: String,
    reasoning: String,
    thinking_blocks: Vec<ThinkingBlock>,
    calls: Vec<&'a ToolCall>,
    annotations: Vec<Annotation>,
}

impl<'a> Folded<'a> {
    fn push(&mut self, part: &'a Part) {
        match part {
            Part::Text { text, citations } => {
                let start = self.text.chars().count();
                self.text.push_str(text);
                let end = start + text.chars().count();
                self.annotations.extend(citations.iter().map(|citation| annotation(citation, start, end)));
            }
            Part::Reasoning(Signed::Text { text, signature }) => {
                self.reasoning.push_str(text);
                if signature.is_some() {
                    let (thinking, signature) = (text.clone(), signature.clone());
                    self.thinking_blocks.push(ThinkingBlock::Thinking { thinking, signature });
                }
            }
            Part::Reasoning(Signed::Redacted(data)) => {
                self.thinking_blocks.push(ThinkingBlock::RedactedThinking { data: data.clone() });
            }
            Part::Tool(call) => self.calls.push(call),
        }
    }
}

/// OpenAI's annotations have an address; a source that is a document gets one made of its title.
pub(super) fn annotation(citation: &Citation, start_index: usize, end_index: usize) -> Annotation {
    let title = citation.title.clone().unwrap_or_default();
    let url = citation.url.clone().unwrap_or_else(|| format!("document:{title}"));
    Annotation::UrlCitation { url_citation: UrlCitation { start_index, end_index, url, title } }
}

fn shift(annotations: &mut [Annotation], by: usize) {
    for Annotation::UrlCitation { url_citation } in annotations {
        url_citation.start_index += by;
        url_citation.end_index += by;
    }
}

fn wire_call(call: &ToolCall, style: &Style) -> AnswerCall {
    let id = call.id.clone();
    if style.is_custom(&call.name) {
        AnswerCall::Custom { id, custom: AnswerCustom { name: call.name.clone(), input: custom_input(&call.input) } }
    } else {
        AnswerCall::Function { id, function: function(call) }
    }
}

fn function(call: &ToolCall) -> AnswerFunction {
    AnswerFunction { name: call.name.clone(), arguments: arguments(&call.input) }
}

/// No arguments are `{}`: clients parse the string, and AutoGen passes `""` on raw (facts/openai.md section 1).
fn arguments(input: &str) -> String {
    if input.trim().is_empty() { "{}".to_owned() } else { input.to_owned() }
}

/// The free text of a custom tool, which the model was offered as a function of one string.
pub(super) fn custom_input(json: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Wrapped {
        input: String,
    }
    serde_json::from_str::<Wrapped>(json).map_or_else(|_| json.to_owned(), |wrapped| wrapped.input)
}

/// OpenAI's word for why it ended. An answer that calls says so unless it was cut short.
pub(super) fn finish_reason(stop: Option<&StopReason>, called: bool, style: &Style) -> &'static str {
    match stop {
        Some(StopReason::MaxTokens | StopReason::ContextFull) => "length",
        Some(StopReason::Guardrail | StopReason::Filtered | StopReason::Refusal) => "content_filter",
        Some(
            StopReason::EndTurn
            | StopReason::ToolUse
            | StopReason::StopSequence
            | StopReason::MalformedOutput
            | StopReason::MalformedToolUse
            | StopReason::Unknown(_),
        )
        | None => match (called, style.legacy) {
            (false, _) => "stop",
            (true, false) => "tool_calls",
            (true, true) => "function_call",
        },
    }
}

/// OpenAI's `prompt_tokens` include what the cache read and wrote; Bedrock's `inputTokens` do not.
pub(super) fn usage(usage: &Usage) -> WireUsage {
    WireUsage {
        prompt_tokens: usage.total_input(),
        completion_tokens: usage.output,
        total_tokens: usage.total_input().saturating_add(usage.output),
        prompt_tokens_details: PromptDetails {
            cached_tokens: usage.cache_read,
            cache_write_tokens: usage.cache_write,
            audio_tokens: 0,
        },
        completion_tokens_details: CompletionDetails {
            reasoning_tokens: usage.reasoning.unwrap_or(0),
            audio_tokens: 0,
        },
        cache_read_input_tokens: usage.cache_read,
        cache_creation_input_tokens: usage.cache_write,
    }
}
