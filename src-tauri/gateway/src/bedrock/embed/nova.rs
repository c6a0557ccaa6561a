//! Nova's multimodal embeddings: one text or one picture a call.

use bytes::Bytes;
use serde::Serialize;

use super::super::invoke::body as write;
use super::titan::base64;
use crate::error::Result;
use crate::ir::{Embedding, EmbeddingInput, Picture, Purpose, Truncate};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    schema_version: &'static str,
    task_type: &'static str,
    single_embedding_params: Params<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Params<'a> {
    embedding_purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    embedding_dimension: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Text<'a> {
    truncation_mode: &'static str,
    value: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Image<'a> {
    detail_level: &'static str,
    format: &'static str,
    source: Source<'a>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    bytes: &'a str,
}

pub(super) fn body(job: &Embedding, inputs: &[&EmbeddingInput], dimensions: Option<u32>) -> Result<Bytes> {
    let input = inputs.first();
    let truncation_mode = match job.truncate {
        None => "NONE",
        Some(Truncate::Start) => "START",
        Some(Truncate::End) => "END",
    };
    write(&Request {
        schema_version: "nova-multimodal-embed-v1",
        task_type: "SINGLE_EMBEDDING",
        single_embedding_params: Params {
            embedding_purpose: purpose(job.purpose),
            embedding_dimension: dimensions,
            text: input.and_then(|input| input.text.as_deref()).map(|value| Text { truncation_mode, value }),
            image: input.and_then(|input| input.picture.as_ref()).map(image),
        },
    })
}

fn image(picture: &Picture) -> Image<'_> {
    let format = match picture {
        Picture::Inline(media) => media.format,
        Picture::Remote(_) => "png",
    };
    Image { detail_level: "STANDARD_IMAGE", format, source: Source { bytes: base64(picture) } }
}

/// A query may look for anything: the index tells what it holds, and we do not know it.
fn purpose(purpose: Option<Purpose>) -> &'static str {
    match purpose {
        None | Some(Purpose::Document) => "GENERIC_INDEX",
        Some(Purpose::Query) => "GENERIC_RETRIEVAL",
        Some(Purpose::Classification) => "CLASSIFICATION",
        Some(Purpose::Clustering) => "CLUSTERING",
    }
}
