//! The controller with a desktop that remembers and an engine that does as it is told.

use std::collections::VecDeque;
use std::future::{Future, pending, ready};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use outcrop_gateway::Handle;
use outcrop_gateway::aws::{Identity, Page as SignInPage};
use outcrop_gateway::config::{self, Limits};
use outcrop_gateway::doctor::{Finding, Found, Part, Verdict};
use outcrop_gateway::observe::Feed;
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};
use tokio::task::yield_now;

use super::super::*;
use crate::desktop::{Page, Refused};
use crate::engine::{Listening, Me, Plan};
use crate::refusal::Refusal;
use crate::secrets::tests::Memory;
use crate::settings::Keeper;
use crate::state::{Failure, Gateway, Key, Mode, Who};
use crate::text::Language;
use crate::tray::drawn;
use crate::view::{Message, Request};

/// All that was done to the desktop, in words.
#[derive(Default)]
pub(super) struct Recorder {
    log: Vec<String>,
    pub(super) no_clipboard: bool,
    launches: bool,
    pub(super) menu: Vec<String>,
}

impl Recorder {
    fn note(&mut self, what: impl Into<String>) {
        self.log.push(what.into());
    }
}

impl Desktop for Recorder {
    fn draw_tray(&mut self, tray: &Tray) {
        self.menu = drawn(&tray.menu);
        self.note(format!("tray: {:?}: {}", tray.icon, self.menu[0]));
    }
    fn copy(&mut self, text: &str) -> Result<(), Refused> {
        if self.no_clipboard {
            return Err(Refused("no clipboard".into()));
        }
        self.note(format!("copy: {text}"));
        Ok(())
    }
    fn open_window(&mut self, page: Option<Page>) {
        self.note(page.map_or_else(|| "open".to_owned(), |page| format!("open: {page:?}")));
    }
    fn keep_window(&mut self, keep: bool) {
        self.note(format!("keep window: {keep}"));
    }
    fn tell_window(&mut self, message: Message) {
        let message = serde_json::to_value(&message).expect("messages are plain data");
        let told = match message["kind"].as_str() {
            Some("overview") => &message["overview"]["condition"],
            // These have tests of their own.
            Some("profiles" | "settings" | "models" | "rows" | "traffic") => return,
            _ => &message,
        };
        self.note(format!("window: {told}"));
    }
    fn open_link(&mut self, url: &str) -> Result<(), Refused> {
        self.note(format!("browser: {url}"));
        Ok(())
    }
    fn show_file(&mut self, path: &Path) -> Result<(), Refused> {
        self.note(format!("file manager: {}", path.display()));
        Ok(())
    }
    fn notify(&mut self, title: &str, _: &str) {
        self.note(format!("notify: {title}"));
    }
    fn launches_at_login(&mut self) -> Option<bool> {
        Some(self.launches)
    }
    fn launch_at_login(&mut self, on: bool) -> Result<(), Refused> {
        self.launches = on;
        Ok(())
    }
    fn announce(&mut self, url: &str) {
        self.note(format!("announce: {url}"));
    }
    fn quit(&mut self) {
        self.note("quit");
    }
}

/// What the engine is to do, and what it was asked for.
#[derive(Default)]
pub(super) struct Script {
    pub(super) failures: VecDeque<Failure>,
    pub(super) never_stops: bool,
    /// Why nobody can be anybody else.
    pub(super) refusal: Option<Refusal>,
    pub(super) sign_in: Option<Result<(), Refusal>>,
    pub(super) asked: Vec<String>,
    /// How long the next ones take to become somebody else.
    pub(super) slow: VecDeque<oneshot::Receiver<()>>,
    /// What the engine gives those who want to ask the gateway itself.
    pub(super) gateway: Option<Arc<Handle>>,
}

#[derive(Clone, Default)]
pub(super) struct Scripted(Arc<Mutex<Script>>);

impl Scripted {
    pub(super) fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().expect("tests do not panic here")
    }

    fn note(&self, what: String) {
        self.script().asked.push(what);
    }
}

fn named(me: &Me) -> String {
    let who = match &me.who {
        config::Who::Chain => "chain",
        config::Who::Profile(name) => name,
        config::Who::ApiKey(_) => "API key",
    };
    format!("{who} in {}", me.region.as_deref().unwrap_or("its own region"))
}

impl Engine for Scripted {
    fn start(&self, plan: Plan) -> impl Future<Output = Result<Listening, Failure>> + Send + 'static {
        self.note(format!("start: {:?} {} {}", plan.mode, plan.listen.port, named(&plan.me)));
        let failure = self.script().failures.pop_front();
        ready(failure.map_or(Ok(Listening { url: "http://127.0.0.1:8642".to_owned(), exposed: false }), Err))
    }
    fn stop(&self) -> impl Future<Output = ()> + Send + 'static {
        let never = self.script().never_stops;
        async move {
            if never {
                pending::<()>().await;
            }
        }
    }
    fn become_(&self, me: Me) -> impl Future<Output = Result<(), Refusal>> + Send + 'static {
        let (engine, slow) = (self.clone(), self.script().slow.pop_front());
        let result = self.script().refusal.clone().map_or(Ok(()), Err);
        async move {
            if let Some(slow) = slow {
                let _ = slow.await;
            }
            engine.note(format!("become: {}", named(&me)));
            result
        }
    }
    fn configure(&self, live: config::Live) -> impl Future<Output = Result<(), Refusal>> + Send + 'static {
        self.note(format!("effort: {:?}", live.behaviour.effort));
        ready(Ok(()))
    }
    fn rekey(&self, _: ApiKey) -> impl Future<Output = ()> + Send + 'static {
        self.note("rekey".into());
        ready(())
    }
    fn gateway(&self) -> impl Future<Output = Option<Arc<Handle>>> + Send + 'static {
        ready(self.script().gateway.clone())
    }
    fn examine(
        &self,
        _: Mode,
        me: Me,
        _: config::Live,
        _: Limits,
        mut tell: impl FnMut(Finding) + Send + 'static,
    ) -> impl Future<Output = ()> + Send + 'static {
        self.note(format!("examine: {}", named(&me)));
        tell(Finding { part: Part::Files, verdict: Verdict::Odd, what: Found::Listed });
        ready(())
    }
    fn identity(&self) -> impl Future<Output = Option<Identity>> + Send + 'static {
        self.note("who?".into());
        ready(None)
    }
    fn sign_in(
        &self,
        profile: String,
        show: impl FnOnce(SignInPage) + Send + 'static,
    ) -> impl Future<Output = Result<(), Refusal>> + Send + 'static {
        self.note(format!("sign in: {profile}"));
        show(SignInPage { url: "https://corp.example".into(), code: None });
        let result = self.script().sign_in.clone();
        async move {
            match result {
                Some(result) => result,
                None => pending().await,
            }
        }
    }
}

/// A controller to try things with.
pub(super) struct Bench {
    pub(super) controller: Controller<Recorder, Scripted>,
    pub(super) engine: Scripted,
    inbox: Inbox,
    /// Where the settings are.
    pub(super) home: TempDir,
}

impl Bench {
    /// Before the keychain has answered, with a tray.
    pub(super) async fn with(vault: Vault, change: impl FnOnce(&mut Given, &mut State)) -> Self {
        let (outbox, inbox) = mpsc::unbounded_channel();
        let mut given = Given {
            listen: config::Listen::default(),
            port_fixed: false,
            region_fixed: false,
            profile: None,
            api_key: None,
            hidden: false,
            live: Live::default(),
            environment: Environment::of([("HOME", "/nowhere")]),
            text: Text::of(Language::English),
            now: || SystemTime::UNIX_EPOCH,
        };
        let (gateway, key) = (Gateway::Starting, Key::Pending);
        let mut state = State { gateway, key, ..crate::tray::state() };
        change(&mut given, &mut state);
        let engine = Scripted::default();
        let home = tempfile::tempdir().expect("a folder");
        let tell = outbox.clone();
        let keeper = Keeper::new(home.path().join("settings.toml"), move |kept| {
            let _ = tell.send(Event::Kept(Box::new(kept)));
        });
        let (desk, _) = Desk::new(Feed::default(), keeper, |_| {});
        let mut controller = Controller::new(Recorder::default(), engine.clone(), vault, outbox, given, state, desk);
        controller.handle(Event::TrayShown(true));
        Self { controller, engine, inbox, home }
    }

    /// With a key in the keychain and a gateway that listens.
    pub(super) async fn listening() -> (Self, Memory) {
        let keychain = Memory::default();
        let mut bench = Self::with(Vault::new(keychain.clone()), |_, _| {}).await;
        bench.begin().await;
        bench.log();
        bench.engine.script().asked.clear();
        (bench, keychain)
    }

    pub(super) async fn begin(&mut self) {
        self.controller.begin();
        self.settle().await;
    }

    /// Handles an event and all that follows from it.
    pub(super) async fn hear(&mut self, event: Event) {
        self.controller.handle(event);
        self.settle().await;
    }

    pub(super) async fn ask(&mut self, request: Request) {
        self.hear(Event::Asked(7, request)).await;
    }

    /// Spawned work is ready at once or never, but for the keychain's, which has threads of its own.
    async fn settle(&mut self) {
        let mut quiet = 0;
        while quiet < 3 {
            yield_now().await;
            quiet = if self.controller.vault.is_quiet() { quiet + 1 } else { 0 };
            while let Ok(event) = self.inbox.try_recv() {
                self.controller.handle(event);
                quiet = 0;
            }
        }
    }

    /// Handles events until there is one like this; what reads and writes files has threads of its own.
    pub(super) async fn until(&mut self, is: impl Fn(&Event) -> bool) {
        let heard = async {
            while let Some(event) = self.inbox.recv().await {
                let found = is(&event);
                self.controller.handle(event);
                if found {
                    return;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(30), heard).await.expect("it happens");
        self.settle().await;
    }

    /// What was done since the last look.
    pub(super) fn log(&mut self) -> Vec<String> {
        std::mem::take(&mut self.controller.desktop.log)
    }

    /// What the engine was asked for since the last look.
    pub(super) fn asked(&mut self) -> Vec<String> {
        std::mem::take(&mut self.engine.script().asked)
    }

    pub(super) fn mode(&self) -> Mode {
        self.controller.state.mode
    }

    pub(super) fn who(&self) -> Who {
        self.controller.state.who.clone()
    }
}
