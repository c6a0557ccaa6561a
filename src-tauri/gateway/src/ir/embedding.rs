//! Vectors for texts and pictures.

use super::{Job, Picture, Usage};

/// One request for vectors: one for each input, in their order.
#[derive(Debug, Clone, Default)]
pub struct Embedding {
    /// The model, as the client named it, until it is resolved.
    pub model: String,
    /// What shall be embedded; never empty.
    pub inputs: Vec<EmbeddingInput>,
    /// How long a vector shall be. `None`: the model's own length.
    pub dimensions: Option<u32>,
    /// What the vectors are for. `None`: to be searched.
    pub purpose: Option<Purpose>,
    /// What becomes of text that is too long. `None`: it is refused.
    pub truncate: Option<Truncate>,
}

/// Text, a picture, or both as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmbeddingInput {
    /// Text; never empty.
    pub text: Option<String>,
    /// A picture.
    pub picture: Option<Picture>,
}

impl EmbeddingInput {
    /// Nothing but this text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), picture: None }
    }
}

/// What vectors are for: some models make different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be searched.
    Document,
    /// To search with.
    Query,
    /// To be told apart by a classifier.
    Classification,
    /// To be grouped.
    Clustering,
}

/// Which end of a text that is too long gives way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truncate {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

/// The vectors.
#[derive(Debug, Clone, PartialEq)]
pub struct Vectors {
    /// One for each input, in their order.
    pub vectors: Vec<Vec<f32>>,
    /// What they took.
    pub tokens: Tokens,
}

/// Input tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tokens {
    /// How many.
    pub count: u64,
    /// The model did not tell, at least not of all inputs: a quarter of the bytes stands for its count.
    pub estimated: bool,
}

impl Job for Embedding {
    type Done = Vectors;

    fn model(&self) -> &str {
        &self.model
    }

    fn resolved(&mut self, id: String) {
        self.model = id;
    }

    fn pictures(&mut self) -> Vec<&mut Picture> {
        self.inputs.iter_mut().filter_map(|input| input.picture.as_mut()).collect()
    }

    fn usage(done: &Vectors) -> Option<Usage> {
        Some(Usage { input: done.tokens.count, ..Usage::default() })
    }
}
