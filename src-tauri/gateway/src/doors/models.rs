//! `GET /v1/models` and `/v1/models/{id}`, in OpenAI's shape (facts/openai.md section 4).

use serde::Serialize;

use super::openai::to_json;
use crate::error::{Error, Kind};
use crate::ir::{Model, ModelKind, ModelSource};

#[derive(Debug, Serialize)]
struct List<'a> {
    object: &'static str,
    data: Vec<Entry<'a>>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    object: &'static str,
    created: i64,
    owned_by: &'a str,
    name: &'a str,
    kind: &'static str,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_model: Option<&'a str>,
    input_modalities: &'a [String],
    output_modalities: &'a [String],
    streaming: bool,
}

/// The whole list.
#[must_use]
pub fn list(models: &[Model]) -> Vec<u8> {
    to_json(&List { object: "list", data: models.iter().map(entry).collect() })
}

/// One of them.
///
/// # Errors
/// It is not listed.
pub fn one(models: &[Model], id: &str) -> Result<Vec<u8>, Error> {
    let model = models.iter().find(|model| model.id == id);
    model.map(|model| to_json(&entry(model))).ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> Error {
    let message = format!(
        "The model '{id}' does not exist in this account and region, or cannot be invoked. GET /v1/models lists those that can."
    );
    Error::new(Kind::NotFound, message).code("model_not_found").param("model")
}

fn entry(model: &Model) -> Entry<'_> {
    Entry {
        id: &model.id,
        object: "model",
        created: model.created.unwrap_or(0),
        owned_by: &model.provider,
        name: &model.name,
        kind: match model.kind {
            ModelKind::Chat => "chat",
            ModelKind::Embedding => "embedding",
            ModelKind::Image => "image",
            ModelKind::Rerank => "rerank",
            ModelKind::Other => "other",
        },
        source: match model.source {
            ModelSource::Foundation => "foundation-model",
            ModelSource::SystemProfile => "inference-profile",
            ModelSource::ApplicationProfile => "application-inference-profile",
        },
        base_model: model.base.as_deref(),
        input_modalities: &model.input,
        output_modalities: &model.output,
        streaming: model.streams,
    }
}
