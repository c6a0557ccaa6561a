//! `ir::Embedding` to InvokeModel bodies, and the answers to vectors (facts/bedrock.md section 5).

mod answer;
mod cohere;
mod family;
mod marengo;
mod nova;
mod titan;

use super::invoke::{Invocable, Invoked, Plan};
use crate::error::{Error, Result};
use crate::ir::{Complaint, Embedding, EmbeddingInput, Picture};

pub(super) use family::Family;

impl Invocable for Embedding {
    const INPUT: &'static str = "input";

    fn plan(self, base: &str) -> Result<Plan<Self::Done>> {
        let family = Family::of(base).ok_or_else(|| no_embeddings(&self.model))?;
        for (at, input) in self.inputs.iter().enumerate() {
            takes(family, at, input)?;
        }
        let mut complaints = Vec::new();
        let size = size(family, self.dimensions, &mut complaints)?;
        complaints.extend(passed_over(family, &self));
        let batches = batches(family, &self.inputs);
        let bodies = batches.iter().map(|batch| (family.body)(&self, &pick(&self.inputs, batch), size.asked));
        let bodies = bodies.collect::<Result<_>>()?;
        let read = Box::new(move |answers: Vec<Invoked>| answer::vectors(&self.inputs, &batches, &answers, size.cut));
        Ok(Plan { bodies, complaints, read })
    }
}

fn pick<'a>(inputs: &'a [EmbeddingInput], at: &[usize]) -> Vec<&'a EmbeddingInput> {
    at.iter().filter_map(|at| inputs.get(*at)).collect()
}

/// How long a vector is asked for, and to what length it is then cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    /// `None`: the model's own, which is not said.
    asked: Option<u32>,
    cut: Option<usize>,
}

/// A length that the model does not have is cut from the next longer one, where the model was trained for that.
fn size(family: &Family, wish: Option<u32>, complaints: &mut Vec<Complaint>) -> Result<Size> {
    let Some(wish) = wish else { return Ok(Size { asked: None, cut: None }) };
    if family.sizes.contains(&wish) {
        // Models of one length have no member for it.
        return Ok(Size { asked: Some(wish).filter(|_| family.sizes.len() > 1), cut: None });
    }
    let longer = family.sizes.iter().copied().filter(|size| *size > wish).min();
    match longer.filter(|_| family.nested && wish > 0) {
        Some(longer) => {
            complaints.push(Complaint::new("dimensions", format!("cut from {longer} to {wish}")));
            Ok(Size { asked: Some(longer), cut: usize::try_from(wish).ok() })
        }
        None => {
            let sizes = family.sizes.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            let message = format!("Invalid value for 'dimensions': {wish}; this model makes vectors of {sizes}.");
            Err(Error::invalid("dimensions", message).code("unsupported_value"))
        }
    }
}

fn takes(family: &Family, at: usize, input: &EmbeddingInput) -> Result<()> {
    let refused = |message: String| Err(Error::invalid(format!("input[{at}]"), message).code("unsupported_value"));
    if input.picture.is_some() && !family.pictures {
        return refused(format!("'input[{at}]' is a picture, and this model embeds text only."));
    }
    if input.picture.is_some() && input.text.is_some() && !family.both {
        return refused(format!("'input[{at}]' has both text and a picture, and this model embeds one at a time."));
    }
    let length = input.text.as_ref().map_or(0, |text| text.chars().count());
    match family.max_chars {
        Some(max) if length > max => {
            let message = format!("'input[{at}]' is too long: {length} characters, and this model takes {max}.");
            Err(Error::invalid(format!("input[{at}]"), message).code("context_length_exceeded"))
        }
        _ => Ok(()),
    }
}

fn passed_over(family: &Family, job: &Embedding) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    if job.purpose.is_some() && !family.purposes {
        complaints.push(Complaint::new("input_type", "dropped"));
    }
    if job.truncate.is_some() && !family.truncates {
        complaints.push(Complaint::new("truncate", "dropped"));
    }
    complaints
}

/// A body may hold 25,000,000 bytes; this leaves room for what stands around the inputs.
const MAX_BATCH_BYTES: usize = 20_000_000;

/// Which inputs go together, by their places. Only neighbours do, so that order costs nothing.
fn batches(family: &Family, inputs: &[EmbeddingInput]) -> Vec<Vec<usize>> {
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut bytes = 0;
    for (at, input) in inputs.iter().enumerate() {
        let size = bytes_of(input);
        let fits = batches.last().is_some_and(|batch| {
            let alike = family.mixes || batch.iter().all(|at| inputs[*at].picture.is_none()) && input.picture.is_none();
            alike && batch.len() < family.batch && bytes + size <= MAX_BATCH_BYTES
        });
        match batches.last_mut().filter(|_| fits) {
            Some(batch) => {
                batch.push(at);
                bytes += size;
            }
            None => {
                batches.push(vec![at]);
                bytes = size;
            }
        }
    }
    batches
}

fn bytes_of(input: &EmbeddingInput) -> usize {
    let picture = match &input.picture {
        Some(Picture::Inline(media)) => media.base64.len(),
        Some(Picture::Remote(_)) | None => 0,
    };
    picture + input.text.as_ref().map_or(0, String::len)
}

fn no_embeddings(model: &str) -> Error {
    let message = format!(
        "The model '{model}' makes no embeddings that Outcrop knows of. GET /v1/models lists those whose kind is 'embedding'."
    );
    Error::invalid("model", message).code("unsupported_model")
}

#[cfg(test)]
mod tests;
