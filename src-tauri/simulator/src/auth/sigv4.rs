//! The `Authorization` header of AWS Signature Version 4, checked as the service checks it.

use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use subtle::ConstantTimeEq;

use super::{Identity, canonical};
use crate::digest::{hex, hmac, sha256};
use crate::exception::Exception;
use crate::options::{AccessKey, Options};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const SERVICE: &str = "bedrock";
const DATE_FORMAT: &str = "%Y%m%dT%H%M%SZ";
/// How far a request's clock may be off, in minutes.
const MAX_SKEW: i64 = 5;
const UNKNOWN_KEY: &str = "The security token included in the request is invalid.";
const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. Check your AWS \
    Secret Access Key and signing method. Consult the service documentation for details.";

/// The header, taken apart.
#[derive(Debug)]
pub(crate) struct Authorization {
    access_key_id: String,
    date: String,
    region: String,
    service: String,
    signed_headers: String,
    signature: String,
}

impl Authorization {
    pub(crate) fn parse(value: &str) -> Result<Self, Exception> {
        let Some(rest) = value.strip_prefix(ALGORITHM) else {
            return Err(incomplete(format!("'{}' not a valid algorithm", value.split(' ').next().unwrap_or_default())));
        };
        let part = |name: &str| {
            rest.split(',')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
                .map(str::to_owned)
                .ok_or_else(|| incomplete(format!("Authorization header requires '{name}' parameter.")))
        };
        let credential = part("Credential")?;
        let scope: Vec<&str> = credential.split('/').collect();
        let [access_key_id, date, region, service, "aws4_request"] = scope.as_slice() else {
            return Err(incomplete("Credential must have exactly 5 slash-delimited elements.".to_owned()));
        };
        Ok(Self {
            access_key_id: (*access_key_id).to_owned(),
            date: (*date).to_owned(),
            region: (*region).to_owned(),
            service: (*service).to_owned(),
            signed_headers: part("SignedHeaders")?,
            signature: part("Signature")?,
        })
    }

    pub(crate) fn identity(&self) -> Identity {
        Identity::Sigv4 { access_key_id: self.access_key_id.clone(), region: self.region.clone() }
    }

    fn scope(&self) -> String {
        format!("{}/{}/{}/aws4_request", self.date, self.region, self.service)
    }
}

/// Checks key, scope, clock, covered headers and signature, in the order in which AWS complains.
pub(crate) fn verify(
    authorization: &Authorization,
    head: &Parts,
    body: &Bytes,
    options: &Options,
    now: Timestamp,
) -> Result<(), Exception> {
    let Some(key) = options.credentials.iter().find(|key| key.id == authorization.access_key_id) else {
        return Err(Exception::forbidden("UnrecognizedClientException", UNKNOWN_KEY));
    };
    check_session(key, &head.headers)?;
    if authorization.service != SERVICE {
        return Err(invalid(format!("Credential should be scoped to correct service: '{SERVICE}'.")));
    }
    let date = check_date(authorization, &head.headers, now)?;
    check_signed_headers(authorization, &head.headers)?;
    let payload_hash = check_payload(&head.headers, body)?;
    let request = canonical::request(head, &authorization.signed_headers, &payload_hash);
    let expected = signature(&key.secret, authorization, &date, &request);
    if bool::from(expected.as_bytes().ct_eq(authorization.signature.as_bytes())) {
        Ok(())
    } else {
        Err(invalid(MISMATCH.to_owned()))
    }
}

fn signature(secret: &str, authorization: &Authorization, date: &str, canonical_request: &str) -> String {
    let to_sign =
        format!("{ALGORITHM}\n{date}\n{}\n{}", authorization.scope(), hex(&sha256(canonical_request.as_bytes())));
    let key = hmac(format!("AWS4{secret}").as_bytes(), authorization.date.as_bytes());
    let key = [authorization.region.as_str(), authorization.service.as_str(), "aws4_request"]
        .iter()
        .fold(key, |key, part| hmac(&key, part.as_bytes()));
    hex(&hmac(&key, to_sign.as_bytes()))
}

fn check_session(key: &AccessKey, headers: &HeaderMap) -> Result<(), Exception> {
    if key.expired {
        let message = "The security token included in the request is expired";
        return Err(Exception::forbidden("ExpiredTokenException", message));
    }
    let sent = headers.get("x-amz-security-token").map(|value| value.as_bytes());
    if sent == key.session_token.as_deref().map(str::as_bytes) {
        Ok(())
    } else {
        Err(Exception::forbidden("UnrecognizedClientException", UNKNOWN_KEY))
    }
}

fn check_date(authorization: &Authorization, headers: &HeaderMap, now: Timestamp) -> Result<String, Exception> {
    let Some(text) = headers.get("x-amz-date").and_then(|value| value.to_str().ok()) else {
        return Err(incomplete(
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.".to_owned(),
        ));
    };
    let date = DateTime::strptime(DATE_FORMAT, text)
        .and_then(|date| date.to_zoned(TimeZone::UTC))
        .map_err(|_| incomplete(format!("Date must be in ISO-8601 'basic format'. Got '{text}'.")))?
        .timestamp();
    if !text.starts_with(&authorization.date) {
        return Err(invalid(format!(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{}' != \
             '{text}'",
            authorization.date
        )));
    }
    let show = |moment: Timestamp| moment.strftime(DATE_FORMAT).to_string();
    let (earliest, latest) = (now - MAX_SKEW.minutes(), now + MAX_SKEW.minutes());
    if date < earliest {
        let (earliest, now) = (show(earliest), show(now));
        return Err(invalid(format!(
            "Signature expired: {text} is now earlier than {earliest} ({now} - {MAX_SKEW} min.)"
        )));
    }
    if date > latest {
        let (latest, now) = (show(latest), show(now));
        return Err(invalid(format!(
            "Signature not yet current: {text} is still later than {latest} ({now} + {MAX_SKEW} min.)"
        )));
    }
    Ok(text.to_owned())
}

/// `host` and every `x-amz-…` header must be covered by the signature.
fn check_signed_headers(authorization: &Authorization, headers: &HeaderMap) -> Result<(), Exception> {
    let signed: Vec<&str> = authorization.signed_headers.split(';').collect();
    let missing = std::iter::once("host")
        .chain(headers.keys().map(http::HeaderName::as_str).filter(|name| name.starts_with("x-amz-")))
        .find(|name| !signed.contains(name));
    match missing {
        None => Ok(()),
        Some(name) => Err(invalid(format!("'{name}' must be a 'SignedHeader' in the AWS Authorization."))),
    }
}

fn check_payload(headers: &HeaderMap, body: &Bytes) -> Result<String, Exception> {
    let actual = canonical::payload_hash(body);
    match headers.get("x-amz-content-sha256").and_then(|value| value.to_str().ok()) {
        None => Ok(actual),
        Some(unsigned @ "UNSIGNED-PAYLOAD") => Ok(unsigned.to_owned()),
        Some(claimed) if claimed == actual => Ok(actual),
        Some(_) => {
            Err(invalid("The provided 'x-amz-content-sha256' header does not match what was computed.".to_owned()))
        }
    }
}

fn invalid(message: String) -> Exception {
    Exception::forbidden("InvalidSignatureException", message)
}

fn incomplete(message: String) -> Exception {
    Exception::forbidden("IncompleteSignatureException", message)
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;
    use crate::options::AccessKey;

    /// AWS's published test suite signs with this key, for a service named "service".
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn authorization(service: &str, signed_headers: &str) -> Authorization {
        let value = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/{service}/aws4_request, \
             SignedHeaders={signed_headers}, Signature=0"
        );
        Authorization::parse(&value).unwrap()
    }

    fn get(uri: &str) -> Parts {
        let request =
            Request::get(uri).header("host", "example.amazonaws.com").header("x-amz-date", "20150830T123600Z");
        request.body(()).unwrap().into_parts().0
    }

    #[track_caller]
    fn check_vector(uri: &str, expected: &str) {
        let request = canonical::request(&get(uri), "host;x-amz-date", EMPTY);
        let authorization = authorization("service", "host;x-amz-date");
        assert_eq!(signature(SECRET, &authorization, "20150830T123600Z", &request), expected, "{uri}");
    }

    #[test]
    fn signatures_match_the_published_vectors() {
        check_vector("/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        check_vector(
            "/?Param2=value2&Param1=value1",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        );
    }

    /// A request that is signed correctly, checked at another time or after a change.
    #[track_caller]
    fn check(now: &str, change: impl FnOnce(&mut Parts, &mut Bytes, &mut Authorization), expected: Result<(), &str>) {
        let options = Options { credentials: vec![AccessKey::new("AKIDEXAMPLE", SECRET)], ..Options::default() };
        let mut head = get("/model/a%3A0/converse");
        let mut body = Bytes::from_static(b"{}");
        let mut authorization = authorization("bedrock", "host;x-amz-date");
        let request = canonical::request(&head, "host;x-amz-date", &canonical::payload_hash(&body));
        authorization.signature = signature(SECRET, &authorization, "20150830T123600Z", &request);
        change(&mut head, &mut body, &mut authorization);
        let result = verify(&authorization, &head, &body, &options, now.parse().unwrap());
        match (&result, expected) {
            (Ok(()), Ok(())) => {}
            (Err(exception), Err(part)) => {
                assert!(exception.message.contains(part) || exception.name == part, "{exception:?}");
            }
            _ => panic!("{result:?}"),
        }
    }

    #[test]
    fn the_clock_may_be_five_minutes_off() {
        check("2015-08-30T12:36:00Z", |_, _, _| {}, Ok(()));
        check("2015-08-30T12:41:00Z", |_, _, _| {}, Ok(()));
        check("2015-08-30T12:41:01Z", |_, _, _| {}, Err("Signature expired"));
        check("2015-08-30T12:30:59Z", |_, _, _| {}, Err("Signature not yet current"));
    }

    #[test]
    fn whatever_is_changed_is_noticed() {
        let now = "2015-08-30T12:36:00Z";
        let mismatch = Err("The request signature we calculated does not match");
        check(now, |_, body, _| *body = Bytes::from_static(b"{ }"), mismatch);
        check(now, |head, _, _| head.uri = "/model/a:0/converse".parse().unwrap(), mismatch);
        check(now, |_, _, sent| sent.region = "eu-west-1".to_owned(), mismatch);
        check(now, |_, _, sent| sent.service = "bedrock-runtime".to_owned(), Err("correct service"));
        check(now, |_, _, sent| sent.date = "20150831".to_owned(), Err("Date in Credential scope"));
        check(now, |_, _, sent| sent.signed_headers = "x-amz-date".to_owned(), Err("'host' must be a 'SignedHeader'"));
        let add = |name: &'static str, value: &'static str| {
            move |head: &mut Parts, _: &mut Bytes, _: &mut Authorization| {
                head.headers.insert(name, value.parse().unwrap());
            }
        };
        check(now, add("x-amz-target", "a"), Err("'x-amz-target' must be a 'SignedHeader'"));
        check(now, add("x-amz-security-token", "a"), Err("UnrecognizedClientException"));
        check(now, |_, _, sent| sent.access_key_id = "AKIDOTHER".to_owned(), Err("UnrecognizedClientException"));
    }

    #[test]
    fn half_an_authorization_is_incomplete() {
        for value in [
            "Basic abc",
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request",
            "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0",
        ] {
            assert_eq!(Authorization::parse(value).unwrap_err().name, "IncompleteSignatureException", "{value}");
        }
    }
}
