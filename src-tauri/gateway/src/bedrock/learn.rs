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

    /// What the refusal teaches; `None` if it teaches nothing new. It is not a lesson until [`Lessons::keep`] says that
    /// it helped.
    pub(super) fn read(family: &Family, refusal: &Error) -> Option<Family> {
        let message = refusal.message();
        let words = message.to_ascii_lowercase();
        let teaches = match refusal.kind() {
            Kind::Invalid => !is_about_this_request(message),
            // Bedrock answers some cache points so; all else that is forbidden is a matter of rights.
            Kind::Forbidden => words.contains("prompt caching"),
            _ => false,
        };
        if !teaches {
            return None;
        }
        let mut taught = family.clone();
        match (extra_member(message), output_limit(&words)) {
            (Some(path), _) if taught.refused_fields.iter().all(|known| known != path) => {
                taught.refused_fields.push(path.to_owned());
            }
            (_, Some(limit)) => taught.max_output = Some(taught.max_output.map_or(limit, |known| known.min(limit))),
            _ => apply(&words, &mut taught),
        }
        (taught != *family).then_some(taught)
    }

    /// The lesson helped: it holds for this model from now on.
    pub(super) fn keep(&self, model: &str, taught: Family) {
        tracing::info!(model, "the model refused something, and took the request without; remembered");
        let mut lessons = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if lessons.len() < CAPACITY || lessons.contains_key(model) {
            lessons.insert(model.to_owned(), taught);
        }
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
    (&["invalid beta flag"], |family| family.interleaved = false),
    (&["top_k"], |family| family.top_k = TopK::None),
    (&["topk"], |family| family.top_k = TopK::None),
    (&["temperature"], |family| family.temperature = false),
    (&["top_p"], |family| family.top_p = false),
    (&["topp"], |family| family.top_p = false),
    (&["stop_sequences"], |family| family.stop = false),
    (&["stopsequences"], |family| family.stop = false),
    (&["stop sequence"], |family| family.stop = false),
    (&["support", "prefill"], |family| family.prefill = false),
    (&["must end with a user message"], |family| family.prefill = false),
    (&["support", "system messages"], |family| family.system = false),
    (&["support", "system message"], |family| family.system = false),
    (&["support", "system prompts"], |family| family.system = false),
    (&["support", "system prompt"], |family| family.system = false),
    (&["thinking.type"], other_thinking),
    (&["thinking", "adaptive"], other_thinking),
    (&["thinking", "support"], other_thinking),
    (&["support", "reasoning"], |family| family.reasoning.style = ReasoningStyle::None),
    (&["support", "effort"], |family| family.reasoning.style = ReasoningStyle::None),
];

/// The member of the model's own that a refusal names: `foo.bar: Extra inputs are not permitted`. What Converse itself
/// makes of a request, its tools and its schema, has lessons of its own.
fn extra_member(refusal: &str) -> Option<&str> {
    let end = refusal.find(": Extra inputs are not permitted")?;
    let path = refusal[..end].rsplit(char::is_whitespace).next()?;
    let ours = ["output_config.format", "tools.", "messages.", "system.", "tool_choice"];
    (!path.is_empty() && !ours.iter().any(|prefix| path.starts_with(prefix))).then_some(path)
}

/// What is wrong with one conversation says nothing of the model, whatever words it is told in.
fn is_about_this_request(refusal: &str) -> bool {
    let in_a_message = refusal
        .match_indices("messages.")
        .any(|(at, path)| refusal[at + path.len()..].starts_with(|c: char| c.is_ascii_digit()));
    in_a_message || ["messages: ", "must be greater than", "signature"].iter().any(|words| refusal.contains(words))
}

/// The most output tokens that a model gives: `…exceeds the model limit of 4096. Try again…`.
fn output_limit(words: &str) -> Option<u64> {
    // That input and output together are too much is no limit of either.
    if words.contains("context") || words.contains("input length") {
        return None;
    }
    if !words.contains("maximum tokens") && !words.contains("max_tokens") && !words.contains("maxtokens") {
        return None;
    }
    let (_, after) =
        words.split_once("limit of ").or_else(|| words.split_once("limit is ")).or_else(|| words.split_once("> "))?;
    let digits: String = after.chars().filter(|c| *c != ',').take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|limit| *limit > 0)
}

fn apply(refusal: &str, family: &mut Family) {
    let before = family.clone();
    for (words, lesson) in LESSONS {
        if words.iter().all(|word| has_word(refusal, word)) {
            lesson(family);
            // One that teaches nothing new was not what the refusal meant.
            if *family != before {
                return;
            }
        }
    }
}

/// Whether the word stands there by itself: "strict" is not in "restricted".
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .any(|(at, _)| !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next()))
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
        let taught = Lessons::read(&before, &refusal(message));
        assert_eq!(taught.as_ref(), Some(&family), "{message}");
        assert_eq!(lessons.family("m", "m"), Family::of("m"), "not before it has helped");
        lessons.keep("m", family.clone());
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
    fn the_output_limit_is_read() {
        check("The maximum tokens you requested exceeds the model limit of 4096. Try again with a lower value.", |f| {
            f.max_output = Some(4096);
        });
        check("max_tokens: 99999 > 32,000, which is the maximum allowed number of output tokens", |f| {
            f.max_output = Some(32_000);
        });
    }

    #[test]
    fn one_conversation_teaches_nothing_of_the_model() {
        let family = Family::of("anthropic.claude-sonnet-4-5-20250929-v1:0");
        for said in [
            "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.",
            "messages.1.content.0: Invalid `signature` in `thinking` block",
            "`max_tokens` must be greater than `thinking.budget_tokens`.",
            "The assistant message in the final position cannot be prefilled when thinking is enabled",
        ] {
            assert_eq!(Lessons::read(&family, &refusal(said)), None, "{said}");
        }
    }

    #[test]
    fn what_teaches_nothing_is_no_lesson() {
        let family = Family { strict: true, max_output: Some(4096), ..Family::default() };
        for said in [
            "messages: roles must alternate",
            "prompt caching is not supported",
            "Access to this model is restricted.",
            "input length and `max_tokens` exceed context limit: 190000 + 64000 > 200000",
        ] {
            assert_eq!(Lessons::read(&family, &refusal(said)), None, "{said}");
        }
        for kind in [Kind::RateLimited, Kind::Forbidden] {
            let said = Error::new(kind, "temperature, system messages: contact AWS Support");
            assert_eq!(Lessons::read(&family, &said), None);
        }
    }
}
