//! SigV4's canonical request: the one spelling of a request that both sides hash.
//!
//! Source: AWS's documentation, "Create a signed AWS API request". Bedrock is a service whose path is encoded twice.

use http::HeaderMap;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::digest::{hex, sha256};

/// What stays as it is: the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The canonical request's text.
pub(crate) fn request(head: &Parts, signed_headers: &str, payload_hash: &str) -> String {
    let path = path(head.uri.path());
    let query = query(head.uri.query().unwrap_or_default());
    let headers = headers(&head.headers, signed_headers);
    format!("{}\n{path}\n{query}\n{headers}\n{signed_headers}\n{payload_hash}", head.method)
}

/// The payload's hash as the canonical request holds it.
pub(crate) fn payload_hash(body: &[u8]) -> String {
    hex(&sha256(body))
}

/// The path is encoded once on the wire; here every segment is encoded again (`%3A` becomes `%253A`).
fn path(raw: &str) -> String {
    raw.split('/').map(|segment| utf8_percent_encode(segment, ENCODED).to_string()).collect::<Vec<_>>().join("/")
}

fn query(raw: &str) -> String {
    let mut pairs: Vec<(String, String)> = raw
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (recode(name), recode(value))
        })
        .collect();
    pairs.sort();
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// One canonical spelling for a part that may have been encoded more or less strictly.
fn recode(part: &str) -> String {
    let decoded: Vec<u8> = percent_decode_str(part).collect();
    percent_encoding::percent_encode(&decoded, ENCODED).to_string()
}

fn headers(all: &HeaderMap, signed: &str) -> String {
    signed.split(';').map(|name| format!("{name}:{}\n", header_value(all, name))).collect()
}

/// Values in order, joined by commas, trimmed, and with runs of spaces as one.
fn header_value(all: &HeaderMap, name: &str) -> String {
    all.get_all(name)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_encoded_twice() {
        assert_eq!(path("/model/a-v1%3A0/converse"), "/model/a-v1%253A0/converse");
    }

    #[test]
    fn the_query_is_sorted_and_spelled_one_way() {
        assert_eq!(query("type=SYSTEM&maxResults=1&a=x:y"), "a=x%3Ay&maxResults=1&type=SYSTEM");
        assert_eq!(query("flag"), "flag=");
        assert_eq!(query(""), "");
    }
}
