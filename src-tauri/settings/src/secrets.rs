//! Secrets that ended up in the settings file.
//!
//! The file is made to be copied, shown and committed. A secret in it is refused rather than honoured.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::error::Complaint;

/// What to say of a key.
type Say = fn(String) -> Complaint;

/// Words that make a key a secret, and what to say of it.
const ADVICE: [(&[&str], Say); 3] = [
    (&["aws", "access_key", "session_token", "bearer", "bedrock", "credential"], |name| Complaint::Credentials {
        name,
    }),
    (&["profile"], |name| Complaint::Profile { name }),
    (&["key", "token", "secret", "password"], |name| Complaint::Secret { name }),
];

/// The first secret: where its key stands, and what to do about it. The value is not looked at.
pub(super) fn find(table: &DeTable<'_>) -> Option<(Range<usize>, Complaint)> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref().as_ref();
        // Aliases are names that the user made up, and a model's id may hold any word.
        if name == "aliases" || name == "efforts" {
            return None;
        }
        match (advice(name), value.get_ref()) {
            (Some(say), _) => Some((key.span(), say(name.to_owned()))),
            (None, DeValue::Table(inner)) => find(inner),
            (None, _) => None,
        }
    })
}

fn advice(key: &str) -> Option<Say> {
    let key = key.to_ascii_lowercase().replace('-', "_");
    ADVICE.iter().find(|(words, _)| words.iter().any(|word| key.contains(word))).map(|(_, say)| *say)
}
