//! What each family of embedding models takes, as data.

use bytes::Bytes;

use super::{cohere, marengo, nova, titan};
use crate::error::Result;
use crate::ir::{Embedding, EmbeddingInput};

/// Writes one call's body: of these inputs, for vectors of this length.
type Body = fn(&Embedding, &[&EmbeddingInput], Option<u32>) -> Result<Bytes>;

/// What a family takes.
#[derive(Debug)]
pub(in crate::bedrock) struct Family {
    /// How its base ids begin.
    prefix: &'static str,
    /// The lengths of its vectors, its own first.
    pub sizes: &'static [u32],
    /// A shorter vector is a longer one's beginning (Matryoshka training).
    pub nested: bool,
    /// Inputs per call.
    pub batch: usize,
    /// Characters per text, where that is not left to the token limit.
    pub max_chars: Option<usize>,
    /// Pictures.
    pub pictures: bool,
    /// Text and a picture as one input.
    pub both: bool,
    /// Pictures beside texts in one call.
    pub mixes: bool,
    /// It makes different vectors for different purposes.
    pub purposes: bool,
    /// It can cut text that is too long.
    pub truncates: bool,
    pub body: Body,
}

const TEXT: Family = Family {
    prefix: "",
    sizes: &[],
    nested: false,
    batch: 1,
    max_chars: None,
    pictures: false,
    both: false,
    mixes: false,
    purposes: false,
    truncates: false,
    body: titan::text,
};

/// Limits: facts/bedrock.md section 5.
const FAMILIES: &[Family] = &[
    Family { prefix: "amazon.titan-embed-text-v2", sizes: &[1024, 512, 256], max_chars: Some(50_000), ..TEXT },
    Family { prefix: "amazon.titan-embed-text-v1", sizes: &[1536], ..TEXT },
    Family { prefix: "amazon.titan-embed-g1-text", sizes: &[1536], ..TEXT },
    Family {
        prefix: "amazon.titan-embed-image",
        sizes: &[1024, 384, 256],
        pictures: true,
        both: true,
        body: titan::image,
        ..TEXT
    },
    Family {
        prefix: "cohere.embed-v4",
        sizes: &[1536, 1024, 512, 256],
        nested: true,
        batch: 96,
        pictures: true,
        both: true,
        mixes: true,
        purposes: true,
        truncates: true,
        body: cohere::v4,
        ..TEXT
    },
    Family {
        prefix: "cohere.embed-",
        sizes: &[1024],
        batch: 96,
        max_chars: Some(2_048),
        pictures: true,
        purposes: true,
        truncates: true,
        body: cohere::v3,
        ..TEXT
    },
    Family {
        prefix: "amazon.nova-2-multimodal-embeddings",
        sizes: &[3072, 1024, 384, 256],
        nested: true,
        pictures: true,
        purposes: true,
        truncates: true,
        body: nova::body,
        ..TEXT
    },
    Family { prefix: "twelvelabs.marengo-embed-", sizes: &[512], pictures: true, body: marengo::body, ..TEXT },
];

impl Family {
    /// The family of a model, by its base id.
    pub(in crate::bedrock) fn of(base: &str) -> Option<&'static Self> {
        FAMILIES.iter().find(|family| base.starts_with(family.prefix))
    }
}
