//! Owns all state. Everything that can happen is an [`Event`]; everything that follows is decided here, one event at a time.
//!
//! Nothing here waits: what takes time is spawned, and its end is an event like any other.

mod actions;
mod choices;
mod event;
mod identity;
mod keys;
mod line;
mod log;
mod models;
mod play;
mod reply;
mod running;
mod secrets;
mod settings;
mod sign_in;
#[cfg(test)]
mod tests;
mod window;

use std::future::Future;
use std::time::SystemTime;

use outcrop_gateway::aws::Environment;
use outcrop_gateway::config::{ApiKey, Listen, Live};
use secrecy::SecretString;
use tokio::task::AbortHandle;

pub(crate) use event::{Event, Inbox, Outbox};
pub(crate) use identity::mfa;
use reply::Ask;
pub(crate) use reply::Reply;

use crate::ask::MfaAnswer;
use crate::desk::Desk;
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::expiry::Told;
use crate::secrets::Vault;
use crate::state::{State, Who};
use crate::text::Text;
use crate::tray::Tray;
use crate::view::Overview;
use choices::Chosen;
use line::Line;
use running::After;

/// What the command line, the environment and the desktop say once, at the start.
#[derive(Debug)]
pub(crate) struct Given {
    /// Where to listen.
    pub(crate) listen: Listen,
    /// Whether the command line or the environment names the port: the settings file is not asked then.
    pub(crate) port_fixed: bool,
    /// The same of the region.
    pub(crate) region_fixed: bool,
    /// The profile that a flag names; it beats the one that was chosen before.
    pub(crate) profile: Option<String>,
    /// The API key of the environment.
    pub(crate) api_key: Option<ApiKey>,
    /// Nobody is there to see a window: the app was started with the session.
    pub(crate) hidden: bool,
    /// The settings that the gateway starts with.
    pub(crate) live: Live,
    /// The variables and files of AWS's.
    pub(crate) environment: Environment,
    /// The words.
    pub(crate) text: Text,
    /// What time it is.
    pub(crate) now: fn() -> SystemTime,
}

/// Owns all state.
pub(crate) struct Controller<D: Desktop, E: Engine> {
    desktop: D,
    engine: E,
    vault: Vault,
    outbox: Outbox,
    given: Given,
    state: State,
    desk: Desk,
    key: Option<ApiKey>,
    bedrock_key: Option<SecretString>,
    /// What the gateway was last told, and took.
    in_force: Chosen,
    /// What keychain and settings file hold of that, or were last asked to.
    remembered: Chosen,
    /// Whether the user has chosen whom to be since the app was started: that beats what the keychain remembers.
    who_chosen: bool,
    /// What the engine is told, in order.
    telling: Line,
    /// What the keychain is to keep, in order.
    storing: Line,
    /// How many choices are on their way into the settings file: what it says of them until then is older.
    keeping: usize,
    /// Where the gateway was last told to listen.
    listen: Listen,
    after: Option<After>,
    /// Whether anybody has said yet if there is a tray.
    tray_known: bool,
    drawn: Option<Tray>,
    window: bool,
    /// How many pages have listened: what an earlier one asked for is not answered to a later one.
    page: u64,
    /// What the window was last told; `None` while there is nobody to tell.
    told: Option<Overview>,
    /// Whether the profiles are others than the window was told.
    profiles_due: bool,
    signing_in: Option<AbortHandle>,
    asking_who: Option<AbortHandle>,
    mfa: Option<MfaAnswer>,
    notices: Told,
    /// Whom the keychain is being told that we are.
    remembering: Option<Who>,
    /// Only the keychain is waited for.
    leaving: bool,
    finished: bool,
}

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// A controller that has not done anything yet.
    pub(crate) fn new(
        desktop: D,
        engine: E,
        vault: Vault,
        outbox: Outbox,
        given: Given,
        state: State,
        desk: Desk,
    ) -> Self {
        let remembered = Chosen::of(&state);
        Self {
            desktop,
            engine,
            vault,
            outbox,
            given,
            state,
            desk,
            key: None,
            bedrock_key: None,
            in_force: Chosen::default(),
            remembered,
            who_chosen: false,
            telling: Line::default(),
            storing: Line::default(),
            keeping: 0,
            listen: Listen::default(),
            after: None,
            tray_known: false,
            drawn: None,
            window: false,
            page: 0,
            told: None,
            profiles_due: false,
            signing_in: None,
            asking_who: None,
            mfa: None,
            notices: Told::default(),
            remembering: None,
            leaving: false,
            finished: false,
        }
    }

    /// Works until the user quits.
    pub(crate) async fn run(mut self, mut inbox: Inbox) {
        self.begin();
        while !self.finished
            && let Some(event) = inbox.recv().await
        {
            self.handle(event);
        }
        self.desktop.quit();
    }

    /// The keychain is asked first; the gateway starts with what it holds.
    fn begin(&mut self) {
        self.state.launch_at_login = self.desktop.launches_at_login();
        self.open_vault();
        self.show();
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Opened(result) => self.opened(result),
            Event::Chosen(action) => self.chosen(action),
            Event::Asked(number, request) => {
                let ask = Ask { page: self.page, number };
                self.asked(Reply::new(ask, &self.outbox), request);
            }
            Event::Answered(ask, answer) => self.answered(ask, answer),
            Event::WindowReady => self.window_ready(),
            Event::WindowClosed => {
                self.window = false;
                self.leave_log();
            }
            Event::LaunchedAgain => self.desktop.open_window(None),
            Event::AskedToStop => self.quit(),
            Event::TrayShown(shown) => self.tray_shown(shown),
            Event::Started(result) => self.started(result),
            Event::Stopped => self.stopped(),
            Event::Became(wanted, result, reply) => self.became(wanted, result, reply),
            Event::Remembered(result) => self.remembered(result),
            Event::Rekeyed(key, result, reply) => self.rekeyed(key, result, reply),
            Event::BedrockKeyKept(key, result, reply) => self.bedrock_key_kept(key, result, reply),
            Event::Standing(standing) => self.stands(*standing),
            Event::Identity(identity) => self.state.identity = *identity,
            Event::SignInPage(page) => self.sign_in_page(page),
            Event::SignedIn(result) => self.signed_in(result),
            Event::MfaAsked(question, answer) => self.mfa_asked(question, answer),
            Event::MfaOver => self.mfa_over(),
            Event::Push(message) => self.desktop.tell_window(message),
            Event::Kept(kept) => self.kept(*kept),
            Event::ChoiceKept(outcome) => self.choice_kept(outcome),
            Event::Profiles(profiles) => self.found_profiles(profiles),
            Event::Listed(listed) => self.listed(*listed),
            Event::Checked(id, access) => self.checked(id, access),
            Event::AllChecked(outcome) => self.all_checked(outcome),
            Event::Found(step) => self.found(step),
            Event::Examined => self.examined(),
            Event::Played(play, part) => self.played(play, part),
            Event::Busy(busy) => self.state.busy = busy,
            Event::Tick => self.look_at_profiles(),
        }
        self.remind();
        self.show();
    }

    /// Draws what has changed, where somebody can see it.
    fn show(&mut self) {
        if self.tray_known && self.state.tray {
            let tray = Tray::of(&self.state, &self.given.text, (self.given.now)());
            if self.drawn.as_ref() != Some(&tray) {
                self.desktop.draw_tray(&tray);
                self.drawn = Some(tray);
            }
        }
        if self.window {
            self.tell_overview();
            self.tell_profiles();
            self.tell_settings();
            self.want_models();
            self.tell_models();
        }
    }

    fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
        event: impl FnOnce(T) -> Event + Send + 'static,
    ) -> AbortHandle {
        let outbox = self.outbox.clone();
        let task = tokio::spawn(async move {
            // Nobody listens any more once the app has ended.
            let _ = outbox.send(event(work.await));
        });
        task.abort_handle()
    }
}
