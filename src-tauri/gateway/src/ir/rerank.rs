//! Documents in the order in which they answer a query.

use super::{Job, Picture, Pieces, Usage};

/// More documents are billed as another query (facts/bedrock.md section 5).
const DOCUMENTS_A_QUERY: usize = 100;

/// One request for a ranking.
#[derive(Debug, Clone, Default)]
pub struct Rerank {
    /// The model, as the client named it, until it is resolved.
    pub model: String,
    /// What is looked for.
    pub query: String,
    /// Where; never empty.
    pub documents: Vec<String>,
    /// How many of the best. `None`: all.
    pub top_n: Option<usize>,
    /// Of each document, at most so many tokens are read.
    pub max_tokens_per_doc: Option<u32>,
}

/// The best documents, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Best first.
    pub ranks: Vec<Rank>,
}

/// A document's place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// Which document, counted from 0 in the order of the request.
    pub index: usize,
    /// How well it answers the query, from 0 to 1.
    pub score: f64,
}

impl Job for Rerank {
    type Done = Ranking;

    fn model(&self) -> &str {
        &self.model
    }

    fn resolved(&mut self, id: String) {
        self.model = id;
    }

    fn pictures(&mut self) -> Vec<&mut Picture> {
        Vec::new()
    }

    fn usage(_done: &Ranking) -> Option<Usage> {
        None
    }

    fn pieces(&self) -> Pieces {
        let queries = self.documents.len().div_ceil(DOCUMENTS_A_QUERY);
        Pieces { queries: u64::try_from(queries).unwrap_or(u64::MAX), ..Pieces::default() }
    }
}
