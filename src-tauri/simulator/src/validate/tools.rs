//! Tools: their definitions, the choice among them, and that every call has its result and every result its call.

mod definitions;
mod pairs;

use super::{Checked, Refusal, Subject};
use crate::model::items;

pub(super) fn check(subject: Subject<'_>) -> Checked {
    let has_tools = subject.turn.body["toolConfig"].is_object();
    let blocks = || subject.turn.messages().iter().flat_map(|message| items(&message["content"]));
    let has_history = blocks().any(|block| block.get("toolUse").or_else(|| block.get("toolResult")).is_some());
    if has_tools || has_history {
        supported(subject)?;
    }
    if has_history && !has_tools {
        return Err(Refusal::service(
            "toolConfig",
            "The toolConfig field must be defined when using toolUse and toolResult content blocks.",
        ));
    }
    if has_tools {
        definitions::check(subject)?;
    }
    pairs::check(subject)
}

fn supported(subject: Subject<'_>) -> Checked {
    if subject.model.has('T') {
        Ok(())
    } else if !subject.model.has('t') {
        Err(Refusal::service("toolConfig", "This model doesn't support tool use."))
    } else if subject.streams() {
        Err(Refusal::service("toolConfig", "This model doesn't support tool use in streaming mode."))
    } else {
        Ok(())
    }
}
