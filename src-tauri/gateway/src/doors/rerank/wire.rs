//! Reranking as JSON.

use serde::{Deserialize, Serialize};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Request {
    pub model: Option<String>,
    pub query: Option<String>,
    pub documents: Option<Vec<Item>>,
    #[serde(alias = "top_k")]
    pub top_n: Option<u64>,
    pub return_documents: Option<bool>,
    pub max_tokens_per_doc: Option<u32>,
}

/// A document: text, or an object that holds it.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a string, or an object with text")]
pub(super) enum Item {
    Text(String),
    Object { text: String },
}

#[derive(Debug, Serialize)]
pub(super) struct List<'a> {
    pub id: &'a str,
    pub object: &'static str,
    pub model: &'a str,
    pub results: Vec<Place<'a>>,
    pub meta: Meta,
}

#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    pub index: usize,
    pub relevance_score: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Document<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    pub text: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct Meta {
    pub billed_units: Units,
}

#[derive(Debug, Serialize)]
pub(super) struct Units {
    pub search_units: usize,
}
