//! Signing in, and codes of second factors.

use outcrop_gateway::aws::{MfaQuestion, Page as SignInPage};
use secrecy::SecretString;

use super::{Controller, Event};
use crate::ask::MfaAnswer;
use crate::desktop::{Desktop, Page};
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::state::SignIn;

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Signs a profile in, in the browser. One at a time: a second click finds the first one under way.
    pub(super) fn sign_in(&mut self, profile: String) {
        if self.state.sign_in.is_some() {
            return;
        }
        let outbox = self.outbox.clone();
        let show = move |page| {
            // Nobody shows it any more once the app has ended.
            let _ = outbox.send(Event::SignInPage(page));
        };
        let signing_in = self.engine.sign_in(profile.clone(), show);
        self.signing_in = Some(self.spawn(signing_in, Event::SignedIn));
        self.state.sign_in = Some(SignIn { profile, page: None });
        self.state.sign_in_failed = None;
    }

    pub(super) fn sign_in_page(&mut self, page: SignInPage) {
        if let Some(sign_in) = &mut self.state.sign_in {
            if let Err(error) = self.desktop.open_link(&page.url) {
                tracing::warn!(%error, "no browser was opened; the window shows the address");
                self.desktop.open_window(Some(Page::Overview));
            }
            sign_in.page = Some(page);
        }
    }

    /// The page once more, for those who closed it.
    pub(super) fn open_sign_in_page(&mut self) -> Result<(), Refusal> {
        let page = self.state.sign_in.as_ref().and_then(|sign_in| sign_in.page.as_ref());
        let url = page.map(|page| page.url.clone()).ok_or(Refusal::NoSignIn)?;
        self.desktop.open_link(&url).map_err(|error| Refusal::NoBrowser { error: error.to_string() })
    }

    pub(super) fn signed_in(&mut self, result: Result<(), Refusal>) {
        self.signing_in = None;
        self.state.sign_in = None;
        match result {
            Ok(()) => self.ask_who(),
            Err(reason) => {
                tracing::warn!(%reason, "a sign-in came to nothing");
                self.state.sign_in_failed = Some(reason);
            }
        }
    }

    pub(super) fn cancel_sign_in(&mut self) {
        if let Some(task) = self.signing_in.take() {
            task.abort();
        }
        self.state.sign_in = None;
    }

    /// Only the window has room for a code, so it comes up.
    pub(super) fn mfa_asked(&mut self, question: MfaQuestion, answer: MfaAnswer) {
        self.state.mfa = Some(question);
        self.mfa = Some(answer);
        self.desktop.open_window(Some(Page::Overview));
    }

    pub(super) fn mfa_over(&mut self) {
        // Another question may have taken its place.
        if self.mfa.as_ref().is_none_or(MfaAnswer::is_closed) {
            self.mfa = None;
            self.state.mfa = None;
        }
    }

    pub(super) fn answer_mfa(&mut self, code: Option<String>) -> Result<(), Refusal> {
        let answer = self.mfa.take().ok_or(Refusal::NoCodeWanted)?;
        self.state.mfa = None;
        let code = code.map(|code| SecretString::from(code.trim()));
        answer.send(code).map_err(|_| Refusal::CodeTooLate)
    }
}
