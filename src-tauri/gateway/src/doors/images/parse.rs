//! An image request to `ir::Drawing`, with complaints.

use super::Form;
use super::wire::{Form as Wanted, Request};
use crate::doors::Order;
use crate::doors::openai::missing;
use crate::error::{Error, Result};
use crate::ir::{Complaint, Drawing, PictureFormat};

/// OpenAI's own limit.
const MAX_PICTURES: u64 = 10;

pub(super) fn parse(request: Request) -> Result<Order<Drawing, Form>> {
    let mut complaints = passed_over(&request);
    if request.stream == Some(true) {
        let message = "Unsupported parameter: 'stream' is not supported for pictures; leave it out or send false.";
        return Err(Error::invalid("stream", message).code("unsupported_parameter"));
    }
    let model = request.model.filter(|model| !model.trim().is_empty()).ok_or_else(|| missing("model"))?;
    let prompt = request.prompt.filter(|prompt| !prompt.trim().is_empty()).ok_or_else(|| missing("prompt"))?;
    let wanted = request.response_format.as_deref().map_or(Ok(Wanted::Base64), wanted)?;
    if wanted == Wanted::Url {
        complaints.push(Complaint::new("response_format", "answered with data URLs"));
    }
    let format = request.output_format.as_deref().map_or(Ok(PictureFormat::Png), format)?;
    let job = Drawing {
        model,
        prompt,
        negative_prompt: request.negative_prompt.filter(|text| !text.trim().is_empty()),
        count: count(request.n)?,
        size: request.size.as_deref().map_or(Ok(None), size)?,
        aspect_ratio: request.aspect_ratio,
        format,
        seed: request.seed,
    };
    Ok(Order { job, complaints, form: Form { wanted, format } })
}

/// What Stability's models do not know: accepted, ignored, said. What is the default anyhow is not.
fn passed_over(request: &Request) -> Vec<Complaint> {
    let says = |value: &Option<crate::ir::Json>| {
        value.as_ref().is_some_and(|value| !value.is_null() && value.as_str() != Some("auto"))
    };
    [
        ("quality", says(&request.quality)),
        ("style", says(&request.style)),
        ("background", says(&request.background)),
        ("moderation", says(&request.moderation)),
        ("output_compression", says(&request.output_compression)),
    ]
    .into_iter()
    .filter(|(_, given)| *given)
    .map(|(param, _)| Complaint::new(param, "dropped"))
    .collect()
}

fn count(n: Option<u64>) -> Result<usize> {
    match n.unwrap_or(1) {
        n @ 1..=MAX_PICTURES => Ok(usize::try_from(n).unwrap_or(1)),
        n => {
            let message = format!("Invalid value for 'n': {n}; it takes 1 to {MAX_PICTURES}.");
            Err(Error::invalid("n", message).code("invalid_value"))
        }
    }
}

/// `1024x1536`, or `auto`.
fn size(text: &str) -> Result<Option<(u32, u32)>> {
    if text == "auto" {
        return Ok(None);
    }
    let sides = text.split_once(['x', 'X']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    sides
        .filter(|(w, h)| *w > 0 && *h > 0)
        .map(Some)
        .ok_or_else(|| odd("size", text, "a width and a height, as in 1024x1024, or auto"))
}

fn wanted(word: &str) -> Result<Wanted> {
    match word {
        "b64_json" => Ok(Wanted::Base64),
        "url" => Ok(Wanted::Url),
        other => Err(odd("response_format", other, "b64_json or url")),
    }
}

fn format(word: &str) -> Result<PictureFormat> {
    match word {
        "png" => Ok(PictureFormat::Png),
        "jpeg" | "jpg" => Ok(PictureFormat::Jpeg),
        other => Err(odd("output_format", other, "png or jpeg")),
    }
}

fn odd(param: &'static str, value: &str, takes: &str) -> Error {
    Error::invalid(param, format!("Invalid value for '{param}': '{value}'; it takes {takes}.")).code("invalid_value")
}
