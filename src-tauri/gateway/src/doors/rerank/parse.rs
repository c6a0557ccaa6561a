//! A rerank request to `ir::Rerank`.

use super::Form;
use super::wire::{Item, Request};
use crate::doors::Order;
use crate::doors::openai::missing;
use crate::error::{Error, Result};
use crate::ir::Rerank;

pub(super) fn parse(request: Request) -> Result<Order<Rerank, Form>> {
    let model = request.model.filter(|model| !model.trim().is_empty()).ok_or_else(|| missing("model"))?;
    let query = request.query.filter(|query| !query.trim().is_empty()).ok_or_else(|| missing("query"))?;
    let documents = documents(request.documents.ok_or_else(|| missing("documents"))?)?;
    let top_n = match request.top_n {
        Some(0) => return Err(odd("top_n".to_owned(), "0; it takes at least 1")),
        top_n => top_n.map(|top| usize::try_from(top).unwrap_or(usize::MAX)),
    };
    let kept = if request.return_documents == Some(true) { documents.clone() } else { Vec::new() };
    let id = format!("rerank-{}", uuid::Uuid::new_v4().simple());
    let form = Form { id, model: model.clone(), documents: kept, count: documents.len() };
    let job = Rerank { model, query, documents, top_n, max_tokens_per_doc: request.max_tokens_per_doc };
    Ok(Order { job, complaints: Vec::new(), form })
}

fn documents(items: Vec<Item>) -> Result<Vec<String>> {
    if items.is_empty() {
        return Err(odd("documents".to_owned(), "it cannot be empty"));
    }
    let text = |(at, item): (usize, Item)| {
        let (Item::Text(text) | Item::Object { text }) = item;
        if text.is_empty() { Err(odd(format!("documents[{at}]"), "it cannot be empty")) } else { Ok(text) }
    };
    items.into_iter().enumerate().map(text).collect()
}

fn odd(path: String, what: &str) -> Error {
    let message = format!("Invalid value for '{path}': {what}.");
    Error::invalid(path, message).code("invalid_value")
}
