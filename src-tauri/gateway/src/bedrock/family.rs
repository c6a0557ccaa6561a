//! What a model takes and refuses: `families.toml`, laid rule over rule.

use std::sync::LazyLock;

use serde::Deserialize;
use wildmatch::WildMatch;

use crate::ir::Effort;

/// What a model takes. The default is for models that the table does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// A system prompt.
    pub system: bool,
    /// `temperature`.
    pub temperature: bool,
    /// `topP`.
    pub top_p: bool,
    /// Both at once.
    pub temperature_with_top_p: bool,
    /// Where `top_k` goes, in `additionalModelRequestFields`.
    pub top_k: TopK,
    /// Stop sequences.
    pub stop: bool,
    /// The least `maxTokens`.
    pub min_max_tokens: u64,
    /// The most `maxTokens`, where it is certain.
    pub max_output: Option<u64>,
    /// Stop sequences of white space only.
    pub blank_stop: bool,
    /// Tools.
    pub tools: Tools,
    /// The kinds of tool choice; `auto` is always there.
    pub tool_choice: Vec<Choice>,
    /// A switch for one call at a time.
    pub one_call_at_a_time: bool,
    /// `strict` on tools.
    pub strict: bool,
    /// Pictures.
    pub images: bool,
    /// Pictures inside tool results.
    pub result_images: bool,
    /// Documents.
    pub documents: bool,
    /// Sound.
    pub audio: bool,
    /// Film.
    pub video: bool,
    /// Cache points, and where.
    pub cache: Cache,
    /// Cache points that last an hour.
    pub long_cache: bool,
    /// An unfinished assistant turn at the end.
    pub prefill: bool,
    /// `outputConfig.textFormat`.
    pub structured: bool,
    /// Which thinking may be sent back.
    pub replay: Replay,
    /// Replayed thinking is bound to what came before it, and can be told to give way.
    pub binding: bool,
    /// It thinks between calls of tools only if it is asked to.
    pub interleaved: bool,
    /// It tells how many tokens its thinking took, if it is asked to.
    pub counts_thinking: bool,
    /// Members of `additionalModelRequestFields` that a refusal has named, as paths with dots.
    pub refused_fields: Vec<String>,
    /// How thinking is asked for.
    pub reasoning: Reasoning,
}

impl Default for Family {
    fn default() -> Self {
        Self {
            system: true,
            temperature: true,
            top_p: true,
            temperature_with_top_p: true,
            top_k: TopK::None,
            stop: true,
            min_max_tokens: 1,
            max_output: None,
            blank_stop: true,
            tools: Tools::Stream,
            tool_choice: vec![Choice::Auto, Choice::Any, Choice::Tool],
            one_call_at_a_time: false,
            strict: false,
            images: true,
            result_images: true,
            documents: true,
            audio: true,
            video: true,
            cache: Cache::default(),
            long_cache: false,
            prefill: false,
            structured: false,
            replay: Replay::None,
            binding: false,
            interleaved: false,
            counts_thinking: false,
            refused_fields: Vec::new(),
            reasoning: Reasoning::default(),
        }
    }
}

impl Family {
    /// The family of a model, by its base id (`anthropic.claude-sonnet-5`) or anything that ends in one.
    #[must_use]
    pub fn of(model: &str) -> Self {
        let base = base_id(model);
        let mut family = Self::default();
        for rule in TABLE.iter().filter(|rule| rule.fits(base)) {
            rule.lay_over(&mut family);
        }
        family
    }

    /// Whether it can be told to call this way.
    #[must_use]
    pub fn takes_choice(&self, choice: Choice) -> bool {
        choice == Choice::Auto || self.tool_choice.contains(&choice)
    }
}

/// The id of the foundation model within a profile id or an ARN: what follows the last `/`, from the provider on.
///
/// Profile prefixes are an open set (`us.`, `global.`, …): whatever stands before a known kind of `provider.model` goes.
#[must_use]
pub fn base_id(model: &str) -> &str {
    let id = model.rsplit('/').next().unwrap_or(model);
    match id.split_once('.') {
        // A prefix is short and has no hyphen but `us-gov`; a provider is followed by a name, a prefix by a provider.
        Some((prefix, rest)) if is_geography(prefix) && rest.contains('.') => rest,
        _ => id,
    }
}

fn is_geography(prefix: &str) -> bool {
    prefix == "global"
        || prefix.starts_with("us-")
        || prefix.len() <= 4 && !matches!(prefix, "ai21" | "meta" | "qwen" | "xai" | "zai")
}

/// Where `top_k` goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum TopK {
    /// Nowhere.
    #[serde(rename = "none")]
    None,
    /// `top_k`.
    #[serde(rename = "top_k")]
    Field,
    /// `inferenceConfig.topK`.
    #[serde(rename = "inferenceConfig.topK")]
    Nova,
}

/// How far tools go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tools {
    /// Everywhere.
    Stream,
    /// Not in ConverseStream.
    Plain,
    /// Nowhere.
    None,
}

/// A kind of `toolChoice`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// As it sees fit.
    Auto,
    /// Some tool.
    Any,
    /// This tool.
    Tool,
}

/// Where cache points may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cache {
    /// Behind system text.
    pub system: bool,
    /// In messages.
    pub messages: bool,
    /// Behind tools.
    pub tools: bool,
}

/// Which thinking may be sent back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Replay {
    /// None.
    None,
    /// Signed text, and redacted thinking.
    Signed,
    /// Redacted thinking only.
    Redacted,
}

/// How thinking is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reasoning {
    /// The members that ask for it.
    pub style: ReasoningStyle,
    /// The levels it knows; empty: any.
    pub levels: Vec<Level>,
    /// It cannot be turned off.
    pub always: bool,
    /// A forced tool may go with it.
    pub forced_tool: bool,
}

/// The members that ask for thinking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasoningStyle {
    /// There is no switch.
    #[default]
    None,
    /// `thinking: {type: enabled, budget_tokens}`.
    ClaudeBudget,
    /// `thinking: {type: adaptive}` and `output_config.effort`.
    ClaudeAdaptive,
    /// `reasoningConfig`.
    Nova,
    /// `reasoning.effort`.
    Gpt,
    /// `reasoning_effort`.
    Effort,
}

/// An `ir::Effort` as the table writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the models' own words")]
pub enum Level {
    None,
    Low,
    Medium,
    High,
    XHigh,
    Max,
}

impl Level {
    /// The same in the neutral vocabulary.
    #[must_use]
    pub fn effort(self) -> Effort {
        match self {
            Self::None => Effort::None,
            Self::Low => Effort::Low,
            Self::Medium => Effort::Medium,
            Self::High => Effort::High,
            Self::XHigh => Effort::XHigh,
            Self::Max => Effort::Max,
        }
    }

    /// The models' own word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::XHigh => "xhigh",
            Self::Max => "max",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    rule: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    r#match: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    system: Option<bool>,
    temperature: Option<bool>,
    top_p: Option<bool>,
    temperature_with_top_p: Option<bool>,
    top_k: Option<TopK>,
    stop: Option<bool>,
    min_max_tokens: Option<u64>,
    max_output: Option<u64>,
    blank_stop: Option<bool>,
    tools: Option<Tools>,
    tool_choice: Option<Vec<Choice>>,
    one_call_at_a_time: Option<bool>,
    strict: Option<bool>,
    images: Option<bool>,
    result_images: Option<bool>,
    documents: Option<bool>,
    audio: Option<bool>,
    video: Option<bool>,
    cache: Option<Cache>,
    long_cache: Option<bool>,
    prefill: Option<bool>,
    structured: Option<bool>,
    replay: Option<Replay>,
    binding: Option<bool>,
    interleaved: Option<bool>,
    counts_thinking: Option<bool>,
    reasoning: Option<Reasoning>,
}

static TABLE: LazyLock<Vec<Rule>> = LazyLock::new(|| match toml::from_str::<Table>(include_str!("families.toml")) {
    Ok(table) => table.rule,
    // The table is part of this program: the test below reads it, so a broken one is never built into a release.
    Err(_) => Vec::new(),
});

impl Rule {
    fn fits(&self, base: &str) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|pattern| WildMatch::new(pattern).matches(base));
        any(&self.r#match) && !any(&self.not)
    }

    fn lay_over(&self, family: &mut Family) {
        macro_rules! lay {
            ($($member:ident),*) => { $( if let Some(value) = &self.$member { family.$member.clone_from(value); } )* };
        }
        if self.max_output.is_some() {
            family.max_output = self.max_output;
        }
        lay!(
            system,
            temperature,
            top_p,
            temperature_with_top_p,
            top_k,
            stop,
            min_max_tokens,
            blank_stop,
            tools,
            tool_choice,
            one_call_at_a_time,
            strict,
            images,
            result_images,
            documents,
            audio,
            video,
            cache,
            long_cache,
            prefill,
            structured,
            replay,
            binding,
            interleaved,
            counts_thinking,
            reasoning
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        toml::from_str::<Table>(include_str!("families.toml")).expect("families.toml");
    }

    #[test]
    fn a_model_is_known_under_all_its_names() {
        for (name, base) in [
            ("anthropic.claude-sonnet-5", "anthropic.claude-sonnet-5"),
            ("us.anthropic.claude-sonnet-5", "anthropic.claude-sonnet-5"),
            ("global.anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0"),
            ("us-gov.openai.gpt-oss-120b-1:0", "openai.gpt-oss-120b-1:0"),
            (
                "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0",
                "amazon.nova-lite-v1:0",
            ),
            ("arn:aws:bedrock:us-east-1::foundation-model/deepseek.v3-v1:0", "deepseek.v3-v1:0"),
            ("moonshotai.kimi-k2.5", "moonshotai.kimi-k2.5"),
            ("zai.glm-5.3", "zai.glm-5.3"),
            ("us.zai.glm-5.3", "zai.glm-5.3"),
            ("meta.llama3-1-8b-instruct-v1:0", "meta.llama3-1-8b-instruct-v1:0"),
            ("xai.grok-4.7", "xai.grok-4.7"),
            ("global.xai.grok-4.7", "xai.grok-4.7"),
            ("qwen.qwen3.5-x", "qwen.qwen3.5-x"),
        ] {
            assert_eq!(base_id(name), base, "{name}");
        }
    }

    #[test]
    fn claude_generations_are_told_apart() {
        let style = |model: &str| Family::of(model).reasoning.style;
        for budget in [
            "anthropic.claude-sonnet-4-20250514-v1:0",
            "anthropic.claude-opus-4-1-20250805-v1:0",
            "us.anthropic.claude-haiku-4-5-20251001-v1:0",
        ] {
            assert_eq!(style(budget), ReasoningStyle::ClaudeBudget, "{budget}");
            assert!(Family::of(budget).temperature, "{budget}");
        }
        for adaptive in [
            "us.anthropic.claude-opus-4-7",
            "anthropic.claude-sonnet-5",
            "anthropic.claude-opus-5-5",
            "anthropic.claude-fable-5-1",
        ] {
            assert_eq!(style(adaptive), ReasoningStyle::ClaudeAdaptive, "{adaptive}");
            assert!(!Family::of(adaptive).temperature, "{adaptive}");
        }
        assert_eq!(style("anthropic.claude-3-5-sonnet-20241022-v2:0"), ReasoningStyle::None);
        assert!(Family::of("anthropic.claude-3-5-sonnet-20241022-v2:0").temperature);
        assert!(!Family::of("anthropic.claude-opus-5-5").takes_choice(Choice::Any));
        assert!(Family::of("anthropic.claude-opus-5").takes_choice(Choice::Tool));
    }

    #[test]
    fn an_unknown_model_gets_sane_defaults() {
        assert_eq!(Family::of("newcomer.model-9"), Family::default());
    }
}
