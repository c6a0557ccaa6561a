//! Owns all state. Everything that can happen is an [`Event`]; everything that follows is decided here, one event at a time.
//!
//! Nothing here waits: what takes time is spawned, and its end is an event like any other.

mod reply;
mod running;
#[cfg(test)]
mod tests;
mod tray;
mod window;

use std::future::Future;

use outcrop_gateway::config::ApiKey;
use tokio::sync::mpsc;

pub(crate) use reply::Reply;

use crate::desktop::Desktop;
use crate::engine::{Engine, Listening};
use crate::secrets::Kept;
use crate::state::{Action, Failure, Gateway, State};
use crate::text::Text;
use crate::tray::Tray;
use crate::view::{Answer, Message, Overview, Request};
use running::After;

/// Everything that can happen.
#[derive(Debug)]
pub(crate) enum Event {
    /// The API key was found or made; or it could not be, and why.
    Key(Result<Kept, String>),
    /// The user chose something in the tray.
    Chosen(Action),
    /// The window asked for something, under a number of its own.
    Asked(u32, Request),
    /// What came of an ask of the window's.
    Answered(u32, Answer),
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
            Event::Chosen(action) => self.chosen(action),
            Event::Asked(ask, request) => self.asked(Reply::new(ask, &self.outbox), request),
            Event::Answered(ask, answer) => self.desktop.tell_window(Message::Answered { ask, answer }),
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
            self.desktop.tell_window(Message::Overview { overview: Box::new(overview.clone()) });
            self.told = Some(overview);
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
