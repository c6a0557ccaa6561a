//! Titan embeddings: one text, or one image, a call.

use serde_json::{Value, json};

use super::Output;
use super::form::{Form, check_tokens, malformed};
use super::vector::{embed, embed_bytes};
use crate::catalog::Model;
use crate::exception::Exception;
use crate::reply::text_tokens;

const MAX_CHARS: usize = 50_000;
const MAX_IMAGE: usize = 25 * 1024 * 1024;

pub(super) fn text_v1(model: &Model, body: &Value) -> Result<Output, Exception> {
    let text = Form::new(body, "", &["inputText"])?.text("inputText")?;
    let tokens = text_tokens(text);
    check_tokens(tokens, model.context)?;
    Ok(Output::counted(json!({ "embedding": embed(text, 1536), "inputTextTokenCount": tokens }), tokens))
}

pub(super) fn text_v2(model: &Model, body: &Value) -> Result<Output, Exception> {
    let form = Form::new(body, "", &["inputText", "dimensions", "normalize", "embeddingTypes"])?;
    let text = form.text("inputText")?;
    if text.chars().count() > MAX_CHARS {
        let what = format!("expected maxLength: {MAX_CHARS}, actual: {}", text.chars().count());
        return Err(form.wrong("inputText", &what));
    }
    let tokens = text_tokens(text);
    check_tokens(tokens, model.context)?;
    let dimensions = form.size("dimensions", &[256, 512, 1024], 1024)?;
    if form.get("normalize").is_some_and(|value| !value.is_boolean()) {
        return Err(form.wrong("normalize", "expected type: Boolean"));
    }
    let mut vector = embed(text, dimensions);
    if form.get("normalize") == Some(&Value::Bool(false)) {
        vector.iter_mut().for_each(|value| *value *= 10.0);
    }
    let kinds = if form.get("embeddingTypes").is_some() { form.texts("embeddingTypes", 2)? } else { vec!["float"] };
    let mut by_type = json!({});
    for kind in &kinds {
        by_type[kind] = match *kind {
            "float" => json!(vector),
            "binary" => json!(vector.iter().map(|value| u8::from(*value > 0.0)).collect::<Vec<_>>()),
            other => return Err(form.wrong("embeddingTypes", &format!("{other} is not a valid enum value"))),
        };
    }
    let mut answer = json!({ "inputTextTokenCount": tokens, "embeddingsByType": by_type });
    if kinds.contains(&"float") {
        answer["embedding"] = json!(vector);
    }
    Ok(Output::counted(answer, tokens))
}

pub(super) fn image(model: &Model, body: &Value) -> Result<Output, Exception> {
    let form = Form::new(body, "", &["inputText", "inputImage", "embeddingConfig"])?;
    let dimensions = match form.get("embeddingConfig") {
        Some(config) => {
            let config = Form::new(config, "/embeddingConfig", &["outputEmbeddingLength"])?;
            config.size("outputEmbeddingLength", &[256, 384, 1024], 1024)?
        }
        None => 1024,
    };
    let text = form.optional_text("inputText")?;
    let tokens = text.map_or(0, text_tokens);
    check_tokens(tokens, model.context)?;
    let vector = match (text, form.get("inputImage")) {
        (None, None) => return Err(malformed("#: at least one of [inputText] and [inputImage] is required")),
        (Some(text), None) => embed(text, dimensions),
        (text, Some(_)) => {
            let bytes = form.bytes("inputImage", MAX_IMAGE)?;
            embed_bytes(&[bytes.as_slice(), text.unwrap_or_default().as_bytes()].concat(), dimensions)
        }
    };
    let answer = json!({ "embedding": vector, "inputTextTokenCount": tokens, "message": null });
    Ok(Output::counted(answer, tokens))
}
