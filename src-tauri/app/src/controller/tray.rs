//! What the user chose in the tray, and what tray and window have in common.

use super::Controller;
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::state::{Action, Mode, Offer};

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Does what the user chose in the tray, which has no place for what goes wrong.
    pub(super) fn chosen(&mut self, action: Action) {
        match action {
            Action::CopyBaseUrl => drop(self.copy_base_url()),
            Action::CopyApiKey => drop(self.copy_api_key()),
            Action::Take(offer) => self.take(offer),
            Action::Open => self.desktop.open_window(),
            Action::Quit => self.quit(),
        }
    }

    /// Does what was offered.
    pub(super) fn take(&mut self, offer: Offer) {
        match offer {
            Offer::TryDemo => self.switch(Mode::Demo),
            Offer::LeaveDemo => self.switch(Mode::Aws),
            Offer::StartAgain => self.start_again(),
            Offer::UseFreePort => {
                self.port = 0;
                self.start_again();
            }
            Offer::AskKeychain | Offer::UseSessionKey | Offer::SignIn => {}
        }
    }

    pub(super) fn copy_base_url(&mut self) -> Result<(), String> {
        self.copy(self.state.base_url())
    }

    pub(super) fn copy_api_key(&mut self) -> Result<(), String> {
        self.copy(self.key.as_ref().map(|key| key.expose().to_owned()))
    }

    pub(super) fn copy(&mut self, text: Option<String>) -> Result<(), String> {
        let text = text.ok_or("There is nothing to copy yet.")?;
        self.desktop.copy(&text).map_err(|error| {
            tracing::warn!(%error, "nothing was copied");
            error.to_string()
        })
    }
}
