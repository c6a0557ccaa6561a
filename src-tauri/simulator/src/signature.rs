//! Signatures of reasoning: issued with each block, and recognised when the block comes back.
//!
//! A signature is a MAC over the text, so that nothing has to be remembered and a restart forgets nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::digest::hmac;

const KEY: &[u8] = b"bedrock-simulator reasoning";

/// The signature that belongs to this text.
pub(crate) fn sign(text: &str) -> String {
    STANDARD.encode([b"sim1".as_slice(), &hmac(KEY, text.as_bytes())].concat())
}

/// The encrypted form of reasoning that is not shown.
pub(crate) fn redact(text: &str) -> String {
    STANDARD.encode([b"sim1-redacted".as_slice(), &hmac(KEY, text.as_bytes()), text.as_bytes()].concat())
}
