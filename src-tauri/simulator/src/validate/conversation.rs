//! Turns: who begins, who ends, that roles alternate, that nothing is empty, and which block may stand where.

use serde_json::Value;

use super::{Checked, Path, Refusal, Subject, path};
use crate::model::items;

/// Blocks that only one role may send.
const USER_ONLY: &[&str] = &["image", "document", "video", "audio", "toolResult", "searchResult"];
const ASSISTANT_ONLY: &[&str] = &["toolUse", "reasoningContent", "citationsContent"];

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let messages = subject.turn.messages();
    system(subject)?;
    for (at, message) in messages.iter().enumerate() {
        role(messages, at)?;
        blocks(subject, at, message)?;
    }
    if messages.is_empty() {
        return Err(Refusal::service("messages", START));
    }
    end(subject)
}

const START: &str =
    "A conversation must start with a user message. Try again with a conversation that starts with a user message.";
const ALTERNATE: &str = "A conversation must alternate between user and assistant roles. Make sure the conversation \
    alternates between user and assistant roles and try again.";

fn system(subject: Subject<'_>) -> Checked {
    let system = items(&subject.turn.body["system"]);
    if !subject.family.system && !system.is_empty() {
        return Err(Refusal::service(
            "system",
            "This model doesn't support system messages. Try again without a system message or use a model that \
             supports system messages.",
        ));
    }
    for (at, block) in system.iter().enumerate() {
        not_blank(block, "SystemContentBlock", &Path::default().member("system").index(at))?;
    }
    Ok(())
}

fn role(messages: &[Value], at: usize) -> Checked {
    let role = messages[at]["role"].as_str().unwrap_or_default();
    let before = at.checked_sub(1).map(|before| messages[before]["role"].as_str().unwrap_or_default());
    let path = path::message(at).member("role");
    match (before, role) {
        (_, "system") => {
            let message = "This model doesn't support the system role in messages. Use the system field and try again.";
            Err(Refusal::service(path, message))
        }
        (None, "user") => Ok(()),
        (None, _) => Err(Refusal::service(path, START)),
        (Some(before), role) if before == role => Err(Refusal::service(path, ALTERNATE)),
        (Some(_), _) => Ok(()),
    }
}

fn blocks(subject: Subject<'_>, at: usize, message: &Value) -> Checked {
    let blocks = items(&message["content"]);
    if blocks.is_empty() {
        let text = format!(
            "The content field in the Message object at messages.{at} is empty. Add a ContentBlock object to the \
             content field and try again."
        );
        return Err(Refusal::service(path::content(at), text));
    }
    let forbidden = if message["role"] == "user" { ASSISTANT_ONLY } else { USER_ONLY };
    for (number, block) in blocks.iter().enumerate() {
        let place = path::block(at, number);
        not_blank(block, "ContentBlock", &place)?;
        for (inner, part) in items(&block["toolResult"]["content"]).iter().enumerate() {
            not_blank(part, "ToolResultContentBlock", &place.member("toolResult").member("content").index(inner))?;
        }
        if let Some(kind) = forbidden.iter().find(|kind| block.get(**kind).is_some()) {
            return Err(misplaced(kind, &place));
        }
        if ["toolAddition", "toolRemoval"].iter().any(|kind| block.get(*kind).is_some()) {
            return Err(Refusal::service(
                place,
                "This model doesn't support changes to its tools within a conversation.",
            ));
        }
    }
    if !subject.family.trailing_text && message["role"] == "assistant" {
        trailing_text(blocks, at)?;
    }
    Ok(())
}

fn misplaced(kind: &str, place: &Path) -> Refusal {
    match kind {
        "reasoningContent" => Refusal::service(
            place.member(kind),
            "User messages cannot contain reasoning content. Please remove the reasoning content and try again.",
        ),
        "toolUse" | "citationsContent" => Refusal::service(
            place.member(kind),
            format!("The {kind} block at {place} is only allowed in assistant turns."),
        ),
        _ => {
            Refusal::service(place.member(kind), format!("The {kind} block at {place} is only allowed in user turns."))
        }
    }
}

fn not_blank(block: &Value, object: &str, place: &Path) -> Checked {
    match block["text"].as_str() {
        Some(text) if text.trim().is_empty() => Err(Refusal::service(
            place.member("text"),
            format!(
                "The text field in the {object} object at {place} is blank. Add text to the text field, and try again."
            ),
        )),
        _ => Ok(()),
    }
}

/// The newest Claude models take text behind a tool call for the start of their own answer.
fn trailing_text(blocks: &[Value], at: usize) -> Checked {
    let Some(call) = blocks.iter().rposition(|block| block.get("toolUse").is_some()) else { return Ok(()) };
    match blocks.iter().skip(call).position(|block| block.get("text").is_some()) {
        None => Ok(()),
        Some(after) => Err(Refusal::model(path::block(at, call + after), PREFILL)),
    }
}

const PREFILL: &str =
    "This model does not support assistant message prefill. The conversation must end with a user message.";

/// The last turn is the user's; where a model takes a prefill it may be the beginning of its answer.
fn end(subject: Subject<'_>) -> Checked {
    let messages = subject.turn.messages();
    let Some((at, last)) = messages.len().checked_sub(1).zip(messages.last()) else { return Ok(()) };
    if last["role"] == "user" {
        return Ok(());
    }
    let text = items(&last["content"]).last().and_then(|block| block["text"].as_str());
    match text {
        Some(_) if subject.family.prefill && subject.reasons() => Err(Refusal::model(
            path::message(at),
            "messages: final assistant content cannot be prefilled when thinking is enabled",
        )),
        Some(text) if subject.family.prefill && text.ends_with(char::is_whitespace) => Err(Refusal::model(
            path::message(at),
            "messages: final assistant content cannot end with trailing whitespace",
        )),
        Some(_) if subject.family.prefill => Ok(()),
        _ if subject.family.own_words => Err(Refusal::model(path::message(at), PREFILL)),
        _ => Err(Refusal::service(
            path::message(at),
            "A conversation must end with a user message. Try again with a conversation that ends with a user message.",
        )),
    }
}
