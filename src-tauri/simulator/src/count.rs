//! CountTokens: what a conversation would cost, without having it.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::converse::parse;
use crate::exception::Exception;
use crate::family::Family;
use crate::model::Turn;
use crate::plan::Answer;
use crate::record::Guard;
use crate::reply::{count_tokens, text_tokens};
use crate::route::Operation;
use crate::script::Script;
use crate::state::State;
use crate::validate::{self, Subject};

pub(crate) fn answer(state: &State, path: &[String], body: &Bytes, guard: &Guard) -> Answer {
    try_answer(state, path, body, guard).unwrap_or_else(Answer::from)
}

fn try_answer(state: &State, path: &[String], body: &Bytes, guard: &Guard) -> Result<Answer, Exception> {
    let id = path.get(1).map(String::as_str).unwrap_or_default();
    let model = state.model(id)?;
    let body = parse(body)?;
    let unknown = match validate::read("CountTokensRequest", &body) {
        Ok(unknown) => unknown,
        Err((unknown, refusal)) => {
            guard.unknown_members(unknown);
            return Err(refusal.into());
        }
    };
    guard.unknown_members(unknown);
    // The generations that come by profile only are not covered.
    if !model.converses() || !model.id.starts_with("anthropic.") || profile_only(&model.id) {
        return Err(Exception::validation("The provided model doesn't support counting tokens."));
    }
    let script = state.scripts.take(Operation::CountTokens);
    if let Some(answer) = script.as_ref().and_then(Script::http_answer) {
        return Ok(answer);
    }
    let conversation = &body["input"]["converse"];
    let tokens = if conversation.is_object() {
        let turn = Turn { body: conversation };
        let operation = Operation::CountTokens;
        validate::check(Subject { turn, model, family: Family::of(&model.id), operation })?;
        count_tokens(conversation)
    } else {
        body["input"]["invokeModel"]["body"].as_str().map_or(0, text_tokens)
    };
    Ok(Answer::json(&json!({ "inputTokens": Value::from(tokens.max(1)) })))
}

/// Claude from 4.7 on.
fn profile_only(id: &str) -> bool {
    const COVERED: &[&str] =
        &["claude-3", "claude-sonnet-4", "claude-haiku-4", "claude-opus-4-1", "claude-opus-4-5", "claude-opus-4-6"];
    !COVERED.iter().any(|covered| id.contains(covered))
}
