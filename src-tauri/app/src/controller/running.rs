//! Starting and stopping what runs in the background.

use super::{Controller, Event};
use crate::desktop::Desktop;
use crate::engine::{Engine, Listening, Plan};
use crate::state::{Failure, Gateway, Mode};

/// What the gateway is stopped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Start,
    Stay,
    Quit,
}

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Starts the gateway as things are now. Without a key there is nothing to start with; it comes as an event.
    pub(super) fn start(&mut self) {
        let Some(key) = self.key.clone() else { return };
        self.state.gateway = Gateway::Starting;
        self.in_force = self.as_chosen();
        let (mode, listen, live) = (self.state.mode, self.given.listen.clone(), self.given.live.clone());
        self.listen = listen.clone();
        let limits = self.desk.kept.settings.limits();
        let starting = self.engine.start(Plan { mode, listen, me: self.me(), live, limits, key });
        let starting = self.telling.join(starting);
        self.spawn(starting, Event::Started);
    }

    pub(super) fn start_again(&mut self) {
        if let Gateway::Failed(_) | Gateway::Stopped = self.state.gateway {
            self.start();
        }
    }

    /// Stops, and stays there.
    pub(super) fn stop_for_now(&mut self) {
        if let Gateway::Running(_) = self.state.gateway {
            self.stop(After::Stay);
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
        // The settings named another place meanwhile.
        if self.listen != self.given.listen {
            self.move_there();
        }
    }

    /// Stops, and starts as things are then.
    pub(super) fn restart(&mut self) {
        self.stop(After::Start);
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
            Gateway::Failed(_) | Gateway::Stopped => {
                self.state.mode = mode;
                self.start();
            }
            // It is not offered then.
            Gateway::Starting | Gateway::Stopping => {}
        }
    }

    fn stop(&mut self, after: After) {
        self.after = Some(after);
        self.state.gateway = Gateway::Stopping;
        // They hold on to the gateway, and what they would tell is of no use any more.
        self.cancel_sign_in();
        if let Some(asking) = self.asking_who.take() {
            asking.abort();
        }
        self.forget_models();
        self.state.standing = None;
        self.state.identity = None;
        let stopping = self.telling.join(self.engine.stop());
        self.spawn(stopping, |()| Event::Stopped);
    }

    pub(super) fn stopped(&mut self) {
        match self.after.take() {
            Some(After::Start) => self.start(),
            Some(After::Stay) => self.state.gateway = Gateway::Stopped,
            Some(After::Quit) | None => self.leave(),
        }
    }

    /// Lets requests in flight finish, then ends. A second time, or with nothing in flight, it ends at once.
    pub(super) fn quit(&mut self) {
        match (&self.state.gateway, self.after) {
            (Gateway::Running(_), _) => self.stop(After::Quit),
            (Gateway::Stopping, Some(After::Start | After::Stay)) => self.after = Some(After::Quit),
            (Gateway::Stopping, _) => self.finished = true,
            (Gateway::Starting | Gateway::Failed(_) | Gateway::Stopped, _) => self.leave(),
        }
    }

    /// Ends, once the keychain knows what was chosen last; its patience bounds that.
    fn leave(&mut self) {
        self.finished = self.remembering.is_none() || self.leaving;
        self.leaving = true;
    }
}
