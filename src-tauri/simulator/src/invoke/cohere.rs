//! Cohere's embeddings: up to 96 texts a call, or one image, in several number types.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Output;
use super::form::{Form, check_tokens, malformed};
use super::vector::{embed, embed_bytes, typed};
use crate::catalog::Model;
use crate::digest::seed;
use crate::exception::Exception;
use crate::model::items;
use crate::reply::text_tokens;

const MOST: usize = 96;
const MAX_CHARS: usize = 2_048;
const MAX_IMAGE: usize = 5 * 1024 * 1024;
const INPUT_TYPES: &[&str] = &["search_document", "search_query", "classification", "clustering", "image"];
const TYPES: &[&str] = &["float", "int8", "uint8", "binary", "ubinary"];

/// What is to be embedded.
enum Item<'a> {
    Text(&'a str),
    Image(Vec<u8>),
}

pub(super) fn v3(model: &Model, body: &Value) -> Result<Output, Exception> {
    let form = Form::new(body, "", &["input_type", "texts", "images", "truncate", "embedding_types"])?;
    let items = common(form)?;
    let pictures = items.iter().any(|item| matches!(item, Item::Image(_)));
    if pictures != (form.get("input_type").and_then(Value::as_str) == Some("image")) {
        return Err(form.wrong("input_type", "[image] goes with images, and the others with texts"));
    }
    let long = items.iter().find_map(|item| match item {
        Item::Text(text) => Some(text.chars().count()).filter(|count| *count > MAX_CHARS),
        Item::Image(_) => None,
    });
    if let Some(count) = long {
        return Err(form.wrong("texts", &format!("expected maxLength: {MAX_CHARS}, actual: {count}")));
    }
    let cuts = form.one_of("truncate", &["NONE", "START", "END"])?.is_some_and(|truncate| truncate != "NONE");
    finish(model, form, &items, cuts, 1024)
}

pub(super) fn v4(model: &Model, body: &Value) -> Result<Output, Exception> {
    let known =
        ["input_type", "texts", "images", "inputs", "truncate", "embedding_types", "output_dimension", "max_tokens"];
    let form = Form::new(body, "", &known)?;
    let items = if form.get("inputs").is_some() { mixed(form)? } else { common(form)? };
    let cuts = form.one_of("truncate", &["NONE", "LEFT", "RIGHT"])?.is_some_and(|truncate| truncate != "NONE");
    let dimensions = form.size("output_dimension", &[256, 512, 1024, 1536], 1536)?;
    finish(model, form, &items, cuts, dimensions)
}

/// `texts` or `images`, but not both.
fn common(form: Form<'_>) -> Result<Vec<Item<'_>>, Exception> {
    if form.required("input_type").is_ok() {
        form.one_of("input_type", INPUT_TYPES)?;
    } else {
        form.required("input_type")?;
    }
    match (form.get("texts"), form.get("images")) {
        (Some(_), None) => Ok(form.texts("texts", MOST)?.into_iter().map(Item::Text).collect()),
        (None, Some(_)) => Ok(vec![Item::Image(data_uri(form.texts("images", 1)?[0])?)]),
        _ => Err(malformed("#: exactly one of [texts] and [images] is required")),
    }
}

/// v4's `inputs`: each a list of text and image parts.
fn mixed(form: Form<'_>) -> Result<Vec<Item<'_>>, Exception> {
    form.required("input_type")?;
    form.one_of("input_type", INPUT_TYPES)?;
    let inputs = form.get("inputs").map_or(&[][..], items);
    if inputs.is_empty() || inputs.len() > MOST {
        return Err(form.wrong("inputs", &format!("expected between 1 and {MOST} items, actual: {}", inputs.len())));
    }
    inputs.iter().map(|input| part(items(&input["content"]))).collect()
}

/// An input with an image counts as that image, with its texts.
fn part(parts: &[Value]) -> Result<Item<'_>, Exception> {
    let texts: Vec<&str> = parts.iter().filter_map(|part| part["text"].as_str()).collect();
    match parts.iter().find(|part| part["type"] == "image_url") {
        Some(image) => {
            let url = image["image_url"]["url"].as_str().or_else(|| image["image_url"].as_str()).unwrap_or_default();
            Ok(Item::Image([data_uri(url)?, texts.concat().into_bytes()].concat()))
        }
        None => {
            texts.first().map(|text| Item::Text(text)).ok_or_else(|| malformed("#/inputs: content must not be empty"))
        }
    }
}

fn data_uri(uri: &str) -> Result<Vec<u8>, Exception> {
    let data = uri.strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,")).map(|(_, data)| data);
    let bytes = data.and_then(|data| STANDARD.decode(data).ok());
    match bytes {
        Some(bytes) if bytes.len() <= MAX_IMAGE => Ok(bytes),
        Some(_) => Err(malformed("#/images/0: expected at most 5 MB")),
        None => Err(malformed("#/images/0: expected a data URI of an image")),
    }
}

fn finish(
    model: &Model,
    form: Form<'_>,
    items: &[Item<'_>],
    cuts: bool,
    dimensions: usize,
) -> Result<Output, Exception> {
    let mut tokens = 0;
    for item in items {
        if let Item::Text(text) = item {
            let count = text_tokens(text);
            if !cuts {
                check_tokens(count, model.context)?;
            }
            tokens += count.min(model.context);
        }
    }
    let vectors: Vec<Vec<f64>> = items
        .iter()
        .map(|item| match item {
            Item::Text(text) => embed(text, dimensions),
            Item::Image(bytes) => embed_bytes(bytes, dimensions),
        })
        .collect();
    let texts: Vec<&str> =
        items.iter().filter_map(|item| if let Item::Text(text) = item { Some(*text) } else { None }).collect();
    let (kind, embeddings) = embeddings(form, &vectors)?;
    let id = format!("{:016x}", seed(&texts.concat()));
    Ok(Output::counted(json!({ "id": id, "response_type": kind, "embeddings": embeddings, "texts": texts }), tokens))
}

fn embeddings(form: Form<'_>, vectors: &[Vec<f64>]) -> Result<(&'static str, Value), Exception> {
    if form.get("embedding_types").is_none() {
        return Ok(("embeddings_floats", json!(vectors)));
    }
    let mut by_type = json!({});
    for kind in form.texts("embedding_types", TYPES.len())? {
        if !TYPES.contains(&kind) {
            return Err(form.wrong("embedding_types", &format!("{kind} is not a valid enum value {TYPES:?}")));
        }
        by_type[kind] = vectors.iter().map(|vector| typed(vector, kind)).collect();
    }
    Ok(("embeddings_by_type", by_type))
}
