//! What is secret is not kept: only headers on a list show their value, and what another header hides is hidden
//! wherever else it stands.

use std::borrow::Cow;

use secrecy::{ExposeSecret, SecretString};

use crate::observe::head::Head;

/// In the place of a value that is not shown.
const HIDDEN: &str = "…";

/// Headers that cannot be secret. All others are named, and hide their value.
const SHOWN: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-request-headers",
    "access-control-request-method",
    "allow",
    "anthropic-beta",
    "anthropic-version",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "http-referer",
    "openai-processing-ms",
    "origin",
    "originator",
    "retry-after",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
    "transfer-encoding",
    "user-agent",
    "vary",
    "x-accel-buffering",
    "x-app",
    "x-outcrop-adjusted",
    "x-outcrop-app",
    "x-outcrop-region",
    "x-request-id",
    "x-should-retry",
    "x-stainless-arch",
    "x-stainless-async",
    "x-stainless-lang",
    "x-stainless-os",
    "x-stainless-package-version",
    "x-stainless-read-timeout",
    "x-stainless-retry-count",
    "x-stainless-runtime",
    "x-stainless-runtime-version",
    "x-stainless-timeout",
    "x-title",
];

/// Parts of the names of headers whose value is a secret, and not merely private.
const SECRET: &[&str] = &["auth", "key", "token", "secret", "cookie", "password", "credential", "session"];

/// Shorter ones are hidden in their header only: they stand in any text by chance.
const LEAST: usize = 8;

/// The text without the key that this request presents: clients choose what stands in their `user-agent` and in the path.
pub(in crate::observe) fn without_key<'t>(text: Cow<'t, str>, head: &(impl Head + ?Sized)) -> Cow<'t, str> {
    let values = ["authorization", "x-api-key"].into_iter().filter_map(|name| str::from_utf8(head.value(name)?).ok());
    values.filter_map(|value| value.rsplit(' ').next()).filter(|key| key.len() >= LEAST).fold(text, hidden)
}

fn hidden<'t>(text: Cow<'t, str>, secret: &str) -> Cow<'t, str> {
    if text.contains(secret) { Cow::Owned(text.replace(secret, HIDDEN)) } else { text }
}

/// Knows the secrets of one request, for as long as it lasts.
#[derive(Debug, Default)]
pub(in crate::observe) struct Redactor(Vec<SecretString>);

impl Redactor {
    /// By the headers of the request.
    pub(in crate::observe) fn new(head: &(impl Head + ?Sized)) -> Self {
        let secret = |name: &str| !SHOWN.contains(&name) && SECRET.iter().any(|part| name.contains(part));
        let values = head.each().filter(|(name, _)| secret(name)).map(|(_, value)| String::from_utf8_lossy(value));
        let mut secrets = Vec::new();
        for value in values {
            // `Bearer x`, `a=x; b=y`
            let parts = value.split([' ', ';', ',', '=']).filter(|part| part.len() >= LEAST);
            secrets.extend(parts.map(|part| SecretString::from(part.to_owned())));
        }
        Self(secrets)
    }

    /// The headers, with the values that may be seen.
    pub(in crate::observe) fn headers(&self, head: &(impl Head + ?Sized)) -> Vec<(String, String)> {
        let shown = |name: &str, value: &[u8]| {
            let value = String::from_utf8_lossy(value);
            if SHOWN.contains(&name) { self.text(value).into_owned() } else { HIDDEN.to_owned() }
        };
        head.each().map(|(name, value)| (name.to_owned(), shown(name, value))).collect()
    }

    /// The text without the secrets.
    pub(in crate::observe) fn text<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        self.0.iter().fold(text, |text, secret| hidden(text, secret.expose_secret()))
    }

    /// Takes the secrets out of what was added to the text from here on, also where one began before.
    pub(in crate::observe) fn scrub(&self, text: &mut String, from: usize) {
        for secret in &self.0 {
            let secret = secret.expose_secret();
            let mut begin = from.saturating_sub(secret.len() - 1).min(text.len());
            while !text.is_char_boundary(begin) {
                begin -= 1;
            }
            if text[begin..].contains(secret) {
                let without = text[begin..].replace(secret, HIDDEN);
                text.replace_range(begin.., &without);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "outcrop_0123456789abcdef";

    #[test]
    fn only_headers_on_the_list_show_their_value() {
        let (bearer, cookie) = (format!("Bearer {KEY}"), format!("session={KEY}; theme=dark"));
        let agent = format!("curl/8 {KEY}");
        let headers = [
            ("authorization", bearer.as_str()),
            ("x-api-key", KEY),
            ("api-key", KEY),
            ("cookie", &cookie),
            ("x-newcomer", "private"),
            ("user-agent", &agent),
            ("content-type", "application/json"),
        ];
        let redactor = Redactor::new(headers.as_slice());
        let kept = redactor.headers(headers.as_slice());
        let shown: Vec<_> = kept.iter().filter(|(_, value)| value != HIDDEN).cloned().collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(shown, [pair("user-agent", "curl/8 …"), pair("content-type", "application/json")]);
        assert_eq!(kept.len(), headers.len(), "they are named all the same");
        assert_eq!(redactor.text(format!("k: {KEY}!").into()), "k: …!");
        assert!(!format!("{redactor:?}").contains(KEY));
    }

    #[test]
    fn short_values_stand_in_texts_by_chance() {
        let redactor = Redactor::new([("x-api-key", "x")].as_slice());
        assert_eq!(redactor.text("xylophone".into()), "xylophone");
    }

    #[test]
    fn a_secret_may_come_in_pieces() {
        let redactor = Redactor::new([("x-api-key", KEY)].as_slice());
        for cut in 0..=KEY.len() {
            let mut text = String::new();
            for piece in ["é", &KEY[..cut], &KEY[cut..], "é"] {
                let from = text.len();
                text.push_str(piece);
                redactor.scrub(&mut text, from);
            }
            assert_eq!(text, "é…é", "{cut}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_holds_nothing_secret() {
        assert!(SHOWN.is_sorted());
        assert!(SHOWN.iter().all(|name| !["auth", "key", "token", "cookie"].iter().any(|part| name.contains(part))));
    }
}
