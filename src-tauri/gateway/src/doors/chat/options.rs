//! What clients say beside the conversation that OpenAI's API does not know: Bedrock's and the models' own members.

use super::wire::{Members, PromptCaching, Request};
use crate::error::{Error, Result};
use crate::ir::{Caching, Complaint, Json, Tier, Turn};

/// Lays the extensions into the turn.
pub(super) fn apply(request: &mut Request, turn: &mut Turn, complaints: &mut Vec<Complaint>) -> Result<()> {
    let mut nested = request.extra_body.take().unwrap_or_default();
    turn.thinking =
        request.thinking.take().or_else(|| nested.remove("thinking")).filter(|thinking| !thinking.is_null());
    turn.caching = caching(request.prompt_caching, &mut nested)?;
    turn.guardrail = request
        .guardrail_config
        .take()
        .or_else(|| nested.remove("guardrailConfig"))
        .or_else(|| nested.remove("guardrail_config"));
    turn.fast = request.performance_config.take().and_then(|config| config.latency).is_some_and(|l| l == "optimized");
    turn.metadata.extend(request.request_metadata.take().unwrap_or_default());
    turn.tier = request.service_tier.as_deref().and_then(|word| tier(word, complaints));
    turn.extra = extra(request, nested);
    Ok(())
}

/// Members for the model itself. Those named in the request beat those nested in `extra_body`.
fn extra(request: &mut Request, nested: Members) -> Members {
    let mut extra = nested;
    for wrapper in ["additional_model_request_fields", "additionalModelRequestFields"] {
        if let Some(Json::Object(inner)) = extra.remove(wrapper) {
            extra.extend(inner);
        }
    }
    extra.extend(request.additional_model_request_fields.take().unwrap_or_default());
    extra.extend(request.anthropic_beta.take().map(|beta| ("anthropic_beta".to_owned(), listed(beta))));
    extra
}

/// Bedrock wants a list; a header's habit is one text with commas.
fn listed(beta: Json) -> Json {
    match beta {
        Json::String(text) => text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(),
        other => other,
    }
}

fn caching(named: Option<PromptCaching>, nested: &mut Members) -> Result<Caching> {
    let nested =
        nested.remove("prompt_caching").map(serde_json::from_value::<PromptCaching>).transpose().map_err(|e| {
            let path = "extra_body.prompt_caching";
            Error::invalid(path, format!("Invalid value for '{path}': {e}.")).code("invalid_value").source(e)
        })?;
    let PromptCaching { system, messages } = named.or(nested).unwrap_or_default();
    Ok(Caching { system, messages })
}

fn tier(word: &str, complaints: &mut Vec<Complaint>) -> Option<Tier> {
    match word {
        "flex" => Some(Tier::Flex),
        "priority" | "fast" => Some(Tier::Priority),
        "scale" | "reserved" => Some(Tier::Reserved),
        "auto" | "default" => None,
        _ => {
            complaints.push(Complaint::new("service_tier", "dropped: unknown tier"));
            None
        }
    }
}

/// OpenAI's word for the tier that was used.
pub(super) fn tier_word(asked: Option<&str>, tier: Option<Tier>) -> Option<&'static str> {
    asked.map(|_| match tier {
        None => "default",
        Some(Tier::Flex) => "flex",
        Some(Tier::Priority) => "priority",
        Some(Tier::Reserved) => "scale",
    })
}
