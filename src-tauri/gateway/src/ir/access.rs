//! Whether a model that is listed can really be used.

/// Whether a model can be used by this identity in this region, and what to do if not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Whether it can.
    pub usable: Usable,
    /// Why not, or why that is not known: a sentence.
    pub reason: Option<String>,
    /// What to do about it: a sentence.
    pub remedy: Option<String>,
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

impl Access {
    /// It can be used.
    #[must_use]
    pub fn yes() -> Self {
        Self { usable: Usable::Yes, reason: None, remedy: None }
    }

    /// It cannot be used.
    pub fn no(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { usable: Usable::No, reason: Some(reason.into()), remedy: Some(remedy.into()) }
    }

    /// Nobody could find out.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self { usable: Usable::Unknown, reason: Some(reason.into()), remedy: None }
    }
}
