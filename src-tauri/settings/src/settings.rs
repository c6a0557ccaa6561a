//! The settings, as values.

use std::collections::BTreeMap;
use std::net::IpAddr;

use outcrop_gateway::config::{Behaviour, Choice, Limits, Live, ModelNames, ShowReasoning};
use outcrop_gateway::ir::Effort;

use crate::limits::Bounds;

/// What the file says; `None`, empty and `false` where it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Settings {
    /// Where to listen.
    pub host: Option<IpAddr>,
    /// The port to listen on; 0 takes a free one.
    pub port: Option<u16>,
    /// The AWS region.
    pub region: Option<String>,
    /// Whose pages may call us.
    pub origins: Vec<String>,
    /// What `gpt-*` means.
    pub default_chat: Option<String>,
    /// What `text-embedding-*` means.
    pub default_embedding: Option<String>,
    /// Models that the user wants at hand.
    pub favourites: Vec<String>,
    /// Names of the user's own.
    pub aliases: BTreeMap<String, Alias>,
    /// How hard to think where the request does not say.
    pub effort: Option<Effort>,
    /// The same for single models.
    pub efforts: BTreeMap<String, Effort>,
    /// How thinking is shown to Chat clients.
    pub show_reasoning: ShowReasoning,
    /// Whether to ask for thinking between calls of tools.
    pub interleaved: bool,
    /// Whether to cache the prompts of those who do not say.
    pub prompt_caching: bool,
    /// Whether to refuse what cannot be honoured as written.
    pub strict: bool,
    /// Whether the app keeps bodies from the start.
    pub capture: bool,
    /// The language of tray and window.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Whether the first run has been walked through, or skipped.
    pub welcomed: bool,
    pub(crate) bounds: Bounds,
}

/// What a name of the user's own means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The model.
    pub model: String,
    /// As whom.
    pub profile: Option<String>,
    /// Where.
    pub region: Option<String>,
}

/// The language of tray and window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// The desktop's.
    #[default]
    System,
    /// English.
    English,
    /// 简体中文.
    SimplifiedChinese,
    /// 繁體中文.
    TraditionalChinese,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the desktop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Settings {
    /// How model names are understood.
    #[must_use]
    pub fn model_names(&self) -> ModelNames {
        ModelNames {
            aliases: self.aliases.iter().map(|(name, alias)| (name.clone(), alias.model.clone())).collect(),
            places: self.aliases.iter().filter_map(|(name, alias)| Some((name.clone(), alias.place()?))).collect(),
            default_chat: self.default_chat.clone(),
            default_embedding: self.default_embedding.clone(),
        }
    }

    /// What happens to requests.
    #[must_use]
    pub fn behaviour(&self) -> Behaviour {
        Behaviour {
            effort: self.effort,
            efforts: self.efforts.clone(),
            interleaved: self.interleaved,
            reasoning: self.show_reasoning,
            auto_cache: self.prompt_caching,
            strict: self.strict,
        }
    }

    /// The part of a configuration that the gateway takes over while it runs.
    #[must_use]
    pub fn live(&self) -> Live {
        Live { models: self.model_names(), behaviour: self.behaviour(), origins: self.origins.clone() }
    }

    /// The product's bounds, with the file's in their place.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.bounds.limits()
    }
}

impl Alias {
    fn place(&self) -> Option<Choice> {
        let Self { profile, region, .. } = self;
        (profile.is_some() || region.is_some()).then(|| Choice { profile: profile.clone(), region: region.clone() })
    }
}
