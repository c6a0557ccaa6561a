//! What each model family takes and refuses, read from `data/families.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::{Table, Value};

const DATA: &str = include_str!("../data/families.toml");

#[expect(clippy::expect_used, reason = "the file is part of the crate, and a test reads it")]
static FAMILIES: LazyLock<BTreeMap<String, Family>> = LazyLock::new(|| load().expect("data/families.toml"));

/// When a sampling parameter is taken.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Sampling {
    Any,
    One,
    Never,
    Unreasoned,
}

/// How reasoning is asked for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) enum Knob {
    #[serde(rename = "thinking")]
    Thinking,
    #[serde(rename = "reasoning_effort")]
    ReasoningEffort,
    #[serde(rename = "reasoning")]
    Reasoning,
    #[serde(rename = "reasoningConfig")]
    ReasoningConfig,
    #[serde(rename = "none")]
    None,
}

/// When a family reasons.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Reasons {
    Asked,
    Default,
    Always,
}

/// What is seen of the reasoning.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Thoughts {
    Shown,
    Omitted,
    Hidden,
    None,
}

/// What is taken of earlier turns' reasoning.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum History {
    Signed,
    Plain,
    Refused,
}

/// One family. The members are explained at the head of `data/families.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Family {
    #[serde(default)]
    models: Vec<String>,
    #[serde(default)]
    pub(crate) own_words: bool,
    pub(crate) temperature: Sampling,
    pub(crate) top_p: Sampling,
    pub(crate) top_p_with_temperature: bool,
    pub(crate) stop_sequences: bool,
    pub(crate) system: bool,
    pub(crate) prefill: bool,
    #[serde(default = "yes")]
    pub(crate) trailing_text: bool,
    pub(crate) strict: bool,
    pub(crate) images_in_tool_results: bool,
    pub(crate) lookaround: bool,
    pub(crate) min_max_tokens: u64,
    pub(crate) tool_choice: Vec<String>,
    tool_choice_reasoning: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) documents: Vec<String>,
    pub(crate) cache_in: Vec<String>,
    #[serde(default)]
    pub(crate) cache_one_hour: bool,
    #[serde(default)]
    pub(crate) cache_minimum: u64,
    pub(crate) knob: Knob,
    #[serde(default)]
    pub(crate) thinking: Vec<String>,
    #[serde(default)]
    pub(crate) loop_thinking: Vec<String>,
    #[serde(default)]
    pub(crate) efforts: Vec<String>,
    #[serde(default)]
    pub(crate) config_efforts: Vec<String>,
    pub(crate) effort_beta: Option<String>,
    pub(crate) effort_alone: Option<String>,
    pub(crate) reasons: Reasons,
    pub(crate) thoughts: Thoughts,
    pub(crate) history: History,
    pub(crate) redacted: bool,
    #[serde(default)]
    pub(crate) bound: bool,
    #[serde(default)]
    pub(crate) fields: Vec<String>,
    #[serde(default)]
    pub(crate) closed: bool,
    pub(crate) field_words: Option<String>,
    #[serde(default)]
    pub(crate) refused_fields: Vec<String>,
    #[serde(default)]
    pub(crate) betas: Vec<String>,
    #[serde(default = "yes")]
    pub(crate) structured: bool,
}

fn yes() -> bool {
    true
}

impl Family {
    /// The family of a base model id; a model that no row names gets the default one.
    pub(crate) fn of(id: &str) -> &'static Self {
        let matching = FAMILIES.values().filter_map(|family| {
            let longest = family.models.iter().filter(|prefix| id.starts_with(prefix.as_str())).map(String::len).max();
            longest.map(|length| (length, family))
        });
        #[expect(clippy::expect_used, reason = "a test checks that the row is there")]
        let default = || FAMILIES.get("default").expect("the row named default");
        matching.max_by_key(|(length, _)| *length).map_or_else(default, |(_, family)| family)
    }

    /// The kinds of tool choice that are taken.
    pub(crate) fn tool_choices(&self, reasoning: bool) -> &[String] {
        match &self.tool_choice_reasoning {
            Some(kinds) if reasoning => kinds,
            _ => &self.tool_choice,
        }
    }
}

/// Reads the rows, each after the one that it is like.
fn load() -> Result<BTreeMap<String, Family>, toml::de::Error> {
    let rows: Table = toml::from_str(DATA)?;
    let names: Vec<&String> = rows.keys().collect();
    names.into_iter().map(|name| Ok((name.clone(), inherited(&rows, name).try_into()?))).collect()
}

fn inherited(rows: &Table, name: &str) -> Table {
    let mut row = rows.get(name).and_then(Value::as_table).cloned().unwrap_or_default();
    let Some(Value::String(parent)) = row.remove("like") else { return row };
    let mut base = inherited(rows, &parent);
    // Whom a row is for is not inherited.
    base.remove("models");
    base.extend(row);
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, row: &str) {
        let family = Family::of(id);
        assert!(std::ptr::eq(family, &FAMILIES[row]), "{id}: {:?}", family.models);
    }

    #[test]
    fn models_find_their_family() {
        check("anthropic.claude-opus-4-1-20250805-v1:0", "claude-opus-4-1");
        check("anthropic.claude-sonnet-4-20250514-v1:0", "claude-4");
        check("anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5");
        check("anthropic.claude-sonnet-5", "claude-sonnet-5");
        check("anthropic.claude-sonnet-5-5", "claude-bound");
        check("anthropic.claude-fable-5-1", "claude-fable-5-1");
        check("anthropic.claude-saga-7", "claude-5");
        check("openai.gpt-6.1-sol", "gpt-no-none");
        check("openai.gpt-oss-120b-1:0", "gpt-oss");
        check("amazon.nova-2-lite-v1:0", "nova-2");
        check("nobody.model", "default");
    }

    #[test]
    fn every_row_but_the_bases_is_for_some_model() {
        for (name, family) in FAMILIES.iter() {
            assert!(!family.models.is_empty() || ["default", "claude"].contains(&name.as_str()), "{name}");
        }
    }
}
