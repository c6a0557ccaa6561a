//! The API key's home: the OS keychain, or nothing. Never a file.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use outcrop_gateway::config::{ApiKey, ConfigError};

const SERVICE: &str = "outcrop";
const USER: &str = "api-key";

/// A locked keychain asks the user, and does not come back until it is answered.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the API key is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// `OUTCROP_API_KEY` gave it.
    Environment,
    /// The OS keychain has it.
    Keychain,
    /// Nobody: it lasts until the app quits.
    Session {
        /// Why the keychain could not be used.
        reason: String,
    },
}

/// The key, and where it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// The key.
    pub(crate) key: ApiKey,
    /// Where it is kept.
    pub(crate) keeping: Keeping,
}

/// A place for one secret.
pub(crate) trait Keychain: Send + 'static {
    /// The secret, if one was stored.
    fn read(&self) -> Result<Option<String>, KeychainError>;
    /// Stores it.
    fn write(&self, secret: &str) -> Result<(), KeychainError>;
}

/// The keychain cannot be used. Says why, never what it holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct KeychainError(pub(crate) String);

/// The platform's own keychain.
pub(crate) struct Platform;

impl Keychain for Platform {
    fn read(&self) -> Result<Option<String>, KeychainError> {
        match entry()?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(failure(&error)),
        }
    }

    fn write(&self, secret: &str) -> Result<(), KeychainError> {
        entry()?.set_password(secret).map_err(|error| failure(&error))
    }
}

fn entry() -> Result<keyring::Entry, KeychainError> {
    // `Entry::new` alone would only say that there is no store, not why.
    if let Err(error) = keyring::Entry::store_status() {
        return Err(failure(error));
    }
    keyring::Entry::new(SERVICE, USER).map_err(|error| failure(&error))
}

/// Error texts of the `keyring` crate name the cause; only `BadEncoding` carries the secret, and its text does not show it.
fn failure(error: &keyring::Error) -> KeychainError {
    KeychainError(error.to_string())
}

/// The key: from the environment, else from the keychain, made and stored there on the first run.
///
/// Blocks for at most 10 s. Call it from a plain thread: the Secret Service client starts a runtime of its own and
/// panics within another.
///
/// # Errors
/// The environment's key does not fit in a header, or there is no randomness for a new one.
pub(crate) fn api_key(environment: Option<String>, keychain: impl Keychain) -> Result<Kept, ConfigError> {
    api_key_within(PATIENCE, environment, keychain)
}

fn api_key_within(
    patience: Duration,
    environment: Option<String>,
    keychain: impl Keychain,
) -> Result<Kept, ConfigError> {
    if let Some(text) = environment {
        return Ok(Kept { key: ApiKey::new(text)?, keeping: Keeping::Environment });
    }
    // Made before asking, so that a keychain that is unlocked after our patience ran out stores the key that is in use.
    let fresh = ApiKey::generate()?;
    let candidate = fresh.clone();
    let (answer, answered) = mpsc::channel();
    thread::spawn(move || answer.send(find_or_store(&keychain, candidate)));
    Ok(match answered.recv_timeout(patience) {
        Ok(Ok(key)) => Kept { key, keeping: Keeping::Keychain },
        Ok(Err(KeychainError(reason))) => Kept { key: fresh, keeping: Keeping::Session { reason } },
        Err(_) => {
            let reason = "the keychain did not answer; it may be locked".to_owned();
            Kept { key: fresh, keeping: Keeping::Session { reason } }
        }
    })
}

fn find_or_store(keychain: &impl Keychain, fresh: ApiKey) -> Result<ApiKey, KeychainError> {
    match keychain.read()? {
        Some(text) => ApiKey::new(text).map_err(|error| KeychainError(error.to_string())),
        None => keychain.write(fresh.expose()).map(|()| fresh),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Option<String>>>);

    impl Keychain for Memory {
        fn read(&self) -> Result<Option<String>, KeychainError> {
            Ok(self.0.lock().expect("no test panics while it holds this").clone())
        }
        fn write(&self, secret: &str) -> Result<(), KeychainError> {
            *self.0.lock().expect("no test panics while it holds this") = Some(secret.to_owned());
            Ok(())
        }
    }

    struct Broken;

    impl Keychain for Broken {
        fn read(&self) -> Result<Option<String>, KeychainError> {
            Err(KeychainError("no bus".into()))
        }
        fn write(&self, _: &str) -> Result<(), KeychainError> {
            unreachable!("what cannot be read is not written")
        }
    }

    struct Locked;

    impl Keychain for Locked {
        fn read(&self) -> Result<Option<String>, KeychainError> {
            thread::sleep(Duration::from_secs(60));
            Ok(None)
        }
        fn write(&self, _: &str) -> Result<(), KeychainError> {
            Ok(())
        }
    }

    #[test]
    fn the_first_run_stores_a_key_that_the_second_finds() {
        let keychain = Memory::default();
        let first = api_key(None, keychain.clone()).expect("a key");
        let second = api_key(None, keychain).expect("a key");
        assert_eq!(first.keeping, Keeping::Keychain);
        assert!(second.key.matches(first.key.expose().as_bytes()));
    }

    #[test]
    fn the_environment_wins_and_is_not_stored() {
        let keychain = Memory::default();
        let kept = api_key(Some("mine".into()), keychain.clone()).expect("a key");
        assert_eq!((kept.key.expose(), kept.keeping), ("mine", Keeping::Environment));
        assert_eq!(keychain.read(), Ok(None));
    }

    #[test]
    fn without_a_keychain_the_key_lasts_for_the_session_and_says_why() {
        let kept = api_key(None, Broken).expect("a key");
        assert_eq!(kept.keeping, Keeping::Session { reason: "no bus".into() });
    }

    #[test]
    fn a_locked_keychain_does_not_hold_up_the_start() {
        let kept = api_key_within(Duration::from_millis(20), None, Locked).expect("a key");
        assert!(matches!(kept.keeping, Keeping::Session { .. }));
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused() {
        assert!(api_key(Some("two words".into()), Broken).is_err());
    }
}
