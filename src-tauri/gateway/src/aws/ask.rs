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

/// A code on its way; `None` where nobody answers.
pub type Answer = BoxFuture<'static, Option<SecretString>>;

/// Somebody who can ask a person: a window, a terminal.
pub trait Ask: fmt::Debug + Send + Sync {
    /// The code that the device shows.
    fn mfa(&self, question: MfaQuestion) -> Answer;
}
