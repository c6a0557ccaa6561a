//! The state, as the window is told it.

use super::{BedrockKey, Condition, Key, Offer, Overview, Region, RegionFrom, Source, Who, Why};
use crate::secrets::{self, Keeping};
use crate::state::{self, Mode, State};

impl Overview {
    /// The window's view of a state.
    pub(crate) fn of(state: &State) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            condition: state.condition().into(),
            base_url: state.base_url(),
            source: match state.mode {
                Mode::Demo => Source::Demo,
                Mode::Aws => Source::Aws,
            },
            who: state.profile.clone().map_or(Who::Chain, |name| Who::Profile { name }),
            chosen_region: state.region.clone(),
            effort: None,
            region: state.effective_region().map(|name| region(name, state)),
            identity: None,
            sign_in: None,
            mfa: None,
            key: key(state.key.as_ref()),
            bedrock_key: BedrockKey { kept: false, expires: None },
            offers: state.offers().into_iter().map(Into::into).collect(),
            troubles: Vec::new(),
            tray: true,
            launch_at_login: None,
            capture: false,
        }
    }
}

fn region(name: &str, state: &State) -> Region {
    let from = if state.region.is_some() { RegionFrom::Choice } else { RegionFrom::Default };
    Region { name: name.to_owned(), from }
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
            state::Condition::PortTaken { port } => Self::PortTaken { port, holder: None },
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

impl From<state::Offer> for Offer {
    fn from(offer: state::Offer) -> Self {
        match offer {
            state::Offer::TryDemo => Self::TryDemo,
            state::Offer::LeaveDemo => Self::LeaveDemo,
            state::Offer::StartAgain => Self::StartAgain,
            state::Offer::UseFreePort => Self::UseFreePort,
            state::Offer::AskKeychain => Self::AskKeychain,
            state::Offer::UseSessionKey => Self::UseSessionKey,
            state::Offer::SignIn => Self::SignIn,
        }
    }
}

impl From<Offer> for state::Offer {
    fn from(offer: Offer) -> Self {
        match offer {
            Offer::TryDemo => Self::TryDemo,
            Offer::LeaveDemo => Self::LeaveDemo,
            Offer::StartAgain => Self::StartAgain,
            Offer::UseFreePort => Self::UseFreePort,
            Offer::AskKeychain => Self::AskKeychain,
            Offer::UseSessionKey => Self::UseSessionKey,
            Offer::SignIn => Self::SignIn,
        }
    }
}
