//! Requests that choose for themselves who calls AWS, and where.

use std::sync::Arc;

use axum::http::HeaderMap;

use super::Gateway;
use crate::config::Choice;
use crate::error::{Error, Result};
use crate::ir::Listing;

/// What the headers choose.
///
/// # Errors
/// A header is no text.
pub(super) fn place(headers: &HeaderMap) -> Result<Choice> {
    Ok(Choice { profile: text(headers, "x-outcrop-profile")?, region: text(headers, "x-outcrop-region")? })
}

/// An empty header chooses nothing.
fn text(headers: &HeaderMap, name: &'static str) -> Result<Option<String>> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Err(_) => Err(Error::invalid(name, format!("The header {name} is no UTF-8 text."))),
    }
}

impl Gateway {
    /// The models that can be invoked, as who the headers choose.
    ///
    /// # Errors
    /// The headers choose somebody that does not exist, or AWS lists nothing at all.
    pub(super) async fn models(&self, headers: &HeaderMap) -> Result<Arc<Listing>> {
        self.clients.at(&place(headers)?, None).await?.models().await
    }
}
