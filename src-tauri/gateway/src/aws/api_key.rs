//! Bedrock API keys: what they tell of themselves, and how AWS refuses them.
//!
//! A short-term key is `bedrock-api-key-` and the base64 of a presigned address (AWS's `aws-bedrock-token-generator`):
//! `bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Date=20261122T180000Z&X-Amz-Expires=43200&…`. A long-term one
//! tells nothing.

use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

use super::trouble::{Trouble, What};

const SHORT_TERM: &str = "bedrock-api-key-";
/// What AWS says of keys that it does not take, in lower case; it calls all of it AccessDeniedException.
const REFUSALS: [&str; 4] = ["bearer token", "api key", "authentication failed", "security token"];

/// What a key tells. All of it is missing where it is of another form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// When it ends at the latest: with the session that made it, it ends earlier.
    pub(super) expiry: Option<SystemTime>,
    /// The region that it is for.
    pub(super) region: Option<String>,
}

/// Reads what a key tells.
pub(super) fn facts(key: &SecretString) -> Facts {
    let address = key.expose_secret().trim().strip_prefix(SHORT_TERM).and_then(|coded| STANDARD.decode(coded).ok());
    let Some(address) = address.and_then(|bytes| String::from_utf8(bytes).ok()) else { return Facts::default() };
    let value = |name: &str| {
        let query = address.split_once('?')?.1;
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    };
    let begins = value("X-Amz-Date").and_then(moment);
    let lasts = value("X-Amz-Expires").and_then(|text| text.parse().ok()).map(Duration::from_secs);
    // `AKIA…/20261122/us-east-1/bedrock/aws4_request`, its slashes escaped.
    let scope = value("X-Amz-Credential").map(|text| text.replace("%2F", "/").replace("%2f", "/"));
    let region =
        scope.as_deref().and_then(|scope| scope.split('/').nth(2)).filter(|name| crate::config::is_region(name));
    Facts {
        expiry: begins.zip(lasts).and_then(|(begins, lasts)| begins.checked_add(lasts)),
        region: region.map(str::to_owned),
    }
}

/// Until when a Bedrock API key is good at the latest, where it tells so by itself.
#[must_use]
pub fn api_key_expiry(key: &SecretString) -> Option<SystemTime> {
    facts(key).expiry
}

/// `20261122T180000Z`.
fn moment(text: &str) -> Option<SystemTime> {
    let part = |range: std::ops::Range<usize>| text.get(range);
    let date = format!("{}-{}-{}", part(0..4)?, part(4..6)?, part(6..8)?);
    let iso = format!("{date}T{}:{}:{}Z", part(9..11)?, part(11..13)?, part(13..15)?);
    SystemTime::try_from(DateTime::from_str(&iso, Format::DateTime).ok()?).ok()
}

/// Whether these words of AWS's are about the key, and not about what it may do.
pub(super) fn is_refusal(words: &str) -> bool {
    let words = words.to_lowercase();
    !words.contains("not authorized to perform") && REFUSALS.iter().any(|refusal| words.contains(refusal))
}

/// The key has come to its end.
pub(super) fn expired() -> Trouble {
    Trouble::new(What::ApiKeyExpired)
}

/// AWS does not take the key.
pub(super) fn refused(words: &str) -> Trouble {
    if words.to_lowercase().contains("expired") { expired() } else { Trouble::new(What::ApiKeyUnknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(query: &str) -> SecretString {
        format!("{SHORT_TERM}{}", STANDARD.encode(format!("bedrock.amazonaws.com/?Action=CallWithBearerToken&{query}")))
            .into()
    }

    #[test]
    fn a_short_term_key_tells_its_end() {
        let whole = key(
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAX%2F20261122%2Feu-west-1%2Fbedrock%2Faws4_request&X-Amz-Date=20261122T180000Z&X-Amz-Expires=43200&X-Amz-SignedHeaders=host&X-Amz-Signature=0&Version=1",
        );
        let end = SystemTime::try_from(DateTime::from_str("2026-11-23T06:00:00Z", Format::DateTime).unwrap()).unwrap();
        assert_eq!(facts(&whole), Facts { expiry: Some(end), region: Some("eu-west-1".into()) });
    }

    #[test]
    fn whatever_a_key_is_it_is_no_failure() {
        let odd =
            [key("X-Amz-Date=2026&X-Amz-Expires=1"), key("X-Amz-Date=20261122T180000Z"), key("X-Amz-Date=ééééééééé")];
        for key in odd.into_iter().chain(["ABSKlong-term".into(), "bedrock-api-key-%".into(), "".into()]) {
            assert_eq!(facts(&key).expiry, None);
        }
    }

    #[test]
    fn what_is_said_of_a_key_is_told_from_what_is_said_of_its_rights() {
        assert!(is_refusal("Bearer Token has expired"));
        assert!(is_refusal("Authentication failed: Please make sure your API Key is valid."));
        assert!(refused("Bearer Token has expired").message().contains("has expired"));
        assert!(!is_refusal(
            "User: arn:aws:iam::1:user/BedrockAPIKey-x is not authorized to perform: bedrock:InvokeModel"
        ));
        assert!(!is_refusal("You don't have access to the model with the specified model ID."));
    }
}
