//! What runs, as whom, and what is wrong.

use serde::{Deserialize, Serialize};

use super::Effort;

/// The state of the app.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Overview {
    /// The app's version.
    pub(crate) version: String,
    /// The state in one word.
    pub(crate) condition: Condition,
    /// What clients are told; null unless the gateway listens.
    pub(crate) base_url: Option<String>,
    /// Who answers.
    pub(crate) source: Source,
    /// Whom the user chose to be.
    pub(crate) who: Who,
    /// The region that the user chose; null: the profile's own.
    pub(crate) chosen_region: Option<String>,
    /// The default effort, for requests that do not say; null: the model's own.
    pub(crate) effort: Option<Effort>,
    /// Where calls go.
    pub(crate) region: Option<Region>,
    /// Who AWS says that we are; null until it was asked.
    pub(crate) identity: Option<Identity>,
    /// A sign-in under way.
    pub(crate) sign_in: Option<SignIn>,
    /// A code of a second factor that is waited for.
    pub(crate) mfa: Option<Mfa>,
    /// Where the API key is kept.
    pub(crate) key: Key,
    /// The Bedrock API key.
    pub(crate) bedrock_key: BedrockKey,
    /// What can be done about the state, most useful first.
    pub(crate) offers: Vec<Offer>,
    /// What else is wrong.
    pub(crate) troubles: Vec<Trouble>,
    /// Whether the desktop shows a tray. Without one the window stays.
    pub(crate) tray: bool,
    /// Whether the app starts with the session; null where that cannot be set.
    pub(crate) launch_at_login: Option<bool>,
    /// Whether bodies are being kept.
    pub(crate) capture: bool,
}

/// The state in one word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
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
        message: String,
        /// What helps.
        remedy: Remedy,
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
        /// The program, where that can be known: `node (4711)`.
        holder: Option<String>,
    },
    /// It did not start.
    Failed {
        /// What went wrong.
        reason: String,
    },
    /// Letting requests in flight finish.
    Stopping,
    /// Stopped by the user.
    Stopped,
}

/// What helps against trouble with credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Remedy {
    /// Signing in, which the app can do.
    SignIn,
    /// What the message says; the user has to do it elsewhere.
    Read,
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Source {
    /// The simulator.
    Demo,
    /// Amazon Bedrock.
    Aws,
}

/// Whom to be on AWS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Who {
    /// Whoever AWS's own chain finds: environment, default profile, instance.
    Chain,
    /// A profile of `~/.aws`.
    Profile {
        /// Its name.
        name: String,
    },
    /// The holder of the Bedrock API key in the keychain.
    BedrockKey,
}

/// Where calls go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Region {
    /// Its name.
    pub(crate) name: String,
    /// Who said so.
    pub(crate) from: RegionFrom,
}

/// Who named the region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum RegionFrom {
    /// The user.
    Choice,
    /// The environment.
    Environment,
    /// The profile.
    Profile,
    /// Nobody: it is what we take where nothing is said.
    Default,
}

/// Who AWS says that we are.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Identity {
    /// The source of the credentials that won, in words: `profile work`.
    pub(crate) source: Option<String>,
    /// The sources that would have given credentials too.
    pub(crate) overridden: Vec<String>,
    /// The account's number.
    pub(crate) account: Option<String>,
    /// The identity.
    pub(crate) arn: Option<String>,
    /// The role within it, if it is one.
    pub(crate) role: Option<String>,
    /// Until when it is good: the sign-in where there is one, else the credentials. Null: without end.
    pub(crate) expires: Option<f64>,
    /// Whether a new one is got without the user.
    pub(crate) renews: bool,
    /// Why AWS did not tell.
    pub(crate) trouble: Option<String>,
}

/// A sign-in under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignIn {
    /// The profile.
    pub(crate) profile: String,
    /// The page, once AWS has told it.
    pub(crate) url: Option<String>,
    /// The code to compare on that page, for the device flow.
    pub(crate) code: Option<String>,
}

/// A code of a second factor that is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mfa {
    /// The profile.
    pub(crate) profile: String,
    /// The device.
    pub(crate) device: String,
}

/// Where the API key is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Key {
    /// Not looked up yet.
    Pending,
    /// `OUTCROP_API_KEY` gave it.
    Environment,
    /// The OS keychain has it.
    Keychain,
    /// Nobody, and the user agreed: it lasts until the app quits.
    Session {
        /// Why the keychain does not keep it.
        why: Why,
    },
    /// Nobody, and the user has not agreed to that: there is none.
    None {
        /// Why the keychain does not keep one.
        why: Why,
    },
}

/// Why the keychain does not keep something.
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

/// The Bedrock API key.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BedrockKey {
    /// Whether there is one.
    pub(crate) kept: bool,
    /// Until when it is good, where the key itself says so.
    pub(crate) expires: Option<f64>,
}

/// Something that can be done about the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
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

/// What else is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Trouble {
    /// The settings file cannot be used as it is; what is in force is what was there before, or the defaults.
    Settings {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: Option<u32>,
        /// What is wrong there.
        message: String,
    },
    /// A choice is good until the app quits, for the keychain does not keep it.
    NotKept {
        /// Why.
        why: Why,
    },
    /// The desktop shows no tray.
    NoTray,
    /// Other machines reach the gateway, and nothing encrypts what they send.
    Exposed,
    /// A sign-in came to nothing.
    SignIn {
        /// Why, and what to do.
        message: String,
    },
    /// Environment variables would have given credentials, and do not, because a profile is chosen.
    Overridden {
        /// Which sources, in words.
        sources: Vec<String>,
    },
}

/// The profiles of `~/.aws`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profiles {
    /// By name.
    pub(crate) profiles: Vec<Profile>,
    /// What is wrong in the files outside of any profile.
    pub(crate) flaws: Vec<String>,
    /// The files that were read.
    pub(crate) files: Vec<String>,
}

/// A profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profile {
    /// Its name.
    pub(crate) name: String,
    /// Where its credentials come from; null where that cannot be told.
    pub(crate) credentials: Option<ProfileKind>,
    /// The region it names.
    pub(crate) region: Option<String>,
    /// The role it takes on.
    pub(crate) role: Option<String>,
    /// Whether a code of a second factor is asked for.
    pub(crate) mfa: bool,
    /// Until when it is signed in; null where it is not, or needs no sign-in.
    pub(crate) signed_in_until: Option<f64>,
    /// Why it cannot be used.
    pub(crate) broken: Option<String>,
}

/// Where a profile's credentials come from, at the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ProfileKind {
    /// Keys that stand in the file.
    Static,
    /// IAM Identity Center.
    Sso,
    /// A program that prints credentials.
    Process,
    /// A token file that is exchanged for a role.
    WebIdentity,
    /// A session of `aws login`.
    Login,
    /// Environment variables.
    Environment,
    /// The metadata service of an EC2 instance.
    Instance,
    /// The credentials endpoint of a container.
    Container,
    /// It only holds settings: credentials come from elsewhere.
    Settings,
}
