//! What passes between the app and its window. These types are the window's, not the domain's: a key is never among them.
//!
//! Their TypeScript is generated: `OUTCROP_BLESS=1 cargo test -p outcrop bindings` writes `ui/src/bindings/index.ts`,
//! and the same test fails when the file is not what it would write.

use serde::{Deserialize, Serialize};

use crate::presence::Presence;
use crate::secrets::{self, Keeping};
use crate::state::{self, Action, Mode, State};

/// What the app tells the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Message {
    /// The state, whole: once on subscribing, and again whenever it changes.
    Overview {
        /// The state.
        overview: Overview,
    },
    /// What was asked for is on the clipboard.
    Copied {
        /// The request that asked.
        request: Request,
    },
    /// It is not.
    NotCopied {
        /// The request that asked.
        request: Request,
        /// Why not.
        reason: String,
    },
}

/// What the window asks of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Request {
    /// Put the base URL on the clipboard.
    CopyBaseUrl,
    /// Put the API key on the clipboard.
    CopyApiKey,
    /// Answer from the simulator.
    TryDemo,
    /// Answer from AWS again.
    LeaveDemo,
    /// Start once more, as before.
    StartAgain,
    /// Start on whatever port is free.
    UseFreePort,
}

/// All that the window shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Overview {
    /// The app's version.
    version: String,
    /// The state in one word.
    condition: Condition,
    /// What clients are told; null unless the gateway listens.
    base_url: Option<String>,
    /// Who answers.
    source: Source,
    /// Where the key is kept.
    key: Key,
    /// What can be done about the state, most useful first.
    offers: Vec<Request>,
}

/// The state in one word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Condition {
    /// Not yet listening.
    Starting,
    /// Listening, with credentials in sight.
    Running,
    /// Listening, and answering from the simulator.
    Demo,
    /// Listening, but no credentials were found.
    NoCredentials,
    /// Another program has the port.
    PortTaken {
        /// The port.
        port: u16,
    },
    /// It did not start.
    Failed {
        /// What went wrong.
        reason: String,
    },
    /// Letting requests in flight finish.
    Stopping,
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Source {
    /// The simulator.
    Demo,
    /// Amazon Bedrock.
    Aws {
        /// The profile that was asked for.
        profile: Option<String>,
        /// The region that calls go to.
        region: Option<String>,
        /// Whether credentials are in sight.
        credentials: bool,
    },
}

/// Where the key is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum Key {
    /// Not looked up yet.
    Pending,
    /// `OUTCROP_API_KEY` gave it.
    Environment,
    /// The OS keychain has it.
    Keychain,
    /// Nobody: it lasts until the app quits.
    Session {
        /// Why the keychain does not keep it.
        why: Why,
    },
}

/// Why the keychain does not keep the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Why {
    /// There is none, or none that runs.
    Missing,
    /// It is locked, or does not let us in.
    Locked,
    /// It did not answer in time.
    Silent,
    /// It failed in another way.
    Broken,
}

impl Overview {
    /// The window's view of a state.
    pub(crate) fn of(state: &State) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            condition: state.condition().into(),
            base_url: state.base_url(),
            source: source(state),
            key: key(state.key.as_ref()),
            offers: state.offers().into_iter().filter_map(Request::of).collect(),
        }
    }
}

fn source(state: &State) -> Source {
    match state.mode {
        Mode::Demo => Source::Demo,
        Mode::Aws => Source::Aws {
            profile: state.profile.clone(),
            region: state.effective_region().map(str::to_owned),
            credentials: state.presence == Presence::Found,
        },
    }
}

fn key(keeping: Option<&Keeping>) -> Key {
    match keeping {
        None => Key::Pending,
        Some(Keeping::Environment) => Key::Environment,
        Some(Keeping::Keychain) => Key::Keychain,
        Some(Keeping::Session { why }) => Key::Session { why: (*why).into() },
    }
}

impl From<state::Condition> for Condition {
    fn from(condition: state::Condition) -> Self {
        match condition {
            state::Condition::Starting => Self::Starting,
            state::Condition::Running => Self::Running,
            state::Condition::Demo => Self::Demo,
            state::Condition::NoCredentials => Self::NoCredentials,
            state::Condition::PortTaken { port } => Self::PortTaken { port },
            state::Condition::Failed { reason } => Self::Failed { reason },
            state::Condition::Stopping => Self::Stopping,
        }
    }
}

impl From<secrets::Why> for Why {
    fn from(why: secrets::Why) -> Self {
        match why {
            secrets::Why::Missing => Self::Missing,
            secrets::Why::Locked => Self::Locked,
            secrets::Why::Silent => Self::Silent,
            secrets::Why::Broken => Self::Broken,
        }
    }
}

impl Request {
    /// The request that asks for an action; opening and quitting are the tray's alone.
    pub(crate) fn of(action: Action) -> Option<Self> {
        match action {
            Action::CopyBaseUrl => Some(Self::CopyBaseUrl),
            Action::CopyApiKey => Some(Self::CopyApiKey),
            Action::TryDemo => Some(Self::TryDemo),
            Action::LeaveDemo => Some(Self::LeaveDemo),
            Action::StartAgain => Some(Self::StartAgain),
            Action::UseFreePort => Some(Self::UseFreePort),
            Action::Open | Action::Quit => None,
        }
    }

    /// The action that it asks for.
    pub(crate) fn action(self) -> Action {
        match self {
            Self::CopyBaseUrl => Action::CopyBaseUrl,
            Self::CopyApiKey => Action::CopyApiKey,
            Self::TryDemo => Action::TryDemo,
            Self::LeaveDemo => Action::LeaveDemo,
            Self::StartAgain => Action::StartAgain,
            Self::UseFreePort => Action::UseFreePort,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use ts_rs::{Config, TS};

    use super::*;

    fn declared<T: TS>(config: &Config) -> String {
        format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(config))
    }

    #[test]
    fn bindings_are_what_the_types_say() {
        let config = Config::new();
        let declarations = [
            declared::<Message>(&config),
            declared::<Request>(&config),
            declared::<Overview>(&config),
            declared::<Condition>(&config),
            declared::<Source>(&config),
            declared::<Key>(&config),
            declared::<Why>(&config),
        ];
        let wanted = format!(
            "// Generated from src-tauri/app/src/view.rs, which says how. Do not edit.\n\n{}",
            declarations.join("\n")
        );
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/bindings/index.ts");
        if std::env::var_os("OUTCROP_BLESS").is_some() {
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
            fs::write(&path, &wanted).expect("the bindings can be written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, wanted, "run: OUTCROP_BLESS=1 cargo test -p outcrop bindings");
    }

    #[test]
    fn requests_and_actions_go_both_ways() {
        for request in [
            Request::CopyBaseUrl,
            Request::CopyApiKey,
            Request::TryDemo,
            Request::LeaveDemo,
            Request::StartAgain,
            Request::UseFreePort,
        ] {
            assert_eq!(Request::of(request.action()), Some(request));
        }
    }
}
