//! What the tray shows, as a value that tests can compare.

use crate::secrets::Keeping;
use crate::state::{Action, Condition, State};
use crate::text::Text;

/// All of the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tray {
    /// Which icon.
    pub(crate) icon: Icon,
    /// The text under the pointer, where the platform shows one.
    pub(crate) tooltip: String,
    /// The menu.
    pub(crate) menu: Menu,
}

/// One icon a kind of state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Listening, with AWS behind it.
    Running,
    /// Listening, with the simulator behind it.
    Demo,
    /// Not listening, and nothing is wrong.
    Idle,
    /// The user has to do something.
    Attention,
}

/// A menu, from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Menu {
    /// Its items.
    pub(crate) items: Vec<Item>,
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A rule.
    Separator(Rule),
    /// Something to read.
    Line {
        /// Which line.
        line: Line,
        /// What it says.
        text: String,
    },
    /// Something to click.
    Button {
        /// What it does.
        action: Action,
        /// What it says.
        text: String,
        /// Whether it can be clicked now.
        enabled: bool,
    },
}

/// The rules, each named after what is above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Rule {
    /// Below the lines that tell the state.
    State,
    /// Below what can be done about it.
    Offers,
    /// Below what can be copied.
    Copies,
    /// Below the window's item.
    Window,
}

/// The lines that can only be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Line {
    /// The state in a few words.
    Status,
    /// The base URL, or why there is none.
    Address,
    /// What is to be known about the key.
    Key,
}

/// What makes two items of two menus the same item: it stays where it is, and an open menu survives the change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Id {
    /// A rule.
    Rule(Rule),
    /// A line.
    Line(Line),
    /// A button.
    Button(Action),
}

impl Item {
    /// What makes it the same item in another menu.
    pub(crate) fn id(&self) -> Id {
        match self {
            Self::Separator(rule) => Id::Rule(*rule),
            Self::Line { line, .. } => Id::Line(*line),
            Self::Button { action, .. } => Id::Button(action.clone()),
        }
    }
}

impl Tray {
    /// The tray for a state.
    pub(crate) fn of(state: &State, text: &Text) -> Self {
        let condition = state.condition();
        let headline = text.headline(&condition);
        Self {
            icon: icon(&condition),
            tooltip: format!("{}: {headline}", text.product),
            menu: Menu { items: items(state, &condition, headline, text) },
        }
    }
}

fn icon(condition: &Condition) -> Icon {
    match condition {
        Condition::Running => Icon::Running,
        Condition::Demo => Icon::Demo,
        Condition::Starting | Condition::Stopping => Icon::Idle,
        Condition::NoCredentials | Condition::PortTaken { .. } | Condition::Failed { .. } => Icon::Attention,
    }
}

fn items(state: &State, condition: &Condition, headline: String, text: &Text) -> Vec<Item> {
    let button = |action: Action, enabled| Item::Button { text: text.action(&action).to_owned(), action, enabled };
    let url = state.base_url();
    let listening = url.is_some();
    let mut items = vec![Item::Line { line: Line::Status, text: headline }];
    items.push(Item::Line { line: Line::Address, text: url.unwrap_or_else(|| text.detail(condition)) });
    if let Some(Keeping::Session { .. }) = state.key {
        items.push(Item::Line { line: Line::Key, text: text.key.session.clone() });
    }
    items.push(Item::Separator(Rule::State));
    let offers = state.offers();
    if !offers.is_empty() {
        items.extend(offers.into_iter().map(|offer| button(Action::Take(offer), true)));
        items.push(Item::Separator(Rule::Offers));
    }
    items.extend([
        button(Action::CopyBaseUrl, listening),
        button(Action::CopyApiKey, state.key.is_some()),
        Item::Separator(Rule::Copies),
        button(Action::Open, true),
        Item::Separator(Rule::Window),
        button(Action::Quit, true),
    ]);
    items
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::engine::Listening;
    use crate::presence::Presence;
    use crate::secrets::Why;
    use crate::state::{Failure, Gateway, Mode};

    fn state(mode: Mode, presence: Presence, gateway: Gateway) -> State {
        State { mode, presence, profile: None, region: None, gateway, key: Some(Keeping::Keychain) }
    }

    fn running() -> Gateway {
        Gateway::Running(Listening { url: "http://127.0.0.1:8642".into(), region: "us-east-1".into() })
    }

    /// The menu as a person reads it: `-` is a rule, brackets are disabled, lines have no bullet.
    pub(crate) fn drawn(menu: &Menu) -> Vec<String> {
        let line = |item: &Item| match item {
            Item::Separator(_) => "-".to_owned(),
            Item::Line { text, .. } => text.clone(),
            Item::Button { text, enabled: true, .. } => format!("* {text}"),
            Item::Button { text, enabled: false, .. } => format!("[{text}]"),
        };
        menu.items.iter().map(line).collect()
    }

    /// Every shape that a menu can take.
    pub(crate) fn every_state() -> Vec<State> {
        let gateways = [
            Gateway::Starting,
            running(),
            Gateway::Failed(Failure::PortTaken { port: 8642 }),
            Gateway::Failed(Failure::Other { reason: "why".into() }),
            Gateway::Stopping,
        ];
        let keys = [None, Some(Keeping::Keychain), Some(Keeping::Session { why: Why::Missing })];
        let mut states = Vec::new();
        for gateway in gateways {
            for mode in [Mode::Aws, Mode::Demo] {
                for presence in [Presence::Found, Presence::Missing] {
                    for key in &keys {
                        states.push(State { key: key.clone(), ..state(mode, presence, gateway.clone()) });
                    }
                }
            }
        }
        states
    }

    #[track_caller]
    fn check(state: &State, icon: Icon, tooltip: &str, menu: &[&str]) {
        let tray = Tray::of(state, Text::english());
        assert_eq!((tray.icon, tray.tooltip.as_str()), (icon, tooltip));
        assert_eq!(drawn(&tray.menu), menu);
    }

    const COPY: [&str; 3] = ["* Copy base URL", "* Copy API key", "-"];
    const END: [&str; 3] = ["* Open Outcrop", "-", "* Quit"];

    #[test]
    fn running_shows_the_url() {
        let top = ["Running", "http://127.0.0.1:8642/v1", "-"];
        let state = state(Mode::Aws, Presence::Found, running());
        check(&state, Icon::Running, "Outcrop: Running", &[top, COPY, END].concat());
    }

    #[test]
    fn demo_says_so_and_can_be_left() {
        let top = ["Demo, no AWS", "http://127.0.0.1:8642/v1", "-", "* Leave the demo", "-"];
        let state = state(Mode::Demo, Presence::Missing, running());
        check(&state, Icon::Demo, "Outcrop: Demo, no AWS", &[&top[..], &COPY, &END].concat());
    }

    #[test]
    fn without_credentials_the_demo_is_offered() {
        let top = ["No AWS credentials found", "http://127.0.0.1:8642/v1", "-", "* Try the demo", "-"];
        let state = state(Mode::Aws, Presence::Missing, running());
        check(&state, Icon::Attention, "Outcrop: No AWS credentials found", &[&top[..], &COPY, &END].concat());
    }

    #[test]
    fn a_taken_port_is_named_with_its_remedies() {
        let top = [
            "Port 8642 is taken",
            "Another program listens there. Stop it and try again, or use a free port.",
            "-",
            "* Try again",
            "* Use a free port",
            "-",
            "[Copy base URL]",
            "* Copy API key",
            "-",
        ];
        let state = state(Mode::Aws, Presence::Found, Gateway::Failed(Failure::PortTaken { port: 8642 }));
        check(&state, Icon::Attention, "Outcrop: Port 8642 is taken", &[&top[..], &END].concat());
    }

    #[test]
    fn a_key_that_nobody_keeps_is_told() {
        let key = Some(Keeping::Session { why: Why::Missing });
        let state = State { key, ..state(Mode::Aws, Presence::Found, running()) };
        let menu = drawn(&Tray::of(&state, Text::english()).menu);
        assert_eq!(menu[2], "Not in a keychain: this key lasts until you quit.");
    }

    #[test]
    fn no_item_appears_twice() {
        for state in every_state() {
            let menu = Tray::of(&state, Text::english()).menu;
            let mut ids: Vec<Id> = menu.items.iter().map(Item::id).collect();
            let count = ids.len();
            ids.sort_by_key(|id| format!("{id:?}"));
            ids.dedup();
            assert_eq!(ids.len(), count, "{state:?}");
        }
    }
}
