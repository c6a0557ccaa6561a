//! How hard to think, in each family's own words (facts/bedrock.md section 4).

use serde_json::{Map, json};

use super::family::{Family, Level, ReasoningStyle, Replay};
use super::mend::Said;
use crate::ir::{Block, Complaint, Effort, Json, Signed, Turn};

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
    /// How hard it is told to; `None` where it is told nothing.
    pub effort: Option<Effort>,
    /// `maxTokens`, where thinking needs another.
    pub max_tokens: Option<u64>,
    /// No `maxTokens` may be sent.
    pub unlimited: bool,
}

/// Whether the model will think, as far as the client and the family have a say.
pub(super) fn is_wanted(turn: &Turn, family: &Family) -> bool {
    let style = family.reasoning.style;
    family.reasoning.always || style != ReasoningStyle::None && wish(turn).is_some_and(|effort| effort > Effort::None)
}

/// The client's effort; Claude's own `thinking` object says the same in other words.
fn wish(turn: &Turn) -> Option<Effort> {
    let Some(thinking) = &turn.thinking else { return turn.effort };
    match thinking.get("type").and_then(Json::as_str) {
        Some("disabled") => Some(Effort::None),
        Some("enabled") => Some(thinking.get("budget_tokens").and_then(Json::as_u64).map_or(Effort::Medium, of_budget)),
        _ => Some(turn.effort.unwrap_or(Effort::High)),
    }
}

fn of_budget(budget: u64) -> Effort {
    match budget {
        0..2048 => Effort::Minimal,
        2048..6000 => Effort::Low,
        6000..12_000 => Effort::Medium,
        12_000..20_000 => Effort::High,
        20_000..28_000 => Effort::XHigh,
        _ => Effort::Max,
    }
}

/// What to send. `forced_tool`: the model is made to call a tool.
pub(super) fn thinking(
    turn: &Turn,
    turns: &[Said<'_>],
    family: &Family,
    forced_tool: bool,
    complaints: &mut Vec<Complaint>,
) -> Thinking {
    let reasoning = &family.reasoning;
    let param = if turn.thinking.is_some() { "thinking" } else { "reasoning_effort" };
    let mut complain = |what: String| complaints.push(Complaint::new(param, what));
    let Some(effort) = wish(turn) else { return Thinking { on: reasoning.always, ..Thinking::default() } };
    if reasoning.style == ReasoningStyle::None {
        if effort != Effort::None {
            complain("dropped: this model has no such switch".to_owned());
        }
        return Thinking { on: reasoning.always, ..Thinking::default() };
    }
    if effort > Effort::None && forced_tool && !reasoning.forced_tool {
        complain("dropped: this model cannot think when a tool is forced".to_owned());
        return off(family, &mut complain);
    }
    if effort > Effort::None && family.replay == Replay::Signed && !reasoning.always && is_bereft(turns) {
        complain("dropped: the thinking behind this tool loop's calls is gone".to_owned());
        return off(family, &mut complain);
    }
    if let Some(verbatim) = verbatim(turn, family) {
        return verbatim;
    }
    if effort == Effort::None && !reasoning.levels.contains(&Level::None) {
        return off(family, &mut complain);
    }
    if reasoning.style == ReasoningStyle::ClaudeBudget {
        let wanted = turn.thinking.as_ref().and_then(|thinking| thinking.get("budget_tokens")?.as_u64());
        let budget = budget(
            wanted.unwrap_or_else(|| budget_for(effort)),
            turn.sampling.max_tokens,
            family.max_output,
            param,
            complaints,
        );
        return Thinking { effort: Some(effort), ..budget };
    }
    let level = nearest(effort, &reasoning.levels);
    let exact = level.effort() == effort && turn.thinking.is_none();
    if effort != Effort::None && !exact {
        complain(format!("changed to effort {}", level.word()));
    }
    let told = match reasoning.style {
        // Both have been dealt with above.
        ReasoningStyle::None | ReasoningStyle::ClaudeBudget => Thinking::default(),
        ReasoningStyle::ClaudeAdaptive => on(json!({
            // Its default is to omit the text.
            "thinking": {"type": "adaptive", "display": "summarized"},
            "output_config": {"effort": level.word()},
        })),
        ReasoningStyle::Nova => {
            let fields = json!({"reasoningConfig": {"type": "enabled", "maxReasoningEffort": level.word()}});
            Thinking { unlimited: level == Level::High, ..on(fields) }
        }
        ReasoningStyle::Gpt => {
            Thinking { on: level != Level::None, ..on(json!({"reasoning": {"effort": level.word()}})) }
        }
        ReasoningStyle::Effort => on(json!({"reasoning_effort": level.word()})),
    };
    Thinking { effort: Some(level.effort()), ..told }
}

/// Whether we are in a tool loop whose calls have lost their thinking: Claude refuses to think on from there.
fn is_bereft(turns: &[Said<'_>]) -> bool {
    let last = turns.iter().rfind(|turn| turn.assistant);
    last.is_some_and(|turn| {
        let called = turn.content.iter().any(|block| matches!(**block, Block::ToolUse { .. }));
        let thought = turn.content.iter().any(|block| match &**block {
            Block::Reasoning(Signed::Text { signature, .. }) => signature.is_some(),
            Block::Reasoning(Signed::Redacted(_)) => true,
            _ => false,
        });
        called && !thought
    })
}

/// The client's own object, where the family takes it as it is. An effort beside it goes along.
fn verbatim(turn: &Turn, family: &Family) -> Option<Thinking> {
    let thinking = turn.thinking.as_ref()?;
    let kind = thinking.get("type").and_then(Json::as_str)?;
    let adaptive = family.reasoning.style == ReasoningStyle::ClaudeAdaptive;
    match kind {
        "adaptive" if adaptive => {
            let mut fields = Map::from_iter([("thinking".to_owned(), thinking.clone())]);
            if let Some(effort) = turn.effort.filter(|effort| *effort > Effort::None) {
                let level = nearest(effort, &family.reasoning.levels);
                fields.insert("output_config".to_owned(), json!({"effort": level.word()}));
            }
            Some(Thinking { fields, on: true, effort: turn.effort, ..Thinking::default() })
        }
        _ => None,
    }
}

fn on(fields: Json) -> Thinking {
    match fields {
        Json::Object(fields) => Thinking { fields, on: true, ..Thinking::default() },
        _ => Thinking::default(),
    }
}

/// No thinking, as far as the family lets us.
fn off(family: &Family, complain: &mut impl FnMut(String)) -> Thinking {
    if !family.reasoning.always {
        return match family.reasoning.style {
            ReasoningStyle::ClaudeAdaptive => {
                let fields = json!({"thinking": {"type": "disabled"}});
                Thinking { on: false, effort: Some(Effort::None), ..on(fields) }
            }
            // Without their member these do not think.
            _ => Thinking { effort: Some(Effort::None), ..Thinking::default() },
        };
    }
    let least = nearest(Effort::Low, &family.reasoning.levels);
    complain(format!("changed to effort {}: this model always thinks", least.word()));
    let told = match family.reasoning.style {
        ReasoningStyle::ClaudeAdaptive => on(json!({"output_config": {"effort": least.word()}})),
        ReasoningStyle::Gpt => on(json!({"reasoning": {"effort": least.word()}})),
        _ => on(json!({"reasoning_effort": least.word()})),
    };
    Thinking { effort: Some(least.effort()), ..told }
}

fn budget_for(effort: Effort) -> u64 {
    match effort {
        Effort::None | Effort::Minimal => MIN_BUDGET,
        Effort::Low => 4096,
        Effort::Medium => 8192,
        Effort::High => 16_384,
        Effort::XHigh => 24_576,
        Effort::Max => 32_768,
    }
}

/// A budget between the least that Claude takes and what `maxTokens` leaves.
fn budget(
    wanted: u64,
    max_tokens: Option<u64>,
    limit: Option<u64>,
    param: &'static str,
    complaints: &mut Vec<Complaint>,
) -> Thinking {
    let limit = limit.unwrap_or(u64::MAX);
    let max_tokens = max_tokens.map(|max| max.min(limit));
    let wanted = wanted.max(MIN_BUDGET);
    let (budget, max) = match max_tokens {
        None => {
            let max = wanted.saturating_add(ANSWER_ROOM).min(limit);
            (wanted.min(max.saturating_sub(ANSWER_ROOM).max(MIN_BUDGET)), Some(max))
        }
        Some(max) if wanted < max => (wanted, None),
        Some(max) if max >= 2 * MIN_BUDGET => (max / 2, None),
        // Too small for both: the answer keeps what the client gave it.
        Some(max) => (MIN_BUDGET, Some(max + MIN_BUDGET)),
    };
    if budget < wanted {
        complaints.push(Complaint::new(param, format!("budget lowered to {budget} to fit max_tokens")));
    }
    if let (Some(_), Some(raised)) = (max_tokens, max) {
        complaints.push(Complaint::new("max_tokens", format!("raised to {raised} to fit thinking")));
    }
    Thinking { max_tokens: max, ..on(json!({"thinking": {"type": "enabled", "budget_tokens": budget}})) }
}

/// The level nearest to the effort; between two, the lower.
/// What an effort from the settings means for this family: the nearest that it knows. Settings are for all models, so that
/// one of them lacks the level is nothing to complain about, and no reason to leave it be.
pub(super) fn fitting(effort: Effort, family: &Family) -> Effort {
    let reasoning = &family.reasoning;
    match reasoning.style {
        ReasoningStyle::None | ReasoningStyle::ClaudeBudget => effort,
        _ if effort == Effort::None && !reasoning.always => effort,
        _ => nearest(effort.max(Effort::Low), &reasoning.levels).effort(),
    }
}

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

    fn turn(effort: Option<Effort>, thinking: Option<Json>, max_tokens: Option<u64>) -> Turn {
        let sampling = crate::ir::Sampling { max_tokens, ..Default::default() };
        Turn { effort, thinking, sampling, ..Turn::default() }
    }

    fn check_turn(model: &str, turn: &Turn, expected: Json, complaints: &[&str]) {
        let mut said = Vec::new();
        let thinking = thinking(turn, &[], &Family::of(model), false, &mut said);
        assert_eq!(Json::Object(thinking.fields), expected, "{model}");
        assert_eq!(said.iter().map(ToString::to_string).collect::<Vec<_>>(), complaints, "{model}");
    }

    fn check(model: &str, effort: Effort, max_tokens: Option<u64>, expected: Json, complaints: &[&str]) {
        check_turn(model, &turn(Some(effort), None, max_tokens), expected, complaints);
    }

    const BUDGET: &str = "anthropic.claude-haiku-4-5-20251001-v1:0";
    const ADAPTIVE: &str = "us.anthropic.claude-sonnet-5";

    fn of_budget(n: u64) -> Json {
        json!({"thinking": {"type": "enabled", "budget_tokens": n}})
    }

    fn adaptive(effort: &str) -> Json {
        json!({"thinking": {"type": "adaptive", "display": "summarized"}, "output_config": {"effort": effort}})
    }

    #[test]
    fn each_family_is_asked_in_its_own_words() {
        let nova = json!({"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "high"}});
        let changed = |to: &str| format!("reasoning_effort changed to effort {to}");
        check("anthropic.claude-sonnet-4-5-20250929-v1:0", Effort::High, None, of_budget(16_384), &[]);
        check(ADAPTIVE, Effort::XHigh, None, adaptive("xhigh"), &[]);
        check("us.anthropic.claude-opus-4-6-v1", Effort::XHigh, None, adaptive("high"), &[&changed("high")]);
        check(ADAPTIVE, Effort::None, None, json!({"thinking": {"type": "disabled"}}), &[]);
        check("amazon.nova-2-lite-v1:0", Effort::Max, None, nova, &[&changed("high")]);
        check("us.openai.gpt-5.6-sol", Effort::None, None, json!({"reasoning": {"effort": "none"}}), &[]);
        check(
            "us.openai.gpt-5.6-sol",
            Effort::Minimal,
            None,
            json!({"reasoning": {"effort": "low"}}),
            &[&changed("low")],
        );
        let always = "reasoning_effort changed to effort low: this model always thinks";
        check("openai.gpt-oss-120b-1:0", Effort::None, None, json!({"reasoning_effort": "low"}), &[always]);
        check("deepseek.v3-v1:0", Effort::None, None, json!({}), &[]);
        check("deepseek.v3-v1:0", Effort::Low, None, json!({"reasoning_effort": "high"}), &[&changed("high")]);
        let none = "reasoning_effort dropped: this model has no such switch";
        check("meta.llama3-1-8b-instruct-v1:0", Effort::High, None, json!({}), &[none]);
    }

    #[test]
    fn budgets_fit_max_tokens() {
        let lowered = "reasoning_effort budget lowered to 2000 to fit max_tokens";
        check(BUDGET, Effort::High, Some(64_000), of_budget(16_384), &[]);
        check(BUDGET, Effort::High, Some(4000), of_budget(2000), &[lowered]);
        check(BUDGET, Effort::Minimal, Some(100), of_budget(1024), &["max_tokens raised to 1124 to fit thinking"]);
    }

    #[test]
    fn claudes_own_object_is_honoured_or_translated() {
        let enabled = json!({"type": "enabled", "budget_tokens": 5000});
        let as_is = json!({"type": "adaptive", "display": "omitted"});
        check_turn(BUDGET, &turn(None, Some(enabled.clone()), None), of_budget(5000), &[]);
        check_turn(ADAPTIVE, &turn(None, Some(as_is.clone()), None), json!({"thinking": as_is}), &[]);
        check_turn(ADAPTIVE, &turn(None, Some(enabled), None), adaptive("low"), &["thinking changed to effort low"]);
        let off = json!({"type": "disabled"});
        check_turn(ADAPTIVE, &turn(Some(Effort::High), Some(off.clone()), None), json!({"thinking": off}), &[]);
    }

    #[test]
    fn a_forced_tool_beats_thinking_where_they_exclude_each_other() {
        let mut said = Vec::new();
        let family = Family::of(BUDGET);
        let thinking = thinking(&turn(Some(Effort::High), None, None), &[], &family, true, &mut said);
        assert_eq!(thinking, Thinking { effort: Some(Effort::None), ..Thinking::default() });
        assert_eq!(said.len(), 1);
    }
}
