//! What the keychain holds, and what becomes of it where there is none.

use outcrop_gateway::config::ApiKey;

use super::{Controller, Event};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::secrets::{Keeping, KeychainError, Secrets};
use crate::state::{Failure, Gateway, Key, Who};

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// Asks the keychain what it holds.
    pub(super) fn open_vault(&mut self) {
        self.state.key = Key::Pending;
        let vault = self.vault.clone();
        self.spawn(async move { vault.open().await }, Event::Opened);
    }

    /// Starts with what the keychain holds. Without a keychain a key of the environment's will do; else the user says.
    pub(super) fn opened(&mut self, result: Result<Secrets, KeychainError>) {
        let (kept, who) = match result {
            Ok(Secrets { api_key, who, bedrock_key }) => {
                self.set_bedrock_key(bedrock_key);
                (Ok(api_key), who)
            }
            Err(error) => (Err(error), None),
        };
        match (self.who_chosen, &kept) {
            // It could not be remembered when it was chosen.
            (true, Ok(_)) => {
                self.in_force = self.as_chosen();
                self.remember();
            }
            (true, Err(_)) => {}
            (false, _) => {
                let given = self.given.profile.clone().map(Who::Profile);
                self.state.who = given.or(who).unwrap_or_default();
                self.remembered.who = self.state.who.clone();
            }
        }
        match (self.given.api_key.clone(), kept) {
            (Some(key), _) => self.start_with(key, Keeping::Environment),
            (None, Ok(key)) => self.start_with(key, Keeping::Keychain),
            (None, Err(error)) => self.state.key = Key::None { why: error.why },
        }
    }

    /// The user agrees to a key that lasts until the app quits.
    pub(super) fn use_session_key(&mut self) {
        let Key::None { why } = self.state.key else { return };
        match ApiKey::generate() {
            Ok(key) => self.start_with(key, Keeping::Session { why }),
            Err(error) => {
                self.state.gateway = Gateway::Failed(Failure::Other { reason: Refusal::said(error) });
            }
        }
    }

    fn start_with(&mut self, key: ApiKey, keeping: Keeping) {
        self.key = Some(key);
        self.state.key = Key::Kept(keeping);
        self.start();
    }
}
