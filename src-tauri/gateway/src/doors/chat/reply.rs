//! `ir::Reply` to a chat completion.

use super::Head;
use super::wire::{
    Answer, AnswerCall, AnswerFunction, Choice, Completion, CompletionDetails, PromptDetails, Usage as WireUsage,
};
use crate::ir::{Part, Reply, Signed, StopReason, Usage};

pub(super) fn completion<'a>(head: &'a Head, reply: &Reply) -> Completion<'a> {
    Completion {
        id: &head.id,
        object: "chat.completion",
        created: head.created,
        model: &head.model,
        choices: [Choice { index: 0, message: answer(reply), finish_reason: finish(reply), logprobs: None }],
        usage: usage(&reply.usage),
    }
}

fn answer(reply: &Reply) -> Answer {
    let mut content = String::new();
    let mut reasoning = String::new();
    let mut tool_calls = Vec::new();
    for part in &reply.parts {
        match part {
            Part::Text { text, .. } => content.push_str(text),
            Part::Reasoning(Signed::Text { text, .. }) => reasoning.push_str(text),
            Part::Reasoning(Signed::Redacted(_)) => {}
            Part::Tool(call) => tool_calls.push(AnswerCall {
                id: call.id.clone(),
                r#type: "function",
                function: AnswerFunction { name: call.name.clone(), arguments: arguments(&call.input) },
            }),
        }
    }
    // OpenAI answers `null` beside tool calls, and always a string otherwise.
    let content = if content.is_empty() && !tool_calls.is_empty() { None } else { Some(content) };
    let reasoning_content = if reasoning.is_empty() { None } else { Some(reasoning) };
    Answer { role: "assistant", content, refusal: None, reasoning_content, tool_calls }
}

/// No arguments are `{}`: clients parse the string, and AutoGen passes `""` on raw (facts/openai.md section 1).
fn arguments(input: &str) -> String {
    if input.trim().is_empty() { "{}".to_owned() } else { input.to_owned() }
}

fn finish(reply: &Reply) -> &'static str {
    let called = reply.parts.iter().any(|part| matches!(part, Part::Tool(_)));
    finish_reason(reply.stop.as_ref(), called)
}

/// OpenAI's word for why it ended. An answer that calls tools says so unless it was cut short.
pub(super) fn finish_reason(stop: Option<&StopReason>, called: bool) -> &'static str {
    match stop {
        Some(StopReason::ToolUse) => "tool_calls",
        Some(StopReason::MaxTokens | StopReason::ContextFull) => "length",
        Some(StopReason::Guardrail | StopReason::Filtered) => "content_filter",
        Some(
            StopReason::EndTurn
            | StopReason::StopSequence
            | StopReason::MalformedOutput
            | StopReason::MalformedToolUse
            | StopReason::Unknown(_),
        )
        | None => {
            if called {
                "tool_calls"
            } else {
                "stop"
            }
        }
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
