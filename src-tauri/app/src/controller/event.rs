//! Everything that can happen.

use std::sync::Arc;

use outcrop_gateway::aws::{Identity, MfaQuestion, Page, Profiles, Standing};
use outcrop_gateway::config::ApiKey;
use outcrop_gateway::doctor::Finding;
use outcrop_gateway::ir::Access;
use secrecy::SecretString;
use tokio::sync::mpsc;

use super::choices::Chosen;
use super::reply::{Ask, Reply};
use crate::ask::MfaAnswer;
use crate::engine::Listening;
use crate::models::Known;
use crate::play::Part;
use crate::refusal::Refusal;
use crate::secrets::{KeychainError, Secrets};
use crate::settings::Kept;
use crate::state::{Action, Failure};
use crate::view::{Answer, Message, Request};

/// Everything that can happen.
#[derive(Debug)]
pub(crate) enum Event {
    /// The keychain has said what it holds, or why it does not.
    Opened(Result<Secrets, KeychainError>),
    /// The user chose something in the tray.
    Chosen(Action),
    /// The window asked for something, under a number of its own.
    Asked(u32, Request),
    /// What came of an ask of the window's.
    Answered(Ask, Result<Answer, Refusal>),
    /// The window listens.
    WindowReady,
    /// The window is gone.
    WindowClosed,
    /// Somebody started the app a second time.
    LaunchedAgain,
    /// The system, or a terminal, asks the app to end.
    AskedToStop,
    /// The desktop shows a tray, or does not.
    TrayShown(bool),
    /// The gateway listens, or not.
    Started(Result<Listening, Failure>),
    /// The gateway has stopped.
    Stopped,
    /// The gateway is somebody else, or elsewhere; or it stayed as it was, and why.
    Became(Chosen, Result<(), Refusal>, Option<Reply>),
    /// The keychain remembers the choice, or does not.
    Remembered(Result<(), KeychainError>),
    /// The keychain keeps another API key, or does not.
    Rekeyed(ApiKey, Result<(), KeychainError>, Reply),
    /// The keychain keeps a Bedrock API key, or none any more; or it does not do so.
    BedrockKeyKept(Option<SecretString>, Result<(), KeychainError>, Reply),
    /// How it stands with whom we are.
    Standing(Box<Standing>),
    /// Who AWS says that we are; `None`: nobody was asked.
    Identity(Box<Option<Identity>>),
    /// The page of a sign-in under way.
    SignInPage(Page),
    /// A sign-in is over, well or badly.
    SignedIn(Result<(), Refusal>),
    /// A code of a second factor is needed.
    MfaAsked(MfaQuestion, MfaAnswer),
    /// Nobody waits for that code any more.
    MfaOver,
    /// Something for the window, of those who follow the gateway for it.
    Push(Message),
    /// The settings file says something else, or something is wrong with it.
    Kept(Box<Kept>),
    /// A choice of the tray's is in the settings file, or is not, and why.
    ChoiceKept(Result<(), Refusal>),
    /// The profiles of `~/.aws`, read while there is no gateway that follows them.
    Profiles(Arc<Profiles>),
    /// AWS has listed the models, or has not.
    Listed(Box<Result<Known, Refusal>>),
    /// AWS has said of a model whether it can be used.
    Checked(String, Access),
    /// It has said so of all that were asked about, or of no more.
    AllChecked(Result<(), Refusal>),
    /// The doctor has found something.
    Found(Finding),
    /// The doctor is done.
    Examined,
    /// A part of an answer to the playground.
    Played(u32, Part),
    /// Requests have been in flight for a while, or none any more.
    Busy(bool),
    /// Time has passed.
    Tick,
}

/// Where events go.
pub(crate) type Outbox = mpsc::UnboundedSender<Event>;
/// Where they come from.
pub(crate) type Inbox = mpsc::UnboundedReceiver<Event>;
