//! Answers to vectors. Each family has a shape of its own, and the shape tells which: some are known from one source
//! only, so all are read wherever they come from.

use serde::Deserialize;

use super::super::failure;
use super::super::invoke::Invoked;
use crate::error::Result;
use crate::ir::{EmbeddingInput, Tokens, Vectors};

#[derive(Debug, Deserialize)]
struct Answer {
    /// Titan.
    embedding: Option<Vec<f32>>,
    #[serde(rename = "inputTextTokenCount")]
    input_text_token_count: Option<u64>,
    /// Cohere and Nova.
    embeddings: Option<Embeddings>,
    /// Marengo.
    data: Option<Data>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Embeddings {
    Floats(Vec<Vec<f32>>),
    ByType { float: Vec<Vec<f32>> },
    Objects(Vec<Object>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Data {
    Many(Vec<Object>),
    One(Object),
}

#[derive(Debug, Deserialize)]
struct Object {
    embedding: Vec<f32>,
}

impl Answer {
    fn vectors(self) -> Vec<Vec<f32>> {
        let plain = |objects: Vec<Object>| objects.into_iter().map(|object| object.embedding).collect();
        match (self.embedding, self.embeddings, self.data) {
            (Some(one), ..) => vec![one],
            (None, Some(Embeddings::Floats(many) | Embeddings::ByType { float: many }), _) => many,
            (None, Some(Embeddings::Objects(objects)), _) | (None, None, Some(Data::Many(objects))) => plain(objects),
            (None, None, Some(Data::One(object))) => vec![object.embedding],
            (None, None, None) => Vec::new(),
        }
    }
}

/// All vectors in the order of the inputs, cut to this length, and the tokens that they took.
pub(super) fn vectors(
    inputs: &[EmbeddingInput],
    batches: &[Vec<usize>],
    answers: &[Invoked],
    cut: Option<usize>,
) -> Result<Vectors> {
    let mut all = Vec::with_capacity(inputs.len());
    let mut tokens = Tokens::default();
    for (batch, invoked) in batches.iter().zip(answers) {
        let answer: Answer = invoked.json()?;
        let counted = answer.input_text_token_count.or(invoked.input_tokens);
        tokens.estimated |= counted.is_none();
        tokens.count += counted.unwrap_or_else(|| estimate(&super::pick(inputs, batch)));
        let vectors = answer.vectors();
        if vectors.len() != batch.len() {
            let why = format!("{} vectors for {} inputs", vectors.len(), batch.len());
            return Err(failure::unreadable(None).request_id(invoked.request_id.clone()).source(why));
        }
        all.extend(vectors.into_iter().map(|vector| shortened(vector, cut)));
    }
    Ok(Vectors { vectors: all, tokens })
}

/// A quarter of the bytes, at least one a text: the usual rule for English.
fn estimate(inputs: &[&EmbeddingInput]) -> u64 {
    let bytes = inputs.iter().filter_map(|input| input.text.as_ref()).map(String::len);
    bytes.map(|bytes| u64::try_from(bytes.div_ceil(4)).unwrap_or(u64::MAX)).sum()
}

/// The beginning of a vector, of length 1 again.
fn shortened(mut vector: Vec<f32>, to: Option<usize>) -> Vec<f32> {
    if let Some(to) = to {
        vector.truncate(to);
        let norm = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        if norm > 0.0 {
            vector.iter_mut().for_each(|value| *value /= norm);
        }
    }
    vector
}
