//! From the state to what the tray shows.

use std::time::SystemTime;

use outcrop_gateway::sentence::List;

use super::choices;
use super::menu::{Icon, Item, Line, Menu, Rule, Tray};
use crate::secrets::Keeping;
use crate::state::{Action, Condition, Key, Offer, SignIn, State};
use crate::text::{Text, fill};

impl Tray {
    /// The tray for a state, at this moment.
    pub(crate) fn of(state: &State, text: &Text, now: SystemTime) -> Self {
        let condition = state.condition();
        Self {
            icon: icon(&condition, state.busy),
            tooltip: tooltip(state, &condition, text, now),
            menu: Menu { items: items(state, &condition, text) },
        }
    }
}

fn icon(condition: &Condition, busy: bool) -> Icon {
    match condition {
        Condition::Running if busy => Icon::Busy,
        Condition::Running => Icon::Running,
        Condition::Demo => Icon::Demo,
        Condition::Starting | Condition::Stopping | Condition::Stopped => Icon::Idle,
        Condition::NoCredentials
        | Condition::Credentials { .. }
        | Condition::NoKeychain { .. }
        | Condition::PortTaken { .. }
        | Condition::Failed { .. } => Icon::Attention,
    }
}

/// State, profile, region, and until when.
fn tooltip(state: &State, condition: &Condition, text: &Text, now: SystemTime) -> String {
    let mut parts = vec![format!("{}: {}", text.product(), text.headline(condition))];
    if matches!(condition, Condition::Running | Condition::Credentials { .. }) {
        parts.extend(state.profile().map(str::to_owned));
        parts.extend(state.effective_region().map(|region| region.name.clone()));
        parts.extend(expiry(state, text, now));
    }
    parts.join(" · ")
}

/// What renews itself is nobody's business.
fn expiry(state: &State, text: &Text, now: SystemTime) -> Option<String> {
    let expiry = state.expiry().filter(|expiry| !expiry.renews)?;
    let Ok(left) = expiry.at.duration_since(now) else { return Some(text.tray().expired.clone()) };
    Some(fill(&text.tray().expires_in, &[("time", &text.time(left))]))
}

fn items(state: &State, condition: &Condition, text: &Text) -> Vec<Item> {
    let button = |action: Action, enabled| Item::Button { text: text.action(&action).to_owned(), action, enabled };
    let url = state.base_url();
    let listening = url.is_some();
    let mut items = vec![Item::Line { line: Line::Status, text: text.headline(condition) }];
    items.push(Item::Line { line: Line::Address, text: url.unwrap_or_else(|| text.detail(condition)) });
    items.extend(lines(state, text));
    items.push(Item::Separator(Rule::State));
    items.extend(offers(state, text));
    items.push(start_or_stop(condition, text));
    items.push(Item::Separator(Rule::Offers));
    items.extend(choices::items(state, text));
    items.push(Item::Separator(Rule::Choices));
    items.extend([
        button(Action::CopyBaseUrl, listening),
        button(Action::CopyApiKey, matches!(state.key, Key::Kept(_))),
        Item::Separator(Rule::Copies),
        button(Action::OpenRequests, true),
        button(Action::Open, true),
        Item::Separator(Rule::Window),
    ]);
    items.extend(state.launch_at_login.map(|on| {
        let action = Action::LaunchAtLogin(!on);
        Item::Check { text: text.action(&action).to_owned(), action, enabled: true, checked: on }
    }));
    items.push(button(Action::Quit, true));
    items
}

/// What is to be known beside the state.
fn lines(state: &State, text: &Text) -> Vec<Item> {
    let mut lines = Vec::new();
    if let Key::Kept(Keeping::Session { .. }) = state.key {
        lines.push(Item::Line { line: Line::Key, text: text.session_key().to_owned() });
    }
    if let Some(SignIn { profile, page }) = &state.sign_in {
        let line = match page.as_ref().and_then(|page| page.code.as_deref()) {
            Some(code) => fill(&text.tray().signing_in_code, &[("profile", profile), ("code", code)]),
            None => fill(&text.tray().signing_in, &[("profile", profile)]),
        };
        lines.push(Item::Line { line: Line::SignIn, text: line });
    }
    let not_kept = state.not_kept.map(|_| text.tray().not_kept.clone());
    let failed = state.sign_in_failed.as_ref().map(|_| text.tray().sign_in_failed.clone());
    let overridden = state.overridden_variables();
    let overridden =
        (!overridden.is_empty()).then(|| fill(&text.tray().overridden, &[("sources", &text.say(&List(overridden)))]));
    let settings =
        state.settings_trouble.as_ref().map(|trouble| fill(&text.tray().settings, &[("place", &place(trouble))]));
    let troubles = [not_kept, failed, overridden, settings];
    lines.extend(
        (0_u8..)
            .zip(troubles)
            .filter_map(|(number, text)| Some(Item::Line { line: Line::Trouble(number), text: text? })),
    );
    lines
}

/// Where the trouble is, as editors and compilers write it: `settings.toml:3`.
fn place(outcrop_settings::Error { file, flaw }: &outcrop_settings::Error) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    flaw.line.map_or_else(|| name.to_string(), |line| format!("{name}:{line}"))
}

fn offers(state: &State, text: &Text) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for offer in state.offers() {
        let words = match (offer, state.profile()) {
            // What starts is an item of its own.
            (Offer::StartAgain, _) => continue,
            (Offer::SignIn, Some(profile)) => fill(&text.tray().sign_in_to, &[("profile", profile)]),
            _ => text.action(&Action::Take(offer)).to_owned(),
        };
        items.push(Item::Button { action: Action::Take(offer), text: words, enabled: true });
    }
    if state.sign_in.is_some() {
        let action = Action::CancelSignIn;
        items.push(Item::Button { text: text.action(&action).to_owned(), action, enabled: true });
    }
    items
}

fn start_or_stop(condition: &Condition, text: &Text) -> Item {
    let (action, enabled) = match condition {
        Condition::Running | Condition::Demo | Condition::NoCredentials | Condition::Credentials { .. } => {
            (Action::Stop, true)
        }
        Condition::Stopping => (Action::Stop, false),
        Condition::Starting | Condition::NoKeychain { .. } => (Action::Start, false),
        Condition::PortTaken { .. } | Condition::Failed { .. } | Condition::Stopped => (Action::Start, true),
    };
    let words = match condition {
        Condition::PortTaken { .. } | Condition::Failed { .. } => Action::Take(Offer::StartAgain),
        _ => action.clone(),
    };
    Item::Button { text: text.action(&words).to_owned(), action, enabled }
}
