//! Whether a request makes the model reason, and what it may send back of earlier reasoning.

use serde_json::Value;

use super::{Checked, Path, Refusal, Subject, path};
use crate::family::{Family, History, Knob, Reasons};
use crate::model::{Turn, items};
use crate::signature::{self, Prefix, Verdict};

/// Whether the model reasons about this request.
pub(crate) fn is_on(turn: Turn<'_>, family: &Family) -> bool {
    let fields = &turn.body["additionalModelRequestFields"];
    let asked = match family.knob {
        Knob::Thinking => fields["thinking"]["type"].as_str().map(|kind| kind != "disabled"),
        Knob::ReasoningEffort => fields["reasoning_effort"].as_str().map(|effort| effort != "none"),
        Knob::Reasoning => fields["reasoning"]["effort"].as_str().map(|effort| effort != "none"),
        Knob::ReasoningConfig => fields["reasoningConfig"]["type"].as_str().map(|kind| kind == "enabled"),
        Knob::None => None,
    };
    match family.reasons {
        Reasons::Always => true,
        Reasons::Default => asked.unwrap_or(true),
        Reasons::Asked => asked.unwrap_or(false),
    }
}

pub(super) fn check(subject: Subject<'_>) -> Checked {
    for (at, message) in subject.turn.messages().iter().enumerate() {
        for (number, block) in items(&message["content"]).iter().enumerate() {
            if let Some(reasoning) = block.get("reasoningContent") {
                replayed(subject, reasoning, at, &path::block(at, number))?;
            }
        }
    }
    tool_loop(subject)
}

fn replayed(subject: Subject<'_>, reasoning: &Value, at: usize, place: &Path) -> Checked {
    let redacted = reasoning["redactedContent"].as_str();
    let refused = subject.family.history == History::Refused || (redacted.is_some() && !subject.family.redacted);
    if refused {
        let kind = if redacted.is_some() { "reasoningContent.redactedContent" } else { "reasoningContent" };
        let text = format!("This model doesn't support the {kind} content block that you provided.");
        return Err(Refusal::service(place, text));
    }
    if subject.family.history != History::Signed {
        return Ok(());
    }
    if let Some(data) = redacted {
        return if signature::redacted_here(data) {
            Ok(())
        } else {
            Err(Refusal::model(place, format!("{place}: Invalid `data` in `redacted_thinking` block")))
        };
    }
    let text = reasoning["reasoningText"]["text"].as_str().unwrap_or_default();
    let Some(signature) = reasoning["reasoningText"]["signature"].as_str() else {
        return Err(Refusal::model(place, format!("{place}.thinking.signature: Field required")));
    };
    let prefix = subject.family.bound.then(|| Prefix::of(subject.turn.body, at));
    match signature::verify(text, signature, prefix.as_ref()) {
        Verdict::Valid => Ok(()),
        Verdict::Moved if drops_moved(subject) => Ok(()),
        Verdict::Moved => Err(Refusal::model(
            place,
            format!(
                "{place}: This `thinking` block is bound to a conversation that has changed since. Send the \
                 conversation unchanged."
            ),
        )),
        Verdict::Foreign => Err(Refusal::model(place, format!("{place}: Invalid `signature` in `thinking` block"))),
    }
}

/// Whether the request asks to drop reasoning whose conversation has changed.
fn drops_moved(subject: Subject<'_>) -> bool {
    let fields = &subject.turn.body["additionalModelRequestFields"];
    let beta = items(&fields["anthropic_beta"]).iter().any(|beta| beta == "thinking-binding-controls-2026-08-01");
    beta && fields["thinking"]["block_binding"]["prefix_mismatch_behavior"] == "drop_block"
}

/// With thinking on, the assistant's turn in a tool loop begins with its reasoning.
fn tool_loop(subject: Subject<'_>) -> Checked {
    let kind = subject.turn.body["additionalModelRequestFields"]["thinking"]["type"].as_str().unwrap_or_default();
    if !subject.family.loop_thinking.iter().any(|strict| strict == kind) || subject.turn.tool_results().is_empty() {
        return Ok(());
    }
    let messages = subject.turn.messages();
    let Some(at) = messages.iter().rposition(|message| message["role"] == "assistant") else { return Ok(()) };
    let first = items(&messages[at]["content"]).first();
    if first.is_some_and(|block| block.get("reasoningContent").is_some()) {
        return Ok(());
    }
    let found = if first.is_some_and(|block| block.get("toolUse").is_some()) { "tool_use" } else { "text" };
    Err(Refusal::model(
        path::block(at, 0),
        format!(
            "messages.{at}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `{found}`. When \
             `thinking` is enabled, a final `assistant` message must start with a thinking block (preceding the \
             lastmost set of `tool_use` and `tool_result` blocks). To avoid this requirement, disable `thinking`."
        ),
    ))
}
