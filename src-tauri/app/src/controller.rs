//! Owns all state. Everything that can happen is an [`Event`]; everything that follows is decided here, one event at a time.
//!
//! Nothing here waits: what takes time is spawned, and its end is an event like any other.

#[cfg(test)]
mod tests;

use std::future::Future;

use outcrop_gateway::config::ApiKey;
use tokio::sync::mpsc;

use crate::desktop::Desktop;
use crate::engine::{Engine, Listening, Plan};
use crate::secrets::Kept;
use crate::state::{Action, Failure, Gateway, Mode, State};
use crate::text::Text;
use crate::tray::Tray;
use crate::view::{Message, Overview, Request};

/// Everything that can happen.
#[derive(Debug)]
pub(crate) enum Event {
    /// The API key was found or made; or it could not be, and why.
    Key(Result<Kept, String>),
    /// The user chose something in the tray.
    Chosen(Action),
    /// The window asked for something.
    Asked(Request),
    /// The window listens.
    WindowReady,
    /// The window is gone.
    WindowClosed,
    /// Somebody started the app a second time.
    LaunchedAgain,
    /// The system, or a terminal, asks the app to end.
    AskedToStop,
    /// The gateway listens, or not.
    Started(Result<Listening, Failure>),
    /// The gateway has stopped.
    Stopped,
}

/// Where events go.
pub(crate) type Outbox = mpsc::UnboundedSender<Event>;
/// Where they come from.
pub(crate) type Inbox = mpsc::UnboundedReceiver<Event>;

/// What the gateway is stopped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Start,
    Quit,
}

/// Owns all state.
pub(crate) struct Controller<D: Desktop, E: Engine> {
    desktop: D,
    engine: E,
    outbox: Outbox,
    state: State,
    /// The port to ask for; 0 takes a free one.
    port: u16,
    key: Option<ApiKey>,
    after: Option<After>,
    drawn: Option<Tray>,
    /// What the window was last told; `None` while there is nobody to tell.
    told: Option<Overview>,
    window: bool,
    finished: bool,
}

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// A controller that has not done anything yet. The key comes as an event, and the gateway starts with it.
    pub(crate) fn new(desktop: D, engine: E, outbox: Outbox, state: State, port: u16) -> Self {
        Self {
            desktop,
            engine,
            outbox,
            state,
            port,
            key: None,
            after: None,
            drawn: None,
            told: None,
            window: false,
            finished: false,
        }
    }

    /// Works until the user quits.
    pub(crate) async fn run(mut self, mut inbox: Inbox) {
        self.show();
        while !self.finished
            && let Some(event) = inbox.recv().await
        {
            self.handle(event);
        }
        self.desktop.quit();
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Key(found) => self.key_found(found),
            Event::Chosen(action) => drop(self.act(action)),
            Event::Asked(request) => self.answer(request),
            Event::WindowReady => {
                self.window = true;
                self.told = None;
            }
            Event::WindowClosed => self.window = false,
            Event::LaunchedAgain => self.desktop.open_window(),
            Event::AskedToStop => self.quit(),
            Event::Started(result) => self.started(result),
            Event::Stopped => self.stopped(),
        }
        self.show();
    }

    /// Draws what has changed, where somebody can see it.
    fn show(&mut self) {
        let tray = Tray::of(&self.state, Text::english());
        if self.drawn.as_ref() != Some(&tray) {
            self.desktop.draw_tray(&tray);
            self.drawn = Some(tray);
        }
        let overview = Overview::of(&self.state);
        if self.window && self.told.as_ref() != Some(&overview) {
            self.desktop.tell_window(Message::Overview { overview: overview.clone() });
            self.told = Some(overview);
        }
    }

    /// Does what the user chose. The answer matters to the window alone: the tray has no place to show it.
    fn act(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::CopyBaseUrl => return self.copy(self.state.base_url()),
            Action::CopyApiKey => return self.copy(self.key.as_ref().map(|key| key.expose().to_owned())),
            Action::TryDemo => self.switch(Mode::Demo),
            Action::LeaveDemo => self.switch(Mode::Aws),
            Action::StartAgain => self.start_again(),
            Action::UseFreePort => {
                self.port = 0;
                self.start_again();
            }
            Action::Open => self.desktop.open_window(),
            Action::Quit => self.quit(),
        }
        Ok(())
    }

    /// Does what the window asked for, and tells it what came of copying.
    fn answer(&mut self, request: Request) {
        let outcome = self.act(request.action());
        match (request, outcome) {
            (Request::CopyBaseUrl | Request::CopyApiKey, Ok(())) => {
                self.desktop.tell_window(Message::Copied { request });
            }
            (_, Err(reason)) => self.desktop.tell_window(Message::NotCopied { request, reason }),
            (Request::TryDemo | Request::LeaveDemo | Request::StartAgain | Request::UseFreePort, Ok(())) => {}
        }
    }

    fn copy(&mut self, text: Option<String>) -> Result<(), String> {
        let text = text.ok_or("there is nothing to copy yet")?;
        self.desktop.copy(&text).map_err(|error| {
            tracing::warn!(%error, "nothing was copied");
            error.to_string()
        })
    }

    fn key_found(&mut self, found: Result<Kept, String>) {
        match found {
            Ok(Kept { key, keeping }) => {
                self.key = Some(key);
                self.state.key = Some(keeping);
                self.start();
            }
            Err(reason) => self.state.gateway = Gateway::Failed(Failure::Other { reason }),
        }
    }

    /// Starts the gateway as things are now. Without a key there is nothing to start with; it comes as an event.
    fn start(&mut self) {
        let Some(key) = self.key.clone() else { return };
        let State { mode, profile, region, .. } = self.state.clone();
        self.state.gateway = Gateway::Starting;
        let starting = self.engine.start(Plan { mode, port: self.port, profile, region, key });
        self.spawn(starting, Event::Started);
    }

    fn start_again(&mut self) {
        if let Gateway::Failed(_) = self.state.gateway {
            self.start();
        }
    }

    fn started(&mut self, result: Result<Listening, Failure>) {
        match result {
            Ok(listening) => {
                tracing::info!(url = listening.url, mode = ?self.state.mode, "listening");
                self.desktop.announce(&listening.url);
                self.state.gateway = Gateway::Running(listening);
            }
            Err(failure) => {
                tracing::error!(?failure, "the gateway did not start");
                self.state.gateway = Gateway::Failed(failure);
            }
        }
    }

    /// Lets somebody else answer. Requests in flight finish with whom they began.
    fn switch(&mut self, mode: Mode) {
        if self.state.mode == mode {
            return;
        }
        match self.state.gateway {
            Gateway::Running(_) => {
                self.state.mode = mode;
                self.stop(After::Start);
            }
            Gateway::Failed(_) => {
                self.state.mode = mode;
                self.start();
            }
            // The tray does not offer it then.
            Gateway::Starting | Gateway::Stopping => {}
        }
    }

    fn stop(&mut self, after: After) {
        self.after = Some(after);
        self.state.gateway = Gateway::Stopping;
        let stopping = self.engine.stop();
        self.spawn(stopping, |()| Event::Stopped);
    }

    fn stopped(&mut self) {
        match self.after.take() {
            Some(After::Start) => self.start(),
            Some(After::Quit) | None => self.finished = true,
        }
    }

    /// Lets requests in flight finish, then ends. A second time, or with nothing in flight, it ends at once.
    fn quit(&mut self) {
        match (&self.state.gateway, self.after) {
            (Gateway::Running(_), _) => self.stop(After::Quit),
            (Gateway::Stopping, Some(After::Start)) => self.after = Some(After::Quit),
            (Gateway::Starting | Gateway::Failed(_) | Gateway::Stopping, _) => self.finished = true,
        }
    }

    fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
        event: impl FnOnce(T) -> Event + Send + 'static,
    ) {
        let outbox = self.outbox.clone();
        tokio::spawn(async move {
            // Nobody listens any more once the app has ended.
            let _ = outbox.send(event(work.await));
        });
    }
}
