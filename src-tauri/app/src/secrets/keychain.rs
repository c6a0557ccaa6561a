//! The platform's keychain: places with names, each for a few bytes.

use keyring::{Entry, Error};
use keyring_core::api::CredentialStoreApi;

use super::Why;

const SERVICE: &str = "outcrop";

/// Places for secrets. Each call may block until somebody has unlocked something.
pub(crate) trait Keychain: Send + Sync + 'static {
    /// What is in a place, if anything was put there.
    fn read(&self, place: &str) -> Result<Option<Vec<u8>>, KeychainError>;
    /// Puts something there, in the place of what was.
    fn write(&self, place: &str, secret: &[u8]) -> Result<(), KeychainError>;
    /// Empties a place, which may be empty already.
    fn remove(&self, place: &str) -> Result<(), KeychainError>;
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

impl KeychainError {
    /// It holds what it should not.
    pub(super) fn broken(detail: impl Into<String>) -> Self {
        Self { why: Why::Broken, detail: detail.into() }
    }
}

/// The platform's own.
pub(crate) struct Platform;

impl Keychain for Platform {
    fn read(&self, place: &str) -> Result<Option<Vec<u8>>, KeychainError> {
        match entry(place)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(failure(&error)),
        }
    }

    fn write(&self, place: &str, secret: &[u8]) -> Result<(), KeychainError> {
        entry(place)?.set_secret(secret).map_err(|error| failure(&error))
    }

    fn remove(&self, place: &str) -> Result<(), KeychainError> {
        match entry(place)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failure(&error)),
        }
    }
}

/// A store is opened anew each time: a keychain that starts after us, as one may at login, is found by asking again.
/// (`Entry::new` opens one once, and stays with what came of that.)
fn entry(place: &str) -> Result<Entry, KeychainError> {
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new();
    #[cfg(windows)]
    let store = windows_native_keyring_store::Store::new();
    #[cfg(target_os = "linux")]
    let store = zbus_secret_service_keyring_store::Store::new();
    let inner = store.and_then(|store| store.build(SERVICE, place, None)).map_err(|error| failure(&error))?;
    Ok(Entry { inner })
}

/// Error texts of the `keyring` crate name the cause; only `BadEncoding` carries the secret, and its text does not show it.
fn failure(error: &Error) -> KeychainError {
    let why = match error {
        Error::PlatformFailure(_) | Error::NoDefaultStore => Why::Missing,
        Error::NoStorageAccess(_) => Why::Locked,
        // The crate's enum may grow; whatever comes is a keychain that does not do its work.
        _ => Why::Broken,
    };
    KeychainError { why, detail: error.to_string() }
}
