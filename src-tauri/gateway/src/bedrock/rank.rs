//! `ir::Rerank` to the rerankers' bodies, and the answers to a ranking (facts/bedrock.md section 5).

use serde::{Deserialize, Serialize};

use super::failure;
use super::invoke::{Invocable, Invoked, Plan, body};
use crate::error::{Error, Result};
use crate::ir::{Complaint, Rank, Ranking, Rerank};

/// Documents per call. Each hundred is billed as a query.
const MAX_DOCUMENTS: usize = 1000;

#[derive(Debug, Serialize)]
struct Request<'a> {
    /// Cohere's alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    api_version: Option<u32>,
    query: &'a str,
    documents: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    top_n: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens_per_doc: Option<u32>,
}

#[derive(Debug, Deserialize)]
struct Answer {
    results: Vec<Place>,
}

#[derive(Debug, Deserialize)]
struct Place {
    index: usize,
    relevance_score: f64,
}

impl Invocable for Rerank {
    const INPUT: &'static str = "documents";

    fn plan(self, base: &str) -> Result<Plan<Ranking>> {
        let cohere = base.starts_with("cohere.rerank");
        if !cohere && !base.starts_with("amazon.rerank") {
            return Err(ranks_nothing(&self.model));
        }
        let count = self.documents.len();
        if count > MAX_DOCUMENTS {
            let message = format!("Invalid value for 'documents': {count}; this model takes {MAX_DOCUMENTS} at most.");
            return Err(Error::invalid("documents", message).code("invalid_value"));
        }
        let mut complaints = Vec::new();
        if self.max_tokens_per_doc.is_some() && !cohere {
            complaints.push(Complaint::new("max_tokens_per_doc", "dropped"));
        }
        let request = Request {
            api_version: cohere.then_some(2),
            query: &self.query,
            documents: &self.documents,
            // More than there are is all of them, which not every model works out for itself.
            top_n: self.top_n.map(|top| top.min(count)),
            max_tokens_per_doc: self.max_tokens_per_doc.filter(|_| cohere),
        };
        let bodies = vec![body(&request)?];
        Ok(Plan { bodies, complaints, read: Box::new(move |answers| read(&answers, count)) })
    }
}

fn read(answers: &[Invoked], documents: usize) -> Result<Ranking> {
    let invoked = answers.first().ok_or_else(|| failure::unreadable(None))?;
    let answer: Answer = invoked.json()?;
    if let Some(odd) = answer.results.iter().find(|place| place.index >= documents) {
        let why = format!("document {} of {documents}", odd.index);
        return Err(failure::unreadable(None).request_id(invoked.request_id.clone()).source(why));
    }
    let mut ranks: Vec<Rank> =
        answer.results.iter().map(|place| Rank { index: place.index, score: place.relevance_score }).collect();
    ranks.sort_by(|a, b| b.score.total_cmp(&a.score));
    Ok(Ranking { ranks })
}

fn ranks_nothing(model: &str) -> Error {
    let message = format!(
        "The model '{model}' ranks no documents. GET /v1/models lists those whose kind is 'rerank', such as cohere.rerank-v3-5:0."
    );
    Error::invalid("model", message).code("unsupported_model")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn rerank() -> Rerank {
        let documents = vec!["a".to_owned(), "b".to_owned()];
        Rerank { model: "m".into(), query: "q".into(), documents, top_n: Some(9), ..Rerank::default() }
    }

    fn sent(job: Rerank, base: &str) -> Value {
        let plan = job.plan(base).unwrap_or_else(|e| panic!("{base}: {e}"));
        serde_json::from_slice(&plan.bodies[0]).expect("JSON")
    }

    #[test]
    fn each_model_has_its_body() {
        let cohere = json!({"api_version": 2, "query": "q", "documents": ["a", "b"], "top_n": 2});
        assert_eq!(sent(rerank(), "cohere.rerank-v3-5:0"), cohere);
        assert_eq!(sent(rerank(), "amazon.rerank-v1:0"), json!({"query": "q", "documents": ["a", "b"], "top_n": 2}));
        let short = Rerank { max_tokens_per_doc: Some(100), top_n: None, ..rerank() };
        assert_eq!(sent(short.clone(), "cohere.rerank-v3-5:0")["max_tokens_per_doc"], 100);
        let plan = short.plan("amazon.rerank-v1:0").expect("a plan");
        assert_eq!(plan.complaints, [Complaint::new("max_tokens_per_doc", "dropped")]);
    }

    #[test]
    fn the_best_comes_first_and_strangers_are_no_answer() {
        let read = |results: Value| {
            let body = json!({"results": results}).to_string().into();
            (rerank().plan("amazon.rerank-v1:0").expect("a plan").read)(vec![Invoked {
                body,
                input_tokens: None,
                request_id: None,
            }])
        };
        let ranking = read(json!([{"index": 0, "relevance_score": 0.1}, {"index": 1, "relevance_score": 0.9}]));
        assert_eq!(ranking.expect("a ranking").ranks.iter().map(|rank| rank.index).collect::<Vec<_>>(), [1, 0]);
        assert!(read(json!([{"index": 2, "relevance_score": 0.1}])).is_err());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let refused = |job: Rerank, base: &str| job.plan(base).err().and_then(|e| e.location().map(str::to_owned));
        assert_eq!(refused(rerank(), "amazon.nova-lite-v1:0").as_deref(), Some("model"));
        let many = Rerank { documents: vec!["a".to_owned(); 1001], ..rerank() };
        assert_eq!(refused(many, "amazon.rerank-v1:0").as_deref(), Some("documents"));
    }
}
