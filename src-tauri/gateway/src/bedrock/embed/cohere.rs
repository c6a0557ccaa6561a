//! Cohere: up to 96 inputs a call. v3 takes texts or one picture, v4 takes them mixed.

use bytes::Bytes;
use serde::Serialize;

use super::super::invoke::body;
use crate::error::Result;
use crate::ir::{Embedding, EmbeddingInput, Picture, Purpose, Truncate};

#[derive(Debug, Default, Serialize)]
struct Request<'a> {
    input_type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    texts: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    images: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    inputs: Vec<Input<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    truncate: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output_dimension: Option<u32>,
    embedding_types: [&'static str; 1],
}

#[derive(Debug, Serialize)]
struct Input<'a> {
    content: Vec<Part<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Part<'a> {
    Text { text: &'a str },
    ImageUrl { image_url: ImageUrl },
}

#[derive(Debug, Serialize)]
struct ImageUrl {
    url: String,
}

pub(super) fn v3(job: &Embedding, inputs: &[&EmbeddingInput], _dimensions: Option<u32>) -> Result<Bytes> {
    let images: Vec<String> = inputs.iter().filter_map(|input| input.picture.as_ref()).map(data_url).collect();
    let truncate = job.truncate.map(|end| match end {
        Truncate::Start => "START",
        Truncate::End => "END",
    });
    body(&Request {
        // Pictures have a type of their own in v3, and purposes are for texts.
        input_type: if images.is_empty() { input_type(job.purpose) } else { "image" },
        texts: texts(inputs),
        images,
        truncate,
        embedding_types: ["float"],
        ..Request::default()
    })
}

pub(super) fn v4(job: &Embedding, inputs: &[&EmbeddingInput], dimensions: Option<u32>) -> Result<Bytes> {
    let plain = inputs.iter().all(|input| input.picture.is_none());
    let truncate = job.truncate.map(|end| match end {
        Truncate::Start => "LEFT",
        Truncate::End => "RIGHT",
    });
    body(&Request {
        input_type: input_type(job.purpose),
        texts: if plain { texts(inputs) } else { Vec::new() },
        inputs: if plain { Vec::new() } else { inputs.iter().map(|input| mixed(input)).collect() },
        truncate,
        output_dimension: dimensions,
        embedding_types: ["float"],
        ..Request::default()
    })
}

fn texts<'a>(inputs: &[&'a EmbeddingInput]) -> Vec<&'a str> {
    inputs.iter().filter_map(|input| input.text.as_deref()).collect()
}

fn mixed(input: &EmbeddingInput) -> Input<'_> {
    let text = input.text.as_deref().map(|text| Part::Text { text });
    let picture =
        input.picture.as_ref().map(|picture| Part::ImageUrl { image_url: ImageUrl { url: data_url(picture) } });
    Input { content: text.into_iter().chain(picture).collect() }
}

/// By now every picture is inline.
fn data_url(picture: &Picture) -> String {
    match picture {
        Picture::Inline(media) => format!("data:image/{};base64,{}", media.format, media.base64),
        Picture::Remote(remote) => remote.url.clone(),
    }
}

fn input_type(purpose: Option<Purpose>) -> &'static str {
    match purpose {
        None | Some(Purpose::Document) => "search_document",
        Some(Purpose::Query) => "search_query",
        Some(Purpose::Classification) => "classification",
        Some(Purpose::Clustering) => "clustering",
    }
}
