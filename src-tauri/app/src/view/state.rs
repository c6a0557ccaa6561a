//! The state, as the window is told it.

use std::time::{SystemTime, UNIX_EPOCH};

use outcrop_gateway::aws;

use super::{
    BedrockKey, Condition, Effort, Identity, Key, Mfa, Offer, Overview, Region, RegionFrom, Remedy, SignIn, Source,
    Trouble, Who, Why,
};
use crate::engine::Listening;
use crate::secrets::{self, Keeping};
use crate::state::{self, Gateway, Mode, State};
use crate::text::Text;

impl Overview {
    /// The window's view of a state.
    pub(crate) fn of(state: &State, text: Text) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            condition: Condition::of(state.condition(), text),
            base_url: state.base_url(),
            source: match state.mode {
                Mode::Demo => Source::Demo,
                Mode::Aws => Source::Aws,
            },
            who: (&state.who).into(),
            chosen_region: state.region.clone(),
            effort: state.effort.map(Effort::from),
            region: state.effective_region().map(Region::from),
            identity: identity(state, text),
            sign_in: state.sign_in.as_ref().map(SignIn::from),
            mfa: state
                .mfa
                .as_ref()
                .map(|question| Mfa { profile: question.profile.clone(), device: question.serial.clone() }),
            key: (&state.key).into(),
            bedrock_key: BedrockKey {
                kept: state.bedrock_key.is_some(),
                expires: state.bedrock_key.as_ref().and_then(|key| key.expires).map(millis),
            },
            offers: state.offers().into_iter().map(Into::into).collect(),
            troubles: troubles(state, text),
            tray: state.tray,
            launch_at_login: state.launch_at_login,
            capture: state.capture,
        }
    }
}

/// Milliseconds since 1970.
pub(super) fn millis(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1e3).round()
}

/// What the gateway knows by itself, and what AWS said when it was asked.
fn identity(state: &State, text: Text) -> Option<Identity> {
    let standing = state.standing.as_ref().filter(|_| state.mode == Mode::Aws)?;
    let caller = state.identity.as_ref().and_then(|identity| identity.caller.as_ref());
    let known = caller.and_then(|caller| caller.as_ref().ok());
    let expiry = state.expiry();
    Some(Identity {
        source: standing.source.as_ref().map(|source| text.say(source)),
        overridden: standing.overridden.iter().map(|source| text.say(source)).collect(),
        account: known.map(|caller| caller.account.clone()),
        arn: known.map(|caller| caller.arn.clone()),
        role: known.and_then(|caller| caller.role.clone()),
        expires: expiry.map(|expiry| millis(expiry.at)),
        renews: expiry.is_some_and(|expiry| expiry.renews),
        trouble: state.trouble().map(|trouble| text.say(&trouble.what)),
    })
}

fn troubles(state: &State, text: Text) -> Vec<Trouble> {
    let mut troubles: Vec<Trouble> = state.settings_trouble.iter().map(|error| Trouble::of(error, text)).collect();
    if !state.tray {
        troubles.push(Trouble::NoTray);
    }
    if let Gateway::Running(Listening { exposed: true, .. }) = state.gateway {
        troubles.push(Trouble::Exposed);
    }
    troubles.extend(state.not_kept.map(|why| Trouble::NotKept { why: why.into() }));
    troubles.extend(state.sign_in_failed.as_ref().map(|why| Trouble::SignIn { message: text.say(why) }));
    let sources: Vec<String> = state.overridden_variables().iter().map(|source| text.say(source)).collect();
    if !sources.is_empty() {
        troubles.push(Trouble::Overridden { sources });
    }
    troubles
}

impl From<&aws::Region> for Region {
    fn from(region: &aws::Region) -> Self {
        let from = match &region.from {
            aws::RegionFrom::Choice => RegionFrom::Choice,
            aws::RegionFrom::Variable { .. } => RegionFrom::Environment,
            aws::RegionFrom::Profile { .. } => RegionFrom::Profile,
            aws::RegionFrom::Default => RegionFrom::Default,
        };
        Self { name: region.name.clone(), from }
    }
}

impl From<&state::SignIn> for SignIn {
    fn from(state::SignIn { profile, page }: &state::SignIn) -> Self {
        Self {
            profile: profile.clone(),
            url: page.as_ref().map(|page| page.url.clone()),
            code: page.as_ref().and_then(|page| page.code.clone()),
        }
    }
}

impl From<&state::Key> for Key {
    fn from(key: &state::Key) -> Self {
        match key {
            state::Key::Pending => Self::Pending,
            state::Key::Kept(Keeping::Environment) => Self::Environment,
            state::Key::Kept(Keeping::Keychain) => Self::Keychain,
            state::Key::Kept(Keeping::Session { why }) => Self::Session { why: (*why).into() },
            state::Key::None { why } => Self::None { why: (*why).into() },
        }
    }
}

impl From<&state::Who> for Who {
    fn from(who: &state::Who) -> Self {
        match who {
            state::Who::Chain => Self::Chain,
            state::Who::Profile(name) => Self::Profile { name: name.clone() },
            state::Who::BedrockKey => Self::BedrockKey,
        }
    }
}

impl From<Who> for state::Who {
    fn from(who: Who) -> Self {
        match who {
            Who::Chain => Self::Chain,
            Who::Profile { name } => Self::Profile(name),
            Who::BedrockKey => Self::BedrockKey,
        }
    }
}

impl Condition {
    fn of(condition: state::Condition, text: Text) -> Self {
        match condition {
            state::Condition::Starting => Self::Starting,
            state::Condition::Running => Self::Running,
            state::Condition::Demo => Self::Demo,
            state::Condition::NoCredentials => Self::NoCredentials,
            state::Condition::Credentials { profile, what, sign_in } => {
                let remedy = if sign_in { Remedy::SignIn } else { Remedy::Read };
                Self::Credentials { profile, message: text.say(&what), remedy }
            }
            state::Condition::NoKeychain { why } => Self::NoKeychain { why: why.into() },
            state::Condition::PortTaken { port, holder } => Self::PortTaken { port, holder },
            state::Condition::Failed { reason } => Self::Failed { reason: text.say(&reason) },
            state::Condition::Stopping => Self::Stopping,
            state::Condition::Stopped => Self::Stopped,
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
