//! The file's own words, and what they mean.

use std::collections::BTreeMap;
use std::net::IpAddr;

use outcrop_gateway::config::ShowReasoning;
use outcrop_gateway::ir::Effort;
use serde::Deserialize;

use crate::limits::Bounds;
use crate::settings::{Alias, Language, Settings, Theme};

/// What the file may say. All of it is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct File {
    host: Option<IpAddr>,
    port: Option<u16>,
    region: Option<String>,
    origins: Vec<String>,
    models: Models,
    behaviour: Behaviour,
    limits: Bounds,
    log: Log,
    window: Window,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Models {
    aliases: BTreeMap<String, AliasForm>,
    default_chat: Option<String>,
    default_embedding: Option<String>,
    favourites: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a model id, or a table with `model` and perhaps `profile` and `region`")]
enum AliasForm {
    Model(String),
    Placed { model: String, profile: Option<String>, region: Option<String> },
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Behaviour {
    reasoning_effort: Option<Level>,
    efforts: BTreeMap<String, Level>,
    show_reasoning: Show,
    interleaved_thinking: bool,
    prompt_caching: bool,
    strict: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Log {
    capture: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Window {
    language: Tongue,
    theme: Look,
    welcomed: bool,
}

/// An enum of the file's words, and what each of them means.
macro_rules! words {
    ($(#[$more:meta])* $name:ident for $meaning:ident: $($(#[$mark:meta])* $word:literal = $variant:ident),+) => {
        #[derive(Debug, Clone, Copy, Deserialize)]
        $(#[$more])*
        enum $name { $($(#[$mark])* #[serde(rename = $word)] $variant),+ }

        impl From<$name> for $meaning {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => Self::$variant),+ }
            }
        }

        impl Word for $meaning {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

/// What has a word in the file.
pub(crate) trait Word {
    /// The word.
    fn word(self) -> &'static str;
}

words!(Level for Effort:
    "none" = None, "minimal" = Minimal, "low" = Low, "medium" = Medium, "high" = High, "xhigh" = XHigh, "max" = Max);
words!(#[derive(Default)] Show for ShowReasoning: #[default] "field" = Field, "tags" = Tags, "hidden" = Hidden);
words!(#[derive(Default)] Tongue for Language:
    #[default] "system" = System, "en" = English, "zh-CN" = SimplifiedChinese, "zh-TW" = TraditionalChinese);
words!(#[derive(Default)] Look for Theme: #[default] "system" = System, "light" = Light, "dark" = Dark);

impl From<AliasForm> for Alias {
    fn from(form: AliasForm) -> Self {
        match form {
            AliasForm::Model(model) => Self { model, profile: None, region: None },
            AliasForm::Placed { model, profile, region } => Self { model, profile, region },
        }
    }
}

impl From<File> for Settings {
    fn from(file: File) -> Self {
        let File { host, port, region, origins, models, behaviour, limits, log, window } = file;
        Self {
            host,
            port,
            region,
            origins,
            default_chat: models.default_chat,
            default_embedding: models.default_embedding,
            favourites: models.favourites,
            aliases: models.aliases.into_iter().map(|(name, form)| (name, form.into())).collect(),
            effort: behaviour.reasoning_effort.map(Effort::from),
            efforts: behaviour.efforts.into_iter().map(|(model, level)| (model, level.into())).collect(),
            show_reasoning: behaviour.show_reasoning.into(),
            interleaved: behaviour.interleaved_thinking,
            prompt_caching: behaviour.prompt_caching,
            strict: behaviour.strict,
            capture: log.capture,
            language: window.language.into(),
            theme: window.theme.into(),
            welcomed: window.welcomed,
            bounds: limits,
        }
    }
}
