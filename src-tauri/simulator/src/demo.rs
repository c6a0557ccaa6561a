//! What demo mode says: friendly, varied, and clear about what it is. The words are in `data/demo`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::digest::seed;

const GREETING: &str = include_str!("../data/demo/greeting.md");
const ABOUT: &str = include_str!("../data/demo/about.md");
const LIST: &str = include_str!("../data/demo/list.md");
const RUST: &str = include_str!("../data/demo/sample.rust");
const TYPESCRIPT: &str = include_str!("../data/demo/sample.typescript");
const PYTHON: &str = include_str!("../data/demo/sample.python");

#[expect(clippy::expect_used, reason = "the file is part of the crate, and a test reads it")]
static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| toml::from_str(include_str!("../data/demo/phrases.toml")).expect("data/demo/phrases.toml"));

#[derive(Debug, Deserialize)]
struct Phrases {
    /// Every answer ends like this, so that nobody takes it for a model's.
    note: String,
    thinking: String,
    tool_answer: String,
    openings: Vec<String>,
    middles: Vec<String>,
    endings: Vec<String>,
    before_call: Vec<String>,
}

/// An answer to a question.
pub(crate) fn answer(question: &str, messages: usize) -> String {
    let lower = question.to_lowercase();
    let is = |words: &[&str]| lower.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    let body = if question.is_empty() || is(&["hello", "hi", "hey", "hallo", "hola", "bonjour", "你好"]) {
        GREETING.trim_end().to_owned()
    } else if is(&["code", "python", "rust", "javascript", "typescript", "function", "program", "script"]) {
        code(&lower)
    } else if is(&["list", "table", "compare", "steps", "plan", "ideas"]) {
        LIST.trim_end().to_owned()
    } else if is(&["who", "what"]) && is(&["you", "outcrop", "bedrock"]) {
        ABOUT.trim_end().to_owned()
    } else {
        varied(question, messages)
    };
    format!("{body}\n\n{}", PHRASES.note)
}

/// Whether a tool's name speaks of reading rather than of doing. A demo chooses tools by chance, and some clients run
/// them without asking: it must not be what overwrites a file or sends a message.
pub(crate) fn is_harmless(tool: &str) -> bool {
    const HARMLESS: &[&str] = &[
        "get",
        "list",
        "read",
        "search",
        "find",
        "lookup",
        "look",
        "fetch",
        "query",
        "weather",
        "time",
        "date",
        "calculate",
        "calculator",
        "calc",
        "add",
        "sum",
        "multiply",
        "convert",
        "translate",
        "count",
        "check",
        "show",
        "view",
        "describe",
        "random",
        "roll",
        "glob",
        "grep",
        "retrieve",
        "info",
        "status",
        "current",
        "forecast",
    ];
    const HARMFUL: &[&str] = &[
        "write", "edit", "delete", "remove", "exec", "execute", "run", "bash", "shell", "command", "apply", "patch",
        "kill", "send", "create", "update", "post", "put", "move", "rename", "set", "buy", "pay", "order", "book",
        "install", "deploy", "user", "todo", "task", "file",
    ];
    let words = words_of(tool);
    let any = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    any(HARMLESS)
        && (!any(HARMFUL) || words.first().is_some_and(|first| ["get", "list", "read"].contains(&first.as_str())))
}

/// The words of an identifier, in lower case: `getWeather`, `get_weather` and `get-weather` are the same two.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for character in name.chars() {
        if !character.is_alphanumeric() || (after_lower && character.is_uppercase()) {
            words.push(String::new());
        }
        after_lower = character.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
    }
    words
}

/// What reasoning sounds like.
pub(crate) fn thinking(question: &str) -> String {
    PHRASES.thinking.replace("{}", &shorten(question, 120))
}

/// What is said before a tool is called.
pub(crate) fn before_call(question: &str) -> String {
    pick(&PHRASES.before_call, question).to_owned()
}

/// The answer that uses what the tools gave back.
pub(crate) fn after_call(results: &[String]) -> String {
    let quoted: Vec<String> = results.iter().map(|result| format!("> {}", shorten(result, 400))).collect();
    let Phrases { note, tool_answer, .. } = &*PHRASES;
    format!("Thank you, the tool came back with this:\n\n{}\n\n{tool_answer}\n\n{note}", quoted.join("\n>\n"))
}

fn code(question: &str) -> String {
    let (language, sample) = if question.contains("rust") {
        ("rust", RUST)
    } else if question.contains("javascript") || question.contains("typescript") {
        ("typescript", TYPESCRIPT)
    } else {
        ("python", PYTHON)
    };
    format!(
        "Here is a small piece of code, so that you can see how code comes through:\n\n```{language}\n{sample}```\n\n\
         It finds the deepest of three layers. A real model would have written what you asked for."
    )
}

fn varied(question: &str, messages: usize) -> String {
    let opening = pick(&PHRASES.openings, question).replace("{}", &shorten(question, 120));
    let middle = pick(&PHRASES.middles, &format!("{question}{messages}"));
    let ending = pick(&PHRASES.endings, &format!("{messages}{question}"));
    format!("{opening}\n\n{middle}\n\n{ending}")
}

/// One of them, always the same for the same text.
fn pick<'a>(of: &'a [String], text: &str) -> &'a str {
    let count = u64::try_from(of.len()).unwrap_or(1).max(1);
    usize::try_from(seed(text) % count).ok().and_then(|at| of.get(at)).map_or("", String::as_str)
}

fn shorten(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= limit {
        return line;
    }
    format!("{}…", line.chars().take(limit).collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_says_what_it_is() {
        for question in ["", "Hello", "Write some Rust code", "Make a list", "What is Outcrop?", "Why is the sky blue?"]
        {
            assert!(answer(question, 1).contains("nothing was sent to AWS"), "{question}");
        }
        assert!(after_call(&["21 °C".to_owned()]).contains("21 °C"));
    }

    #[test]
    fn only_harmless_tools_are_called_by_chance() {
        for tool in ["get_weather", "getWeather", "add", "web-search", "read_file", "list_files", "calculator"] {
            assert!(is_harmless(tool), "{tool}");
        }
        for tool in ["write_to_file", "execute_command", "Bash", "searchAndDelete", "apply_patch", "run_query", "magic"]
        {
            assert!(!is_harmless(tool), "{tool}");
        }
    }

    #[test]
    fn answers_vary() {
        let answers: std::collections::BTreeSet<String> =
            (0..20).map(|number| answer(&format!("Tell me about {number}"), 1)).collect();
        assert!(answers.len() > 10);
    }
}
