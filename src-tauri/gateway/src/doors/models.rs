//! `GET /v1/models` and `/v1/models/{id}`, in OpenAI's shape (facts/openai.md section 4), with what clients of other
//! servers look for beside it: OpenRouter's `context_length` and `pricing`, vLLM's `max_model_len`, Groq's
//! `context_window`.

use serde::Serialize;

use super::openai::to_json;
use crate::error::{Error, Kind};
use crate::ir::{Lifecycle, Listing, Missing, Model, ModelKind, ModelSource, Price, Prices};

#[derive(Debug, Serialize)]
struct List<'a> {
    object: &'static str,
    data: Vec<Entry<'a>>,
    /// The lists of AWS's that could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<Gap<'a>>,
}

#[derive(Debug, Serialize)]
struct Gap<'a> {
    list: &'static str,
    message: &'a str,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    capabilities: Option<Capabilities>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_length: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_window: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_model_len: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_output_tokens: Option<u64>,
    #[serde(skip_serializing_if = "<[u32]>::is_empty")]
    dimensions: &'a [u32],
    #[serde(skip_serializing_if = "Option::is_none")]
    pricing: Option<Pricing>,
    lifecycle: Life<'a>,
}

/// What a chat model can do.
#[derive(Debug, Serialize)]
struct Capabilities {
    vision: bool,
    documents: bool,
    audio: bool,
    video: bool,
    tools: bool,
    reasoning: bool,
    prompt_caching: bool,
    structured_output: bool,
    streaming: bool,
}

/// US dollars for one: a token, a picture, a request. As text, as OpenRouter writes it, so that no digit is lost.
#[derive(Debug, Serialize)]
struct Pricing {
    #[serde(skip_serializing_if = "Option::is_none")]
    prompt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_cache_read: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_cache_write: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    input_cache_write_1h: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<String>,
}

#[derive(Debug, Serialize)]
struct Life<'a> {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<&'a str>,
}

/// The whole list.
#[must_use]
pub fn list(listing: &Listing) -> Vec<u8> {
    let missing = listing.missing.iter().map(|Missing { list, message }| Gap { list, message }).collect();
    to_json(&List { object: "list", data: listing.models.iter().map(entry).collect(), missing })
}

/// One of them.
///
/// # Errors
/// It is not listed.
pub fn one(listing: &Listing, id: &str) -> Result<Vec<u8>, Error> {
    let model = listing.models.iter().find(|model| model.id == id);
    model.map(|model| to_json(&entry(model))).ok_or_else(|| not_found(id))
}

fn not_found(id: &str) -> Error {
    let message = format!(
        "The model '{id}' does not exist in this account and region, or cannot be invoked. GET /v1/models lists those that can."
    );
    Error::new(Kind::NotFound, message).code("model_not_found").param("model")
}

fn entry(model: &Model) -> Entry<'_> {
    let context = model.facts.context;
    Entry {
        id: &model.id,
        object: "model",
        created: model.created.unwrap_or(0),
        owned_by: &model.provider,
        name: &model.name,
        kind: kind(model.kind),
        source: source(model.source),
        base_model: model.base.as_deref(),
        input_modalities: &model.input,
        output_modalities: &model.output,
        streaming: model.streams,
        capabilities: capabilities(model),
        context_length: context,
        context_window: context,
        max_model_len: context,
        max_output_tokens: model.facts.max_output,
        dimensions: &model.facts.dimensions,
        pricing: pricing(&model.facts.prices),
        lifecycle: Life {
            status: match model.lifecycle {
                Lifecycle::Active => "active",
                Lifecycle::Legacy => "legacy",
            },
            ends: model.ends.as_deref(),
        },
    }
}

fn kind(kind: ModelKind) -> &'static str {
    match kind {
        ModelKind::Chat => "chat",
        ModelKind::Embedding => "embedding",
        ModelKind::Image => "image",
        ModelKind::Rerank => "rerank",
        ModelKind::Other => "other",
    }
}

fn source(source: ModelSource) -> &'static str {
    match source {
        ModelSource::Foundation => "foundation-model",
        ModelSource::SystemProfile => "inference-profile",
        ModelSource::ApplicationProfile => "application-inference-profile",
        ModelSource::Imported => "imported-model",
        ModelSource::CustomDeployment => "custom-model-deployment",
        ModelSource::Provisioned => "provisioned-model",
    }
}

fn capabilities(model: &Model) -> Option<Capabilities> {
    let can = model.abilities;
    (model.kind == ModelKind::Chat).then_some(Capabilities {
        vision: can.vision,
        documents: can.documents,
        audio: can.audio,
        video: can.video,
        tools: can.tools,
        reasoning: can.reasoning,
        prompt_caching: can.caching,
        structured_output: can.structured_output,
        streaming: model.streams,
    })
}

fn pricing(prices: &Prices) -> Option<Pricing> {
    let text = |price: Option<Price>| price.map(|price| price.to_string());
    (*prices != Prices::default()).then(|| Pricing {
        prompt: text(prices.input),
        completion: text(prices.output),
        input_cache_read: text(prices.cache_read),
        input_cache_write: text(prices.cache_write),
        input_cache_write_1h: text(prices.cache_write_hour),
        image: text(prices.image),
        request: text(prices.request),
    })
}
