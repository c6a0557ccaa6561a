//! One setting, and what it is to become.

use std::collections::{BTreeMap, BTreeSet};

use outcrop_gateway::config::ShowReasoning;
use outcrop_gateway::ir::Effort;
use toml_edit::{InlineTable, Value};

use crate::edit::Edit;
use crate::file::Word;
use crate::settings::{Alias, Language, Settings, Theme};

/// One setting, and what it is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// [`Settings::port`].
    Port(u16),
    /// [`Settings::region`].
    Region(Option<String>),
    /// [`Settings::origins`], all of them.
    Origins(Vec<String>),
    /// [`Settings::default_chat`].
    DefaultChat(Option<String>),
    /// [`Settings::default_embedding`].
    DefaultEmbedding(Option<String>),
    /// [`Settings::aliases`], all of them.
    Aliases(BTreeMap<String, Alias>),
    /// [`Settings::favourites`], all of them.
    Favourites(Vec<String>),
    /// [`Settings::effort`].
    Effort(Option<Effort>),
    /// [`Settings::efforts`], all of them.
    Efforts(BTreeMap<String, Effort>),
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

impl Change {
    /// The settings with the change made.
    pub(crate) fn made(&self, mut settings: Settings) -> Settings {
        match self.clone() {
            Self::Port(port) => settings.port = Some(port),
            Self::Region(region) => settings.region = region,
            Self::Origins(origins) => settings.origins = origins,
            Self::DefaultChat(model) => settings.default_chat = model,
            Self::DefaultEmbedding(model) => settings.default_embedding = model,
            Self::Aliases(aliases) => settings.aliases = aliases,
            Self::Favourites(models) => settings.favourites = models,
            Self::Effort(effort) => settings.effort = effort,
            Self::Efforts(efforts) => settings.efforts = efforts,
            Self::ShowReasoning(show) => settings.show_reasoning = show,
            Self::Interleaved(on) => settings.interleaved = on,
            Self::PromptCaching(on) => settings.prompt_caching = on,
            Self::Strict(on) => settings.strict = on,
            Self::Capture(on) => settings.capture = on,
            Self::Language(language) => settings.language = language,
            Self::Theme(theme) => settings.theme = theme,
            Self::Welcomed(yes) => settings.welcomed = yes,
        }
        settings
    }

    /// What to do to a file that says `old`.
    pub(crate) fn edits(&self, old: &Settings) -> Vec<Edit> {
        let text = |path: &[&str], value: &Option<String>| one(path, value.as_ref());
        match self {
            Self::Port(port) => set(&["port"], i64::from(*port)),
            Self::Region(region) => text(&["region"], region),
            Self::Origins(origins) => vec![Edit::list(&["origins"], origins)],
            Self::DefaultChat(model) => text(&["models", "default_chat"], model),
            Self::DefaultEmbedding(model) => text(&["models", "default_embedding"], model),
            Self::Aliases(aliases) => each(&old.aliases, aliases, alias),
            Self::Favourites(models) => vec![Edit::list(&["models", "favourites"], models)],
            Self::Effort(effort) => one(&["behaviour", "reasoning_effort"], effort.map(Word::word)),
            Self::Efforts(efforts) => each(&old.efforts, efforts, |model, _, new| {
                one(&["behaviour", "efforts", model], new.map(|effort| effort.word()))
            }),
            Self::ShowReasoning(show) => set(&["behaviour", "show_reasoning"], show.word()),
            Self::Interleaved(on) => set(&["behaviour", "interleaved_thinking"], *on),
            Self::PromptCaching(on) => set(&["behaviour", "prompt_caching"], *on),
            Self::Strict(on) => set(&["behaviour", "strict"], *on),
            Self::Capture(on) => set(&["log", "capture"], *on),
            Self::Language(language) => set(&["window", "language"], language.word()),
            Self::Theme(theme) => set(&["window", "theme"], theme.word()),
            Self::Welcomed(yes) => set(&["window", "welcomed"], *yes),
        }
    }
}

fn set(path: &[&str], value: impl Into<Value>) -> Vec<Edit> {
    vec![Edit::set(path, value)]
}

fn one(path: &[&str], value: Option<impl Into<Value>>) -> Vec<Edit> {
    vec![value.map_or_else(|| Edit::remove(path), |value| Edit::set(path, value))]
}

/// What to do for each name whose value differs.
fn each<T: PartialEq>(
    old: &BTreeMap<String, T>,
    new: &BTreeMap<String, T>,
    edits: impl Fn(&str, Option<&T>, Option<&T>) -> Vec<Edit>,
) -> Vec<Edit> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differing =
        names.into_iter().map(|name| (name, old.get(name), new.get(name))).filter(|(_, old, new)| old != new);
    differing.flat_map(|(name, old, new)| edits(name, old, new)).collect()
}

/// An alias that names a place is a table already, of whatever kind: its members are changed one by one.
fn alias(name: &str, old: Option<&Alias>, new: Option<&Alias>) -> Vec<Edit> {
    let path = ["models", "aliases", name];
    match (old, new) {
        (_, None) => vec![Edit::remove(&path)],
        (Some(Alias { profile, region, .. }), Some(new)) if profile.is_some() || region.is_some() => {
            let member = |member, value: Option<&String>| one(&["models", "aliases", name, member], value);
            [
                member("model", Some(&new.model)),
                member("profile", new.profile.as_ref()),
                member("region", new.region.as_ref()),
            ]
            .concat()
        }
        (_, Some(new)) => vec![Edit::set(&path, alias_value(new))],
    }
}

fn alias_value(alias: &Alias) -> Value {
    let Alias { model, profile, region } = alias;
    if profile.is_none() && region.is_none() {
        return Value::from(model);
    }
    let members = [("model", Some(model)), ("profile", profile.as_ref()), ("region", region.as_ref())];
    members.into_iter().filter_map(|(member, value)| Some((member, value?))).collect::<InlineTable>().into()
}
