//! Claude's fields: `thinking`, `output_config`, `anthropic_beta`, `top_k`, `tool_choice`.

use serde_json::{Map, Value};

use super::super::{Checked, Refusal, Subject};
use super::ROOT;
use crate::model::items;

/// The least that may be thought.
const MIN_BUDGET: u64 = 1024;
const INTERLEAVED: &str = "interleaved-thinking-2025-05-14";

pub(super) fn check(subject: Subject<'_>, fields: &Map<String, Value>) -> Checked {
    betas(subject, fields)?;
    if let Some(thinking) = fields.get("thinking") {
        self::thinking(subject, thinking, fields)?;
    }
    if let Some(config) = fields.get("output_config") {
        output_config(subject, config)?;
    }
    if let Some(top_k) = fields.get("top_k").filter(|top_k| !top_k.is_u64()) {
        return refuse("top_k", format!("top_k: Input should be a valid integer, got {top_k}"));
    }
    match fields.get("tool_choice") {
        Some(choice) => tool_choice(subject, choice),
        None => Ok(()),
    }
}

fn refuse(name: &str, text: impl AsRef<str>) -> Checked {
    Err(Refusal::model(format!("{ROOT}.{name}"), text))
}

fn has_beta(fields: &Map<String, Value>, name: &str) -> bool {
    fields.get("anthropic_beta").is_some_and(|betas| items(betas).iter().any(|beta| beta == name))
}

fn betas(subject: Subject<'_>, fields: &Map<String, Value>) -> Checked {
    let Some(betas) = fields.get("anthropic_beta") else { return Ok(()) };
    let Some(betas) = betas.as_array() else {
        return refuse("anthropic_beta", "anthropic_beta: Input should be a valid list");
    };
    let known = |beta: &Value| beta.as_str().is_some_and(|name| subject.family.betas.iter().any(|known| known == name));
    if betas.iter().all(known) { Ok(()) } else { refuse("anthropic_beta", "invalid beta flag") }
}

fn thinking(subject: Subject<'_>, thinking: &Value, fields: &Map<String, Value>) -> Checked {
    let kinds = &subject.family.thinking;
    let kind = thinking["type"].as_str().unwrap_or_default();
    if !kinds.iter().any(|known| known == kind) {
        return match kind {
            "enabled" => refuse(
                "thinking.type",
                "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and \
                    \"output_config.effort\" to control thinking behavior.",
            ),
            "disabled" => refuse(
                "thinking.type",
                "\"thinking.type.disabled\" is not supported for this model: thinking cannot be disabled.",
            ),
            _ => {
                let expected = kinds.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ");
                refuse(
                    "thinking.type",
                    format!(
                        "thinking: Input tag '{kind}' found using 'type' does not match any of the expected tags: \
                         {expected}"
                    ),
                )
            }
        };
    }
    let allowed: &[&str] = match kind {
        "enabled" => &["type", "budget_tokens", "display", "block_binding"],
        "adaptive" => &["type", "display", "block_binding"],
        _ => &["type"],
    };
    if let Some(extra) =
        thinking.as_object().and_then(|members| members.keys().find(|name| !allowed.contains(&name.as_str())))
    {
        return refuse(
            &format!("thinking.{extra}"),
            format!("thinking.{kind}.{extra}: Extra inputs are not permitted"),
        );
    }
    if let Some(display) = thinking.get("display").filter(|display| *display != "summarized" && *display != "omitted") {
        return refuse(
            "thinking.display",
            format!("thinking.{kind}.display: Input should be 'summarized' or 'omitted', got {display}"),
        );
    }
    if kind == "enabled" { budget(subject, thinking, fields) } else { Ok(()) }
}

fn budget(subject: Subject<'_>, thinking: &Value, fields: &Map<String, Value>) -> Checked {
    let path = "thinking.budget_tokens";
    let Some(budget) = thinking.get("budget_tokens").filter(|budget| !budget.is_null()) else {
        return refuse(path, "thinking.enabled.budget_tokens: Field required");
    };
    let Some(budget) = budget.as_u64() else {
        return refuse(path, "thinking.enabled.budget_tokens: Input should be a valid integer");
    };
    if budget < MIN_BUDGET {
        return refuse(
            path,
            format!("thinking.enabled.budget_tokens: Input should be greater than or equal to {MIN_BUDGET}"),
        );
    }
    // Without maxTokens the model's own limit counts; interleaved thinking may spend more than one turn's.
    let limit = subject.turn.body["inferenceConfig"]["maxTokens"].as_u64().unwrap_or(subject.model.output);
    if budget >= limit && !has_beta(fields, INTERLEAVED) {
        return refuse(path, "`max_tokens` must be greater than `thinking.budget_tokens`.");
    }
    Ok(())
}

fn output_config(subject: Subject<'_>, config: &Value) -> Checked {
    let Some(members) = config.as_object() else {
        return refuse("output_config", "output_config: Input should be a valid dictionary");
    };
    for name in members.keys() {
        let format = name == "format" && subject.model.has('S');
        if name != "effort" && !format {
            return refuse(
                &format!("output_config.{name}"),
                format!("output_config.{name}: Extra inputs are not permitted"),
            );
        }
    }
    let Some(effort) = members.get("effort") else { return Ok(()) };
    let known = &subject.family.config_efforts;
    if !effort.as_str().is_some_and(|effort| known.iter().any(|known| known == effort)) {
        let expected = known.iter().map(|effort| format!("'{effort}'")).collect::<Vec<_>>().join(", ");
        return refuse(
            "output_config.effort",
            format!("output_config.effort: Input should be one of {expected}, got {effort}"),
        );
    }
    let fields = subject.turn.body[ROOT].as_object();
    match (&subject.family.effort_beta, fields) {
        (Some(beta), Some(fields)) if !has_beta(fields, beta) => {
            refuse("output_config.effort", "output_config: Extra inputs are not permitted")
        }
        _ => Ok(()),
    }
}

fn tool_choice(subject: Subject<'_>, choice: &Value) -> Checked {
    if !subject.turn.body["toolConfig"].is_object() {
        return refuse("tool_choice", "tool_choice may only be specified while providing tools.");
    }
    let allowed = ["type", "name", "disable_parallel_tool_use"];
    match choice.as_object() {
        None => {
            refuse("tool_choice", "tool_choice: Input should be a valid dictionary or object to extract fields from")
        }
        Some(members) => match members.keys().find(|name| !allowed.contains(&name.as_str())) {
            Some(extra) => {
                refuse(&format!("tool_choice.{extra}"), format!("tool_choice.{extra}: Extra inputs are not permitted"))
            }
            None => Ok(()),
        },
    }
}
