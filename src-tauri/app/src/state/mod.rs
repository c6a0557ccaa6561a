//! All that the app knows, and what follows from it.
//!
//! Tray and window are both drawn from [`State`], so they cannot disagree.

mod follows;

use std::sync::Arc;
use std::time::SystemTime;

use outcrop_gateway::aws::{Identity, MfaQuestion, Page, Profiles, Standing, What};
use outcrop_gateway::ir::Effort;

pub(crate) use follows::{expiry, root};

use crate::engine::Listening;
use crate::presence::Presence;
use crate::refusal::Refusal;
use crate::secrets::{Keeping, Why};

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Amazon Bedrock.
    Aws,
    /// The simulator, in this process.
    Demo,
}

/// Whom to be on AWS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) enum Who {
    /// Whoever AWS's own chain finds: environment, default profile, instance.
    #[default]
    Chain,
    /// A profile of `~/.aws`.
    Profile(String),
    /// The holder of the Bedrock API key in the keychain.
    BedrockKey,
}

/// What the gateway is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Gateway {
    /// Waiting for the key, or for the port.
    Starting,
    /// Listening.
    Running(Listening),
    /// It did not start.
    Failed(Failure),
    /// Letting requests in flight finish.
    Stopping,
    /// Stopped by the user.
    Stopped,
}

/// Why the gateway did not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Another program has the port.
    PortTaken {
        /// The port.
        port: u16,
        /// The program, where that can be known: `node (4711)`.
        holder: Option<String>,
    },
    /// Anything else.
    Other {
        /// What went wrong.
        reason: Refusal,
    },
}

/// Where the API key is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// Not looked up yet.
    Pending,
    /// There is one.
    Kept(Keeping),
    /// There is none: no keychain keeps one, and the user has not agreed to go without.
    None {
        /// Why the keychain does not keep one.
        why: Why,
    },
}

/// The state in one word, for people: what the status line, the icon and the window's headline say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Not yet listening.
    Starting,
    /// Listening, with credentials in sight.
    Running,
    /// Listening, and answering from the simulator.
    Demo,
    /// Listening, but no credentials were found.
    NoCredentials,
    /// Listening, but AWS is not to be used as things are.
    Credentials {
        /// The profile that it is about.
        profile: Option<String>,
        /// What is wrong, and what to do.
        what: Box<What>,
        /// Whether signing in, which the app can do, helps.
        sign_in: bool,
    },
    /// There is no keychain, or it is locked: nothing starts until the user says what is to become of the key.
    NoKeychain {
        /// Why the keychain cannot be used.
        why: Why,
    },
    /// Another program has the port.
    PortTaken {
        /// The port.
        port: u16,
        /// The program, where that can be known.
        holder: Option<String>,
    },
    /// It did not start.
    Failed {
        /// What went wrong.
        reason: Refusal,
    },
    /// Letting requests in flight finish.
    Stopping,
    /// Stopped by the user.
    Stopped,
}

/// What can be done about the state, in tray or window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Offer {
    /// Answer from the simulator.
    TryDemo,
    /// Answer from AWS again.
    LeaveDemo,
    /// Start, or start once more as before.
    StartAgain,
    /// Start on whatever port is free.
    UseFreePort,
    /// Ask the keychain once more.
    AskKeychain,
    /// Go on with a key that lasts until the app quits.
    UseSessionKey,
    /// Sign the profile in.
    SignIn,
}

/// What a user can do in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// Put the base URL on the clipboard.
    CopyBaseUrl,
    /// Put the API key on the clipboard.
    CopyApiKey,
    /// Do what was offered.
    Take(Offer),
    /// Start the gateway.
    Start,
    /// Stop it.
    Stop,
    /// Be somebody else on AWS.
    ChooseWho(Who),
    /// Go to another region; `None`: the profile's own.
    ChooseRegion(Option<String>),
    /// Think harder or less where a request does not say; `None`: as the model does by itself.
    ChooseEffort(Option<Effort>),
    /// Give the sign-in under way up.
    CancelSignIn,
    /// Start with the desktop session, or not.
    LaunchAtLogin(bool),
    /// Show the window, as it was.
    Open,
    /// Show the log of requests.
    OpenRequests,
    /// Stop, and end the app.
    Quit,
}

/// The Bedrock API key in the keychain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BedrockKey {
    /// Until when it is good, where the key itself says so.
    pub(crate) expires: Option<SystemTime>,
}

/// A sign-in under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignIn {
    /// The profile.
    pub(crate) profile: String,
    /// What the person has to open, once AWS has told it.
    pub(crate) page: Option<Page>,
}

/// All that the app knows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct State {
    /// Who answers.
    pub(crate) mode: Mode,
    /// Whether AWS credentials are in sight.
    pub(crate) presence: Presence,
    /// Whom the user chose to be.
    pub(crate) who: Who,
    /// The AWS region that the user chose.
    pub(crate) region: Option<String>,
    /// How hard to think where a request does not say.
    pub(crate) effort: Option<Effort>,
    /// What the gateway is doing.
    pub(crate) gateway: Gateway,
    /// Where the API key is kept.
    pub(crate) key: Key,
    /// The Bedrock API key, if one is kept.
    pub(crate) bedrock_key: Option<BedrockKey>,
    /// The profiles of `~/.aws`.
    pub(crate) profiles: Arc<Profiles>,
    /// How it stands with whom we are, as far as it can be told without asking anybody.
    pub(crate) standing: Option<Standing>,
    /// Who AWS says that we are, once it was asked.
    pub(crate) identity: Option<Identity>,
    /// A sign-in under way.
    pub(crate) sign_in: Option<SignIn>,
    /// Why the last sign-in came to nothing.
    pub(crate) sign_in_failed: Option<Refusal>,
    /// A code of a second factor that is waited for.
    pub(crate) mfa: Option<MfaQuestion>,
    /// Why a choice is good for this session only.
    pub(crate) not_kept: Option<Why>,
    /// Why the settings file cannot be used as it is.
    pub(crate) settings_trouble: Option<outcrop_settings::Error>,
    /// Whether the desktop shows a tray. Without one the window stays.
    pub(crate) tray: bool,
    /// Whether the app starts with the session; `None` where that cannot be set.
    pub(crate) launch_at_login: Option<bool>,
    /// Whether bodies are being kept.
    pub(crate) capture: bool,
    /// Whether requests are in flight.
    pub(crate) busy: bool,
}
