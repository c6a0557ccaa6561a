//! What passes between the app and its window. These types are the window's, not the domain's.
//!
//! The window subscribes once and is pushed every change of what it shows; what it wants done it asks for, and each ask
//! is answered once. A secret is never among the pushed: the API key comes as the answer to [`Request::RevealKey`] alone.
//!
//! Their TypeScript is generated: `OUTCROP_BLESS=1 cargo test -p outcrop bindings` writes `ui/src/bindings/index.ts`,
//! and the same test fails when the file is not what it would write. Times are milliseconds, points in time since 1970;
//! money is US dollars.

#[cfg(test)]
mod bindings;
mod doctor;
mod log;
mod models;
mod overview;
mod profiles;
mod settings;
mod state;
mod traffic;

pub(crate) use doctor::{Doctor, DoctorStep, Verdict};
pub(crate) use log::{
    Body, Detail, Export, Header, Mark, Outcome, Row, RowError, Stage, StreamEvent, StreamEventKind, Upstream, Usage,
};
pub(crate) use models::{
    Abilities, Access, Lifecycle, MissingList, Model, ModelKind, ModelSource, Models, Prices, Refresh,
};
pub(crate) use overview::{
    BedrockKey, Condition, Identity, Key, Mfa, Offer, Overview, Profile, ProfileKind, Profiles, Region, RegionFrom,
    Remedy, SignIn, Source, Trouble, Who, Why,
};
pub(crate) use settings::{Alias, Change, Effort, Language, ModelEffort, Settings, ShowReasoning, Theme};
pub(crate) use traffic::{Minute, Seen, Tally, Traffic};

use std::fmt;

use serde::{Deserialize, Serialize};

/// A secret on its way between app and window. It does not print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(pub(crate) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the app tells the window.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Message {
    /// The state, whole: once on subscribing, and again whenever it changes.
    Overview {
        /// The state.
        overview: Box<Overview>,
    },
    /// The profiles of `~/.aws`, whenever the files change.
    Profiles {
        /// The profiles.
        profiles: Profiles,
    },
    /// The settings, whenever they change.
    Settings {
        /// The settings.
        settings: Box<Settings>,
    },
    /// The models, whenever the list or the state of its renewal changes.
    Models {
        /// The models.
        models: Models,
    },
    /// What has been asked for today; at most a few times a second.
    Traffic {
        /// The counts.
        traffic: Traffic,
    },
    /// Rows of the log that are new or have changed, in the order of their ids.
    Rows {
        /// Forget all rows before these.
        fresh: bool,
        /// The rows.
        rows: Vec<Row>,
    },
    /// What the doctor has found so far.
    Doctor {
        /// The findings.
        doctor: Doctor,
    },
    /// A part of the answer to [`Request::Play`].
    Played {
        /// The number that the window gave it.
        play: u32,
        /// The part.
        part: Played,
    },
    /// The answer to an ask.
    Answered {
        /// The number that the window gave it.
        ask: u32,
        /// The answer.
        answer: Answer,
    },
}

/// What came of an ask.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Answer {
    /// It is done, or begun; what follows from it is pushed.
    Done,
    /// It cannot be done.
    Refused {
        /// Why, and what helps, in a sentence.
        reason: String,
    },
    /// The API key, to be shown for a moment.
    Key {
        /// The key.
        #[cfg_attr(test, ts(as = "String"))]
        text: Secret,
    },
    /// What was captured of a request.
    Detail {
        /// It; null where nothing was captured or it has been dropped since.
        detail: Option<Box<Detail>>,
    },
    /// A file was written.
    Saved {
        /// Where.
        path: String,
    },
}

/// A part of an answer to the playground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Played {
    /// One `data:` line of the stream, without the prefix; `[DONE]` is not passed on.
    Data {
        /// A chat completion chunk, as JSON.
        json: String,
    },
    /// It was refused or broke off.
    Failed {
        /// The HTTP status; null where there was no answer.
        status: Option<u16>,
        /// The gateway's words.
        message: String,
    },
    /// It is whole.
    Ended,
}

/// What the window asks of the app.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum Request {
    /// Put the base URL on the clipboard.
    CopyBaseUrl,
    /// Put the API key on the clipboard.
    CopyApiKey,
    /// Put a text on the clipboard, with `{{key}}` replaced by the API key, which the window does not know.
    CopyText {
        /// The text.
        text: String,
    },
    /// Do what was offered.
    Take {
        /// Which of the offers.
        offer: Offer,
    },
    /// Start the gateway.
    Start,
    /// Stop it; requests in flight may finish.
    Stop,
    /// Quit the app.
    Quit,

    /// Be somebody else on AWS, from the next request on.
    ChooseWho {
        /// Whom.
        who: Who,
    },
    /// Go to another region, from the next request on; null: the profile's own.
    ChooseRegion {
        /// Its name.
        region: Option<String>,
    },
    /// Sign a profile in, in the browser.
    SignIn {
        /// Which one.
        profile: String,
    },
    /// Give the sign-in up.
    CancelSignIn,
    /// The code of a second factor that was asked for.
    AnswerMfa {
        /// The code; null gives it up.
        #[cfg_attr(test, ts(as = "Option<String>"))]
        code: Option<Secret>,
    },
    /// Ask AWS again who we are.
    AskWho,

    /// Tell the API key, to be shown.
    RevealKey,
    /// Make another API key; clients with the old one are refused from then on.
    RotateKey,
    /// Keep a Bedrock API key in the keychain.
    KeepBedrockKey {
        /// The key. It goes one way only.
        #[cfg_attr(test, ts(as = "String"))]
        key: Secret,
    },
    /// Take the Bedrock API key out of the keychain.
    ForgetBedrockKey,

    /// Change a setting.
    Change {
        /// Which, and to what.
        change: Change,
    },
    /// Start with the desktop session, or not.
    LaunchAtLogin {
        /// Whether to.
        on: bool,
    },
    /// Write the settings, without secrets, to the downloads folder.
    ExportSettings,
    /// Take settings over from a file's text.
    ImportSettings {
        /// The TOML.
        text: String,
    },

    /// Ask AWS for the models again.
    RefreshModels,
    /// Ask AWS which of the models can really be used.
    CheckAccess {
        /// By id; empty: all.
        models: Vec<String>,
    },

    /// Keep bodies and headers of requests from now on, in memory; or drop what is kept.
    Capture {
        /// Whether to.
        on: bool,
    },
    /// Empty the log.
    ClearLog,
    /// Tell what was captured of a request.
    ShowDetail {
        /// The row.
        id: u64,
    },
    /// Send a captured request once more; it becomes a row of its own.
    Replay {
        /// The row.
        id: u64,
        /// To another model.
        model: Option<String>,
        /// As somebody else.
        profile: Option<String>,
        /// Elsewhere.
        region: Option<String>,
    },
    /// Put a request on the clipboard as a command for curl, with the key as a shell variable.
    CopyCurl {
        /// The row.
        id: u64,
    },
    /// Write rows to the downloads folder.
    ExportLog {
        /// In which form.
        export: Export,
        /// Which rows; empty: all.
        ids: Vec<u64>,
    },

    /// Send a chat completion to the gateway's own API, and pass on what comes.
    Play {
        /// A number for what comes.
        play: u32,
        /// The request's body, as JSON; it is streamed.
        body: String,
    },
    /// Leave a playing answer.
    StopPlaying {
        /// Its number.
        play: u32,
    },

    /// Examine the whole way to Bedrock.
    Examine,
    /// Show a file that was saved, in the file manager.
    ShowFile {
        /// Its path, as it was told.
        path: String,
    },
    /// Open a page in the browser.
    OpenLink {
        /// Which one.
        link: Link,
    },
}

/// Pages that the window may have opened in the browser: these, and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Link {
    /// The page that a sign-in under way wants opened.
    SignIn,
    /// Where access to models is asked for, in the chosen region.
    ModelAccess,
    /// The gateway's own description of its API.
    ApiDocs,
}
