//! TwelveLabs' Marengo 3.0: one text or one image a call, 512 dimensions.

use serde_json::{Value, json};

use super::Output;
use super::form::{Form, check_tokens};
use super::vector;
use crate::exception::Exception;
use crate::reply::text_tokens;

const DIMENSIONS: usize = 512;
const MAX_TOKENS: u64 = 500;
const MAX_IMAGE: usize = 5 * 1024 * 1024;

pub(super) fn embed(body: &Value) -> Result<Output, Exception> {
    let form = Form::new(body, "", &["inputType", "text", "image"])?;
    form.required("inputType")?;
    let (vector, tokens) = match form.one_of("inputType", &["text", "image"])? {
        Some("text") => {
            let text = Form::new(form.required("text")?, "/text", &["inputText"])?.text("inputText")?;
            check_tokens(text_tokens(text), MAX_TOKENS)?;
            (vector::embed(text, DIMENSIONS), text_tokens(text))
        }
        _ => {
            let image = Form::new(form.required("image")?, "/image", &["mediaSource"])?;
            let source =
                Form::new(image.required("mediaSource")?, "/image/mediaSource", &["base64String", "s3Location"])?;
            (vector::embed_bytes(&source.bytes("base64String", MAX_IMAGE)?, DIMENSIONS), 0)
        }
    };
    Ok(Output::counted(json!({ "data": [{ "embedding": vector }] }), tokens))
}
