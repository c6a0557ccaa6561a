//! What a refusal teaches: a model that is newer than the table, or that the table has wrong, is adjusted to once, and
//! remembered while we run.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::family::{Cache, Choice, Family, ReasoningStyle, Tools, TopK};
use crate::error::{Error, Kind};

/// More models than anybody uses.
const CAPACITY: usize = 512;

/// Families as refusals have taught them.
#[derive(Debug, Default)]
pub(super) struct Lessons(RwLock<HashMap<String, Family>>);

impl Lessons {
    /// What this model takes, as far as is known.
    pub(super) fn family(&self, model: &str, base: &str) -> Family {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(model).cloned();
        known.unwrap_or_else(|| Family::of(base))
    }

    /// What the refusal teaches of this model; `None` if it teaches nothing new.
    pub(super) fn learn(&self, model: &str, family: &Family, refusal: &Error) -> Option<Family> {
        if !matches!(refusal.kind(), Kind::Invalid | Kind::Forbidden) {
            return None;
        }
        let mut taught = family.clone();
        match extra_member(refusal.message()) {
            Some(path) if taught.refused_fields.iter().all(|known| known != path) => {
                taught.refused_fields.push(path.to_owned());
            }
            _ => apply(&refusal.message().to_ascii_lowercase(), &mut taught),
        }
        if taught == *family {
            return None;
        }
        tracing::info!(model, refusal = refusal.message(), "the model refused something; trying without, from now on");
        let mut lessons = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if lessons.len() < CAPACITY || lessons.contains_key(model) {
            lessons.insert(model.to_owned(), taught.clone());
        }
        Some(taught)
    }
}

/// Words, all of which must be in the refusal, and what they teach.
type Lesson = (&'static [&'static str], fn(&mut Family));

/// The first lesson whose words are all in the refusal. More specific ones stand first.
const LESSONS: &[Lesson] = &[
    (&["temperature", "top_p"], |family| family.temperature_with_top_p = false),
    (&["temperature", "topp"], |family| family.temperature_with_top_p = false),
    (&["tool use in streaming"], |family| family.tools = Tools::Plain),
    (&["tool", "streaming mode"], |family| family.tools = Tools::Plain),
    (&["disable_parallel_tool_use"], |family| family.one_call_at_a_time = false),
    (&["strict"], |family| family.strict = false),
    (&["output_config.format"], |family| family.structured = false),
    (&["outputconfig"], |family| family.structured = false),
    (&["textformat"], |family| family.structured = false),
    (&["structured output"], |family| family.structured = false),
    (&["schema", "too complex"], |family| family.structured = false),
    (&["toolchoice"], weaker_choice),
    (&["tool_choice"], weaker_choice),
    (&["tool choice"], weaker_choice),
    (&["cachepoint"], |family| family.cache = Cache::default()),
    (&["cache_control", "ttl"], |family| family.long_cache = false),
    (&["prompt caching"], |family| family.cache = Cache::default()),
    (&["cache_control"], |family| family.cache = Cache::default()),
    (&["top_k"], |family| family.top_k = TopK::None),
    (&["topk"], |family| family.top_k = TopK::None),
    (&["temperature"], |family| family.temperature = false),
    (&["top_p"], |family| family.top_p = false),
    (&["topp"], |family| family.top_p = false),
    (&["stop_sequences"], |family| family.stop = false),
    (&["stopsequences"], |family| family.stop = false),
    (&["stop sequence"], |family| family.stop = false),
    (&["prefill"], |family| family.prefill = false),
    (&["must end with a user message"], |family| family.prefill = false),
    (&["system", "support"], |family| family.system = false),
    (&["thinking"], other_thinking),
    (&["budget_tokens"], other_thinking),
    (&["reasoning"], |family| family.reasoning.style = ReasoningStyle::None),
    (&["effort"], |family| family.reasoning.style = ReasoningStyle::None),
];

/// The member of the model's own that a refusal names: `foo.bar: Extra inputs are not permitted`. What Converse itself
/// makes of a request, its tools and its schema, has lessons of its own.
fn extra_member(refusal: &str) -> Option<&str> {
    let end = refusal.find(": Extra inputs are not permitted")?;
    let path = refusal[..end].rsplit(char::is_whitespace).next()?;
    let ours = ["output_config.format", "tools.", "messages.", "system.", "tool_choice"];
    (!path.is_empty() && !ours.iter().any(|prefix| path.starts_with(prefix))).then_some(path)
}

fn apply(refusal: &str, family: &mut Family) {
    let before = family.clone();
    for (words, lesson) in LESSONS {
        if words.iter().all(|word| refusal.contains(word)) {
            lesson(family);
            // One that teaches nothing new was not what the refusal meant.
            if *family != before {
                return;
            }
        }
    }
}

fn weaker_choice(family: &mut Family) {
    if family.tool_choice.contains(&Choice::Tool) {
        family.tool_choice.retain(|choice| *choice != Choice::Tool);
    } else {
        family.tool_choice.retain(|choice| *choice == Choice::Auto);
    }
}

/// Claude's generations take budgets or adaptive thinking; a model that takes neither does not think.
fn other_thinking(family: &mut Family) {
    family.reasoning.style = match family.reasoning.style {
        ReasoningStyle::ClaudeBudget => ReasoningStyle::ClaudeAdaptive,
        ReasoningStyle::ClaudeAdaptive if !family.reasoning.always => ReasoningStyle::ClaudeBudget,
        style @ (ReasoningStyle::ClaudeAdaptive | ReasoningStyle::None) => style,
        ReasoningStyle::Nova | ReasoningStyle::Gpt | ReasoningStyle::Effort => ReasoningStyle::None,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(message: &str) -> Error {
        Error::new(Kind::Invalid, message.to_owned())
    }

    /// The refusal changes the default family as `expected` does, once.
    fn check(message: &str, expected: fn(&mut Family)) {
        let lessons = Lessons::default();
        let mut family = Family { strict: true, ..Family::default() };
        expected(&mut family);
        let before = Family { strict: true, ..Family::default() };
        let taught = lessons.learn("m", &before, &refusal(message));
        assert_eq!(taught.as_ref(), Some(&family), "{message}");
        assert_eq!(lessons.family("m", "m"), family);
    }

    #[test]
    fn refusals_teach() {
        check("temperature is deprecated for this model.", |f| f.temperature = false);
        check("`temperature` and `top_p` cannot both be specified for this model.", |f| {
            f.temperature_with_top_p = false
        });
        check("This model doesn't support tool use in streaming mode.", |f| f.tools = Tools::Plain);
        check("stopSequences: not supported", |f| f.stop = false);
        check("This model doesn't support the toolConfig.toolChoice.tool field.", |f| {
            f.tool_choice = vec![Choice::Auto, Choice::Any];
        });
        check("This model doesn't support system messages.", |f| f.system = false);
    }

    #[test]
    fn a_member_that_is_named_is_left_out() {
        let said = "The model returned the following errors: thinking.block_binding: Extra inputs are not permitted";
        check(said, |f| f.refused_fields = vec!["thinking.block_binding".into()]);
        check("tools.0.custom.strict: Extra inputs are not permitted", |f| f.strict = false);
    }

    #[test]
    fn what_teaches_nothing_is_no_lesson() {
        let lessons = Lessons::default();
        assert_eq!(lessons.learn("m", &Family::default(), &refusal("messages: roles must alternate")), None);
        assert_eq!(lessons.learn("m", &Family::default(), &refusal("prompt caching is not supported")), None);
        let throttled = Error::new(Kind::RateLimited, "temperature");
        assert_eq!(lessons.learn("m", &Family::default(), &throttled), None);
    }
}
