//! What all of OpenAI's endpoints share: the shape of an error (facts/openai.md section 3), and how a body is read.

use std::time::{SystemTime, UNIX_EPOCH};

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Error, Kind, Result};

/// Status, and `{"error":{message,type,param,code}}` with all four members.
#[must_use]
pub fn error_body(error: &Error) -> (u16, Vec<u8>) {
    let (status, ..) = face(error.kind());
    (status, to_json(&ErrorBody::from(error)))
}

/// OpenAI's error object, in a body of its own or as a stream's last event.
#[derive(Debug, Serialize)]
pub(super) struct ErrorBody<'a> {
    error: ErrorObject<'a>,
}

#[derive(Debug, Serialize)]
struct ErrorObject<'a> {
    message: &'a str,
    r#type: &'static str,
    param: Option<&'a str>,
    code: Option<&'static str>,
}

impl<'a> From<&'a Error> for ErrorBody<'a> {
    fn from(error: &'a Error) -> Self {
        let (_, r#type, code) = face(error.kind());
        let code = error.reason().or(code);
        Self { error: ErrorObject { message: error.message(), r#type, param: error.location(), code } }
    }
}

/// Status, type and the code where the error brings none of its own.
fn face(kind: Kind) -> (u16, &'static str, Option<&'static str>) {
    match kind {
        Kind::Invalid => (400, "invalid_request_error", None),
        Kind::Unauthenticated => (401, "authentication_error", Some("invalid_api_key")),
        Kind::Forbidden => (403, "permission_error", None),
        Kind::NotFound => (404, "invalid_request_error", None),
        Kind::MethodNotAllowed => (405, "invalid_request_error", Some("method_not_allowed")),
        Kind::ClientTimeout => (408, "invalid_request_error", Some("request_timeout")),
        Kind::TooLarge => (413, "invalid_request_error", Some("request_too_large")),
        Kind::MediaType => (415, "invalid_request_error", Some("unsupported_media_type")),
        Kind::RateLimited => (429, "rate_limit_error", Some("rate_limit_exceeded")),
        Kind::Quota => (429, "rate_limit_error", Some("insufficient_quota")),
        Kind::Overloaded => (503, "server_error", Some("overloaded")),
        Kind::Credentials => (503, "server_error", Some("aws_credentials")),
        Kind::UpstreamTimeout => (504, "server_error", Some("timeout")),
        Kind::Unreachable => (502, "server_error", Some("unreachable")),
        Kind::Upstream => (500, "server_error", Some("upstream_error")),
        Kind::Internal => (500, "server_error", Some("server_error")),
    }
}

/// A member that has to be there is not.
pub(super) fn missing(path: &str) -> Error {
    Error::invalid(path, format!("Missing required parameter: '{path}'.")).code("missing_required_parameter")
}

/// OpenAI's own limit on `n`.
const MAX_ANSWERS: usize = 128;

/// Bedrock gives one answer a request: more are asked for side by side.
pub(super) fn answers(n: Option<u64>) -> Result<usize> {
    match n.map(usize::try_from) {
        None => Ok(1),
        Some(Ok(n)) if (1..=MAX_ANSWERS).contains(&n) => Ok(n),
        Some(_) => {
            let message = format!("Invalid value for 'n': it takes 1 to {MAX_ANSWERS}.");
            Err(Error::invalid("n", message).code("invalid_value"))
        }
    }
}

/// A number between 0 and `max`, if it is there at all.
pub(super) fn in_range(param: &'static str, value: Option<f64>, max: f64) -> Result<()> {
    match value {
        Some(value) if !(0.0..=max).contains(&value) => {
            let message = format!("Invalid value for '{param}': {value}; it takes 0 to {max}.");
            Err(Error::invalid(param, message).code("invalid_value"))
        }
        _ => Ok(()),
    }
}

/// Seconds since 1970. A clock before that reads as 1970.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Reads a body as JSON of this shape; an error names the path of the member that does not fit.
pub(super) fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let Object(value) = serde_path_to_error::deserialize(&mut reader).map_err(|e| {
        let path = e.path().to_string();
        let cause = e.into_inner();
        let error = if cause.is_data() && path != "." {
            let message = format!("Invalid value for '{path}': {}.", without_position(&cause));
            Error::invalid(path, message).code("invalid_value")
        } else if cause.is_data() {
            Error::new(Kind::Invalid, format!("The request body must be a JSON object: {}.", without_position(&cause)))
        } else {
            Error::new(Kind::Invalid, format!("The request body is not valid JSON: {cause}.")).code("invalid_json")
        };
        error.source(cause)
    })?;
    reader.end().map_err(|e| {
        Error::new(Kind::Invalid, format!("The request body has text after its JSON: {e}.")).code("invalid_json")
    })?;
    Ok(value)
}

/// A JSON object, and nothing else: serde would take an array as well, member by member.
#[derive(Debug, Default)]
pub(super) struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> std::result::Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        deserializer.deserialize_any(Members(PhantomData))
    }
}

/// serde speaks of Rust's types; clients know JSON's.
fn in_json_words(text: &str) -> String {
    let mut words = text.to_owned();
    if let Some(at) = words.find("data did not match any variant") {
        words.replace_range(at.., "it takes another type");
    }
    for (rust, json) in [
        ("expected u64", "expected a whole number"),
        ("expected usize", "expected a whole number"),
        ("expected f64", "expected a number"),
        ("expected a sequence", "expected an array"),
        ("expected a map", "expected an object"),
    ] {
        words = words.replace(rust, json);
    }
    match words.find("expected struct ") {
        Some(at) => words[..at].to_owned() + "expected an object",
        None => words,
    }
}

/// serde_json appends where in the text it stopped; the path says it better.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    in_json_words(text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]))
}

/// Serialises one of our own wire types.
pub(super) fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    append_json(value, &mut out);
    out
}

/// Serialises one of our own wire types at the end of `out`.
pub(super) fn append_json<T: Serialize>(value: &T, out: &mut Vec<u8>) {
    // Our wire types have string keys only, and a `Vec` takes every byte: the two ways in which this could fail.
    let written = serde_json::to_writer(out, value);
    debug_assert!(written.is_ok(), "a wire type must serialise: {written:?}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Body {
        #[expect(dead_code, reason = "only its type matters here")]
        list: Vec<Item>,
    }

    #[derive(Debug, Deserialize)]
    struct Item {
        #[expect(dead_code, reason = "only its type matters here")]
        n: u8,
    }

    fn refused(body: &str) -> Error {
        read_json::<Body>(body.as_bytes()).expect_err("must be refused")
    }

    #[test]
    fn a_wrong_type_is_named_by_its_path() {
        let error = refused(r#"{"list":[{"n":1},{"n":"x"}]}"#);
        assert_eq!(error.location(), Some("list[1].n"));
        assert_eq!(error.message(), "Invalid value for 'list[1].n': invalid type: string \"x\", expected u8.");
    }

    #[test]
    fn broken_json_is_told_from_a_wrong_shape() {
        assert_eq!(refused("{\"list\":[").reason(), Some("invalid_json"));
        assert_eq!(refused("{\"list\":[]} x").reason(), Some("invalid_json"));
        assert_eq!(refused("[]").reason(), None);
    }

    #[test]
    fn an_error_has_all_four_members() {
        let (status, body) = error_body(&Error::new(Kind::Forbidden, "no"));
        assert_eq!(status, 403);
        assert_eq!(
            String::from_utf8_lossy(&body),
            r#"{"error":{"message":"no","type":"permission_error","param":null,"code":null}}"#
        );
    }
}
