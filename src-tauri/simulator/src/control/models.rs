//! Foundation models: the list with its filters, one of them, and whether the account may use it.

use serde_json::{Value, json};

use super::page::Query;
use crate::catalog::Model;
use crate::exception::Exception;
use crate::options::Withheld;
use crate::plan::Answer;
use crate::state::State;

pub(crate) fn list(state: &State, query: &Query, region: &str) -> Result<Answer, Exception> {
    check_filter(query, "byOutputModality", &["TEXT", "IMAGE", "EMBEDDING"])?;
    check_filter(query, "byInferenceType", &["ON_DEMAND", "PROVISIONED"])?;
    check_filter(query, "byCustomizationType", &["FINE_TUNING", "CONTINUED_PRE_TRAINING", "DISTILLATION"])?;
    let summaries: Vec<Value> = state
        .catalog
        .models
        .iter()
        .filter(|model| !model.ended)
        .map(|model| (model, summary(model, region)))
        .filter(|(model, summary)| matches(query, model, summary))
        .map(|(_, summary)| summary)
        .collect();
    Ok(Answer::json(&json!({ "modelSummaries": summaries })))
}

pub(crate) fn get(state: &State, id: &str, region: &str) -> Result<Answer, Exception> {
    let model = find(state, id)?;
    Ok(Answer::json(&json!({ "modelDetails": summary(model, region) })))
}

pub(crate) fn availability(state: &State, id: &str) -> Result<Answer, Exception> {
    let model = find(state, id)?;
    let why = state.withheld(&model.id);
    let or = |at_fault: bool, fault: &'static str, well: &'static str| if at_fault { fault } else { well };
    let agreement = match why {
        Some(Withheld::Agreement) => json!({ "status": "NOT_AVAILABLE" }),
        Some(Withheld::Pending) => json!({ "status": "PENDING" }),
        Some(Withheld::AgreementFailed) => {
            json!({ "status": "ERROR", "errorMessage": "A valid payment instrument must be provided." })
        }
        Some(Withheld::Region | Withheld::Entitlement | Withheld::Authorization) | None => {
            json!({ "status": "AVAILABLE" })
        }
    };
    Ok(Answer::json(&json!({
        "modelId": model.id,
        "agreementAvailability": agreement,
        "authorizationStatus": or(why == Some(Withheld::Authorization), "NOT_AUTHORIZED", "AUTHORIZED"),
        "entitlementAvailability": or(why == Some(Withheld::Entitlement), "NOT_AVAILABLE", "AVAILABLE"),
        "regionAvailability": or(why == Some(Withheld::Region), "NOT_AVAILABLE", "AVAILABLE"),
    })))
}

fn find<'a>(state: &'a State, id: &str) -> Result<&'a Model, Exception> {
    let id = id.rsplit_once("foundation-model/").map_or(id, |(_, id)| id);
    state.catalog.model(id).filter(|model| !model.ended).ok_or_else(|| {
        Exception::not_found("Could not resolve the foundation model from the provided model identifier.")
    })
}

fn check_filter(query: &Query, name: &str, allowed: &[&str]) -> Result<(), Exception> {
    match query.get(name) {
        Some(value) if !allowed.contains(&value) => Err(Exception::validation(format!(
            "1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: Member must \
             satisfy enum value set: [{}]",
            allowed.join(", ")
        ))),
        _ => Ok(()),
    }
}

fn matches(query: &Query, model: &Model, summary: &Value) -> bool {
    let holds = |name: &str, member: &str| match query.get(name) {
        None => true,
        Some(value) => summary[member].as_array().is_some_and(|values| values.iter().any(|known| known == value)),
    };
    query.get("byProvider").is_none_or(|provider| model.provider().eq_ignore_ascii_case(provider))
        && holds("byOutputModality", "outputModalities")
        && holds("byInferenceType", "inferenceTypesSupported")
        && holds("byCustomizationType", "customizationsSupported")
}

/// A summary, which is also the detail. There is no context window, no limit and no price in it: Bedrock has none to
/// give.
fn summary(model: &Model, region: &str) -> Value {
    let embeds = model.has('E');
    let inputs: Vec<&str> = [('T', "TEXT"), ('I', "IMAGE"), ('V', "VIDEO"), ('A', "SPEECH")]
        .into_iter()
        .filter(|(cap, _)| *cap == 'T' || model.has(*cap))
        .map(|(_, modality)| modality)
        .collect();
    let output = match (embeds, model.has('P')) {
        (true, _) => "EMBEDDING",
        (_, true) => "IMAGE",
        // Rerankers too are listed with TEXT.
        _ => "TEXT",
    };
    let mut inference = Vec::new();
    if model.on_demand() {
        inference.push("ON_DEMAND");
    }
    if model.prefixes().next().is_some() {
        inference.push("INFERENCE_PROFILE");
    }
    let mut lifecycle = json!({ "status": "ACTIVE", "startOfLifeTime": "2025-11-01T00:00:00Z" });
    if let Some(end) = &model.ends {
        lifecycle = json!({
            "status": "LEGACY", "startOfLifeTime": "2024-11-01T00:00:00Z", "legacyTime": "2026-06-30T00:00:00Z",
            "endOfLifeTime": format!("{end}T00:00:00Z"),
        });
    }
    json!({
        "modelArn": model.arn(region),
        "modelId": model.id,
        "modelName": model.name,
        "providerName": model.provider(),
        "inputModalities": inputs,
        "outputModalities": [output],
        "responseStreamingSupported": model.converses(),
        "customizationsSupported": [],
        "inferenceTypesSupported": inference,
        "modelLifecycle": lifecycle,
    })
}
