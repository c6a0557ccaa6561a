//! What the user chose in the tray, and what tray and window have in common.

use super::Controller;
use crate::desktop::{Desktop, Page};
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::state::{Action, Gateway, Key, Mode, Offer};

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Does what the user chose in the tray, which has no place for what goes wrong.
    pub(super) fn chosen(&mut self, action: Action) {
        // A check flips itself when it is clicked, whatever comes of it: it is drawn again.
        self.drawn = None;
        match action {
            Action::CopyBaseUrl => drop(self.copy_base_url()),
            Action::CopyApiKey => drop(self.copy_api_key()),
            Action::Take(offer) => self.take(offer),
            Action::Start => self.start_again(),
            Action::Stop => self.stop_for_now(),
            Action::ChooseWho(who) => self.choose_who(who, None),
            Action::ChooseRegion(region) => self.choose_region(region, None),
            Action::ChooseEffort(effort) => self.choose_effort(effort),
            Action::CancelSignIn => self.cancel_sign_in(),
            Action::LaunchAtLogin(on) => drop(self.launch_at_login(on)),
            Action::Open => self.desktop.open_window(None),
            Action::OpenRequests => self.desktop.open_window(Some(Page::Requests)),
            Action::Quit => self.quit(),
        }
    }

    /// Does what was offered.
    pub(super) fn take(&mut self, offer: Offer) {
        match offer {
            Offer::TryDemo => self.switch(Mode::Demo),
            Offer::LeaveDemo => self.switch(Mode::Aws),
            Offer::StartAgain => self.start_again(),
            // Offers may be older than the state that they are taken in, or be taken twice.
            Offer::UseFreePort => {
                if let Gateway::Failed(_) = self.state.gateway {
                    self.given.listen.port = 0;
                    self.start();
                }
            }
            Offer::AskKeychain => {
                if let Key::None { .. } = self.state.key {
                    self.open_vault();
                }
            }
            Offer::UseSessionKey => self.use_session_key(),
            Offer::SignIn => {
                if let Some(profile) = self.state.signs_in().map(str::to_owned) {
                    self.sign_in(profile);
                }
            }
        }
    }

    pub(super) fn copy_base_url(&mut self) -> Result<(), Refusal> {
        self.copy(self.state.base_url())
    }

    pub(super) fn copy_api_key(&mut self) -> Result<(), Refusal> {
        self.copy(self.key.as_ref().map(|key| key.expose().to_owned()))
    }

    pub(super) fn copy(&mut self, text: Option<String>) -> Result<(), Refusal> {
        let text = text.ok_or(Refusal::NothingToCopy)?;
        self.desktop.copy(&text).map_err(|error| {
            tracing::warn!(%error, "nothing was copied");
            Refusal::NotCopied { error: error.to_string() }
        })
    }

    /// What the platform says afterwards is what is shown.
    pub(super) fn launch_at_login(&mut self, on: bool) -> Result<(), Refusal> {
        let done = self.desktop.launch_at_login(on);
        self.state.launch_at_login = self.desktop.launches_at_login();
        done.map_err(|error| {
            tracing::warn!(%error, "launch at login stays as it was");
            Refusal::CannotBeSet { error: error.to_string() }
        })
    }
}
