//! Titan: one input a call.

use bytes::Bytes;
use serde::Serialize;

use super::super::invoke::body;
use crate::error::Result;
use crate::ir::{Embedding, EmbeddingInput, Picture};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Text<'a> {
    input_text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<u32>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Image<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    input_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    embedding_config: Option<Config>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Config {
    output_embedding_length: u32,
}

/// Text, v1 and v2. v1 has one length and no member for it.
pub(super) fn text(_job: &Embedding, inputs: &[&EmbeddingInput], dimensions: Option<u32>) -> Result<Bytes> {
    let input_text = inputs.first().and_then(|input| input.text.as_deref()).unwrap_or_default();
    body(&Text { input_text, dimensions })
}

/// Text, a picture, or both.
pub(super) fn image(_job: &Embedding, inputs: &[&EmbeddingInput], dimensions: Option<u32>) -> Result<Bytes> {
    let input = inputs.first();
    body(&Image {
        input_text: input.and_then(|input| input.text.as_deref()),
        input_image: input.and_then(|input| input.picture.as_ref()).map(base64),
        embedding_config: dimensions.map(|output_embedding_length| Config { output_embedding_length }),
    })
}

/// By now every picture is inline.
pub(super) fn base64(picture: &Picture) -> &str {
    match picture {
        Picture::Inline(media) => &media.base64,
        Picture::Remote(_) => "",
    }
}
