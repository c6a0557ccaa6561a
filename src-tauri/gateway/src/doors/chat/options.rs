//! What clients say beside the conversation that OpenAI's API does not know: Bedrock's and the models' own members.

use super::parse::effort;
use super::wire::{Members, PromptCaching, Request};
use crate::error::{Error, Result};
use crate::ir::{Caching, Complaint, Json, Tier, Turn};

/// Lays the extensions into the turn. What is named in the request beats what is nested in `extra_body`.
pub(super) fn apply(request: &mut Request, turn: &mut Turn, complaints: &mut Vec<Complaint>) -> Result<()> {
    let mut members = members(request);
    turn.caching = caching(request.prompt_caching, members.remove("prompt_caching"))?;
    turn.guardrail =
        request.guardrail_config.take().or_else(|| take(&mut members, "guardrailConfig", "guardrail_config"));
    let latency = request.performance_config.take().and_then(|config| config.latency);
    let latency = latency.or_else(|| {
        let config = take(&mut members, "performanceConfig", "performance_config")?;
        config.get("latency")?.as_str().map(str::to_owned)
    });
    turn.fast = match latency.as_deref() {
        Some("optimized") => true,
        None | Some("standard") => false,
        Some(_) => {
            complaints.push(Complaint::new("performanceConfig.latency", "dropped: it takes standard or optimized"));
            false
        }
    };
    turn.metadata.extend(request.request_metadata.take().unwrap_or_default());
    if let Some(Json::Object(labels)) = take(&mut members, "requestMetadata", "request_metadata") {
        let labels = labels.into_iter().filter_map(|(key, value)| Some((key, value.as_str()?.to_owned())));
        turn.metadata.extend(labels);
    }
    if let Some(nested) = members.remove("service_tier") {
        request.service_tier = request.service_tier.take().or_else(|| nested.as_str().map(str::to_owned));
    }
    turn.tier = request.service_tier.as_deref().and_then(|word| tier(word, complaints));
    reasoning(request.thinking.take(), &mut members, turn, complaints)?;
    turn.extra = members;
    Ok(())
}

/// What is meant for the model itself, from all the places where clients put it; null is as good as nothing.
fn members(request: &mut Request) -> Members {
    let mut members = request.extra_body.take().unwrap_or_default();
    for wrapper in ["additional_model_request_fields", "additionalModelRequestFields"] {
        if let Some(Json::Object(inner)) = members.remove(wrapper) {
            members.extend(inner);
        }
    }
    members.extend(request.additional_model_request_fields.take().unwrap_or_default());
    members.extend(request.anthropic_beta.take().map(|beta| ("anthropic_beta".to_owned(), beta)));
    members.retain(|_, value| !value.is_null());
    if let Some(beta) = members.get_mut("anthropic_beta") {
        *beta = listed(beta.take());
    }
    members
}

fn take(members: &mut Members, name: &str, other: &str) -> Option<Json> {
    let (one, two) = (members.shift_remove(name), members.shift_remove(other));
    one.or(two)
}

/// How to think, wherever it is said: everything that depends on it must know.
fn reasoning(
    named: Option<Json>,
    members: &mut Members,
    turn: &mut Turn,
    complaints: &mut Vec<Complaint>,
) -> Result<()> {
    let nested = members.shift_remove("thinking");
    turn.thinking = match named.or(nested) {
        None | Some(Json::Null) => None,
        Some(Json::Bool(on)) => Some(serde_json::json!({"type": if on { "adaptive" } else { "disabled" }})),
        Some(Json::Object(thinking)) => {
            let known =
                matches!(thinking.get("type").and_then(Json::as_str), Some("enabled" | "adaptive" | "disabled"));
            if !known {
                complaints.push(Complaint::new("thinking", "dropped: its type is enabled, adaptive or disabled"));
            }
            known.then_some(Json::Object(thinking))
        }
        Some(_) => {
            let message = "Invalid value for 'thinking': it takes an object such as {\"type\": \"adaptive\"}.";
            return Err(Error::invalid("thinking", message).code("invalid_value"));
        }
    };
    if turn.effort.is_none()
        && let Some(word) = members.get("reasoning_effort").and_then(Json::as_str)
    {
        turn.effort = effort(word, complaints);
        members.shift_remove("reasoning_effort");
    }
    Ok(())
}

/// Bedrock wants a list; a header's habit is one text with commas.
fn listed(beta: Json) -> Json {
    match beta {
        Json::String(text) => text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(),
        other => other,
    }
}

fn caching(named: Option<PromptCaching>, nested: Option<Json>) -> Result<Caching> {
    let nested = nested.map(serde_json::from_value::<PromptCaching>).transpose().map_err(|e| {
        let path = "extra_body.prompt_caching";
        let message = format!("Invalid value for '{path}': it takes {{\"system\": true, \"messages\": true}}.");
        Error::invalid(path, message).code("invalid_value").source(e)
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

/// OpenAI's word for the tier that Bedrock used.
pub(super) fn used_tier(bedrock: &str) -> Option<&'static str> {
    match bedrock {
        "default" => Some("default"),
        "flex" => Some("flex"),
        "priority" => Some("priority"),
        "reserved" => Some("scale"),
        // Newer than this program, and than OpenAI's clients.
        _ => None,
    }
}

/// OpenAI's word for the tier that was asked for.
pub(super) fn tier_word(asked: Option<&str>, tier: Option<Tier>) -> Option<&'static str> {
    asked.map(|_| match tier {
        None => "default",
        Some(Tier::Flex) => "flex",
        Some(Tier::Priority) => "priority",
        Some(Tier::Reserved) => "scale",
    })
}
