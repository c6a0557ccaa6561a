//! What only a person can answer.

use std::fmt;

use futures_util::future::BoxFuture;
use secrecy::SecretString;

/// A code of a second factor is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MfaQuestion {
    /// The profile that needs it.
    pub profile: String,
    /// The device: an ARN or a serial number.
    pub serial: String,
}

/// Somebody who can ask a person: a window, a terminal.
pub trait Ask: fmt::Debug + Send + Sync {
    /// The code that the device shows; `None` where nobody answers.
    fn mfa(&self, question: MfaQuestion) -> BoxFuture<'static, Option<SecretString>>;
}
