//! TwelveLabs' Marengo 3.0: one text or one picture a call.

use bytes::Bytes;
use serde::Serialize;

use super::super::invoke::body as write;
use super::titan::base64;
use crate::error::Result;
use crate::ir::{Embedding, EmbeddingInput};

#[derive(Debug, Serialize)]
#[serde(tag = "inputType", rename_all = "lowercase")]
enum Request<'a> {
    Text { text: Text<'a> },
    Image { image: Image<'a> },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Text<'a> {
    input_text: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Image<'a> {
    media_source: Source<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Source<'a> {
    base64_string: &'a str,
}

pub(super) fn body(_job: &Embedding, inputs: &[&EmbeddingInput], _dimensions: Option<u32>) -> Result<Bytes> {
    let input = inputs.first();
    let picture = input.and_then(|input| input.picture.as_ref());
    write(&match picture {
        Some(picture) => Request::Image { image: Image { media_source: Source { base64_string: base64(picture) } } },
        None => {
            let input_text = input.and_then(|input| input.text.as_deref()).unwrap_or_default();
            Request::Text { text: Text { input_text } }
        }
    })
}
