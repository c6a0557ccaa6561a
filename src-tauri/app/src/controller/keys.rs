//! Showing and changing keys.

use outcrop_gateway::aws::api_key_expiry;
use outcrop_gateway::config::ApiKey;
use secrecy::SecretString;

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::secrets::{Keeping, KeychainError, Why};
use crate::state::{BedrockKey, Key, Who};
use crate::view::{Answer, Secret};

const NO_KEY: &str = "There is no key yet.";

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// The key, for the window to show for a moment.
    pub(super) fn reveal_key(&self, reply: Reply) {
        reply.give(match &self.key {
            Some(key) => Answer::Key { text: Secret(key.expose().to_owned()) },
            None => Answer::Refused { reason: NO_KEY.to_owned() },
        });
    }

    /// A snippet with the key in it, which the window shows masked.
    pub(super) fn copy_text(&mut self, text: &str) -> Result<(), String> {
        const KEY: &str = "{{key}}";
        let text = match &self.key {
            Some(key) => text.replace(KEY, key.expose()),
            None if text.contains(KEY) => return Err(NO_KEY.to_owned()),
            None => text.to_owned(),
        };
        self.copy(Some(text))
    }

    /// Makes another key. It counts once the keychain has it, so that what clients are told is never lost.
    pub(super) fn rotate_key(&mut self, reply: Reply) {
        let keeping = match &self.state.key {
            Key::Kept(keeping) => keeping.clone(),
            Key::Pending | Key::None { .. } => return refuse(reply, NO_KEY),
        };
        let key = match ApiKey::generate() {
            Ok(key) => key,
            Err(error) => return refuse(reply, &error.to_string()),
        };
        match keeping {
            Keeping::Environment => {
                refuse(reply, "OUTCROP_API_KEY gives the key: change it there, and start Outcrop again.");
            }
            Keeping::Session { .. } => self.rekeyed(key, Ok(()), reply),
            Keeping::Keychain => {
                let (vault, kept) = (self.vault.clone(), key.clone());
                let keeping = self.storing.join(async move { vault.keep_api_key(kept).await });
                self.spawn(keeping, |result| Event::Rekeyed(key, result, reply));
            }
        }
    }

    pub(super) fn rekeyed(&mut self, key: ApiKey, result: Result<(), KeychainError>, reply: Reply) {
        if let Err(error) = result {
            return refuse(reply, &format!("The old key stays: {}", words(error.why)));
        }
        self.key = Some(key.clone());
        let rekeying = self.telling.join(self.engine.rekey(key));
        tokio::spawn(async move {
            rekeying.await;
            reply.give(Answer::Done);
        });
    }

    /// Keeps a Bedrock API key.
    pub(super) fn keep_bedrock_key(&mut self, key: &str, reply: Reply) {
        let key = key.trim();
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return refuse(
                reply,
                "This is no Bedrock API key: one has letters, digits and signs, and no spaces within.",
            );
        }
        self.change_bedrock_key(Some(SecretString::from(key)), reply);
    }

    /// Keeps a Bedrock API key, or none any more.
    pub(super) fn change_bedrock_key(&mut self, key: Option<SecretString>, reply: Reply) {
        let (vault, kept) = (self.vault.clone(), key.clone());
        let keeping = self.storing.join(async move { vault.keep_bedrock_key(kept).await });
        self.spawn(keeping, |result| Event::BedrockKeyKept(key, result, reply));
    }

    /// Without a keychain it lasts until the app quits, for those who have agreed to that.
    pub(super) fn bedrock_key_kept(
        &mut self,
        key: Option<SecretString>,
        result: Result<(), KeychainError>,
        reply: Reply,
    ) {
        if let Err(error) = result {
            if !matches!(self.state.key, Key::Kept(Keeping::Session { .. })) {
                return refuse(reply, &format!("Nothing was changed: {}", words(error.why)));
            }
            self.state.not_kept = Some(error.why);
        }
        self.set_bedrock_key(key);
        match (&self.state.who, &self.bedrock_key) {
            (Who::BedrockKey, None) => self.choose_who(Who::Chain, Some(reply)),
            (Who::BedrockKey, Some(_)) => self.choose_who(Who::BedrockKey, Some(reply)),
            (Who::Chain | Who::Profile(_), _) => reply.give(Answer::Done),
        }
    }

    pub(super) fn set_bedrock_key(&mut self, key: Option<SecretString>) {
        self.state.bedrock_key = key.as_ref().map(|key| BedrockKey { expires: api_key_expiry(key) });
        self.bedrock_key = key;
    }
}

fn refuse(reply: Reply, reason: &str) {
    reply.give(Answer::Refused { reason: reason.to_owned() });
}

fn words(why: Why) -> &'static str {
    match why {
        Why::Missing => "no keychain service is running here.",
        Why::Locked => "the keychain is locked. Unlock it, and try again.",
        Why::Silent => "the keychain did not answer; it may be locked. Unlock it, and try again.",
        Why::Broken => "the keychain failed; the log says how.",
    }
}
