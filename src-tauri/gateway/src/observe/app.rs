//! Which client it is that calls: from what clients say of themselves in their headers.

use super::head::Head;

/// A client that we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they are the clients' own names")]
pub enum App {
    Playground,
    Replay,
    ClaudeCode,
    Codex,
    Cline,
    RooCode,
    KiloCode,
    Continue,
    Aider,
    OpenWebUi,
    OpenCode,
    Zed,
    AutoGen,
    LangChain,
    LangChainJs,
    LlamaIndex,
    LiteLlm,
    PydanticAi,
    OpenAiAgents,
    VercelAi,
    OpenAiPython,
    OpenAiNode,
    AnthropicPython,
    AnthropicNode,
    Curl,
}

use App::{
    Aider, AnthropicNode, AnthropicPython, AutoGen, ClaudeCode, Cline, Codex, Continue, Curl, KiloCode, LangChain,
    LangChainJs, LiteLlm, LlamaIndex, OpenAiAgents, OpenAiNode, OpenAiPython, OpenCode, OpenWebUi, Playground,
    PydanticAi, Replay, RooCode, VercelAi, Zed,
};

/// Every client that we know, by the name that settings, headers and the window have for it.
const ALL: [(&str, App); 25] = [
    ("playground", Playground),
    ("replay", Replay),
    ("claude-code", ClaudeCode),
    ("codex", Codex),
    ("cline", Cline),
    ("roo-code", RooCode),
    ("kilo-code", KiloCode),
    ("continue", Continue),
    ("aider", Aider),
    ("open-webui", OpenWebUi),
    ("opencode", OpenCode),
    ("zed", Zed),
    ("autogen", AutoGen),
    ("langchain", LangChain),
    ("langchain-js", LangChainJs),
    ("llamaindex", LlamaIndex),
    ("litellm", LiteLlm),
    ("pydantic-ai", PydanticAi),
    ("openai-agents", OpenAiAgents),
    ("vercel-ai-sdk", VercelAi),
    ("openai-python", OpenAiPython),
    ("openai-node", OpenAiNode),
    ("anthropic-python", AnthropicPython),
    ("anthropic-node", AnthropicNode),
    ("curl", Curl),
];

/// The header by which a client says which of them it is, where its own headers do not.
const OWN: &str = "x-outcrop-app";

/// A header, what must be in it (in lower case; empty: anything), and who that is. The first row that fits counts:
/// what a client says of itself stands before the library that it is built on.
///
/// Seen from the clients themselves: OpenAI's, LangChain.js, AutoGen (Azure only), Pydantic AI, LiteLLM, the AI SDK,
/// OpenAI's Agents SDK, Roo, Kilo, Codex, Claude Code. Python's LangChain, AutoGen and LlamaIndex send what OpenAI's
/// package sends, unless their users name them.
const RULES: &[(&str, &str, App)] = &[
    ("x-claude-code-session-id", "", ClaudeCode),
    ("user-agent", "claude-cli/", ClaudeCode),
    ("originator", "opencode", OpenCode),
    ("originator", "codex", Codex),
    ("user-agent", "codex", Codex),
    ("user-agent", "opencode/", OpenCode),
    ("x-kilocode-version", "", KiloCode),
    ("user-agent", "kilo-code/", KiloCode),
    ("user-agent", "roocode/", RooCode),
    ("x-title", "roo code", RooCode),
    ("user-agent", "cline/", Cline),
    ("x-title", "cline", Cline),
    ("http-referer", "cline.bot", Cline),
    ("user-agent", "continue/", Continue),
    ("http-referer", "continue.dev", Continue),
    ("x-title", "continue", Continue),
    ("user-agent", "aider", Aider),
    ("http-referer", "aider.chat", Aider),
    ("x-title", "aider", Aider),
    ("http-referer", "openwebui.com", OpenWebUi),
    ("x-title", "open webui", OpenWebUi),
    ("x-openwebui-user-id", "", OpenWebUi),
    ("x-openwebui-chat-id", "", OpenWebUi),
    ("user-agent", "open-webui", OpenWebUi),
    ("user-agent", "zed/", Zed),
    ("user-agent", "autogen", AutoGen),
    ("user-agent", "langchainjs", LangChainJs),
    ("user-agent", "langchain", LangChain),
    ("user-agent", "llama-index", LlamaIndex),
    ("user-agent", "llamaindex", LlamaIndex),
    ("user-agent", "llama_index", LlamaIndex),
    ("user-agent", "pydantic-ai/", PydanticAi),
    ("user-agent", "agents/python", OpenAiAgents),
    ("user-agent", "litellm/", LiteLlm),
    ("user-agent", "ai-sdk/", VercelAi),
    ("user-agent", "openai/python", OpenAiPython),
    ("user-agent", "openai/js", OpenAiNode),
    ("user-agent", "anthropic/python", AnthropicPython),
    ("user-agent", "anthropic/js", AnthropicNode),
    ("user-agent", "curl/", Curl),
];

impl App {
    /// Who it is, by its headers.
    pub fn of(head: &(impl Head + ?Sized)) -> Option<Self> {
        if let Some(own) = head.value(OWN) {
            return ALL.iter().find(|(id, _)| own.eq_ignore_ascii_case(id.as_bytes())).map(|(_, app)| *app);
        }
        // Most rows ask for the header that the one before asked for.
        let mut last: (&str, Option<&[u8]>) = ("", None);
        let mut fits = |name: &'static str, part: &str| {
            if last.0 != name {
                last = (name, head.value(name));
            }
            last.1.is_some_and(|value| contains(value, part.as_bytes()))
        };
        RULES.iter().find(|(name, part, _)| fits(name, part)).map(|(_, _, app)| *app)
    }

    /// Its name for programs: `openai-python`.
    #[must_use]
    pub fn id(self) -> &'static str {
        ALL.iter().find(|(_, app)| *app == self).map_or("", |(id, _)| id)
    }

    /// Its name, as its makers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Playground => "Playground",
            Replay => "Replay",
            ClaudeCode => "Claude Code",
            Codex => "Codex",
            Cline => "Cline",
            RooCode => "Roo Code",
            KiloCode => "Kilo Code",
            Continue => "Continue",
            Aider => "Aider",
            OpenWebUi => "Open WebUI",
            OpenCode => "OpenCode",
            Zed => "Zed",
            AutoGen => "AutoGen",
            LangChain => "LangChain",
            LangChainJs => "LangChain.js",
            LlamaIndex => "LlamaIndex",
            LiteLlm => "LiteLLM",
            PydanticAi => "Pydantic AI",
            OpenAiAgents => "OpenAI Agents SDK",
            VercelAi => "Vercel AI SDK",
            OpenAiPython => "OpenAI Python",
            OpenAiNode => "OpenAI Node",
            AnthropicPython => "Anthropic Python",
            AnthropicNode => "Anthropic TypeScript",
            Curl => "curl",
        }
    }
}

/// Whether the text holds this part, which is in lower case.
fn contains(text: &[u8], part: &[u8]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&str, &str)], expected: Option<App>) {
        assert_eq!(App::of(headers), expected, "{headers:?}");
    }

    #[test]
    fn clients_are_known_by_what_they_say() {
        for (agent, app) in [
            ("OpenAI/Python 3.54.0", Some(OpenAiPython)),
            ("AsyncOpenAI/Python 2.54.0", Some(OpenAiPython)),
            ("OpenAI/JS 7.57.0", Some(OpenAiNode)),
            ("langchainjs-openai/1.0.0 (node/v22.1.0; linux; x64)", Some(LangChainJs)),
            ("ai-sdk/openai-compatible/3.0.92 ai-sdk/provider-utils/4.0.64 runtime/node.js/22", Some(VercelAi)),
            ("Agents/Python 0.24.0", Some(OpenAiAgents)),
            ("pydantic-ai/2.68.0", Some(PydanticAi)),
            ("litellm/1.106.2", Some(LiteLlm)),
            ("autogen-python/0.7.5 OpenAI/Python", Some(AutoGen)),
            ("codex_cli_rs/0.169.0 (Debian 12; x86_64) xterm", Some(Codex)),
            ("claude-cli/2.1.330 (external, cli)", Some(ClaudeCode)),
            ("RooCode/3.30.0", Some(RooCode)),
            ("Zed/0.210.0 (linux; x86_64)", Some(Zed)),
            ("curl/8.5.0", Some(Curl)),
            ("Python/3.11 aiohttp/3.12.0", None),
            ("", None),
        ] {
            check(&[("user-agent", agent)], app);
        }
        check(&[], None);
    }

    #[test]
    fn a_client_stands_before_the_library_it_is_built_on() {
        check(&[("user-agent", "OpenAI/JS 4.1"), ("x-title", "Roo Code")], Some(RooCode));
        check(&[("user-agent", "OpenAI/Python 2.20.0"), ("http-referer", "https://aider.chat")], Some(Aider));
        check(&[("user-agent", "ai-sdk/openai"), ("originator", "opencode")], Some(OpenCode));
        check(&[("user-agent", "Mozilla/5.0"), ("x-outcrop-app", "playground")], Some(Playground));
        check(&[("x-claude-code-session-id", "4711")], Some(ClaudeCode));
    }

    #[test]
    fn a_client_may_say_which_it_is() {
        check(&[("user-agent", "OpenAI/Python 3.54.0"), ("x-outcrop-app", "LangChain")], Some(LangChain));
        check(&[("user-agent", "OpenAI/Python 3.54.0"), ("x-outcrop-app", "my own")], None);
        for (id, app) in ALL {
            assert_eq!(app.id(), id);
            check(&[("x-outcrop-app", id)], Some(app));
        }
        assert!(RULES.iter().all(|(_, _, app)| !app.id().is_empty()), "every client has an id");
    }

    #[test]
    fn names_are_their_own() {
        let mut names: Vec<_> = RULES.iter().map(|(_, _, app)| (app.name(), *app)).collect();
        names.sort_by_key(|(name, _)| *name);
        names.dedup();
        assert!(names.windows(2).all(|pair| pair[0].0 != pair[1].0));
        assert!(RULES.iter().all(|(name, part, _)| *name == name.to_lowercase() && *part == part.to_lowercase()));
    }
}
