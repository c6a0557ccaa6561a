//! `POST /v1/embeddings` (facts/openai.md section 4).

mod parse;
mod reply;
mod wire;

use super::{Hatch, Order, openai};
use crate::error::Result;
use crate::ir::{Embedding, Vectors};

/// The hatch of OpenAI's Embeddings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embeddings;

/// How the client wants its vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The model, as the client named it.
    model: String,
    encoding: Encoding,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// JSON numbers.
    #[default]
    Float,
    /// 32-bit floats, little-endian, in base64: what the SDKs ask for unless told otherwise.
    Base64,
}

impl Hatch for Embeddings {
    type Job = Embedding;
    type Form = Form;

    fn parse(&self, body: &[u8]) -> Result<Order<Embedding, Form>> {
        parse::parse(openai::read_json(body)?)
    }

    fn reply(&self, form: &Form, vectors: &Vectors) -> Vec<u8> {
        openai::to_json(&reply::list(form, vectors))
    }
}
