//! Secrets that ended up in the settings file.
//!
//! The file is made to be copied, shown and committed. A secret in it is refused rather than honoured.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// Words that make a key a secret, and what to do instead.
const ADVICE: [(&[&str], &str); 3] = [
    (
        &["aws", "access_key", "session_token", "bearer", "bedrock", "credential"],
        "AWS credentials belong in the AWS environment or in ~/.aws, where every AWS tool finds them",
    ),
    (&["profile"], "the profile says who you are, and this file is made to be shared: use --profile or AWS_PROFILE"),
    (
        &["key", "token", "secret", "password"],
        "give the key by OUTCROP_API_KEY or --api-key-file, and take it out of this file",
    ),
];

/// The first secret: where its key stands, and what to do about it. The value is not looked at.
pub(super) fn find(table: &DeTable<'_>) -> Option<(Range<usize>, String)> {
    table.iter().find_map(|(key, value)| {
        let name = key.get_ref().as_ref();
        // Aliases are names that the user made up, and a model's id may hold any word.
        if name == "aliases" || name == "efforts" {
            return None;
        }
        match (advice(name), value.get_ref()) {
            (Some(advice), _) => Some((key.span(), format!("`{name}` does not belong in a settings file: {advice}"))),
            (None, DeValue::Table(inner)) => find(inner),
            (None, _) => None,
        }
    })
}

fn advice(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase().replace('-', "_");
    ADVICE.iter().find(|(words, _)| words.iter().any(|word| key.contains(word))).map(|(_, advice)| *advice)
}
