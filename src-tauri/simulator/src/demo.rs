//! What demo mode says: friendly, varied, and clear about what it is.

use crate::digest::seed;

/// Every answer ends like this, so that nobody takes it for a model's.
const NOTE: &str = "*This is Outcrop's demo: no model answered and nothing was sent to AWS.*";

/// An answer to a question.
pub(crate) fn answer(question: &str, messages: usize) -> String {
    let lower = question.to_lowercase();
    let is = |words: &[&str]| lower.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    let body = if question.is_empty() || is(&["hello", "hi", "hey", "hallo", "hola", "bonjour", "你好"]) {
        GREETING.to_owned()
    } else if is(&["code", "python", "rust", "javascript", "typescript", "function", "program", "script"]) {
        code(&lower)
    } else if is(&["list", "table", "compare", "steps", "plan", "ideas"]) {
        LIST.to_owned()
    } else if is(&["who", "what"]) && is(&["you", "outcrop", "bedrock"]) {
        ABOUT.to_owned()
    } else {
        varied(question, messages)
    };
    format!("{body}\n\n{NOTE}")
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
    let asked = shorten(question, 120);
    format!(
        "The user writes: “{asked}”. I am the demo, so there is no model behind me that could work this out. What I can do is show \
         how reasoning arrives: before the answer, in its own place, word by word. I will say so, and keep it short."
    )
}

/// What is said before a tool is called.
pub(crate) fn before_call(question: &str) -> String {
    let lines = [
        "Good question. Let me use one of the tools that you offered.",
        "One moment, I will look that up with your tool.",
        "I can do that. Calling your tool now.",
    ];
    (*pick(&lines, question)).to_owned()
}

/// The answer that uses what the tools gave back.
pub(crate) fn after_call(results: &[String]) -> String {
    let quoted: Vec<String> = results.iter().map(|result| format!("> {}", shorten(result, 400))).collect();
    format!(
        "Thank you, the tool came back with this:\n\n{}\n\nA real model would now put it into its own words; the whole \
         loop, from the call to this answer, went through Outcrop.\n\n{NOTE}",
        quoted.join("\n>\n")
    )
}

const GREETING: &str = "Hello! Outcrop is up, and this answer came to you through it, word by word, just as one from Amazon Bedrock \
    would.\n\nTry asking for a **list**, for some **code**, or offer me a **tool** and watch me call it. When you have AWS \
    credentials at hand, pick a profile and a region, and the same address answers with real models.";

const ABOUT: &str = "I am the demo inside **Outcrop**. Outcrop puts Amazon Bedrock on your own machine as an OpenAI-compatible API: \
    your tools keep talking to `localhost`, and Outcrop talks to AWS.\n\nAn *outcrop* is a place where the bedrock comes to the \
    surface. Here the surface is a port, and below it is a small simulator that stands in until real credentials do.";

const LIST: &str = "Here is a list, so that you can see how Markdown comes through:\n\n1. **Granite** cools slowly, deep below, and its \
    crystals are large.\n2. **Basalt** cools fast, at the surface, and its crystals are small.\n3. **Gneiss** was one of the two \
    once, and has been pressed and heated since.\n\n| Rock | Born | Grain |\n|-|-|-|\n| Granite | deep | coarse |\n| Basalt | at the \
    surface | fine |\n| Gneiss | from others | banded |";

fn code(question: &str) -> String {
    let (language, sample) = if question.contains("rust") {
        (
            "rust",
            "fn main() {\n    let depths = [3, 1, 2];\n    let deepest = depths.iter().max();\n    println!(\"{deepest:?}\");\n}",
        )
    } else if question.contains("javascript") || question.contains("typescript") {
        ("typescript", "const depths = [3, 1, 2];\nconst deepest = Math.max(...depths);\nconsole.log(deepest);")
    } else {
        ("python", "depths = [3, 1, 2]\ndeepest = max(depths)\nprint(deepest)")
    };
    format!(
        "Here is a small piece of {language}, so that you can see how code comes through:\n\n```{language}\n{sample}\n```\n\nIt finds \
         the deepest of three layers. A real model would have written what you asked for."
    )
}

fn varied(question: &str, messages: usize) -> String {
    let asked = shorten(question, 120);
    let openings = [
        format!("You asked: “{asked}”. I would love to know the answer, but I am only a stand-in."),
        format!("“{asked}” is just what a real model on Bedrock would enjoy."),
        format!("Noted: “{asked}”. In the demo I can show you how an answer arrives, if not what it should say."),
        format!("Let us pretend that I thought hard about “{asked}”."),
    ];
    let middles = [
        "What you see is the whole path at work: your request was checked, turned into a Bedrock call, signed, streamed back and \
         turned into the shape that your client expects.",
        "Your client sees a normal stream: a role first, then words at a reading pace, then a finish reason and, if it asked for it, \
         the usage.",
        "Open the request log in Outcrop and you will find this call there, with its model, its tokens and the time to the first one.",
    ];
    let endings = [
        "Add AWS credentials whenever you like. Nothing in your code has to change.",
        "Ask me for a list or for code if you want to see some formatting.",
        "Offer me a tool next time, and I will call it.",
    ];
    let middle = pick(&middles, &format!("{question}{messages}"));
    format!("{}\n\n{middle}\n\n{}", pick(&openings, question), pick(&endings, &format!("{messages}{question}")))
}

/// One of them, always the same for the same text.
fn pick<'a, T>(of: &'a [T], text: &str) -> &'a T {
    let count = u64::try_from(of.len()).unwrap_or(1);
    // The remainder is smaller than the slice's length.
    &of[usize::try_from(seed(text) % count).unwrap_or_default()]
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
