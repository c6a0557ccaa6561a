//! `POST /v1/rerank`, in Cohere's shape, which Jina's clients, LiteLLM and vLLM share.

mod parse;
mod wire;

use super::openai::{read_json, to_json};
use super::{Hatch, Order};
use crate::error::Result;
use crate::ir::{Ranking, Rerank};
use wire::{Document, List, Meta, Place, Units};

/// The hatch of rerankers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reranks;

/// How the client wants its ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    id: String,
    model: String,
    /// The documents, where they are to be sent back.
    documents: Vec<String>,
    /// How many there were.
    count: usize,
}

impl Hatch for Reranks {
    type Job = Rerank;
    type Form = Form;

    fn parse(&self, body: &[u8]) -> Result<Order<Rerank, Form>> {
        parse::parse(read_json(body)?)
    }

    fn reply(&self, form: &Form, ranking: &Ranking) -> Vec<u8> {
        let place = |rank: &crate::ir::Rank| Place {
            index: rank.index,
            relevance_score: rank.score,
            document: form.documents.get(rank.index).map(|text| Document { text }),
        };
        to_json(&List {
            id: &form.id,
            object: "list",
            model: &form.model,
            results: ranking.ranks.iter().map(place).collect(),
            meta: Meta { billed_units: Units { search_units: form.count.div_ceil(PER_UNIT).max(1) } },
        })
    }
}

/// Documents that are billed as one query (facts/bedrock.md section 5).
const PER_UNIT: usize = 100;
