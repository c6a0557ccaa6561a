//! How tokens are picked, and when to stop: `inferenceConfig`.

use super::family::{Family, ReasoningStyle};
use super::reasoning::Thinking;
use super::wire::InferenceConfig;
use crate::ir::{Complaint, Turn};

const DEFAULT_ONLY: &str = "dropped: this model takes its default only";
const NOT_WHILE_THINKING: &str = "dropped: not while this model thinks";
const NOT_BOTH: &str = "dropped: this model takes it or temperature, not both";

pub(super) fn inference<'a>(
    turn: &'a Turn,
    family: &Family,
    thinking: &Thinking,
    complaints: &mut Vec<Complaint>,
) -> InferenceConfig<'a> {
    let sampling = &turn.sampling;
    let mut keep = |param: &'static str, refused: Option<&'static str>, value: Option<f64>| match (value, refused) {
        (Some(_), Some(why)) => {
            complaints.push(Complaint::new(param, why));
            None
        }
        (Some(value), None) if value > 1.0 => {
            complaints.push(Complaint::new(param, "clamped to 1"));
            Some(1.0)
        }
        (value, _) => value,
    };
    let temperature = keep("temperature", refusal(family.temperature, family, thinking), sampling.temperature);
    let top_p = refusal(family.top_p, family, thinking);
    let top_p = top_p.or((!family.temperature_with_top_p && temperature.is_some()).then_some(NOT_BOTH));
    let top_p = keep("top_p", top_p, sampling.top_p);
    InferenceConfig {
        max_tokens: max_tokens(turn, family, thinking, complaints),
        temperature,
        top_p,
        stop_sequences: stop(turn, family, complaints),
    }
}

/// Why temperature, or top_p, cannot be sent.
fn refusal(taken: bool, family: &Family, thinking: &Thinking) -> Option<&'static str> {
    match family.reasoning.style {
        _ if !taken => Some(DEFAULT_ONLY),
        ReasoningStyle::ClaudeBudget | ReasoningStyle::ClaudeAdaptive if thinking.on => Some(NOT_WHILE_THINKING),
        ReasoningStyle::Nova if thinking.unlimited => Some(NOT_WHILE_THINKING),
        ReasoningStyle::None
        | ReasoningStyle::ClaudeBudget
        | ReasoningStyle::ClaudeAdaptive
        | ReasoningStyle::Nova
        | ReasoningStyle::Gpt
        | ReasoningStyle::Effort => None,
    }
}

fn max_tokens(turn: &Turn, family: &Family, thinking: &Thinking, complaints: &mut Vec<Complaint>) -> Option<u64> {
    let asked = thinking.max_tokens.or(turn.sampling.max_tokens)?;
    if thinking.unlimited {
        complaints.push(Complaint::new("max_tokens", "dropped: this model takes no limit at its highest effort"));
        return None;
    }
    let most = family.max_output.unwrap_or(u64::MAX);
    let fitted = asked.clamp(family.min_max_tokens.min(most), most);
    if fitted != asked {
        let way = if fitted > asked { "raised" } else { "lowered" };
        complaints.push(Complaint::new("max_tokens", format!("{way} to {fitted}")));
    }
    Some(fitted)
}

fn stop<'a>(turn: &'a Turn, family: &Family, complaints: &mut Vec<Complaint>) -> Vec<&'a str> {
    let asked = &turn.sampling.stop;
    if !family.stop {
        if !asked.is_empty() {
            complaints.push(Complaint::new("stop", "dropped: this model takes no stop sequences"));
        }
        return Vec::new();
    }
    let taken: Vec<&str> =
        asked.iter().map(String::as_str).filter(|text| family.blank_stop || !text.trim().is_empty()).collect();
    if taken.len() < asked.len() {
        complaints.push(Complaint::new("stop", "lost its blank texts, which this model refuses"));
    }
    taken
}
