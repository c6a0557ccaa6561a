//! The homes of secrets: the OS keychain, or nothing. Never a file.

mod keychain;
mod parts;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use outcrop_gateway::config::ApiKey;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use tokio::sync::oneshot;
use tokio::time::timeout;

pub(crate) use keychain::{Keychain, KeychainError, Platform};

use crate::state::Who;

/// A locked keychain asks the user, and does not come back until it is answered.
const PATIENCE: Duration = Duration::from_secs(10);

const API_KEY: &str = "api-key";
const WHO: &str = "aws-profile";
const BEDROCK_KEY: &str = "bedrock-api-key";

/// Where the API key is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// `OUTCROP_API_KEY` gave it.
    Environment,
    /// The OS keychain has it.
    Keychain,
    /// Nobody, and the user agreed: it lasts until the app quits.
    Session {
        /// Why the keychain does not keep it.
        why: Why,
    },
}

/// Why the keychain does not keep something: what the user is told. The log has the keychain's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// There is none, or none that runs.
    Missing,
    /// It is locked, or does not let us in.
    Locked,
    /// It did not answer in time; most likely it asked the user to unlock it.
    Silent,
    /// It holds something in a key's place that is no key, or failed in another way.
    Broken,
}

/// What the keychain holds of ours.
#[derive(Debug, Clone)]
pub(crate) struct Secrets {
    /// The key that clients present; made, and stored, if there was none.
    pub(crate) api_key: ApiKey,
    /// Whom the user chose to be.
    pub(crate) who: Option<Who>,
    /// The Bedrock API key.
    pub(crate) bedrock_key: Option<SecretString>,
}

/// The keychain, asked on a thread of its own: it may ask the user, and its client panics inside a runtime.
#[derive(Clone)]
pub(crate) struct Vault {
    keychain: Arc<dyn Keychain>,
    /// One at a time: what is taken back late must not take the next one's change with it.
    turn: Arc<Mutex<()>>,
    patience: Duration,
}

impl Vault {
    /// What is kept in this keychain.
    pub(crate) fn new(keychain: impl Keychain) -> Self {
        Self { keychain: Arc::new(keychain), turn: Arc::default(), patience: PATIENCE }
    }

    /// All that is kept. On the first run, an API key is made and stored.
    ///
    /// # Errors
    /// The keychain cannot be used, or there is no randomness for a key.
    pub(crate) async fn open(&self) -> Result<Secrets, KeychainError> {
        self.ask(|keychain| {
            let found = parts::read(keychain, API_KEY)?.map(text).transpose()?;
            let api_key = match found {
                Some(key) => ApiKey::new(key.expose_secret()).map_err(unfit)?,
                None => {
                    let fresh = ApiKey::generate().map_err(unfit)?;
                    parts::write(keychain, API_KEY, fresh.expose().as_bytes())?;
                    fresh
                }
            };
            let who = parts::read(keychain, WHO)?.map(text).transpose()?;
            let bedrock_key = parts::read(keychain, BEDROCK_KEY)?.map(text).transpose()?;
            Ok(Secrets { api_key, who: who.and_then(|who| read_who(who.expose_secret())), bedrock_key })
        })
        .await
    }

    /// Keeps another API key in the place of the old one.
    ///
    /// # Errors
    /// The keychain cannot be used; the old one stays.
    pub(crate) async fn keep_api_key(&self, key: ApiKey) -> Result<(), KeychainError> {
        self.put(API_KEY, Some(SecretString::from(key.expose()))).await
    }

    /// Remembers whom the user chose to be.
    ///
    /// # Errors
    /// The keychain cannot be used.
    pub(crate) async fn keep_who(&self, who: Who) -> Result<(), KeychainError> {
        self.put(WHO, Some(SecretString::from(written(&who)))).await
    }

    /// Keeps a Bedrock API key, or none any more.
    ///
    /// # Errors
    /// The keychain cannot be used; what it kept before stays.
    pub(crate) async fn keep_bedrock_key(&self, key: Option<SecretString>) -> Result<(), KeychainError> {
        self.put(BEDROCK_KEY, key).await
    }

    /// Whether nobody is asking just now.
    #[cfg(test)]
    pub(crate) fn is_quiet(&self) -> bool {
        Arc::strong_count(&self.keychain) == 1
    }

    /// Keeps this, or nothing any more. What comes about when nobody waits for it any longer, since somebody unlocked the
    /// keychain late, is taken back: it was said that it had not.
    async fn put(&self, name: &'static str, value: Option<SecretString>) -> Result<(), KeychainError> {
        let change = move |keychain: &dyn Keychain| {
            let before = match parts::read(keychain, name) {
                Ok(before) => before.map(SecretSlice::from),
                // What cannot be read is no loss.
                Err(KeychainError { why: Why::Broken, .. }) => None,
                Err(error) => return Err(error),
            };
            set(keychain, name, value.as_ref().map(|value| value.expose_secret().as_bytes()))?;
            Ok(before)
        };
        let take_back = move |keychain: &dyn Keychain, before: Option<SecretSlice<u8>>| {
            if let Err(error) = set(keychain, name, before.as_ref().map(ExposeSecret::expose_secret)) {
                tracing::error!(%error, name, "the keychain changed late, and does not change back");
            }
        };
        self.ask_or(change, take_back).await.map(drop)
    }

    async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Keychain) -> Result<T, KeychainError> + Send + 'static,
    ) -> Result<T, KeychainError> {
        self.ask_or(work, |_, _| ()).await
    }

    async fn ask_or<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Keychain) -> Result<T, KeychainError> + Send + 'static,
        late: impl FnOnce(&dyn Keychain, T) + Send + 'static,
    ) -> Result<T, KeychainError> {
        let (keychain, turn) = (Arc::clone(&self.keychain), Arc::clone(&self.turn));
        let (answer, mut answered) = oneshot::channel();
        thread::spawn(move || {
            // Whoever panicked holding it left nothing half done that is ours.
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(Ok(done)) = answer.send(work(&*keychain)) {
                late(&*keychain, done);
            }
        });
        let silent = || KeychainError { why: Why::Silent, detail: format!("no answer within {:?}", self.patience) };
        match timeout(self.patience, &mut answered).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(KeychainError::broken("the keychain's client panicked")),
            Err(_) => {
                // What comes from now on is taken back, and what came in this moment counts.
                answered.close();
                answered.try_recv().unwrap_or_else(|_| Err(silent()))
            }
        }
        .inspect_err(|error| tracing::warn!(%error, why = ?error.why, "the keychain cannot be used"))
    }
}

fn set(keychain: &dyn Keychain, name: &str, value: Option<&[u8]>) -> Result<(), KeychainError> {
    match value {
        Some(value) => parts::write(keychain, name, value),
        None => parts::remove(keychain, name),
    }
}

fn text(bytes: Vec<u8>) -> Result<SecretString, KeychainError> {
    String::from_utf8(bytes).map(SecretString::from).map_err(|_| KeychainError::broken("what is kept is no text"))
}

/// The message names the setting, never its value.
fn unfit(error: outcrop_gateway::config::ConfigError) -> KeychainError {
    KeychainError::broken(error.to_string())
}

fn written(who: &Who) -> String {
    match who {
        Who::Chain => "chain".to_owned(),
        Who::Profile(name) => format!("profile:{name}"),
        Who::BedrockKey => "bedrock-api-key".to_owned(),
    }
}

/// What a later version wrote is no choice of this one's.
fn read_who(text: &str) -> Option<Who> {
    match text {
        "chain" => Some(Who::Chain),
        "bedrock-api-key" => Some(Who::BedrockKey),
        _ => text.strip_prefix("profile:").map(|name| Who::Profile(name.to_owned())),
    }
}
