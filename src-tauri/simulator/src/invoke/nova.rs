//! Nova's multimodal embeddings: one text, image, video or sound a call.

use serde_json::{Value, json};

use super::Output;
use super::form::{Form, check_tokens, malformed};
use super::vector::{self, embed_bytes};
use crate::exception::Exception;
use crate::reply::text_tokens;

const SCHEMA: &str = "nova-multimodal-embed-v1";
const PURPOSES: &[&str] = &[
    "GENERIC_INDEX",
    "GENERIC_RETRIEVAL",
    "TEXT_RETRIEVAL",
    "IMAGE_RETRIEVAL",
    "VIDEO_RETRIEVAL",
    "DOCUMENT_RETRIEVAL",
    "AUDIO_RETRIEVAL",
    "CLASSIFICATION",
    "CLUSTERING",
];
const MODALITIES: &[&str] = &["text", "image", "audio", "video"];
const MAX_TOKENS: u64 = 8_172;
const MAX_BYTES: usize = 25_000_000;

fn single(params: &Value) -> Result<Output, Exception> {
    let place = "/singleEmbeddingParams";
    let known = [&["embeddingPurpose", "embeddingDimension"], MODALITIES].concat();
    let form = Form::new(params, place, &known)?;
    form.required("embeddingPurpose")?;
    form.one_of("embeddingPurpose", PURPOSES)?;
    let dimensions = form.size("embeddingDimension", &[256, 384, 1024, 3072], 3072)?;
    let given: Vec<&str> = MODALITIES.iter().copied().filter(|name| form.get(name).is_some()).collect();
    let [modality] = given.as_slice() else {
        return Err(malformed(format!("#{place}: exactly one of {MODALITIES:?} is required")));
    };
    let value = form.required(modality)?;
    if *modality == "text" { text(value, dimensions) } else { media(modality, value, dimensions) }
}

pub(super) fn embed(body: &Value) -> Result<Output, Exception> {
    let form = Form::new(body, "", &["schemaVersion", "taskType", "singleEmbeddingParams"])?;
    form.one_of("schemaVersion", &[SCHEMA])?;
    form.required("taskType")?;
    form.one_of("taskType", &["SINGLE_EMBEDDING"])?;
    single(form.required("singleEmbeddingParams")?)
}

fn text(value: &Value, dimensions: usize) -> Result<Output, Exception> {
    let form = Form::new(value, "/singleEmbeddingParams/text", &["truncationMode", "value"])?;
    form.required("truncationMode")?;
    let mode = form.one_of("truncationMode", &["START", "END", "NONE"])?;
    let text = form.text("value")?;
    let tokens = text_tokens(text);
    if mode == Some("NONE") {
        check_tokens(tokens, MAX_TOKENS)?;
    }
    let mut embedding = json!({ "embeddingType": "TEXT", "embedding": vector::embed(text, dimensions) });
    if tokens > MAX_TOKENS {
        embedding["truncatedCharLength"] = json!(MAX_TOKENS * 4);
    }
    Ok(Output::counted(json!({ "embeddings": [embedding] }), tokens.min(MAX_TOKENS)))
}

fn media(modality: &str, value: &Value, dimensions: usize) -> Result<Output, Exception> {
    let place = format!("/singleEmbeddingParams/{modality}");
    let form = Form::new(value, &place, &["format", "source", "detailLevel", "embeddingMode"])?;
    form.text("format")?;
    let source_place = format!("{place}/source");
    let source = Form::new(form.required("source")?, &source_place, &["bytes", "s3Location"])?;
    let bytes = if source.get("s3Location").is_some() { Vec::new() } else { source.bytes("bytes", MAX_BYTES)? };
    let embedding = json!({ "embeddingType": modality.to_uppercase(), "embedding": embed_bytes(&bytes, dimensions) });
    Ok(Output::counted(json!({ "embeddings": [embedding] }), 0))
}
