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
        /// Why the keychain does not keep it.
        why: Why,
    },
}

/// Why the keychain does not keep the key: what the user is told. The log has the keychain's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// There is none, or none that runs.
    Missing,
    /// It is locked, or does not let us in.
    Locked,
    /// It did not answer in time; most likely it asked the user to unlock it.
    Silent,
    /// It holds something in the key's place that is no key, or failed in another way.
    Broken,
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
#[error("{detail}")]
pub(crate) struct KeychainError {
    /// For the user.
    pub(crate) why: Why,
    /// For the log.
    pub(crate) detail: String,
}

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
    let why = match error {
        keyring::Error::PlatformFailure(_) | keyring::Error::NoDefaultStore => Why::Missing,
        keyring::Error::NoStorageAccess(_) => Why::Locked,
        // The crate's enum may grow; whatever comes is a keychain that does not do its work.
        _ => Why::Broken,
    };
    KeychainError { why, detail: error.to_string() }
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
    let error = match answered.recv_timeout(patience) {
        Ok(Ok(key)) => return Ok(Kept { key, keeping: Keeping::Keychain }),
        Ok(Err(error)) => error,
        Err(_) => KeychainError { why: Why::Silent, detail: format!("no answer within {patience:?}") },
    };
    tracing::warn!(%error, why = ?error.why, "no keychain: the API key lasts until the app quits");
    Ok(Kept { key: fresh, keeping: Keeping::Session { why: error.why } })
}

fn find_or_store(keychain: &impl Keychain, fresh: ApiKey) -> Result<ApiKey, KeychainError> {
    match keychain.read()? {
        Some(text) => ApiKey::new(text).map_err(|error| KeychainError { why: Why::Broken, detail: error.to_string() }),
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

    struct Absent;

    impl Keychain for Absent {
        fn read(&self) -> Result<Option<String>, KeychainError> {
            Err(KeychainError { why: Why::Missing, detail: "no bus".into() })
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
        let kept = api_key(None, Absent).expect("a key");
        assert_eq!(kept.keeping, Keeping::Session { why: Why::Missing });
    }

    #[test]
    fn what_is_no_key_is_not_used_as_one_and_not_overwritten() {
        let keychain = Memory::default();
        keychain.write("two words").expect("it takes anything");
        let kept = api_key(None, keychain.clone()).expect("a key");
        assert_eq!(kept.keeping, Keeping::Session { why: Why::Broken });
        assert_eq!(keychain.read(), Ok(Some("two words".into())));
    }

    #[test]
    fn a_locked_keychain_does_not_hold_up_the_start() {
        let kept = api_key_within(Duration::from_millis(20), None, Locked).expect("a key");
        assert_eq!(kept.keeping, Keeping::Session { why: Why::Silent });
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused() {
        assert!(api_key(Some("two words".into()), Absent).is_err());
    }
}
