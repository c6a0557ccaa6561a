//! Rerankers: documents in the order in which they share words with the query.

use serde_json::{Value, json};

use super::Output;
use super::form::Form;
use super::vector::{embed, similarity};
use crate::exception::Exception;

const MOST: usize = 1_000;
const DIMENSIONS: usize = 512;

pub(super) fn cohere(body: &Value) -> Result<Output, Exception> {
    let form = Form::new(body, "", &["api_version", "query", "documents", "top_n", "max_tokens_per_doc"])?;
    match form.required("api_version")?.as_u64() {
        Some(version) if version >= 2 => rank(form),
        _ => Err(form.wrong("api_version", "expected a value of at least 2")),
    }
}

pub(super) fn amazon(body: &Value) -> Result<Output, Exception> {
    rank(Form::new(body, "", &["query", "documents", "top_n"])?)
}

fn rank(form: Form<'_>) -> Result<Output, Exception> {
    let query = embed(form.text("query")?, DIMENSIONS);
    let documents = form.texts("documents", MOST)?;
    let count = match form.get("top_n").map(Value::as_u64) {
        None => documents.len(),
        Some(Some(count)) if count >= 1 => usize::try_from(count).unwrap_or(usize::MAX),
        Some(_) => return Err(form.wrong("top_n", "expected an integer of at least 1")),
    };
    let mut scores: Vec<(usize, f64)> = documents
        .iter()
        .enumerate()
        // From the cosine's range to a relevance between 0 and 1.
        .map(|(at, document)| (at, f64::midpoint(similarity(&query, &embed(document, DIMENSIONS)), 1.0)))
        .collect();
    scores.sort_by(|one, other| other.1.total_cmp(&one.1));
    let results: Vec<Value> = scores
        .into_iter()
        .take(count)
        .map(|(index, score)| json!({ "index": index, "relevance_score": score }))
        .collect();
    Ok(Output { body: json!({ "results": results }), input_tokens: None })
}
