//! Why there are no credentials, and what to do about it.

use crate::error::{Error, Kind};

/// What sort of trouble it is: the tray's icon and the client's `code` follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The sign-in of IAM Identity Center or `aws login` has expired, or there never was one.
    SignIn,
    /// A code of a second factor is needed and nobody gave one, or it was wrong.
    Mfa,
    /// Nothing names any credentials.
    Missing,
    /// What names them is wrong.
    Broken,
    /// AWS refuses them.
    Refused,
    /// The `credential_process` failed or took too long.
    Helper,
    /// A service that hands credentials out cannot be reached.
    Unreachable,
}

/// Why there are no credentials. It holds no secrets, nor AWS's raw answers, which may.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Trouble {
    /// What sort of trouble it is.
    pub cause: Cause,
    /// What is wrong and what to do.
    pub message: String,
    /// The sign-in that would end it, as [`SignIns`](super::SignIns) knows it.
    pub sign_in: Option<String>,
}

impl Trouble {
    pub(super) fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self { cause, message: message.into(), sign_in: None }
    }

    /// A sign-in under this key ends it.
    pub(super) fn ended_by(mut self, key: &str) -> Self {
        self.sign_in = Some(key.to_owned());
        self
    }

    /// For the program that reads the client's error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.cause {
            Cause::SignIn => "aws_sso_expired",
            Cause::Mfa => "aws_mfa_required",
            Cause::Missing | Cause::Refused | Cause::Helper => "aws_credentials",
            Cause::Broken => "aws_profile_broken",
            Cause::Unreachable => "aws_unreachable",
        }
    }
}

/// Trying again is pointless until somebody has done something.
impl From<&Trouble> for Error {
    fn from(trouble: &Trouble) -> Self {
        Self::new(Kind::Credentials, trouble.message.clone()).code(trouble.code()).final_()
    }
}
