//! The settings, as the window shows and changes them.

use serde::{Deserialize, Serialize};

/// The settings that are no secrets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Settings {
    /// The file.
    pub(crate) file: String,
    /// The port to listen on; 0 takes a free one.
    pub(crate) port: u16,
    /// Whose pages may call us: `https://app.example`.
    pub(crate) origins: Vec<String>,
    /// What `gpt-*` means; null: the best that the account lists.
    pub(crate) default_chat: Option<String>,
    /// What `text-embedding-*` means; null: the best that the account lists.
    pub(crate) default_embedding: Option<String>,
    /// Names of the user's own.
    pub(crate) aliases: Vec<Alias>,
    /// Models that the user wants at hand.
    pub(crate) favourites: Vec<String>,
    /// How hard to think where the request does not say; null: the model's own.
    pub(crate) effort: Option<Effort>,
    /// The same for single models.
    pub(crate) efforts: Vec<ModelEffort>,
    /// How thinking is shown to Chat clients.
    pub(crate) show_reasoning: ShowReasoning,
    /// Whether Claude may think between calls of tools.
    pub(crate) interleaved: bool,
    /// Whether to cache the prompt of those who do not say.
    pub(crate) prompt_caching: bool,
    /// Whether to refuse what cannot be honoured as written.
    pub(crate) strict: bool,
    /// Whether bodies are kept from the start.
    pub(crate) capture: bool,
    /// The language.
    pub(crate) language: Language,
    /// The theme.
    pub(crate) theme: Theme,
    /// Whether the first run has been walked through, or skipped.
    pub(crate) welcomed: bool,
}

/// A name of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Alias {
    /// The name.
    pub(crate) name: String,
    /// The model.
    pub(crate) model: String,
    /// As whom.
    pub(crate) profile: Option<String>,
    /// Where.
    pub(crate) region: Option<String>,
}

/// How hard one model thinks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelEffort {
    /// The model.
    pub(crate) model: String,
    /// How hard.
    pub(crate) effort: Effort,
}

/// How hard to think.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Effort {
    /// Not at all.
    None,
    /// Hardly.
    Minimal,
    /// A little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
    /// Very much.
    XHigh,
    /// As much as the model can.
    Max,
}

/// How thinking is shown to Chat clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ShowReasoning {
    /// In `reasoning_content`.
    Field,
    /// In the text, between `<think>` and `</think>`.
    Tags,
    /// Not at all.
    Hidden,
}

/// The language of tray and window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum Language {
    /// The desktop's.
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    SimplifiedChinese,
    /// 繁體中文.
    #[serde(rename = "zh-TW")]
    TraditionalChinese,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Theme {
    /// As the desktop has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// One setting, and what it is to become. It takes effect with the next request, but for the port: that restarts the gateway.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "setting", content = "value", rename_all = "camelCase")]
pub(crate) enum Change {
    /// [`Settings::port`].
    Port(u16),
    /// [`Settings::origins`].
    Origins(Vec<String>),
    /// [`Settings::default_chat`].
    DefaultChat(Option<String>),
    /// [`Settings::default_embedding`].
    DefaultEmbedding(Option<String>),
    /// [`Settings::aliases`], all of them.
    Aliases(Vec<Alias>),
    /// [`Settings::favourites`], all of them.
    Favourites(Vec<String>),
    /// [`Settings::effort`].
    Effort(Option<Effort>),
    /// [`Settings::efforts`], all of them.
    Efforts(Vec<ModelEffort>),
    /// [`Settings::show_reasoning`].
    ShowReasoning(ShowReasoning),
    /// [`Settings::interleaved`].
    Interleaved(bool),
    /// [`Settings::prompt_caching`].
    PromptCaching(bool),
    /// [`Settings::strict`].
    Strict(bool),
    /// [`Settings::capture`].
    Capture(bool),
    /// [`Settings::language`].
    Language(Language),
    /// [`Settings::theme`].
    Theme(Theme),
    /// [`Settings::welcomed`].
    Welcomed(bool),
}
