//! A conversation as Bedrock takes it: speakers take turns, the user begins and ends, every call has its result.
//!
//! Clients owe none of that to OpenAI's API. What is mended here is form, never meaning; nothing that carries meaning
//! is dropped.

use std::borrow::Cow;
use std::collections::HashMap;

use super::names::fit_id;
use crate::ir::{Block, Message, ResultStatus, Role};

/// One turn as it will be sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said<'a> {
    pub assistant: bool,
    pub content: Vec<Cow<'a, Block>>,
}

/// Opens a conversation that the assistant begins.
const OPENING: &str = "(The conversation begins with the assistant's message.)";
/// Asks for an answer where there is nothing but instructions, or where the assistant spoke last.
const CONTINUE: &str = "Please continue.";

/// What the model takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// An unfinished assistant turn at the end.
    pub prefill: bool,
    /// Tool calls and their results.
    pub tools: bool,
}

/// The conversation, mended.
pub(super) fn mend(messages: &[Message], form: Form) -> Vec<Said<'_>> {
    let mut turns = merge(messages);
    if form.tools {
        pair(&mut turns);
    } else {
        turns.iter_mut().for_each(|turn| tools_to_text(&mut turn.content));
    }
    for turn in &mut turns {
        turn.content = unmoored_points_gone(std::mem::take(&mut turn.content));
    }
    turns.retain(|turn| !turn.content.is_empty());
    let mut turns = merge_again(turns);
    ends(&mut turns, form.prefill);
    turns
}

/// Neighbours with the same speaker become one turn; blank text goes, for Bedrock refuses it; pictures and documents
/// that the assistant showed go to the user's next turn, for Bedrock takes them nowhere else.
fn merge(messages: &[Message]) -> Vec<Said<'_>> {
    let mut turns: Vec<Said<'_>> = Vec::new();
    let mut shown: Vec<Cow<'_, Block>> = Vec::new();
    for message in messages {
        let assistant = message.role == Role::Assistant;
        let content = message.content.iter().filter(|block| !is_blank(block)).map(|block| seat(message.role, block));
        let (media, mut content): (Vec<_>, Vec<_>) =
            content.partition(|block| assistant && matches!(**block, Block::Media(_)));
        if assistant {
            shown.extend(media);
        } else {
            content.append(&mut shown);
        }
        match turns.last_mut() {
            Some(last) if last.assistant == assistant => last.content.extend(content),
            _ => turns.push(Said { assistant, content }),
        }
    }
    if !shown.is_empty() {
        turns.push(Said { assistant: false, content: shown });
    }
    turns
}

/// Calls and results in words, for models that know neither.
fn tools_to_text(content: &mut Vec<Cow<'_, Block>>) {
    for block in content.iter_mut() {
        if let Block::ToolUse { name, input, .. } = &**block {
            *block = Cow::Owned(Block::Text(format!("(Called the tool {name} with {input}.)")));
        }
    }
    results_to_text(content);
}

fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Text(text) if text.trim().is_empty())
}

/// An instruction in the middle keeps its place, marked as one: only the user's turn can hold it.
fn seat(role: Role, block: &Block) -> Cow<'_, Block> {
    match (role, block) {
        (Role::System, Block::Text(text)) => Cow::Owned(Block::Text(format!("<system>\n{text}\n</system>"))),
        _ => Cow::Borrowed(block),
    }
}

/// A cache point needs something before it in its turn, and thinking is not it: what is signed stays with what follows.
fn unmoored_points_gone(content: Vec<Cow<'_, Block>>) -> Vec<Cow<'_, Block>> {
    let mut kept: Vec<Cow<'_, Block>> = Vec::with_capacity(content.len());
    for block in content {
        let point = |block: &Cow<'_, Block>| matches!(**block, Block::CachePoint(_));
        let moored = kept.last().is_some_and(|last| !point(last) && !matches!(**last, Block::Reasoning(_)));
        if !point(&block) || moored {
            kept.push(block);
        }
    }
    kept
}

/// Results stand directly behind their calls, in their order, one for each; other results become text.
fn pair(turns: &mut Vec<Said<'_>>) {
    let mut ids = Ids::default();
    let mut i = 0;
    while i < turns.len() {
        if turns[i].assistant {
            let calls = ids.rename_calls(&mut turns[i].content);
            calls_last(&mut turns[i].content);
            if !calls.is_empty() {
                if i + 1 == turns.len() {
                    turns.push(Said { assistant: false, content: Vec::new() });
                }
                answer(calls, &mut turns[i + 1].content);
                i += 1;
            }
        } else {
            results_to_text(&mut turns[i].content);
        }
        i += 1;
    }
}

/// Ids that are unique in the whole conversation: some clients count calls from 0 in every turn.
#[derive(Default)]
struct Ids {
    seen: HashMap<String, u32>,
}

/// A call: the client's id and the one that is sent.
struct Call {
    asked: String,
    sent: String,
}

impl Ids {
    fn rename_calls(&mut self, content: &mut [Cow<'_, Block>]) -> Vec<Call> {
        let mut calls = Vec::new();
        for block in content.iter_mut() {
            let Block::ToolUse { id, name, input } = &**block else { continue };
            let sent = self.unique(fit_id(id));
            calls.push(Call { asked: id.clone(), sent: sent.clone() });
            if sent != *id {
                *block = Cow::Owned(Block::ToolUse { id: sent, name: name.clone(), input: input.clone() });
            }
        }
        calls
    }

    fn unique(&mut self, id: Cow<'_, str>) -> String {
        let mut candidate = id.clone().into_owned();
        loop {
            let count = self.seen.entry(candidate.clone()).or_default();
            *count += 1;
            if *count == 1 {
                return candidate;
            }
            candidate = fit_id(&format!("{id}_{count}")).into_owned();
        }
    }
}

/// Text behind a call reads as the beginning of another answer. A cache point that stands behind a call stays there.
fn calls_last(content: &mut Vec<Cow<'_, Block>>) {
    let mut called = false;
    let (last, first): (Vec<_>, Vec<_>) = std::mem::take(content).into_iter().partition(|block| match **block {
        Block::ToolUse { .. } => {
            called = true;
            true
        }
        Block::CachePoint(_) => called,
        _ => false,
    });
    content.extend(first);
    content.extend(last);
}

fn answer(calls: Vec<Call>, content: &mut Vec<Cow<'_, Block>>) {
    let mut rest = std::mem::take(content);
    for Call { asked, sent } in calls {
        let found = rest.iter().position(|block| matches!(&**block, Block::ToolResult { id, .. } if *id == asked));
        content.push(match found.map(|at| rest.remove(at)) {
            Some(result) => with_id(result, sent),
            None => Cow::Owned(Block::ToolResult {
                id: sent,
                content: vec![Block::Text("The tool call was not answered.".to_owned())],
                status: ResultStatus::Error,
            }),
        });
    }
    results_to_text(&mut rest);
    content.extend(rest);
}

fn with_id(result: Cow<'_, Block>, sent: String) -> Cow<'_, Block> {
    match result.as_ref() {
        Block::ToolResult { id, content, status } if *id != sent => {
            Cow::Owned(Block::ToolResult { id: sent, content: content.clone(), status: *status })
        }
        _ => result,
    }
}

/// A result without its call: what it says is kept, in the user's words.
fn results_to_text(content: &mut Vec<Cow<'_, Block>>) {
    let mut kept = Vec::with_capacity(content.len());
    for block in std::mem::take(content) {
        match &*block {
            Block::ToolResult { id, content, .. } => {
                kept.push(Cow::Owned(Block::Text(format!("Result of the tool call {id}:"))));
                kept.extend(content.iter().filter(|block| !is_blank(block)).cloned().map(Cow::Owned));
            }
            _ => kept.push(block),
        }
    }
    *content = kept;
}

/// Turns that became neighbours when an empty one between them went.
fn merge_again(turns: Vec<Said<'_>>) -> Vec<Said<'_>> {
    let mut merged: Vec<Said<'_>> = Vec::with_capacity(turns.len());
    for turn in turns {
        match merged.last_mut() {
            Some(last) if last.assistant == turn.assistant => last.content.extend(turn.content),
            _ => merged.push(turn),
        }
    }
    merged
}

fn ends(turns: &mut Vec<Said<'_>>, prefill: bool) {
    let user = |text: &str| Said { assistant: false, content: vec![Cow::Owned(Block::Text(text.to_owned()))] };
    if turns.first().is_some_and(|first| first.assistant) {
        turns.insert(0, user(OPENING));
    }
    match turns.last_mut() {
        None => turns.push(user(CONTINUE)),
        Some(last) if last.assistant && !prefill => turns.push(user(CONTINUE)),
        // Claude takes no white space at the end of a prefill, and nothing behind it.
        Some(last) if last.assistant => {
            while last.content.last().is_some_and(|block| matches!(**block, Block::CachePoint(_))) {
                last.content.pop();
            }
            if let Some(block) = last.content.last_mut()
                && let Block::Text(text) = &**block
                && text.trim_end().len() < text.len()
            {
                *block = Cow::Owned(Block::Text(text.trim_end().to_owned()));
            }
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(text: &str) -> Block {
        Block::Text(text.into())
    }

    fn call(id: &str) -> Block {
        Block::ToolUse { id: id.into(), name: "f".into(), input: json!({}) }
    }

    fn result(id: &str, said: &str) -> Block {
        Block::ToolResult { id: id.into(), content: vec![text(said)], status: ResultStatus::Unsaid }
    }

    fn say(role: Role, content: Vec<Block>) -> Message {
        Message { role, content }
    }

    /// A compact picture of the mended conversation.
    fn check(messages: &[Message], prefill: bool, expected: &str) {
        let shown: Vec<String> = mend(messages, Form { prefill, tools: true })
            .iter()
            .map(|turn| {
                let who = if turn.assistant { "A" } else { "U" };
                let blocks: Vec<String> = turn.content.iter().map(|block| show(block)).collect();
                format!("{who}[{}]", blocks.join(" "))
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    fn show(block: &Block) -> String {
        match block {
            Block::Text(text) => text.clone(),
            Block::ToolUse { id, .. } => format!("call:{id}"),
            Block::ToolResult { id, status: ResultStatus::Error, .. } => format!("error:{id}"),
            Block::ToolResult { id, .. } => format!("result:{id}"),
            Block::CachePoint(_) => "|".into(),
            Block::Media(_) | Block::Remote(_) | Block::Reasoning(_) => "?".into(),
        }
    }

    #[test]
    fn same_speakers_merge_and_blank_text_goes() {
        check(
            &[
                say(Role::User, vec![text("a")]),
                say(Role::User, vec![text(" \n"), text("b")]),
                say(Role::Assistant, vec![text("")]),
                say(Role::User, vec![text("c")]),
            ],
            false,
            "U[a b c]",
        );
    }

    #[test]
    fn an_instruction_in_the_middle_keeps_its_place() {
        check(
            &[
                say(Role::User, vec![text("a")]),
                say(Role::Assistant, vec![text("b")]),
                say(Role::System, vec![text("s")]),
            ],
            false,
            "U[a] A[b] U[<system>\ns\n</system>]",
        );
    }

    #[test]
    fn the_user_begins_and_ends() {
        check(&[], false, "U[Please continue.]");
        check(&[say(Role::Assistant, vec![text("hi ")])], false, &format!("U[{OPENING}] A[hi ] U[Please continue.]"));
        check(&[say(Role::User, vec![text("a")]), say(Role::Assistant, vec![text("b ")])], true, "U[a] A[b]");
        let point = Block::CachePoint(crate::ir::CacheTtl::Short);
        check(&[say(Role::User, vec![text("a")]), say(Role::Assistant, vec![text("b "), point])], true, "U[a] A[b]");
    }

    #[test]
    fn results_follow_their_calls_in_order() {
        check(
            &[
                say(Role::User, vec![text("a")]),
                say(Role::Assistant, vec![text("t"), call("1"), call("2")]),
                say(Role::User, vec![result("2", "two")]),
                say(Role::User, vec![text("by the way")]),
                say(Role::User, vec![result("1", "one")]),
            ],
            false,
            "U[a] A[t call:1 call:2] U[result:1 result:2 by the way]",
        );
    }

    #[test]
    fn a_missing_result_is_filled_and_an_orphan_becomes_text() {
        check(
            &[say(Role::User, vec![result("0", "lost")]), say(Role::Assistant, vec![call("1"), text("after")])],
            false,
            "U[Result of the tool call 0: lost] A[after call:1] U[error:1]",
        );
    }

    #[test]
    fn ids_that_repeat_are_told_apart() {
        check(
            &[
                say(Role::User, vec![text("a")]),
                say(Role::Assistant, vec![call("0")]),
                say(Role::User, vec![result("0", "x")]),
                say(Role::Assistant, vec![call("0"), call("0")]),
                say(Role::User, vec![result("0", "y"), result("0", "z")]),
            ],
            false,
            "U[a] A[call:0] U[result:0] A[call:0_2 call:0_3] U[result:0_2 result:0_3]",
        );
    }

    #[test]
    fn a_cache_point_behind_a_call_stays_there() {
        let point = Block::CachePoint(crate::ir::CacheTtl::Short);
        let thought = Block::Reasoning(crate::ir::Signed::Redacted("x".into()));
        check(
            &[say(Role::User, vec![text("a")]), say(Role::Assistant, vec![thought, call("1"), point])],
            false,
            "U[a] A[? call:1 |] U[error:1]",
        );
    }

    #[test]
    fn what_the_assistant_showed_goes_to_the_user() {
        let media = Block::Media(crate::ir::Media {
            kind: crate::ir::MediaKind::Image,
            format: "png",
            name: None,
            base64: String::new(),
            param: String::new(),
        });
        check(
            &[
                say(Role::User, vec![text("a")]),
                say(Role::Assistant, vec![text("see"), media]),
                say(Role::User, vec![text("b")]),
            ],
            false,
            "U[a] A[see] U[b ?]",
        );
    }

    #[test]
    fn tools_become_words_where_there_are_none() {
        let messages = [
            say(Role::User, vec![text("a")]),
            say(Role::Assistant, vec![call("1")]),
            say(Role::User, vec![result("1", "one")]),
        ];
        let turns = mend(&messages, Form { prefill: false, tools: false });
        let shown: Vec<_> = turns.iter().flat_map(|turn| turn.content.iter().map(|block| show(block))).collect();
        assert_eq!(shown, ["a", "(Called the tool f with {}.)", "Result of the tool call 1:", "one"]);
    }

    #[test]
    fn cache_points_need_something_before_them() {
        let point = || Block::CachePoint(crate::ir::CacheTtl::Short);
        check(&[say(Role::User, vec![point(), text("a"), point(), point(), text("b")])], false, "U[a | b]");
    }
}
