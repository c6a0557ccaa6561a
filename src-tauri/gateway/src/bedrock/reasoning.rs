//! How hard to think, in each family's own words (facts/bedrock.md section 4).

use serde_json::{Map, json};

use super::family::{Family, Level, ReasoningStyle};
use crate::ir::{Complaint, Effort, Json};

/// The least thinking budget that Claude takes.
const MIN_BUDGET: u64 = 1024;
/// Room for the answer beside the budget, where the client named no limit.
const ANSWER_ROOM: u64 = 8192;

/// What a request says of thinking.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Thinking {
    /// For `additionalModelRequestFields`.
    pub fields: Map<String, Json>,
    /// Whether the model will think.
    pub on: bool,
    /// `maxTokens`, where thinking needs another.
    pub max_tokens: Option<u64>,
}

/// What to send for this effort. `forced_tool`: the request insists on a tool call.
pub(super) fn thinking(
    effort: Option<Effort>,
    family: &Family,
    max_tokens: Option<u64>,
    forced_tool: bool,
    complaints: &mut Vec<Complaint>,
) -> Thinking {
    let reasoning = &family.reasoning;
    let Some(effort) = effort else { return Thinking { on: reasoning.always, ..Thinking::default() } };
    if reasoning.style == ReasoningStyle::None {
        if effort != Effort::None {
            complaints.push(Complaint::new("reasoning_effort", "dropped: this model has no such switch"));
        }
        return Thinking::default();
    }
    if effort > Effort::None && forced_tool && !reasoning.forced_tool {
        complaints.push(Complaint::new("reasoning_effort", "dropped: this model cannot think when a tool is forced"));
        return Thinking::default();
    }
    if effort == Effort::None && !reasoning.levels.contains(&Level::None) {
        return off(family, complaints);
    }
    if reasoning.style == ReasoningStyle::ClaudeBudget {
        return budget(effort, max_tokens, complaints);
    }
    let level = nearest(effort, &reasoning.levels);
    if effort != Effort::None && level.effort() != effort {
        complaints.push(Complaint::new("reasoning_effort", format!("changed to {}", level.word())));
    }
    match reasoning.style {
        // Both have been dealt with above.
        ReasoningStyle::None | ReasoningStyle::ClaudeBudget => Thinking::default(),
        ReasoningStyle::ClaudeAdaptive => on(json!({
            // Its default is to omit the text.
            "thinking": {"type": "adaptive", "display": "summarized"},
            "output_config": {"effort": level.word()},
        })),
        ReasoningStyle::Nova => on(json!({"reasoningConfig": {"type": "enabled", "maxReasoningEffort": level.word()}})),
        ReasoningStyle::Gpt => {
            Thinking { on: level != Level::None, ..on(json!({"reasoning": {"effort": level.word()}})) }
        }
        ReasoningStyle::Effort => on(json!({"reasoning_effort": level.word()})),
    }
}

fn on(fields: Json) -> Thinking {
    match fields {
        Json::Object(fields) => Thinking { fields, on: true, max_tokens: None },
        _ => Thinking::default(),
    }
}

/// No thinking, as far as the family lets us.
fn off(family: &Family, complaints: &mut Vec<Complaint>) -> Thinking {
    if !family.reasoning.always {
        return match family.reasoning.style {
            ReasoningStyle::ClaudeAdaptive => Thinking { on: false, ..on(json!({"thinking": {"type": "disabled"}})) },
            // Without their member these do not think.
            _ => Thinking::default(),
        };
    }
    let least = nearest(Effort::Low, &family.reasoning.levels);
    complaints
        .push(Complaint::new("reasoning_effort", format!("changed to {}: this model always thinks", least.word())));
    match family.reasoning.style {
        ReasoningStyle::ClaudeAdaptive => on(json!({"output_config": {"effort": least.word()}})),
        ReasoningStyle::Gpt => on(json!({"reasoning": {"effort": least.word()}})),
        _ => on(json!({"reasoning_effort": least.word()})),
    }
}

/// A budget between the least that Claude takes and what `maxTokens` leaves.
fn budget(effort: Effort, max_tokens: Option<u64>, complaints: &mut Vec<Complaint>) -> Thinking {
    let wanted = match effort {
        Effort::None | Effort::Minimal => MIN_BUDGET,
        Effort::Low => 4096,
        Effort::Medium => 8192,
        Effort::High => 16_384,
        Effort::XHigh => 24_576,
        Effort::Max => 32_768,
    };
    let (budget, max) = match max_tokens {
        None => (wanted, Some(wanted + ANSWER_ROOM)),
        Some(max) if max >= 2 * MIN_BUDGET => (wanted.min(max / 2), None),
        // Too small for both: the answer keeps what the client gave it.
        Some(max) => (MIN_BUDGET, Some(max + MIN_BUDGET)),
    };
    if budget < wanted {
        complaints.push(Complaint::new("reasoning_effort", format!("budget lowered to {budget} to fit max_tokens")));
    }
    if let (Some(_), Some(raised)) = (max_tokens, max) {
        complaints.push(Complaint::new("max_tokens", format!("raised to {raised} to fit thinking")));
    }
    Thinking { max_tokens: max, ..on(json!({"thinking": {"type": "enabled", "budget_tokens": budget}})) }
}

/// The level nearest to the effort; between two, the lower.
fn nearest(effort: Effort, levels: &[Level]) -> Level {
    let distance = |level: &Level| (rank(level.effort()).abs_diff(rank(effort)), rank(level.effort()));
    let exact = match effort {
        Effort::None => Level::None,
        Effort::Minimal | Effort::Low => Level::Low,
        Effort::Medium => Level::Medium,
        Effort::High => Level::High,
        Effort::XHigh => Level::XHigh,
        Effort::Max => Level::Max,
    };
    let thinks = |level: &&Level| effort == Effort::None || **level != Level::None;
    levels.iter().filter(thinks).copied().min_by_key(distance).unwrap_or(exact)
}

fn rank(effort: Effort) -> u8 {
    match effort {
        Effort::None => 0,
        Effort::Minimal => 1,
        Effort::Low => 2,
        Effort::Medium => 3,
        Effort::High => 4,
        Effort::XHigh => 5,
        Effort::Max => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(model: &str, effort: Effort, max_tokens: Option<u64>, expected: Json, complaints: &[&str]) {
        let mut said = Vec::new();
        let thinking = thinking(Some(effort), &Family::of(model), max_tokens, false, &mut said);
        assert_eq!(Json::Object(thinking.fields), expected, "{model} {effort:?}");
        assert_eq!(said.iter().map(ToString::to_string).collect::<Vec<_>>(), complaints, "{model} {effort:?}");
    }

    #[test]
    fn each_family_is_asked_in_its_own_words() {
        let budget = |n: u64| json!({"thinking": {"type": "enabled", "budget_tokens": n}});
        let adaptive = |e: &str| json!({"thinking": {"type": "adaptive", "display": "summarized"}, "output_config": {"effort": e}});
        check("anthropic.claude-sonnet-4-5-20250929-v1:0", Effort::High, None, budget(16_384), &[]);
        check("us.anthropic.claude-sonnet-5", Effort::XHigh, None, adaptive("xhigh"), &[]);
        check(
            "us.anthropic.claude-opus-4-6-v1",
            Effort::XHigh,
            None,
            adaptive("high"),
            &["reasoning_effort changed to high"],
        );
        check("us.anthropic.claude-sonnet-5", Effort::None, None, json!({"thinking": {"type": "disabled"}}), &[]);
        check(
            "amazon.nova-2-lite-v1:0",
            Effort::Max,
            None,
            json!({"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "high"}}),
            &["reasoning_effort changed to high"],
        );
        check("us.openai.gpt-5.6-sol", Effort::None, None, json!({"reasoning": {"effort": "none"}}), &[]);
        check(
            "us.openai.gpt-5.6-sol",
            Effort::Minimal,
            None,
            json!({"reasoning": {"effort": "low"}}),
            &["reasoning_effort changed to low"],
        );
        check(
            "openai.gpt-oss-120b-1:0",
            Effort::None,
            None,
            json!({"reasoning_effort": "low"}),
            &["reasoning_effort changed to low: this model always thinks"],
        );
        check("deepseek.v3-v1:0", Effort::None, None, json!({}), &[]);
        check(
            "deepseek.v3-v1:0",
            Effort::Low,
            None,
            json!({"reasoning_effort": "high"}),
            &["reasoning_effort changed to high"],
        );
        check(
            "meta.llama3-1-8b-instruct-v1:0",
            Effort::High,
            None,
            json!({}),
            &["reasoning_effort dropped: this model has no such switch"],
        );
    }

    #[test]
    fn budgets_fit_max_tokens() {
        let model = "anthropic.claude-haiku-4-5-20251001-v1:0";
        let budget = |n: u64| json!({"thinking": {"type": "enabled", "budget_tokens": n}});
        check(model, Effort::High, Some(64_000), budget(16_384), &[]);
        check(
            model,
            Effort::High,
            Some(4000),
            budget(2000),
            &["reasoning_effort budget lowered to 2000 to fit max_tokens"],
        );
        check(model, Effort::Minimal, Some(100), budget(1024), &["max_tokens raised to 1124 to fit thinking"]);
    }

    #[test]
    fn a_forced_tool_beats_thinking_where_they_exclude_each_other() {
        let mut said = Vec::new();
        let family = Family::of("anthropic.claude-sonnet-4-5-20250929-v1:0");
        let thinking = thinking(Some(Effort::High), &family, None, true, &mut said);
        assert_eq!(thinking, Thinking::default());
        assert_eq!(said.len(), 1);
    }
}
