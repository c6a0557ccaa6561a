//! `/_simulator/…`: scripts and records for tests in other languages.

use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;

use crate::exception::Exception;
use crate::plan::Answer;
use crate::route::AdminAction;
use crate::script::Script;
use crate::state::State;

/// What `POST /_simulator/enqueue` takes.
#[derive(Deserialize)]
struct Enqueue {
    script: String,
}

pub(crate) fn answer(action: AdminAction, body: &Bytes, state: &State) -> Answer {
    match action {
        AdminAction::Enqueue => enqueue(body, state).unwrap_or_else(Answer::from),
        AdminAction::Requests => Answer::json(&json!({ "requests": state.records.all() })),
        AdminAction::Clear => {
            state.clear();
            Answer::json(&json!({}))
        }
    }
}

fn enqueue(body: &Bytes, state: &State) -> Result<Answer, Exception> {
    let request: Enqueue = serde_json::from_slice(body)
        .map_err(|error| Exception::validation(format!("The body must be {{\"script\": \"…\"}}: {error}.")))?;
    let script = Script::parse(&request.script).map_err(|error| Exception::validation(error.to_string()))?;
    state.scripts.push(script);
    Ok(Answer::json(&json!({})))
}
