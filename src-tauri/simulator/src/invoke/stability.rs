//! Stability's image models: one picture a call, in a colour that depends on the prompt.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::Output;
use super::form::{Form, malformed};
use super::picture;
use crate::catalog::Model;
use crate::digest::seed;
use crate::exception::Exception;

const RATIOS: &[&str] = &["1:1", "16:9", "9:16", "21:9", "9:21", "2:3", "3:2", "4:5", "5:4"];
const MAX_PROMPT: usize = 10_000;
const MAX_SEED: u64 = 4_294_967_295;
const MAX_IMAGE: usize = 10 * 1024 * 1024;
/// The longer side of a picture.
const SIDE: u32 = 64;

pub(super) fn draw(model: &Model, body: &Value) -> Result<Output, Exception> {
    let known = ["prompt", "mode", "image", "strength", "aspect_ratio", "seed", "output_format", "negative_prompt"];
    let form = Form::new(body, "", &known)?;
    let prompt = form.text("prompt")?;
    for name in ["prompt", "negative_prompt"] {
        if form.optional_text(name)?.is_some_and(|text| text.chars().count() > MAX_PROMPT) {
            return Err(form.wrong(name, &format!("expected maxLength: {MAX_PROMPT}")));
        }
    }
    source(model, form)?;
    let ratio = form.one_of("aspect_ratio", RATIOS)?.unwrap_or("1:1");
    let asked = match form.get("seed").map(Value::as_u64) {
        None => 0,
        Some(Some(number)) if number <= MAX_SEED => number,
        Some(_) => return Err(form.wrong("seed", &format!("expected an integer between 0 and {MAX_SEED}"))),
    };
    let used = if asked == 0 { seed(prompt) % MAX_SEED } else { asked };
    let image = match form.get("output_format").and_then(Value::as_str).map(str::to_lowercase).as_deref() {
        None | Some("png") => picture::png(size(ratio), seed(&format!("{prompt}{used}"))),
        Some("jpeg") => picture::jpeg().to_vec(),
        Some(other) => {
            return Err(form.wrong("output_format", &format!("{other} is not a valid enum value [JPEG, PNG]")));
        }
    };
    let answer = json!({ "seeds": [used], "finish_reasons": [null], "images": [STANDARD.encode(image)] });
    Ok(Output { body: answer, input_tokens: None })
}

/// The answer to a prompt that the filter stopped.
pub(super) fn filtered() -> Output {
    let body = json!({ "seeds": [], "finish_reasons": ["Filter reason: prompt"], "images": [] });
    Output { body, input_tokens: None }
}

/// The picture to begin with, where the mode wants one.
fn source(model: &Model, form: Form<'_>) -> Result<(), Exception> {
    match form.one_of("mode", &["text-to-image", "image-to-image"])? {
        Some("image-to-image") if !model.has('I') => Err(form.wrong("mode", "this model draws from text only")),
        Some("image-to-image") => {
            form.bytes("image", MAX_IMAGE)?;
            let strength = form.required("strength")?.as_f64().unwrap_or(-1.0);
            if (0.0..=1.0).contains(&strength) {
                Ok(())
            } else {
                Err(form.wrong("strength", "expected a value between 0 and 1"))
            }
        }
        _ if form.get("image").is_some() => Err(malformed("#: [image] is only permitted with mode image-to-image")),
        _ => Ok(()),
    }
}

fn size(ratio: &str) -> (u32, u32) {
    let number = |text: &str| text.parse::<u32>().unwrap_or(1);
    let (width, height) = ratio.split_once(':').map_or((1, 1), |(width, height)| (number(width), number(height)));
    let longer = width.max(height).max(1);
    ((SIDE * width / longer).max(1), (SIDE * height / longer).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_become_sizes() {
        assert_eq!((size("1:1"), size("16:9"), size("9:21")), ((64, 64), (64, 36), (27, 64)));
    }
}
