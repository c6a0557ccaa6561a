//! What happens to requests, in the words of the settings file.

use outcrop_gateway::config::{Behaviour as Config, ShowReasoning};
use outcrop_gateway::ir::Effort;
use serde::Deserialize;

/// The file's `[behaviour]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Behaviour {
    reasoning_effort: Option<Level>,
    show_reasoning: Show,
    prompt_caching: bool,
    strict: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    None,
    Minimal,
    Low,
    Medium,
    High,
    XHigh,
    Max,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Show {
    #[default]
    Field,
    Tags,
    Hidden,
}

impl Behaviour {
    /// The same, as the gateway takes it.
    pub(super) fn config(&self) -> Config {
        Config {
            effort: self.reasoning_effort.map(|level| match level {
                Level::None => Effort::None,
                Level::Minimal => Effort::Minimal,
                Level::Low => Effort::Low,
                Level::Medium => Effort::Medium,
                Level::High => Effort::High,
                Level::XHigh => Effort::XHigh,
                Level::Max => Effort::Max,
            }),
            reasoning: match self.show_reasoning {
                Show::Field => ShowReasoning::Field,
                Show::Tags => ShowReasoning::Tags,
                Show::Hidden => ShowReasoning::Hidden,
            },
            auto_cache: self.prompt_caching,
            strict: self.strict,
            ..Config::default()
        }
    }
}
