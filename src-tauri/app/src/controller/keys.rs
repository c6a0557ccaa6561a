//! Showing and changing keys.

use outcrop_gateway::aws::api_key_expiry;
use outcrop_gateway::config::ApiKey;
use secrecy::SecretString;

use super::{Controller, Event, Reply};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::secrets::{Keeping, KeychainError};
use crate::state::{BedrockKey, Key, Who};
use crate::view::{Answer, Secret};

impl<D: Desktop, E: Engine> Controller<D, E> {
    /// The key, for the window to show for a moment.
    pub(super) fn reveal_key(&self, reply: Reply) {
        match &self.key {
            Some(key) => reply.give(Answer::Key { text: Secret(key.expose().to_owned()) }),
            None => reply.refuse(Refusal::NoKey),
        }
    }

    /// A snippet with the key in it, which the window shows masked.
    pub(super) fn copy_text(&mut self, text: &str) -> Result<(), Refusal> {
        const KEY: &str = "{{key}}";
        let text = match &self.key {
            Some(key) => text.replace(KEY, key.expose()),
            None if text.contains(KEY) => return Err(Refusal::NoKey),
            None => text.to_owned(),
        };
        self.copy(Some(text))
    }

    /// Makes another key. It counts once the keychain has it, so that what clients are told is never lost.
    pub(super) fn rotate_key(&mut self, reply: Reply) {
        let keeping = match &self.state.key {
            Key::Kept(keeping) => keeping.clone(),
            Key::Pending | Key::None { .. } => return reply.refuse(Refusal::NoKey),
        };
        let key = match ApiKey::generate() {
            Ok(key) => key,
            Err(error) => return reply.refuse(Refusal::said(error)),
        };
        match keeping {
            Keeping::Environment => reply.refuse(Refusal::KeyOfEnvironment),
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
            return reply.refuse(Refusal::KeyStays { why: error.why.into() });
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
            return reply.refuse(Refusal::NoBedrockKey);
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
                return reply.refuse(Refusal::NothingChanged { why: error.why.into() });
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
