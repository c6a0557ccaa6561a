//! Whether a model that is listed can really be used.

use super::denial::{Denial, Help};

/// Whether a model can be used by this identity in this region, and what to do if not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Whether it can.
    pub usable: Usable,
    /// Why not, or why that is not known.
    pub reason: Option<Reason>,
    /// What to do about it.
    pub remedy: Option<Help>,
}

/// Whether a model can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Usable {
    /// It can, as far as AWS tells. IAM policies have the last word when it is called.
    Yes,
    /// It cannot.
    No,
    /// Nobody could find out.
    Unknown,
}

sentences! {
    /// Why a model cannot be used, or why that is not known.
    pub enum Reason: "access" {
        /// Bedrock has never heard of it.
        NotKnown {
            /// Where.
            region: String,
        } = "Bedrock does not know it in {region}.",
        /// It is offered elsewhere.
        NotOffered {
            /// Where it is not.
            region: String,
        } = "It is not offered in {region}.",
        /// AWS has not decided.
        Pending = "AWS is still looking at the account's request for it.",
        /// Nobody has agreed.
        NoAgreement = "The account has not accepted its agreement.",
        /// Somebody has, and it failed.
        AgreementFailed {
            /// AWS's words.
            words: String,
        } = "Its agreement could not be made: {words}",
        /// The same, and nobody knows how.
        AgreementFailedUntold = "Its agreement could not be made: AWS does not say why.",
        /// Access was not given.
        NoAccess = "The account has no access to it.",
        /// The account is not among those.
        NotAuthorised = "The account is not authorised for it.",
        /// AWS says something that we do not know.
        NewWord {
            /// Of what.
            of: &'static str,
            /// Its word.
            word: String,
        } = "AWS says something new of its {of}: {word}.",
        /// Nobody may ask.
        Denied {
            /// Why not.
            denial: Denial,
        } = "{denial}",
        /// Nobody could ask.
        Said {
            /// What was said to whoever tried.
            words: String,
        } = "{words}",
    }
}

impl Access {
    /// It can be used.
    #[must_use]
    pub fn yes() -> Self {
        Self { usable: Usable::Yes, reason: None, remedy: None }
    }

    /// It cannot be used.
    #[must_use]
    pub fn no(reason: Reason, remedy: Help) -> Self {
        Self { usable: Usable::No, reason: Some(reason), remedy: Some(remedy) }
    }

    /// Nobody could find out.
    #[must_use]
    pub fn unknown(reason: Reason) -> Self {
        Self { usable: Usable::Unknown, reason: Some(reason), remedy: None }
    }
}
