//! Starting and stopping what runs in the background.

use super::{Controller, Event};
use crate::desktop::Desktop;
use crate::engine::{Engine, Listening, Plan};
use crate::secrets::Kept;
use crate::state::{Failure, Gateway, Mode, State};

/// What the gateway is stopped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Start,
    Quit,
}

impl<D: Desktop, E: Engine> Controller<D, E> {
    pub(super) fn key_found(&mut self, found: Result<Kept, String>) {
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
    pub(super) fn start(&mut self) {
        let Some(key) = self.key.clone() else { return };
        let State { mode, profile, region, .. } = self.state.clone();
        self.state.gateway = Gateway::Starting;
        let starting = self.engine.start(Plan { mode, port: self.port, profile, region, key });
        self.spawn(starting, Event::Started);
    }

    pub(super) fn start_again(&mut self) {
        if let Gateway::Failed(_) = self.state.gateway {
            self.start();
        }
    }

    pub(super) fn started(&mut self, result: Result<Listening, Failure>) {
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
    pub(super) fn switch(&mut self, mode: Mode) {
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

    pub(super) fn stopped(&mut self) {
        match self.after.take() {
            Some(After::Start) => self.start(),
            Some(After::Quit) | None => self.finished = true,
        }
    }

    /// Lets requests in flight finish, then ends. A second time, or with nothing in flight, it ends at once.
    pub(super) fn quit(&mut self) {
        match (&self.state.gateway, self.after) {
            (Gateway::Running(_), _) => self.stop(After::Quit),
            (Gateway::Stopping, Some(After::Start)) => self.after = Some(After::Quit),
            (Gateway::Starting | Gateway::Failed(_) | Gateway::Stopping, _) => self.finished = true,
        }
    }
}
