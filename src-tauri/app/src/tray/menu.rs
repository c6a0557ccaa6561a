//! What the tray shows, as a value that tests can compare.

use crate::state::Action;

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
    /// The same, with requests in flight.
    Busy,
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
    /// Something to click that is on or off: one of several, or a switch.
    Check {
        /// What it does.
        action: Action,
        /// What it says.
        text: String,
        /// Whether it can be clicked now.
        enabled: bool,
        /// Whether it is on.
        checked: bool,
    },
    /// A menu of its own.
    Submenu {
        /// Which one.
        list: List,
        /// What it says.
        text: String,
        /// What is in it.
        menu: Menu,
    },
}

/// The rules, each named after what is above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Rule {
    /// Below the lines that tell the state.
    State,
    /// Below what can be done about it.
    Offers,
    /// Below what can be chosen.
    Choices,
    /// Below what can be copied.
    Copies,
    /// Below the window's items.
    Window,
    /// Within a list: below what is not a profile or region, but the lack of a choice.
    Own,
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
    /// A sign-in under way.
    SignIn,
    /// Something that is wrong beside the state; the number keeps several apart.
    Trouble(u8),
}

/// The menus within the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum List {
    /// Whom to be.
    Profiles,
    /// Those that do not fit.
    MoreProfiles,
    /// Where to go.
    Regions,
    /// Those that do not fit.
    MoreRegions,
    /// How hard to think.
    Efforts,
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
    /// A check.
    Check(Action),
    /// A menu.
    List(List),
}

impl Item {
    /// What makes it the same item in another menu.
    pub(crate) fn id(&self) -> Id {
        match self {
            Self::Separator(rule) => Id::Rule(*rule),
            Self::Line { line, .. } => Id::Line(*line),
            Self::Button { action, .. } => Id::Button(action.clone()),
            // A switch that is flipped does something else, and is the same switch.
            Self::Check { action: Action::LaunchAtLogin(_), .. } => Id::Check(Action::LaunchAtLogin(true)),
            Self::Check { action, .. } => Id::Check(action.clone()),
            Self::Submenu { list, .. } => Id::List(*list),
        }
    }
}
