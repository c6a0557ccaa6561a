//! Signatures of reasoning: issued with each block, and recognised when the block comes back.
//!
//! A signature is a MAC over the text, so that nothing has to be remembered and a restart forgets nothing. Where a
//! family binds reasoning to the conversation before it, a second MAC over that conversation goes along.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::digest::{hmac, sha256};
use crate::model::items;

const KEY: &[u8] = b"bedrock-simulator reasoning";
const SIGNED: &[u8] = b"sim1";
const REDACTED: &[u8] = b"simR";
const MAC: usize = 32;

/// The conversation before a block, as far as it binds the block: system, tools and messages, without cache points.
pub(crate) struct Prefix([u8; MAC]);

impl Prefix {
    /// The prefix of the message with this index.
    pub(crate) fn of(body: &Value, message: usize) -> Self {
        let before = items(&body["messages"]).iter().take(message).cloned().collect();
        let bound = [body["system"].clone(), body["toolConfig"]["tools"].clone(), Value::Array(before)];
        Self(sha256(canonical(&Value::Array(bound.into())).to_string().as_bytes()))
    }
}

/// Sorted by name, without cache points: clients may reorder the one and move the other.
pub(crate) fn canonical(value: &Value) -> Value {
    match value {
        Value::Array(values) => {
            Value::Array(values.iter().filter(|item| item.get("cachePoint").is_none()).map(canonical).collect())
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().filter(|(_, value)| !value.is_null()).collect();
            sorted.sort_by_key(|(name, _)| name.as_str());
            let pairs = sorted.into_iter().map(|(name, value)| (name.clone(), canonical(value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// Whether a signature is one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Valid,
    /// Not issued here, or not for this text.
    Foreign,
    /// Issued for this text, behind another conversation.
    Moved,
}

/// The signature that belongs to this text, bound to what came before it where the family does that.
pub(crate) fn sign(text: &str, prefix: Option<&Prefix>) -> String {
    let mac = hmac(KEY, text.as_bytes());
    let bound = prefix.map(|prefix| binding(text, prefix));
    STANDARD.encode([SIGNED, &mac, bound.as_ref().map_or(&[], |bound| bound.as_slice())].concat())
}

/// Checks a replayed signature; one that was issued unbound is valid anywhere.
pub(crate) fn verify(text: &str, signature: &str, prefix: Option<&Prefix>) -> Verdict {
    let Ok(bytes) = STANDARD.decode(signature) else { return Verdict::Foreign };
    let Some((mac, bound)) = bytes.strip_prefix(SIGNED).and_then(|rest| rest.split_at_checked(MAC)) else {
        return Verdict::Foreign;
    };
    match prefix {
        _ if mac != hmac(KEY, text.as_bytes()) => Verdict::Foreign,
        Some(prefix) if !bound.is_empty() && bound != binding(text, prefix) => Verdict::Moved,
        _ => Verdict::Valid,
    }
}

fn binding(text: &str, prefix: &Prefix) -> [u8; MAC] {
    hmac(KEY, &[text.as_bytes(), &prefix.0].concat())
}

/// The encrypted form of reasoning that is not shown.
pub(crate) fn redact(text: &str) -> String {
    STANDARD.encode([REDACTED, &hmac(KEY, text.as_bytes()), text.as_bytes()].concat())
}

/// Whether redacted reasoning was issued here.
pub(crate) fn redacted_here(data: &str) -> bool {
    let Ok(bytes) = STANDARD.decode(data) else { return false };
    let parts = bytes.strip_prefix(REDACTED).and_then(|rest| rest.split_at_checked(MAC));
    parts.is_some_and(|(mac, text)| mac == hmac(KEY, text))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_signature_belongs_to_its_text() {
        let signature = sign("I think", None);
        assert_eq!(verify("I think", &signature, None), Verdict::Valid);
        assert_eq!(verify("I thought", &signature, None), Verdict::Foreign);
        assert_eq!(verify("I think", "c2lnbmF0dXJl", None), Verdict::Foreign);
        assert!(redacted_here(&redact("secret")) && !redacted_here("c2VjcmV0"));
    }

    #[test]
    fn a_bound_signature_belongs_to_its_conversation() {
        let body = |text: &str| json!({"messages": [{"role": "user", "content": [{"text": text}]}]});
        let signature = sign("I think", Some(&Prefix::of(&body("a"), 1)));
        let verdict = |body: &Value| verify("I think", &signature, Some(&Prefix::of(body, 1)));
        assert_eq!(verdict(&body("a")), Verdict::Valid);
        assert_eq!(verdict(&body("b")), Verdict::Moved);
        let cached =
            json!({"messages": [{"content": [{"text": "a"}, {"cachePoint": {"type": "default"}}], "role": "user"}]});
        assert_eq!(verdict(&cached), Verdict::Valid);
    }
}
