//! InvokeModel, for the models that have no Converse: embeddings, rerankers, image models. Each has a body of its own.

mod cohere;
mod form;
mod marengo;
mod nova;
mod picture;
mod rerank;
mod stability;
mod titan;
mod vector;

use bytes::Bytes;
use serde_json::Value;

use crate::catalog::Model;
use crate::converse::parse;
use crate::exception::Exception;
use crate::plan::Answer;
use crate::record::Guard;
use crate::route::Operation;
use crate::script::{Reply, Script};
use crate::state::State;

/// InvokeModel takes so many bytes (botocore: `Body`, 25,000,000).
const MAX_BODY: usize = 25_000_000;

/// A model's answer, and the tokens that went in, where it counts them.
struct Output {
    body: Value,
    input_tokens: Option<u64>,
}

impl Output {
    fn counted(body: Value, input_tokens: u64) -> Self {
        Self { body, input_tokens: Some(input_tokens) }
    }
}

/// Answers InvokeModel; none of these models streams.
pub(crate) fn answer(state: &State, operation: Operation, path: &[String], body: &Bytes, guard: &Guard) -> Answer {
    try_answer(state, operation, path, body, guard).unwrap_or_else(Answer::from)
}

fn try_answer(
    state: &State,
    operation: Operation,
    path: &[String],
    body: &Bytes,
    guard: &Guard,
) -> Result<Answer, Exception> {
    let model = state.model(path.get(1).map(String::as_str).unwrap_or_default())?;
    if body.len() > MAX_BODY {
        return Err(Exception::validation("The body is larger than 25,000,000 bytes."));
    }
    if operation == Operation::InvokeModelWithResponseStream {
        return Err(Exception::validation("The model is unsupported for streaming."));
    }
    let body = parse(body)?;
    // A body that is refused takes no script.
    let mut output = output(model, &body)?;
    let script = script(state, operation, &body)?;
    if let Some(answer) = script.as_ref().and_then(Script::http_answer) {
        return Ok(answer);
    }
    let filtered = Reply::Stop("content_filtered".to_owned());
    if model.has('P') && script.as_ref().is_some_and(|script| script.reply == filtered) {
        output = stability::filtered();
    }
    let mut answer = Answer::json(&output.body);
    if let Some(tokens) = output.input_tokens {
        answer.headers.push(("x-amzn-bedrock-input-token-count", tokens.to_string()));
    }
    answer.headers.push(("x-amzn-bedrock-invocation-latency", "42".to_owned()));
    if let Some(script) = script {
        guard.script(script.source.clone());
        script.delay(&mut answer);
    }
    Ok(answer)
}

/// A script that waits, or the directive in the body's own text.
fn script(state: &State, operation: Operation, body: &Value) -> Result<Option<Script>, Exception> {
    if let Some(script) = state.scripts.take(operation) {
        return Ok(Some(script));
    }
    let texts = ["inputText", "prompt", "query"].iter().filter_map(|name| body[*name].as_str());
    let text = texts.chain(body["texts"][0].as_str()).next().unwrap_or_default();
    state.scripts.directive(text).map_err(|error| Exception::validation(format!("The script cannot be read: {error}.")))
}

fn output(model: &Model, body: &Value) -> Result<Output, Exception> {
    match model.id.as_str() {
        "amazon.titan-embed-text-v1" => titan::text_v1(model, body),
        "amazon.titan-embed-text-v2:0" => titan::text_v2(model, body),
        "amazon.titan-embed-image-v1" => titan::image(model, body),
        "amazon.nova-2-multimodal-embeddings-v1:0" => nova::embed(body),
        "amazon.rerank-v1:0" => rerank::amazon(body),
        "cohere.rerank-v3-5:0" => rerank::cohere(body),
        id if id.starts_with("cohere.embed-v4") => cohere::v4(model, body),
        id if id.starts_with("cohere.embed-") => cohere::v3(model, body),
        id if id.starts_with("twelvelabs.marengo") => marengo::embed(body),
        id if id.starts_with("stability.") => stability::draw(model, body),
        _ => Err(Exception::validation("This simulator answers chat models through Converse and ConverseStream only.")),
    }
}
