//! Calls and results: all results of a turn directly follow its calls, and belong to them.

use serde_json::Value;

use super::super::{Checked, Refusal, Subject, path};
use crate::model::items;

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let messages = subject.turn.messages();
    let mut seen: Vec<&str> = Vec::new();
    for (at, message) in messages.iter().enumerate() {
        let calls = ids(message, "toolUse");
        unique(subject, &calls, &mut seen, at)?;
        inputs(message, at)?;
        let before = at.checked_sub(1).map_or(Vec::new(), |before| ids(&messages[before], "toolUse"));
        results(subject, message, &before, at)?;
    }
    Ok(())
}

/// The ids of a turn's blocks; what a server's tool did needs no result from the client.
fn ids<'a>(message: &'a Value, kind: &str) -> Vec<&'a str> {
    let blocks = items(&message["content"]).iter().filter_map(|block| block.get(kind));
    blocks.filter(|block| block["type"] != "server_tool_use").filter_map(|block| block["toolUseId"].as_str()).collect()
}

fn unique<'a>(subject: Subject<'_>, calls: &[&'a str], seen: &mut Vec<&'a str>, at: usize) -> Checked {
    if !subject.family.own_words {
        // Others may count their calls anew in every turn.
        seen.clear();
    }
    for id in calls {
        if seen.contains(id) {
            return Err(Refusal::model(
                path::content(at),
                format!("messages.{at}.content: `tool_use` ids must be unique: {id}"),
            ));
        }
        seen.push(id);
    }
    Ok(())
}

fn inputs(message: &Value, at: usize) -> Checked {
    for (number, block) in items(&message["content"]).iter().enumerate() {
        let place = path::block(at, number);
        let wrong = match (block.get("toolUse"), block.get("toolResult")) {
            (Some(call), _) if !call["input"].is_object() => Some(place.member("toolUse").member("input")),
            (_, Some(result)) => {
                let content = items(&result["content"]);
                let wrong = content.iter().position(|part| part.get("json").is_some_and(|json| !json.is_object()));
                wrong.map(|inner| place.member("toolResult").member("content").index(inner).member("json"))
            }
            _ => None,
        };
        if let Some(place) = wrong {
            let text = format!(
                "The format of the value at {place} is invalid. Provide a json object for the field and try again."
            );
            return Err(Refusal::service(place, text));
        }
    }
    Ok(())
}

fn results(subject: Subject<'_>, message: &Value, calls: &[&str], at: usize) -> Checked {
    let results = ids(message, "toolResult");
    let place = path::content(at);
    if results.len() > calls.len() {
        return Err(Refusal::service(
            place,
            format!(
                "The number of toolResult blocks at messages.{at}.content exceeds the number of toolUse blocks of \
                 previous turn."
            ),
        ));
    }
    let missing: Vec<&str> = calls.iter().copied().filter(|id| !results.contains(id)).collect();
    if !missing.is_empty() {
        let text = format!(
            "Expected toolResult blocks at messages.{at}.content for the following Ids: {}",
            missing.join(", ")
        );
        return Err(Refusal::service(place, text));
    }
    let first = items(&message["content"]).first();
    if subject.family.own_words && !calls.is_empty() && first.is_some_and(|block| block.get("toolResult").is_none()) {
        let text = format!(
            "messages.{at}: `tool_use` ids were found without `tool_result` blocks immediately after: {}. Each \
             `tool_use` block must have a corresponding `tool_result` block in the next message.",
            calls.join(", ")
        );
        return Err(Refusal::model(place, text));
    }
    Ok(())
}
