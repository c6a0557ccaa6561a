//! Settings between the window's vocabulary, the file's and the gateway's.

use outcrop_gateway::ir;
use outcrop_settings as file;

use super::Kept;
use crate::text::{self, Text};
use crate::view::{Alias, Change, Effort, Language, ModelEffort, Settings, ShowReasoning, Theme, Trouble};

/// The port, where nobody names one.
pub(crate) const PORT: u16 = 8642;

impl Settings {
    /// The window's view of what is in force.
    pub(crate) fn of(kept: &Kept) -> Self {
        let settings = &kept.settings;
        Self {
            file: kept.file.display().to_string(),
            port: settings.port.unwrap_or(PORT),
            origins: settings.origins.clone(),
            default_chat: settings.default_chat.clone(),
            default_embedding: settings.default_embedding.clone(),
            aliases: settings.aliases.iter().map(|(name, alias)| alias_of(name, alias)).collect(),
            favourites: settings.favourites.clone(),
            effort: settings.effort.map(Effort::from),
            efforts: settings.efforts.iter().map(|(model, effort)| effort_of(model, *effort)).collect(),
            show_reasoning: settings.show_reasoning.into(),
            interleaved: settings.interleaved,
            prompt_caching: settings.prompt_caching,
            strict: settings.strict,
            capture: settings.capture,
            language: settings.language.into(),
            theme: settings.theme.into(),
            welcomed: settings.welcomed,
        }
    }
}

impl Trouble {
    /// What the window is told of a file that cannot be used.
    pub(crate) fn of(error: &file::Error, text: Text) -> Self {
        Self::Settings {
            file: error.file.display().to_string(),
            line: error.flaw.line.and_then(|line| u32::try_from(line).ok()),
            message: text.say(&error.flaw.what),
        }
    }
}

fn alias_of(name: &str, alias: &file::Alias) -> Alias {
    let file::Alias { model, profile, region } = alias.clone();
    Alias { name: name.to_owned(), model, profile, region }
}

fn effort_of(model: &str, effort: ir::Effort) -> ModelEffort {
    ModelEffort { model: model.to_owned(), effort: effort.into() }
}

impl From<Change> for file::Change {
    fn from(change: Change) -> Self {
        match change {
            Change::Port(port) => Self::Port(port),
            Change::Origins(origins) => Self::Origins(origins),
            Change::DefaultChat(model) => Self::DefaultChat(model),
            Change::DefaultEmbedding(model) => Self::DefaultEmbedding(model),
            Change::Aliases(aliases) => Self::Aliases(aliases.into_iter().map(named).collect()),
            Change::Favourites(models) => Self::Favourites(models),
            Change::Effort(effort) => Self::Effort(effort.map(Into::into)),
            Change::Efforts(efforts) => {
                Self::Efforts(efforts.into_iter().map(|it| (it.model, it.effort.into())).collect())
            }
            Change::ShowReasoning(show) => Self::ShowReasoning(show.into()),
            Change::Interleaved(on) => Self::Interleaved(on),
            Change::PromptCaching(on) => Self::PromptCaching(on),
            Change::Strict(on) => Self::Strict(on),
            Change::Capture(on) => Self::Capture(on),
            Change::Language(language) => Self::Language(language.into()),
            Change::Theme(theme) => Self::Theme(theme.into()),
            Change::Welcomed(yes) => Self::Welcomed(yes),
        }
    }
}

/// A field that was left empty names nobody.
fn named(Alias { name, model, profile, region }: Alias) -> (String, file::Alias) {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    (name, file::Alias { model, profile: given(profile), region: given(region) })
}

/// The same variants on both sides.
macro_rules! same {
    ($here:ty, $there:ty: $($variant:ident),+) => {
        impl From<$there> for $here {
            fn from(there: $there) -> Self {
                match there { $(<$there>::$variant => Self::$variant),+ }
            }
        }

        impl From<$here> for $there {
            fn from(here: $here) -> Self {
                match here { $(<$here>::$variant => Self::$variant),+ }
            }
        }
    };
}

impl From<Effort> for ir::Effort {
    fn from(effort: Effort) -> Self {
        match effort {
            Effort::None => Self::None,
            Effort::Minimal => Self::Minimal,
            Effort::Low => Self::Low,
            Effort::Medium => Self::Medium,
            Effort::High => Self::High,
            Effort::XHigh => Self::XHigh,
            Effort::Max => Self::Max,
        }
    }
}

impl From<file::Language> for text::Language {
    fn from(language: file::Language) -> Self {
        match language {
            file::Language::System => Self::system(),
            file::Language::English => Self::English,
            file::Language::SimplifiedChinese => Self::SimplifiedChinese,
            file::Language::TraditionalChinese => Self::TraditionalChinese,
        }
    }
}

same!(ShowReasoning, file::ShowReasoning: Field, Tags, Hidden);
same!(Language, file::Language: System, English, SimplifiedChinese, TraditionalChinese);
same!(Theme, file::Theme: System, Light, Dark);

impl Effort {
    /// As settings and requests spell it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minimal => "minimal",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::XHigh => "xhigh",
            Self::Max => "max",
        }
    }
}
