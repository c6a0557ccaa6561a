//! `ir::Drawing` to Stability's bodies, and the answers to pictures (facts/bedrock.md section 5).

use serde::{Deserialize, Serialize};

use super::failure;
use super::invoke::{Invocable, Invoked, Plan, body};
use crate::error::{Error, Kind, Result};
use crate::ir::{Complaint, Drawing, Drawn, PictureFormat};

/// The models that draw from words. Those that edit pictures (`stability.stable-image-inpaint-…`) want a picture.
const MODELS: &[&str] = &["stability.sd3-", "stability.stable-image-core-", "stability.stable-image-ultra-"];
/// Shapes, as width and height.
const SHAPES: &[(u32, u32)] = &[(1, 1), (16, 9), (9, 16), (21, 9), (9, 21), (2, 3), (3, 2), (4, 5), (5, 4)];
/// Characters.
const MAX_PROMPT: usize = 10_000;

#[derive(Debug, Serialize)]
struct Request<'a> {
    prompt: &'a str,
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    negative_prompt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aspect_ratio: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u32>,
    output_format: &'static str,
}

#[derive(Debug, Deserialize)]
struct Answer {
    #[serde(default)]
    images: Vec<String>,
    #[serde(default)]
    finish_reasons: Vec<Option<String>>,
}

impl Invocable for Drawing {
    const INPUT: &'static str = "prompt";

    fn plan(self, base: &str) -> Result<Plan<Drawn>> {
        if !MODELS.iter().any(|model| base.starts_with(model)) {
            return Err(draws_nothing(&self.model));
        }
        for (param, text) in [("prompt", Some(&self.prompt)), ("negative_prompt", self.negative_prompt.as_ref())] {
            let length = text.map_or(0, |text| text.chars().count());
            if length > MAX_PROMPT {
                let message = format!("'{param}' is too long: {length} characters, and this model takes {MAX_PROMPT}.");
                return Err(Error::invalid(param, message).code("string_above_max_length"));
            }
        }
        let mut complaints = Vec::new();
        let shape = shape(&self, &mut complaints)?;
        let request = |at: usize| Request {
            prompt: &self.prompt,
            mode: "text-to-image",
            negative_prompt: self.negative_prompt.as_deref(),
            aspect_ratio: shape.map(|(width, height)| format!("{width}:{height}")),
            // 0 is Stability's word for any.
            seed: self.seed.map(|seed| seed.wrapping_add(u32::try_from(at).unwrap_or(0)).max(1)),
            output_format: match self.format {
                PictureFormat::Png => "PNG",
                PictureFormat::Jpeg => "JPEG",
            },
        };
        let bodies = (0..self.count).map(|at| body(&request(at))).collect::<Result<_>>()?;
        Ok(Plan { bodies, complaints, read: Box::new(|answers| read(&answers)) })
    }
}

/// The nearest shape to the size: these models have no sizes of their own choosing.
fn shape(job: &Drawing, complaints: &mut Vec<Complaint>) -> Result<Option<(u32, u32)>> {
    if let Some(name) = &job.aspect_ratio {
        let known = SHAPES.iter().find(|(width, height)| *name == format!("{width}:{height}"));
        return known.copied().map(Some).ok_or_else(|| {
            let names: Vec<_> = SHAPES.iter().map(|(width, height)| format!("{width}:{height}")).collect();
            let message = format!("Invalid value for 'aspect_ratio': '{name}'; it takes {}.", names.join(", "));
            Error::invalid("aspect_ratio", message).code("invalid_value")
        });
    }
    let Some((width, height)) = job.size else { return Ok(None) };
    let wish = f64::from(width) / f64::from(height);
    let distance = |shape: &(u32, u32)| (f64::from(shape.0) / f64::from(shape.1) / wish).ln().abs();
    let nearest = SHAPES.iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b)));
    if let Some((w, h)) = nearest {
        complaints.push(Complaint::new("size", format!("became aspect ratio {w}:{h} at the model's own size")));
    }
    Ok(nearest)
}

fn read(answers: &[Invoked]) -> Result<Drawn> {
    let mut pictures = Vec::with_capacity(answers.len());
    for invoked in answers {
        let answer: Answer = invoked.json()?;
        if let Some(why) = answer.finish_reasons.into_iter().flatten().next() {
            return Err(stopped(&why).request_id(invoked.request_id.clone()));
        }
        if answer.images.is_empty() {
            return Err(failure::unreadable(None).request_id(invoked.request_id.clone()));
        }
        pictures.extend(answer.images);
    }
    Ok(Drawn { pictures })
}

/// A filter, of the prompt or of the picture, or a failure.
fn stopped(why: &str) -> Error {
    if why.to_ascii_lowercase().contains("filter") {
        let message = format!("The request was rejected by the model's content filter ({why}). Change the prompt.");
        return Error::invalid("prompt", message).code("content_policy_violation");
    }
    Error::new(Kind::Upstream, format!("The model made no picture: {why}."))
}

fn draws_nothing(model: &str) -> Error {
    let message = format!(
        "The model '{model}' makes no pictures from words. GET /v1/models lists those whose kind is 'image', such as stability.stable-image-core-v1:1."
    );
    Error::invalid("model", message).code("unsupported_model")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const CORE: &str = "stability.stable-image-core-v1:1";

    fn drawing() -> Drawing {
        Drawing { model: "m".into(), prompt: "a cat".into(), count: 1, ..Drawing::default() }
    }

    fn bodies(job: Drawing) -> Vec<Value> {
        let plan = job.plan(CORE).unwrap_or_else(|e| panic!("{e}"));
        plan.bodies.iter().map(|body| serde_json::from_slice(body).expect("JSON")).collect()
    }

    #[test]
    fn each_picture_is_a_call() {
        let plain = json!({"prompt": "a cat", "mode": "text-to-image", "output_format": "PNG"});
        assert_eq!(bodies(Drawing { count: 2, ..drawing() }), [plain.clone(), plain]);
        let seeded = bodies(Drawing { count: 2, seed: Some(7), format: PictureFormat::Jpeg, ..drawing() });
        assert_eq!((&seeded[0]["seed"], &seeded[1]["seed"]), (&json!(7), &json!(8)));
        assert_eq!(seeded[0]["output_format"], "JPEG");
    }

    #[test]
    fn sizes_become_the_nearest_shape() {
        for (size, shape) in [
            ((1024, 1024), "1:1"),
            ((1792, 1024), "16:9"),
            ((1024, 1792), "9:16"),
            ((1536, 1024), "3:2"),
            ((1024, 1536), "2:3"),
            ((512, 512), "1:1"),
            ((4000, 1000), "21:9"),
        ] {
            assert_eq!(bodies(Drawing { size: Some(size), ..drawing() })[0]["aspect_ratio"], shape, "{size:?}");
        }
        let named = Drawing { size: Some((1, 1)), aspect_ratio: Some("21:9".into()), ..drawing() };
        assert_eq!(bodies(named)[0]["aspect_ratio"], "21:9");
        let odd = Drawing { aspect_ratio: Some("7:3".into()), ..drawing() };
        assert_eq!(odd.plan(CORE).err().and_then(|e| e.location().map(str::to_owned)).as_deref(), Some("aspect_ratio"));
    }

    #[test]
    fn a_filter_is_no_failure_of_ours() {
        let read = |answer: Value| {
            let invoked = Invoked { body: answer.to_string().into(), input_tokens: None, request_id: None };
            (drawing().plan(CORE).expect("a plan").read)(vec![invoked])
        };
        let drawn = read(json!({"seeds": [1], "finish_reasons": [null], "images": ["aGk="]})).expect("a picture");
        assert_eq!(drawn.pictures, ["aGk="]);
        for why in ["Filter reason: prompt", "Filter reason: output image"] {
            let error = read(json!({"finish_reasons": [why], "images": []})).expect_err("a refusal");
            assert_eq!((error.kind(), error.reason()), (Kind::Invalid, Some("content_policy_violation")));
        }
        let error = read(json!({"finish_reasons": ["Inference error"]})).expect_err("a failure");
        assert_eq!(error.kind(), Kind::Upstream);
    }

    #[test]
    fn other_models_do_not_draw() {
        for base in ["amazon.nova-lite-v1:0", "stability.stable-image-inpaint-v1:0", "amazon.titan-embed-text-v2:0"] {
            assert_eq!(drawing().plan(base).err().and_then(|e| e.reason()), Some("unsupported_model"), "{base}");
        }
    }
}
